// A sheet sorted by person, judged as it is read.
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "cli/grading.h"
#include "scores/score_stream.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

/// What threads share.
struct Judged {
    CommandRun& run;
    const Grading& grading;
    const MakeTaker& make;
    std::mutex making;
    std::mutex guard;
    Diagnostics found;          ///< what judging has to say, in order; nothing when reading found errors
    std::set<int> provisional;  ///< years without published holidays in which something is due
};

/// Judges the people of one thread and hands their outcomes on.
class JudgingTaker : public ScoreStream::Taker {
  public:
    JudgingTaker(Judged& all, const People& people)
        : all_(all),
          judge_(*all.grading.workspace, people, all.grading.proceedings, source(all)),
          taker_(all.make(people)) {
        begin();
    }

    void take(std::span<ScoreEntry> entries) override {
        ScoreStream::each_person(entries, [&](People::Index person, std::span<const ScoreEntry> mine) {
            const Outcomes outcomes = judge_.outcomes(person, mine, found_);
            for (const CourseOutcome* outcome : outcomes) {
                if (outcome->provisional && outcome->due) provisional_.insert(outcome->due->year());
            }
            taker_->take(outcomes, found_);
        });
    }
    std::function<void()> pass() override {
        struct Passing {
            Diagnostics found;
            std::vector<SetAside> aside;
            std::function<void()> rest;
        };
        auto passing =
            std::make_shared<Passing>(Passing{std::move(found_), std::exchange(aside_, {}), taker_->pass()});
        begin();
        return [&all = all_, passing = std::move(passing)] {
            {
                const std::lock_guard lock(all.guard);
                all.found.merge(std::move(passing->found));
                std::vector<SetAside>& rows = all.grading.sheets->set_aside();
                rows.insert(rows.end(), passing->aside.begin(), passing->aside.end());
            }
            passing->rest();
        };
    }
    void done() override {
        all_.provisional.merge(provisional_);
        taker_->done();
    }

  private:
    EntrySource source(const Judged& all) {
        EntrySource source = all.grading.source;
        if (all.grading.sheets->options().quarantine) {
            source.set_aside = [this](const ScoreEntry& entry, std::string_view code, const Text& message) {
                aside_.push_back({entry.row, std::string(code), message});
            };
        }
        return source;
    }
    void begin() {
        const std::lock_guard lock(all_.guard);
        found_ = Diagnostics::beside(all_.found);
    }

    Judged& all_;
    std::vector<SetAside> aside_;
    Judge judge_;
    std::unique_ptr<OutcomeTaker> taker_;
    Diagnostics found_;
    std::set<int> provisional_;
};

}  // namespace

std::optional<bool> judge_stream(CommandRun& run, Grading& grading, const MakeTaker& make) {
    Judged judged{run, grading, make, {}, {}, {}, {}};
    const bool whole = ScoreStream(*grading.sheets)
                           .run(
                               [&](const People& people) {
                                   const std::lock_guard lock(judged.making);
                                   return std::make_unique<JudgingTaker>(judged, people);
                               },
                               run.diagnostics());
    if (!whole) return {};
    if (!run.diagnostics().ok()) return false;
    run.diagnostics().merge(std::move(judged.found));
    warn_provisional(judged.provisional, run.diagnostics());
    return run.diagnostics().ok();
}

}  // namespace passline
