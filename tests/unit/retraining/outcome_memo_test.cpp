// Outcomes taken over from the like, against each judged by itself.
#include "retraining/outcome_memo.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "graded.h"

using namespace passline;

namespace {

/// All that the memo must not mix up: bands, marks, raters, groups, optional parts, a test before the course,
/// scales, rounding, kept scores, counts of failures, failures in a row.
const std::string many_rules = R"(passline: 1
id: p
actions:
  duty: {title: {zh: 上岗, en: Duty}}
  note: {title: {zh: 记录, en: Noted}}
  review: {title: {zh: 评估, en: Review}}
roles: {mentor: {zh: 导师, en: Mentor}, peer: {zh: 同事, en: Colleague}}
tracks:
  weighted:
    assessment:
      pass: 60
      article: "1"
      components:
        theory: {weight: 40, article: "2"}
        talk: {weight: 30, raters: [mentor, peer], pass: 50, article: "3"}
        essay: {weight: 30, out_of: 40, article: "4"}
        first: {baseline_of: theory}
      marks: {exempt: {as: skip, article: "5"}, void: {as: fail, actions: [review], article: "6"}}
    on_pass: {actions: [duty], article: "7"}
    bands: {top: {at_least: 90, article: "8"}, good: {at_least: 75, article: "9"}}
    on_fail:
      - {then: retrain, within: 20 working days, article: "10"}
      - {then: resit, within: 10 days, article: "11"}
      - {then: end, article: "12"}
  thirds:
    assessment:
      round: {to: 0.5, mode: half_even}
      components: {a: {pass: 60}, b: {out_of: 150}, c: {optional: true}}
    bands: {good: {at_least: 80}}
    on_fail: [{then: retrain, within: 1 month, repeat: true}]
    on_fails: [{count: 2, actions: [review], article: "13"}, {count: 3, then: resit, within: 5 working days, article: "14"}]
  groups:
    assessment:
      pass: 70
      groups: {know: {weight: 45}, can: {weight: 55}}
      components: {a: {group: know}, b: {group: know}, c: {group: can, pass: 65}}
    on_fail: [{then: resit, within: 10 days, carry: passed}, {then: end}]
    on_consecutive_fails: [{count: 2, actions: [note], article: "15"}]
)";

std::unique_ptr<Workspace> workspace_of_many() {
    return assembled({many_rules}, {R"(passline: 1
plan: Q
courses:
  - {id: G1, track: groups, start: 2026-01-05, end: 2026-01-09}
  - {id: G2, track: groups, start: 2026-02-02, end: 2026-02-06}
  - {id: T, track: thirds, start: 2026-03-02, end: 2026-03-06}
  - {id: W, track: weighted, start: 2026-03-09, end: 2026-03-13}
)"},
                     "employee_id,name,hire_date,leave_date\nE1,A,2020-01-01,\nE2,B,2020-01-01,2026-03-11\n");
}

/// Everything that an outcome says.
std::string all_of(const Workspace& workspace, const CourseOutcome& outcome) {
    std::string text = outcome_line(workspace, outcome);
    text += fmt::format("failures {} ended {} since {} failed {} certificate {}\n", outcome.failures,
                        outcome.ladder_ended, outcome.since ? outcome.since->text() : "-", outcome.failed(),
                        outcome.certificate != nullptr);
    for (const JudgedAttempt& attempt : outcome.attempts) {
        const AttemptResult& result = attempt.result;
        text += fmt::format("  {} {} verdict {} below {} total {} rating {} | {}", attempt.number,
                            attempt.date ? attempt.date->text() : "-", static_cast<int>(result.verdict),
                            result.total_below, result.total ? result.total->fraction().text() : "-",
                            result.rating ? result.rating->fraction().text() : "-",
                            print_scores(result, *outcome.rules));
        for (const ComponentResult& each : result.components) {
            text += fmt::format(" | {} {} {} {} {}", static_cast<int>(each.state), each.below, each.carried,
                                each.entered, each.scored() ? each.compared.fraction().text() : "-");
            if (each.scored()) text += "=" + each.exact.fraction().text();
        }
        text += result.total ? " " + print_total(*result.total, *outcome.rules) + "\n" : "\n";
    }
    return text;
}

/// People's entries at random, as a sheet may hold them; few values, so that lines are hit and missed.
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}
    std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(engine_()) % end; }

    ScoreValue value(std::int32_t out_of) {
        switch (below(24)) {
            case 0:
                return {};
            case 1:
                return ScoreValue::of(static_cast<Mark>(below(3)));
            default:
                break;
        }
        static constexpr std::int64_t parts[] = {500'000, 600'000,   650'000, 700'000, 750'000, 800'000,
                                                 900'000, 1'000'000, 599'999, 745'000, 333'333};
        const std::int64_t score = parts[below(11)] * out_of;
        return ScoreValue::of(Decimal::from_millionths(below(5) == 0 ? score / 3 : score));
    }

    std::vector<ScoreEntry> entries(const Workspace& workspace, std::uint32_t person) {
        std::vector<ScoreEntry> all;
        for (std::uint32_t course = 0; course < workspace.courses.size(); ++course) {
            if (below(3) != 0) continue;
            const auto attempts = static_cast<std::uint16_t>(below(2) == 0 ? 1 : 1 + below(4));
            for (std::uint16_t attempt = 1; attempt <= attempts; ++attempt)
                add(*workspace.courses[course].rules, person, course, attempt, all);
        }
        std::sort(all.begin(), all.end());
        return all;
    }

  private:
    void add(const CourseRules& rules, std::uint32_t person, std::uint32_t course, std::uint16_t attempt,
             std::vector<ScoreEntry>& all) {
        ScoreEntry entry;
        entry.person = person;
        entry.course = course;
        entry.attempt = attempt;
        if (below(8) != 0) entry.date = 20'450 + 30 * attempt + static_cast<std::int32_t>(below(20));
        for (std::size_t i = 0; i < rules.components.size(); ++i) {
            const RuledComponent& rule = rules.components[i];
            entry.component = static_cast<std::uint8_t>(i);
            const auto out_of = static_cast<std::int32_t>(rule.out_of.millionths() / Decimal::scale);
            for (std::uint8_t role = 0; role < std::max<std::size_t>(1, rule.raters.size()); ++role) {
                const std::uint32_t raters = rule.rated() ? 1 + below(2) : 1;
                for (std::uint32_t who = 0; who < raters && below(30) != 0; ++who) {
                    entry.role = role;
                    entry.who = rule.rated() ? who + 1 : 0;
                    entry.value = value(out_of);
                    entry.row = RowAddress(all.size());
                    all.push_back(entry);
                    if (below(200) == 0) all.push_back(entry);  // stands twice
                }
            }
        }
    }

    std::mt19937 engine_;
};

}  // namespace

TEST_CASE("retraining: what is taken over from the like is what is judged by itself") {
    const auto workspace = workspace_of_many();
    const Proceedings none;
    const EntrySource source{
        [](const ScoreEntry&) { return Place(); }, [](const ScoreEntry&) { return std::string(); }, {}};
    Judge with_memory(*workspace, none, source);
    Dice dice(1);
    std::map<std::uint32_t, std::size_t> kinds;
    std::size_t judged = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::uint32_t person = dice.below(2);
        const std::vector<ScoreEntry> entries = dice.entries(*workspace, person);
        Judge fresh(*workspace, none, source);
        std::vector<CourseOutcome> expected;
        Diagnostics said_alone;
        fresh.person(person, entries, expected, said_alone);
        Diagnostics said;
        const Outcomes got = with_memory.outcomes(person, entries, said);
        REQUIRE(problems(said) == problems(said_alone));
        REQUIRE(got.size() == expected.size());
        for (std::size_t k = 0; k < got.size(); ++k) {
            REQUIRE(all_of(*workspace, *got[k]) == all_of(*workspace, expected[k]));
            ++(got[k]->kind == 0 ? judged : kinds[got[k]->kind]);
        }
    }
    // Else nothing was tested.
    CHECK(judged > 1'000);
    CHECK(kinds.size() > 200);
    std::size_t taken_over = 0;
    for (const auto& [kind, times] : kinds) taken_over += times;
    CHECK(taken_over > 5'000);
}
