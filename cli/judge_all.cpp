// Everyone judged: groups of people on several threads, what they say in the order of the results.
#include <algorithm>
#include <functional>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "base/parts.h"
#include "cli/grading.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

/// Whether an action follows from something that is no course's: levels, work figures, shifts, incidents,
/// certificates. Decisions on those are not asked for by any result.
bool follows_elsewhere(const Workspace& workspace, const std::string& action) {
    const auto names = [&](const auto& rules) {
        return std::any_of(rules.begin(), rules.end(), [&](const auto& rule) {
            return std::find(rule.actions.begin(), rule.actions.end(), action) != rule.actions.end();
        });
    };
    const auto attends = [&](const AttendanceRules& rules) {
        std::vector<NoShowRule> no_show;
        if (rules.no_show) no_show.push_back(*rules.no_show);
        std::vector<LeaveRule> leave;
        if (rules.leave) leave.push_back(*rules.leave);
        return names(rules.late) || names(rules.early) || names(no_show) || names(leave) ||
               names(rules.limits) || names(rules.rates);
    };
    return std::any_of(workspace.policies.begin(), workspace.policies.end(), [&](const Policy& policy) {
        const Sections& sections = policy.sections;
        const auto workplace = sections.attendance_by_track.find("workplace");
        return (sections.levels && names(sections.levels->steps)) || names(sections.performance) ||
               names(sections.conduct) || names(sections.certificates) ||
               (sections.attendance && attends(*sections.attendance)) ||
               (workplace != sections.attendance_by_track.end() && attends(workplace->second));
    });
}

/// What outcomes have asked for, to be held against what the sheets say.
struct Asked {
    std::set<int> provisional;  ///< years without published holidays in which something is due
    std::set<std::pair<std::uint32_t, std::uint32_t>> appealed;  ///< person, course
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>>
        decided;  ///< decisions that answer a result: person, course, action

    void add(const Proceedings& proceedings, const CourseOutcome& outcome) {
        if (outcome.appeal) appealed.emplace(outcome.person, outcome.course);
        if (outcome.provisional && outcome.due) provisional.insert(outcome.due->year());
        if (proceedings.decisions().empty()) return;
        for (const auto* actions : {&outcome.actions, &outcome.held_actions}) {
            for (const std::string& action : *actions) {
                const Decision* decision = proceedings.decision(outcome.person, outcome.course, action);
                if (decision != nullptr) decided.emplace(decision->person, decision->course, action);
            }
        }
    }
    void add(Asked&& other) {
        provisional.merge(other.provisional);
        appealed.merge(other.appealed);
        decided.merge(other.decided);
    }
};

void report_unasked(const Grading& grading, const Asked& asked, Diagnostics& diagnostics) {
    for (const Appeal& appeal : grading.proceedings.appeals()) {
        if (asked.appealed.contains({appeal.person, appeal.course})) continue;
        diagnostics.warning(
            "appeal-without-scores", appeal.place,
            say("申诉 {0} 所指的人没有参加该课程，也没有成绩",
                "the appeal {0} is by someone who neither takes part in that course nor has scores",
                appeal.id),
            say("核对工号和课程编号", "check the employee id and the course id"));
    }
    for (const Decision& decision : grading.proceedings.decisions()) {
        if (asked.decided.contains({decision.person, decision.course, decision.action})) continue;
        if (decision.course == Workspace::none && follows_elsewhere(*grading.workspace, decision.action))
            continue;
        diagnostics.warning(
            "decision-unasked", decision.place,
            say("没有结果建议对 {0} 采取“{1}”，却有对它的决定",
                "no result recommends '{1}' for {0}, yet there is a decision on it",
                grading.workspace->people.id(decision.person), decision.action),
            say("核对工号、课程编号和 action", "check the employee id, the course id and the action"));
    }
}

/// Groups of people are judged side by side. Where the entries do not know their rows, a problem is only
/// noticed; what there is to say is found out afterwards, of the people who have one.
class EveryoneJudged {
  public:
    EveryoneJudged(CommandRun& run, Grading& grading) : run_(run), grading_(grading) {}

    bool run(unsigned threads, const MakeTaker& make) {
        ScoreSheets& sheets = *grading_.sheets;
        Parts parts(sheets.groups());
        on_threads(static_cast<unsigned>(std::min<std::size_t>(threads, parts.count())), parts,
                   [&](unsigned) {
                       std::unique_ptr<OutcomeTaker> taker;
                       {
                           const std::lock_guard lock(guard_);
                           taker = make(grading_.workspace->people);
                       }
                       judge_groups(parts, *taker);
                   });
        if (!with_problems_.empty()) look_again();
        warn_provisional(asked_.provisional, run_.diagnostics());
        report_unasked(grading_, asked_, run_.diagnostics());
        return run_.diagnostics().ok();
    }

  private:
    bool places_are_known() const {
        return grading_.sheets->options().with_rows || grading_.sheets->options().quarantine;
    }

    /// What a group leaves to be done in its turn.
    struct Judged {
        Diagnostics found, said;
        std::vector<People::Index> with_problems;
        std::vector<SetAside> aside;
        std::function<void()> rest;
    };

    void pass(Judged& judged) {
        {
            const std::lock_guard lock(guard_);
            if (places_are_known()) {
                run_.diagnostics().merge(std::move(judged.found));
            } else {
                with_problems_.insert(with_problems_.end(), judged.with_problems.begin(),
                                      judged.with_problems.end());
            }
            run_.diagnostics().merge(std::move(judged.said));
            std::vector<SetAside>& all = grading_.sheets->set_aside();
            all.insert(all.end(), judged.aside.begin(), judged.aside.end());
        }
        judged.rest();
    }

    void judge_groups(Parts& parts, OutcomeTaker& taker) {
        EntrySource source = grading_.source;
        std::vector<SetAside> aside;
        if (grading_.sheets->options().quarantine) {
            source.set_aside = [&aside](const ScoreEntry& entry, std::string_view code, const Text& message) {
                aside.push_back({entry.row, std::string(code), message});
            };
        } else if (!places_are_known()) {
            source.place = [](const ScoreEntry&) { return Place(); };
        }
        Judge judge(*grading_.workspace, grading_.proceedings, source, grading_.circumstances());
        ScoreSheets::Group group;
        Asked asked;
        for (std::size_t part = 0; parts.take(part);) {
            grading_.sheets->take(static_cast<std::uint32_t>(part), group);
            Diagnostics found = beside();
            Diagnostics said = beside();
            std::vector<People::Index> with_problems;
            std::span<const ScoreEntry> rest = group.entries;
            for (std::size_t i = 0; i < group.people.size(); ++i) {
                if (group.scattered && i % ahead == 0) look_ahead(group.people, i == 0 ? 0 : i + ahead);
                const People::Index person = group.people[i];
                std::size_t count = 0;
                while (count < rest.size() && rest[count].person == person) ++count;
                const std::size_t before = found.errors() + found.warnings();
                const Outcomes outcomes = judge.outcomes(person, rest.first(count), found);
                rest = rest.subspan(count);
                if (found.errors() + found.warnings() != before) with_problems.push_back(person);
                for (const CourseOutcome* outcome : outcomes) asked.add(grading_.proceedings, *outcome);
                taker.take(outcomes, said);
            }
            auto judged =
                std::make_shared<Judged>(Judged{std::move(found), std::move(said), std::move(with_problems),
                                                std::exchange(aside, {}), taker.pass()});
            if (!parts.in_turn(part, [this, judged = std::move(judged)] { pass(*judged); })) return;
        }
        const std::lock_guard lock(guard_);
        asked_.add(std::move(asked));
        taker.done();
    }

    /// Asks for what will be printed of the people from this one on.
    void look_ahead(std::span<const People::Index> people, std::size_t begin) const {
        if (begin >= people.size()) return;
        const std::size_t most = begin == 0 ? 2 * ahead : ahead;
        grading_.workspace->people.look_ahead(people.subspan(begin, std::min(most, people.size() - begin)));
    }
    static constexpr std::size_t ahead = 64;

    Diagnostics beside() {
        const std::lock_guard lock(guard_);
        return Diagnostics::beside(run_.diagnostics());
    }

    /// The same people judged again from the same sheets, with their rows at hand.
    void look_again() {
        const std::set<People::Index> people(with_problems_.begin(), with_problems_.end());
        ScoreOptions options = grading_.sheets->options();
        options.with_rows = true;
        options.keeps = [&people](People::Index person) { return people.contains(person); };
        const std::unique_ptr<ScoreSheets> again = grading_.sheets->again(std::move(options));
        Diagnostics said_before;
        again->read(said_before);
        again->sort();
        const EntrySource source{[&](const ScoreEntry& entry) { return again->place(entry); },
                                 [&](const ScoreEntry& entry) { return again->rater_who(entry); },
                                 {}};
        Judge judge(*grading_.workspace, grading_.proceedings, source, grading_.circumstances());
        std::vector<CourseOutcome> outcomes;
        for (const People::Index person : with_problems_)
            judge.person(person, again->of(person), outcomes, run_.diagnostics());
    }

    CommandRun& run_;
    Grading& grading_;
    std::mutex guard_;
    Asked asked_;
    std::vector<People::Index> with_problems_;  ///< in the order of the results
};

}  // namespace

bool judge_all(CommandRun& run, Grading& grading, const MakeTaker& make) {
    return EveryoneJudged(run, grading).run(run.threads(), make);
}

bool judge_in_order(CommandRun& run, Grading& grading,
                    const std::function<void(const std::vector<CourseOutcome>&)>& take) {
    class Passed : public OutcomeTaker {
      public:
        explicit Passed(const std::function<void(const std::vector<CourseOutcome>&)>& to) : to_(to) {}
        void take(Outcomes outcomes, Diagnostics&) override {
            copies_.clear();
            for (const CourseOutcome* outcome : outcomes) copies_.push_back(*outcome);
            to_(copies_);
        }

      private:
        const std::function<void(const std::vector<CourseOutcome>&)>& to_;
        std::vector<CourseOutcome> copies_;
    };
    return EveryoneJudged(run, grading).run(1, [&](const People&) { return std::make_unique<Passed>(take); });
}

}  // namespace passline
