// One score sheet read on several threads. For ScoreSheets and ScoreStream.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/parts.h"
#include "scores/score_sheet_reader.h"

namespace passline {

/// Parts of a sheet are read side by side. What is said of them, and whatever else must keep the order, is
/// settled part by part.
class SheetParts {
  public:
    SheetParts(ScoreSheets& all, std::uint32_t number, Diagnostics& diagnostics);
    virtual ~SheetParts() = default;
    SheetParts(const SheetParts&) = delete;
    SheetParts& operator=(const SheetParts&) = delete;

  protected:
    /// Reads the whole sheet; says when it has no row, or too much of something. False when it was given up.
    bool read_all(unsigned threads);

    /// Called for one part at a time, in order.
    virtual void settle(ScorePart& part, Diagnostics& diagnostics) = 0;
    /// Called for the same part on the thread that has read it; parts in some order.
    virtual void use(unsigned thread, ScorePart& part) = 0;
    /// `settle` may end the work.
    void give_up() { given_up_ = true; }
    /// For `use`, where it ends in something that keeps the order of the parts: Parts::in_turn.
    void write_in_turn(std::size_t number, std::function<void()> job) {
        writing_->in_turn(number, std::move(job));
    }

    ScoreSheetContext& context() { return context_; }
    bool is_last(std::size_t number) const { return number + 1 == writing_->count(); }

  private:
    class Worker;
    void settle_in_turn(ScorePart& part);
    Diagnostics beside();

    ScoreSheets& all_;
    const std::uint32_t number_;
    Diagnostics& outer_;
    std::mutex guard_;  // of outer_
    ScoreSheetContext context_;
    std::size_t rows_ = 0;
    std::unique_ptr<Parts> writing_;
    std::atomic<bool> given_up_{false};
};

}  // namespace passline
