#include "scores/score_stream.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "scores/sheet_parts.h"

namespace passline {

namespace {

/// The person whom a part ends with: the next part may go on with them.
struct Pending {
    std::string id;
    std::string name;
    std::vector<ScoreEntry> entries;
};

/// Reads the parts, puts together who stands on the border of two of them, and hands people over.
class StreamedParts : public SheetParts {
  public:
    StreamedParts(ScoreSheets& sheets, const ScoreStream::Make& make, Diagnostics& diagnostics)
        : SheetParts(sheets, 0, diagnostics), make_(make), takers_(threads_of(sheets)) {}

    static unsigned threads_of(const ScoreSheets& sheets) {
        return std::max(1U, sheets.options().sheet.threads);
    }

    bool run() {
        const bool whole = read_all(static_cast<unsigned>(takers_.size()));
        for (const auto& taker : takers_) {
            if (whole && taker != nullptr) taker->done();
        }
        return whole;
    }

  private:
    void settle(ScorePart& part, Diagnostics& diagnostics) override {
        context().settle_stream(part, diagnostics);
        if (!part.people.ids().in_order() || !part.in_order) return give_up();
        const People::Index people = part.people.size();
        if (people > 0 && pending_) {
            if (pending_->id > part.people.id(0)) return give_up();
            pending_->id == part.people.id(0) ? go_on(part, diagnostics) : add_pending(part);
        }
        if (is_last(part.number)) {
            add_pending(part);
        } else if (people > 0) {
            hold(people - 1, part);
        }
    }

    /// The part's first person is the one that was held back.
    void go_on(ScorePart& part, Diagnostics& diagnostics) {
        context().settle_stream_name(part, pending_->name, diagnostics);
        for (ScoreEntry& entry : pending_->entries) entry.person = 0;
        part.entries.insert_before(pending_->entries);
        pending_.reset();
    }

    /// Whom the part before held back comes first in this one, under a number behind its own people.
    void add_pending(ScorePart& part) {
        if (!pending_) return;
        const People::Index person =
            part.people.add_unlisted(part.people.keep(pending_->id), part.people.keep(pending_->name));
        for (ScoreEntry& entry : pending_->entries) entry.person = person;
        part.entries.insert_before(pending_->entries);
        pending_.reset();
    }

    void hold(People::Index person, ScorePart& part) {
        // Behind whom the part before had held back stand the part's own, in order.
        const auto first = std::find_if(part.entries.begin(), part.entries.end(),
                                        [&](const ScoreEntry& entry) { return entry.person == person; });
        pending_.emplace();
        pending_->id = part.people.id(person);
        pending_->name = part.people.name(person);
        pending_->entries.assign(first, part.entries.end());
        part.entries.truncate(static_cast<std::size_t>(first - part.entries.begin()));
    }

    void use(unsigned thread, ScorePart& part) override {
        std::unique_ptr<ScoreStream::Taker>& taker = takers_[thread];
        if (taker == nullptr) taker = make_(part.people);
        taker->take(part.entries);
        write_in_turn(part.number, taker->pass());
    }

    const ScoreStream::Make& make_;
    std::vector<std::unique_ptr<ScoreStream::Taker>> takers_;
    std::optional<Pending> pending_;
};

}  // namespace

bool ScoreStream::run(const Make& make, Diagnostics& diagnostics) {
    return StreamedParts(sheets_, make, diagnostics).run();
}

}  // namespace passline
