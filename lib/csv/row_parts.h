#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/parts.h"
#include "csv/sheet.h"

namespace passline {

/// The rows of a sheet in parts that several threads read side by side, small enough for a part and what is
/// made of it to stay in the cache. What must keep the order is settled part by part.
class RowParts {
  public:
    RowParts(const Sheet& sheet, unsigned threads)
        : cuts_(sheet.cuts(part_bytes)),
          parts_(cuts_.size() - 1),
          threads_(static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, parts_.count()))),
          next_begin_(cuts_.front()) {}

    std::size_t count() const { return parts_.count(); }

    /// `make(thread)` gives each thread a worker of its own, which is asked for each of its parts:
    ///   std::size_t read(begin, end): reads the rows that begin there, and says where it stopped
    ///       (Sheet::Reader::stopped_at). It may be asked again, when a quoted line break had deceived.
    ///   bool settle(number): for one part at a time, in order; false ends the work.
    ///   void use(number): side by side again.
    template <class Make>
    void run(Make make) {
        on_threads(threads_, parts_, [&](unsigned thread) {
            auto worker = make(thread);
            for (std::size_t number = 0; parts_.take(number);) {
                std::size_t stopped_at = worker.read(cuts_[number], cuts_[number + 1]);
                if (!parts_.wait_for_turn(number)) return;
                if (next_begin_ != cuts_[number]) stopped_at = worker.read(next_begin_, cuts_[number + 1]);
                next_begin_ = stopped_at;
                if (!worker.settle(number)) return parts_.give_up();
                parts_.pass();
                worker.use(number);
            }
        });
    }

  private:
    static constexpr std::size_t part_bytes = 256 * 1024;
    std::vector<std::size_t> cuts_;
    Parts parts_;
    const unsigned threads_;
    std::size_t next_begin_;
};

}  // namespace passline
