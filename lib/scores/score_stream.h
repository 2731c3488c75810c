#pragma once
#include <algorithm>
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
    /// Takes people of one thread, part by part, the parts in some order.
    class Taker {
      public:
        virtual ~Taker() = default;
        /// A part's entries, those of a person together, people in order: see `each_person`. They are of the
        /// people that were given to `make`, who are others in the next part.
        virtual void take(std::span<ScoreEntry> entries) = 0;
        /// After the part's people: what is to be done when that of all parts before has been done. It has
        /// all it needs, for it may be called on another thread while this one takes the next part.
        virtual std::function<void()> pass() = 0;
        /// No more parts. One thread at a time.
        virtual void done() = 0;
    };
    using Make = std::function<std::unique_ptr<Taker>(const People&)>;

    /// Calls `take(person, entries)` for each person of a part, with entries in the order of ScoreEntry.
    template <class Take>
    static void each_person(std::span<ScoreEntry> rest, Take take) {
        while (!rest.empty()) {
            const People::Index person = rest.front().person;
            std::size_t count = 1;
            bool ascending = true;
            std::uint64_t last = rest.front().key();
            for (; count < rest.size() && rest[count].person == person; ++count) {
                const std::uint64_t key = rest[count].key();
                ascending &= last < key;
                last = key;
            }
            const std::span<ScoreEntry> mine = rest.first(count);
            if (!ascending) std::sort(mine.begin(), mine.end());
            take(person, std::span<const ScoreEntry>(mine));
            rest = rest.subspan(count);
        }
    }

    /// The sheets have one that is open and not read.
    explicit ScoreStream(ScoreSheets& sheets) : sheets_(sheets) {}

    /// Reads the sheet, with a taker for each thread. False as soon as an id turns out to come too late: what
    /// was taken and said is then not to be used, and the sheet can be read otherwise.
    bool run(const Make& make, Diagnostics& diagnostics);

  private:
    ScoreSheets& sheets_;
};

}  // namespace passline
