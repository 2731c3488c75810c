#pragma once
#include <functional>
#include <memory>
#include <span>

#include "base/diagnostics.h"
#include "scores/score_sheets.h"

namespace passline {

/// A score sheet whose rows come in the order of the employee ids, as exported sheets mostly do: everyone's
/// entries are handed on as soon as the next person begins, and forgotten. So a sheet of any length takes the
/// memory of its parts at hand. For runs without a roster, whose people are those of the sheet.
class ScoreStream {
  public:
    /// Takes people of one thread; parts in some order, each part's people in order.
    class Taker {
      public:
        virtual ~Taker() = default;
        /// `person` is one of the people that were given to `make`; they are others in the next part.
        virtual void take(People::Index person, std::span<const ScoreEntry> entries) = 0;
        /// After the part's people, when all parts before it have passed; one at a time.
        virtual void pass() = 0;
        /// No more parts. One thread at a time.
        virtual void done() = 0;
    };
    using Make = std::function<std::unique_ptr<Taker>(const People&)>;

    /// The sheets have one that is open and not read.
    explicit ScoreStream(ScoreSheets& sheets) : sheets_(sheets) {}

    /// Reads the sheet, with a taker for each thread. False as soon as an id turns out to come too late: what
    /// was taken and said is then not to be used, and the sheet can be read otherwise.
    bool run(const Make& make, Diagnostics& diagnostics);

  private:
    ScoreSheets& sheets_;
};

}  // namespace passline
