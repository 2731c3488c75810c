#include "scores/attempt.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "../workspace/assembled.h"

using namespace passline;

namespace {

/// A course judged by one assessment, written as in a policy.
class Assessed {
  public:
    explicit Assessed(const std::string& assessment, const std::string& track = "",
                      const std::string& course = "")
        : workspace_(assembled({"{passline: 1, id: p, actions: {reward: },\n"
                                "roles: {mentor: {zh: 导师, en: Mentor}, hr: {zh: 人力资源部, en: HR}, "
                                "peer: 同事},\n"
                                "tracks: {basic: {assessment: {" +
                                assessment + "}" + track + "}}}"},
                               {"{passline: 1, plan: Q, courses: [{id: A, track: basic, start: 2026-01-05" +
                                course + "}]}"})) {}

    const CourseRules& rules() const { return *workspace_->courses[0].rules; }

    /// "theory=79.5 practical@mentor:E7=88": one attempt's entries.
    std::vector<ScoreEntry> entries(const std::string& scores) const {
        std::vector<ScoreEntry> result;
        std::vector<std::string> raters{""};
        std::istringstream words(scores);
        for (std::string word; words >> word;) {
            const auto equals = word.find('=');
            const auto at = word.find('@');
            const int component = rules().component(word.substr(0, std::min(at, equals)));
            REQUIRE(component >= 0);
            ScoreEntry entry;
            entry.component = static_cast<std::uint8_t>(component);
            if (at != std::string::npos) rate(word.substr(at + 1, equals - at - 1), entry, raters);
            const std::string value = word.substr(equals + 1);
            if (const auto mark = mark_named(value)) {
                entry.value = ScoreValue::of(*mark);
            } else if (!value.empty()) {
                entry.value = ScoreValue::of(*Decimal::parse(value));
            }
            result.push_back(entry);
        }
        std::sort(result.begin(), result.end(), [](const ScoreEntry& a, const ScoreEntry& b) {
            return std::tie(a.component, a.role, a.who) < std::tie(b.component, b.role, b.who);
        });
        return result;
    }

    AttemptResult result(const std::string& scores) const {
        const std::vector<ScoreEntry> given = entries(scores);
        AttemptInput input;
        input.entries = given;
        AttemptResult attempt;
        judge_attempt(rules(), input, attempt);
        CHECK_FALSE(attempt.overflowed);
        return attempt;
    }

    /// "fail theory=79.5;practical=88 total 83.75": what results print; `-` for nothing.
    std::string operator()(const std::string& scores) const {
        const AttemptResult attempt = result(scores);
        const std::string words[] = {"pass", "fail", "incomplete"};
        const std::string printed = print_scores(attempt, rules());
        return words[static_cast<std::size_t>(attempt.verdict)] + " " + (printed.empty() ? "-" : printed) +
               " total " + (attempt.total ? print_total(*attempt.total, rules()) : "-");
    }

  private:
    void rate(const std::string& rater, ScoreEntry& entry, std::vector<std::string>& raters) const {
        const auto colon = rater.find(':');
        const auto& roles = rules().components[entry.component].raters;
        const auto role = std::find_if(roles.begin(), roles.end(),
                                       [&](const Role& each) { return each.id == rater.substr(0, colon); });
        REQUIRE(role != roles.end());
        entry.role = static_cast<std::uint8_t>(role - roles.begin());
        if (colon == std::string::npos) return;
        const std::string who = rater.substr(colon + 1);
        auto found = std::find(raters.begin(), raters.end(), who);
        if (found == raters.end()) found = raters.insert(raters.end(), who);
        entry.who = static_cast<std::uint32_t>(found - raters.begin());
    }

    std::unique_ptr<Workspace> workspace_;
};

Fraction exactly(const std::string& decimal) { return Fraction(*Decimal::parse(decimal)); }

const std::string two_lines = "components: {theory: {pass: 80}, practical: {pass: 85}}";
const std::string two_groups =
    "pass: 60, groups: {process: {weight: 40}, outcome: {weight: 60}},\n"
    "components: {attendance: {group: process}, interaction: {group: process}, homework: {group: process},\n"
    "theory: {group: outcome, optional: true}, practical: {group: outcome, optional: true}}";

}  // namespace

TEST_CASE("scores: reaching the line passes, a millionth below fails") {
    const Assessed judged(two_lines);
    CHECK(judged("theory=80 practical=85") == "pass theory=80;practical=85 total -");
    CHECK(judged("theory=79.999999 practical=85") == "fail theory=79.9999;practical=85 total -");
    CHECK(judged("theory=80 practical=84.99") == "fail theory=80;practical=84.99 total -");
    CHECK(judged("theory=0 practical=100") == "fail theory=0;practical=100 total -");
    CHECK(judged("theory=80") == "incomplete theory=80 total -");
    CHECK(judged("theory=80 practical=") == "incomplete theory=80 total -");
    CHECK(judged("theory=79.5") == "fail theory=79.5 total -");
    CHECK(judged("") == "incomplete - total -");
}

TEST_CASE("scores: the mean is that of each role, then of the roles, exact") {
    const Assessed judged("components: {practical: {pass: 85, raters: [mentor, hr]}}");
    CHECK(judged("practical@mentor=84 practical@hr=86") == "pass practical=85 total -");
    CHECK(judged("practical@mentor=84 practical@hr=85.999999") == "fail practical=84.9999 total -");
    // (80 + 85 + 85) / 3 and 86: (250/3 + 86) / 2 = 254/3, not (80 + 85 + 85 + 86) / 4
    const auto uneven =
        judged.result("practical@mentor:a=80 practical@mentor:b=85 practical@mentor:c=85 practical@hr=86");
    CHECK(uneven.components[0].exact.fraction().text() == "254/3");
    CHECK(uneven.verdict == Verdict::fail);
    // 256/3 + 254/3 = 170: thirds that are rounded anywhere miss the line
    const auto thirds = judged.result(
        "practical@mentor:a=85 practical@mentor:b=85 practical@mentor:c=86 "
        "practical@hr:x=85 practical@hr:y=85 practical@hr:z=84");
    CHECK(thirds.components[0].exact == exactly("85"));
    CHECK(thirds.verdict == Verdict::pass);
    CHECK(print_scores(thirds, judged.rules()) == "practical=85");
}

TEST_CASE("scores: thirds of three roles and of one role with three people") {
    const Assessed roles("components: {practical: {pass: 80, raters: [mentor, hr, peer]}}");
    CHECK(roles("practical@mentor=79.99 practical@hr=80 practical@peer=80.01") ==
          "pass practical=80 total -");
    CHECK(roles("practical@mentor=80 practical@hr=80 practical@peer=79") == "fail practical=79.6667 total -");
    const Assessed peers("components: {practical: {pass: 80, raters: [peer]}}");
    CHECK(peers("practical@peer:a=81 practical@peer:b=81 practical@peer:c=78") ==
          "pass practical=80 total -");
    CHECK(peers("practical@peer:a=80 practical@peer:b=81 practical@peer:c=80") ==
          "pass practical=80.3333 total -");
}

TEST_CASE("scores: a role without an entry leaves the attempt incomplete, however low the others") {
    const Assessed judged("components: {theory: {pass: 80}, practical: {pass: 85, raters: [mentor, hr]}}");
    CHECK(judged("theory=90 practical@mentor=10") == "incomplete theory=90 total -");
    CHECK(judged("theory=90 practical@mentor=90 practical@hr=") == "incomplete theory=90 total -");
    CHECK(judged("theory=79 practical@mentor=90") == "fail theory=79 total -");
    CHECK(judged("theory=90 practical@mentor=90 practical@hr:a=80 practical@hr:b=") ==
          "pass theory=90;practical=85 total -");
}

TEST_CASE("scores: the same value twice from one rater counts once") {
    const Assessed judged("components: {practical: {pass: 85, raters: [mentor]}}");
    CHECK(judged("practical@mentor:a=80 practical@mentor:a=80 practical@mentor:b=90") ==
          "pass practical=85 total -");
}

TEST_CASE("scores: marks count as the policy says, by default absent incomplete, exempt skip, void fail") {
    const Assessed judged(two_lines);
    CHECK(judged("theory=90 practical=absent") == "incomplete theory=90;practical=absent total -");
    CHECK(judged("theory=90 practical=exempt") == "pass theory=90;practical=exempt total -");
    CHECK(judged("theory=90 practical=void") == "fail theory=90;practical=void total -");
    CHECK(judged("theory=exempt practical=84") == "fail theory=exempt;practical=84 total -");
    const Assessed own(two_lines + ", marks: {absent: fail, exempt: incomplete, void: skip}");
    CHECK(own("theory=90 practical=absent") == "fail theory=90;practical=absent total -");
    CHECK(own("theory=90 practical=exempt") == "incomplete theory=90;practical=exempt total -");
    CHECK(own("theory=90 practical=void") == "pass theory=90;practical=void total -");
}

TEST_CASE("scores: a failure outweighs what is missing") {
    const Assessed judged(two_lines);
    CHECK(judged("theory=79 practical=absent") == "fail theory=79;practical=absent total -");
    CHECK(judged("theory=void") == "fail theory=void total -");
    CHECK(judged("theory=absent practical=void") == "fail theory=absent;practical=void total -");
}

TEST_CASE("scores: a mark from one rater applies to the component, of several the heaviest") {
    const Assessed judged("components: {practical: {pass: 85, raters: [mentor, hr]}}");
    CHECK(judged("practical@mentor=90 practical@hr=absent") == "incomplete practical=absent total -");
    CHECK(judged("practical@mentor=void practical@hr=10") == "fail practical=void total -");
    CHECK(judged("practical@mentor=exempt") == "pass practical=exempt total -");
    CHECK(judged("practical@mentor=exempt practical@hr=void") == "fail practical=void total -");
    CHECK(judged("practical@mentor=void practical@hr=absent") == "fail practical=void total -");
    CHECK(judged("practical@mentor=exempt practical@hr=absent") == "incomplete practical=absent total -");
}

TEST_CASE("scores: all components skipped is a pass without total or band") {
    const Assessed judged("pass: 60, components: {theory: {weight: 50}, practical: {weight: 50}}",
                          ", bands: {good: {at_least: 0}}");
    const AttemptResult attempt = judged.result("theory=exempt practical=exempt");
    CHECK(attempt.verdict == Verdict::pass);
    CHECK_FALSE(attempt.total.has_value());
    CHECK_FALSE(attempt.rating.has_value());
    CHECK(judged("theory=exempt practical=exempt") == "pass theory=exempt;practical=exempt total -");
}

TEST_CASE("scores: a total is the weighted mean of scores brought to 100") {
    const Assessed judged(
        "pass: 87, components: {theory: {weight: 30}, practical: {weight: 70, out_of: 50}}");
    CHECK(judged("theory=80 practical=45") == "pass theory=80;practical=45 total 87.00");
    CHECK(judged("theory=79.999999 practical=45") == "fail theory=80.0000;practical=45 total 86.99");
    CHECK(judged("theory=100") == "incomplete theory=100 total -");
    CHECK(judged("theory=exempt practical=45") == "pass theory=exempt;practical=45 total 90.00");
    CHECK(judged("theory=void practical=45") == "fail theory=void;practical=45 total -");
}

TEST_CASE("scores: groups share equally, a skipped component leaves its share to its group") {
    const Assessed judged(two_groups);
    CHECK(judged("attendance=90 interaction=60 homework=75 theory=80") ==
          "pass attendance=90;interaction=60;homework=75;theory=80 total 78.00");
    CHECK(judged("attendance=90 interaction=exempt homework=60 theory=80") ==
          "pass attendance=90;interaction=exempt;homework=60;theory=80 total 78.00");
    // 40 % of 230/3 and 60 % of 80: 236/3
    CHECK(judged("attendance=80 interaction=70 homework=80 theory=80") ==
          "pass attendance=80;interaction=70;homework=80;theory=80 total 78.67");
    const Assessed shares(
        "groups: {process: {weight: 40}, outcome: {weight: 60}}, components: {a: {group: process, weight: "
        "50},\n"
        "b: {group: process, weight: 30}, c: {group: process, weight: 20}, d: {group: outcome}}");
    CHECK(shares("a=90 b=50 c=60 d=80") == "pass a=90;b=50;c=60;d=80 total 76.80");
    // (50 × 90 + 20 × 60) / 70 = 570/7, so 0.4 × 570/7 + 48 = 564/7
    CHECK(shares("a=90 b=exempt c=60 d=80") == "pass a=90;b=exempt;c=60;d=80 total 80.57");
}

TEST_CASE("scores: a group without components leaves its weight to the others in proportion") {
    const Assessed judged(
        "groups: {one: {weight: 20}, two: {weight: 30}, three: {weight: 50}},\n"
        "components: {a: {group: one}, b: {group: two}, c: {group: three}}");
    CHECK(judged("a=100 b=80 c=60") == "pass a=100;b=80;c=60 total 74.00");
    // (30 × 80 + 50 × 60) / 80
    CHECK(judged("a=exempt b=80 c=60") == "pass a=exempt;b=80;c=60 total 67.50");
    CHECK(judged("a=exempt b=exempt c=60") == "pass a=exempt;b=exempt;c=60 total 60.00");
}

TEST_CASE("scores: a group in which nothing has a score yet makes the attempt incomplete") {
    const Assessed judged(two_groups);
    CHECK(judged("attendance=90 interaction=90 homework=90") ==
          "incomplete attendance=90;interaction=90;homework=90 total -");
    CHECK(judged("attendance=90 interaction=90 homework=90 theory=absent") ==
          "incomplete attendance=90;interaction=90;homework=90;theory=absent total -");
    CHECK(judged("attendance=90 interaction=90 theory=90") ==
          "incomplete attendance=90;interaction=90;theory=90 total -");
}

TEST_CASE("scores: optional components count when they have a score") {
    const Assessed judged(two_groups);
    CHECK(judged("attendance=60 interaction=60 homework=60 theory=80") ==
          "pass attendance=60;interaction=60;homework=60;theory=80 total 72.00");
    CHECK(judged("attendance=60 interaction=60 homework=60 theory=80 practical=100") ==
          "pass attendance=60;interaction=60;homework=60;theory=80;practical=100 total 78.00");
    CHECK(judged("attendance=60 interaction=60 homework=60 theory=80 practical=absent") ==
          "pass attendance=60;interaction=60;homework=60;theory=80;practical=absent total 72.00");
    CHECK(judged("attendance=60 interaction=60 homework=60 theory=80 practical=void") ==
          "fail attendance=60;interaction=60;homework=60;theory=80;practical=void total 72.00");
    const Assessed line("components: {theory: {pass: 80}, extra: {optional: true, pass: 60}}");
    CHECK(line("theory=80") == "pass theory=80 total -");
    CHECK(line("theory=80 extra=absent") == "pass theory=80;extra=absent total -");
    CHECK(line("theory=80 extra=59") == "fail theory=80;extra=59 total -");
}

TEST_CASE("scores: the total's line is reached exactly or not at all") {
    const Assessed judged("pass: 60, components: {theory: {weight: 50}, practical: {weight: 50}}");
    CHECK(judged("theory=59.999999 practical=60.000001") ==
          "pass theory=60.0000;practical=60.0000 total 60.00");
    CHECK(judged("theory=59.999999 practical=60") == "fail theory=60.0000;practical=60 total 59.99");
    const AttemptResult attempt = judged.result("theory=59.999999 practical=60");
    CHECK(attempt.total_below);
    CHECK(attempt.total->fraction().text() == "119999999/2000000");
}

TEST_CASE("scores: round applies to each score before comparing, and what was compared is printed") {
    const Assessed up("components: {theory: {pass: 80}}, round: {to: 0.01, mode: half_up}");
    CHECK(up("theory=79.995") == "pass theory=80 total -");
    CHECK(up("theory=79.994999") == "fail theory=79.99 total -");
    const Assessed down("components: {theory: {pass: 80}}, round: {to: 0.01, mode: down}");
    CHECK(down("theory=79.999999") == "fail theory=79.99 total -");
    const Assessed even("components: {theory: {pass: 80}}, round: {to: 1, mode: half_even}");
    CHECK(even("theory=79.5") == "pass theory=80 total -");
    CHECK(even("theory=80.5") == "pass theory=80 total -");
    const Assessed ceiling("components: {theory: {pass: 80}}, round: {to: 0.5, mode: up}");
    CHECK(ceiling("theory=79.500001") == "pass theory=80 total -");
    CHECK(ceiling("theory=79.5") == "fail theory=79.5 total -");
    const Assessed raters("components: {talk: {pass: 80, raters: [mentor, hr, peer]}}, round: {to: 0.01}");
    CHECK(raters("talk@mentor=80 talk@hr=80 talk@peer=79.99") == "pass talk=80 total -");
    CHECK(raters("talk@mentor=80 talk@hr=80 talk@peer=79.98") == "fail talk=79.99 total -");
}

TEST_CASE("scores: the total is rounded from its exact value, not from rounded scores") {
    const Assessed judged(
        "pass: 80, components: {theory: {weight: 50}, practical: {weight: 50}}, round: {to: 1}");
    // 79.25, while 79 and 80 would give 79.5
    CHECK(judged("theory=78.5 practical=80") == "fail theory=79;practical=80 total 79.00");
    CHECK(judged("theory=79 practical=80") == "pass theory=79;practical=80 total 80.00");
}

TEST_CASE("scores: a test before the course never enters verdict, total or band") {
    const Assessed judged(
        "pass: 80, components: {theory: {weight: 100, pass: 80}, before: {baseline_of: theory}}");
    CHECK(judged("theory=80 before=5") == "pass theory=80;before=5 total 80.00");
    CHECK(judged("theory=80 before=void") == "pass theory=80;before=void total 80.00");
    CHECK(judged("theory=80") == "pass theory=80 total 80.00");
    CHECK(judged("before=100") == "incomplete before=100 total -");
}

TEST_CASE("scores: a score prints as its shortest decimal of up to 4 places, cut at its line") {
    const std::optional<Line> line = Line{Decimal::whole(80), "", {}};
    CHECK(print_score(exactly("79.99996"), line) == "79.9999");
    CHECK(print_score(exactly("79.99996"), {}) == "80.0000");
    CHECK(print_score(exactly("80.00004"), line) == "80.0000");
    CHECK(print_score(exactly("79.99994"), line) == "79.9999");
    CHECK(print_score(exactly("79.9999"), line) == "79.9999");
    CHECK(print_score(exactly("79.12345"), line) == "79.1235");
    CHECK(print_score(exactly("80"), line) == "80");
    CHECK(print_score(exactly("88.50"), line) == "88.5");
    CHECK(print_score(Fraction::ratio(239, 3), line) == "79.6667");
    CHECK(print_score(Fraction::ratio(-1 + 240'000'000, 3'000'000), line) == "79.9999");
}

TEST_CASE("scores: a total prints with two decimals, cut at its pass-line and at bands") {
    const std::string assessment = "components: {theory: {weight: 100}}";
    const Assessed bare(assessment);
    const Assessed judged("pass: 80, " + assessment, ", bands: {good: {at_least: 90}}");
    CHECK(print_total(exactly("79.996"), bare.rules()) == "80.00");
    CHECK(print_total(exactly("79.996"), judged.rules()) == "79.99");
    CHECK(print_total(exactly("79.994"), judged.rules()) == "79.99");
    CHECK(print_total(exactly("80"), judged.rules()) == "80.00");
    CHECK(print_total(exactly("80.004"), judged.rules()) == "80.00");
    CHECK(print_total(exactly("80.005"), judged.rules()) == "80.01");
    CHECK(print_total(exactly("89.995"), judged.rules()) == "89.99");
    CHECK(print_total(exactly("89.995"), bare.rules()) == "90.00");
    CHECK(print_total(exactly("90"), judged.rules()) == "90.00");
    CHECK(print_total(exactly("8.125"), judged.rules()) == "8.13");
    CHECK(print_total(Fraction::ratio(239, 3), judged.rules()) == "79.67");
}

TEST_CASE("scores: without a total a single score is never printed on the other side of a band") {
    // semantics.md, Attempts 5: cut at "a pass-line or band"; the band is held against this very figure
    const Assessed judged("components: {theory: {pass: 80}}", ", bands: {good: {at_least: 90}}");
    CHECK(band_of(*judged.rules().track, *judged.result("theory=89.99996").rating) == nullptr);
    CHECK(judged("theory=89.99996") == "pass theory=89.9999 total -");
}

TEST_CASE("scores: the highest band that is reached counts") {
    const Assessed judged("components: {theory: {weight: 100}}",
                          ", bands: {fair: {at_least: 70}, excellent: {at_least: 90}, good: {at_least: 80}}");
    const auto band = [&](const std::string& rating) {
        const BandRule* found = band_of(*judged.rules().track, exactly(rating));
        return found == nullptr ? std::string("-") : found->id;
    };
    CHECK(band("100") == "excellent");
    CHECK(band("90") == "excellent");
    CHECK(band("89.999999") == "good");
    CHECK(band("80") == "good");
    CHECK(band("79.999999") == "fair");
    CHECK(band("70") == "fair");
    CHECK(band("69.999999") == "-");
}

TEST_CASE("scores: without weights bands are held against the mean of the components brought to 100") {
    const Assessed judged("components: {theory: {out_of: 50}, practical: {}, talk: {}}, round: {to: 0.01}");
    const AttemptResult attempt = judged.result("theory=45 practical=88 talk=88");
    CHECK_FALSE(attempt.total.has_value());
    CHECK(attempt.rating == exactly("88.67"));
    CHECK(judged.result("theory=45 practical=exempt talk=80").rating == exactly("85"));
    CHECK_FALSE(judged.result("theory=45 practical=88").rating.has_value());
}

TEST_CASE("scores: a carried component keeps its score until it is scored again") {
    const Assessed judged("components: {theory: {pass: 80}, practical: {pass: 85}, talk: {}}");
    const AttemptResult before = judged.result("theory=80 practical=84 talk=50");
    const auto again = [&](const std::string& scores) {
        const auto given = judged.entries(scores);
        AttemptInput input;
        input.entries = given;
        input.carry_from = &before;
        AttemptResult attempt;
        judge_attempt(judged.rules(), input, attempt);
        return std::pair(attempt.verdict, print_scores(attempt, judged.rules()));
    };
    CHECK(again("practical=90 talk=50") ==
          std::pair(Verdict::pass, std::string("theory=80;practical=90;talk=50")));
    CHECK(again("theory=70 practical=90 talk=50") ==
          std::pair(Verdict::fail, std::string("theory=70;practical=90;talk=50")));
    CHECK(again("theory= practical=90 talk=50") ==
          std::pair(Verdict::pass, std::string("theory=80;practical=90;talk=50")));
    // what failed, and what has no line to reach, must be done again
    CHECK(again("talk=50") == std::pair(Verdict::incomplete, std::string("theory=80;talk=50")));
    CHECK(again("practical=90") == std::pair(Verdict::incomplete, std::string("theory=80;practical=90")));
}

TEST_CASE("scores: a correction stands instead of what was entered, whoever entered it") {
    const Assessed judged("components: {theory: {pass: 80}, practical: {pass: 85, raters: [mentor, hr]}}");
    const auto given = judged.entries("theory=79 practical@mentor=60");
    const Correction corrections[] = {{0, ScoreValue::of(Decimal::whole(80)), "appeals.csv:2"},
                                      {1, ScoreValue::of(*Decimal::parse("85.5")), "appeals.csv:3"}};
    AttemptInput input;
    input.entries = given;
    input.corrections = corrections;
    AttemptResult attempt;
    judge_attempt(judged.rules(), input, attempt);
    CHECK(attempt.verdict == Verdict::pass);
    CHECK(print_scores(attempt, judged.rules()) == "theory=80;practical=85.5");
    CHECK(attempt.components[0].corrected);
}
