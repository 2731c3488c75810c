#include "cases/boundaries.h"

#include <algorithm>
#include <set>

#include "cases/edge.h"
#include "cases/expected_verdict.h"

namespace passline {

namespace {

constexpr Decimal stand_in =
    Decimal::whole(60);  // per cent, for a line that the plan would state and no case does

/// A figure of up to 6 places as it is, a longer one cut.
std::string shown(const Fraction& figure) {
    const auto exact = figure.exact();
    return exact ? exact->text() : figure.fixed_cut(6) + "…";
}

/// Makes the cases of one track under one way of stating what the policy leaves open.
class Maker {
  public:
    Maker(const CourseRules& rules, std::set<std::string>& made, Boundaries& result)
        : rules_(rules), verdict_(rules), made_(made), result_(result) {}

    void run() {
        for (const std::size_t i : verdict_.judged()) {
            if (rules_.components[i].pass) component(i);
        }
        if (rules_.weighted && rules_.pass) total();
        for (const BandRule& band : rules_.track->bands) around_band(band);
    }

  private:
    std::vector<Decimal> best() const {
        std::vector<Decimal> scores;
        for (const RuledComponent& rule : rules_.components) scores.push_back(rule.out_of);
        return scores;
    }

    /// True the first time; tracks whose cases state several lines share what does not depend on them.
    bool fresh(const std::string& line) const { return made_.insert(line).second; }

    std::string weights() const {
        std::string text;
        for (const std::size_t i : verdict_.judged()) {
            text += rules_.components[i].id + '=' + verdict_.share(i).text() + '/' +
                    rules_.components[i].out_of.text() + ';';
        }
        return text;
    }

    void component(std::size_t index) {
        const RuledComponent& rule = rules_.components[index];
        const Decimal line = rule.pass->value;
        if (!fresh(fmt::format("{} {} {}", rule.id, line.text(), rule.out_of.text()))) return;
        const Edge edge = edge_of(line, rules_.round);
        for (const Decimal point : points_around(line, rules_.round, rule.out_of)) {
            std::vector<Decimal> scores = best();
            scores[index] = point;
            const Text what = say("{0} {1}", "{0} {1}", rule.title, point.text());
            add(scores, relation(what, edge.reached_by(point), same(line.text())), {rule.article},
                rule.pass->origin);
        }
    }

    void total() {
        const Decimal line = rules_.pass->value;
        if (!fresh(fmt::format("total {} {}", line.text(), weights()))) return;
        std::vector<Article> articles;
        for (const GroupRule& group : rules_.groups) {
            if (std::find(articles.begin(), articles.end(), group.article) == articles.end())
                articles.push_back(group.article);
        }
        if (articles.empty()) articles.push_back(rules_.track->assessment.article);
        around(line, same(line.text()), articles, rules_.pass->origin);
    }

    void around_band(const BandRule& band) {
        if (!fresh(fmt::format("band {} {}", band.id, weights()))) return;
        around(band.at_least, say("“{0}”的 {1}", "{1}, the line of '{0}'", band.title, band.at_least.text()),
               {band.article}, band.origin);
    }

    /// Cases whose total (or mean) lies around a line.
    void around(Decimal line, const Text& line_text, const std::vector<Article>& articles,
                const Origin& origin) {
        const Edge edge = edge_of(line, rules_.round);
        std::set<std::vector<Decimal>> seen;
        bool below = false;
        for (const Decimal point : points_around(line, rules_.round, Decimal::whole(100))) {
            const auto scores = scores_for(point, edge.reached_by(point));
            if (!scores || !seen.insert(*scores).second) continue;
            const Fraction rating = verdict_.rating(*scores);
            const bool reached = edge.reached_by(rating);
            below |= !reached;
            const Text what = rules_.weighted ? say("总评 {0}", "total {0}", shown(rating))
                                              : say("平均 {0}", "mean {0}", shown(rating));
            add(*scores, relation(what, reached, line_text), articles, origin);
        }
        if (below || line == Decimal{}) return;
        result_.notes.push_back(say("{0}：各考核项都达到自己的合格线时，总评不会低于 {1}",
                                    "{0}: no total is below {1} while every component reaches its own line",
                                    rules_.track->title, line_text));
    }

    Text relation(const Text& what, bool reached, const Text& line) const {
        const Text round =
            rules_.round ? say("（按 {0} 修约）", " when rounded to {0}", rules_.round->to.text()) : Text{};
        return reached ? say("{0}：{1}{3} 达到 {2}", "{0}: {1} reaches {2}{3}", rules_.track->title, what,
                             line, round)
                       : say("{0}：{1}{3} 低于 {2}", "{0}: {1} is below {2}{3}", rules_.track->title, what,
                             line, round);
    }

    /// Scores with this total in per cent: components whose line is higher keep to their line, the others
    /// share what is left evenly. Where that is no decimal of 6 places they are a millionth further from the
    /// line. Nothing when no such scores reach every component's own line.
    std::optional<std::vector<Decimal>> scores_for(Decimal total, bool reach) const {
        const Fraction hundred = Decimal::whole(100);
        std::vector<Decimal> scores = best();
        std::set<std::size_t> at_line;
        for (;;) {
            Fraction left = total;
            Fraction share;
            for (const std::size_t i : verdict_.judged()) {
                const RuledComponent& rule = rules_.components[i];
                if (at_line.contains(i)) {
                    left = left - verdict_.share(i) * Fraction(scores[i]) * hundred / Fraction(rule.out_of);
                } else {
                    share += verdict_.share(i);
                }
            }
            if (share == Fraction() || left < Fraction()) return {};
            const Fraction each = left / share;
            bool settled = true;
            for (const std::size_t i : verdict_.judged()) {
                const RuledComponent& rule = rules_.components[i];
                if (at_line.contains(i)) continue;
                scores[i] = on_grid(each * Fraction(rule.out_of) / hundred, reach, rule.out_of);
                if (!rule.pass || edge_of(rule.pass->value, rules_.round).reached_by(scores[i])) continue;
                scores[i] = std::min(edge_of(rule.pass->value, rules_.round).lowest(), rule.out_of);
                at_line.insert(i);
                settled = false;
            }
            if (settled) return scores;
        }
    }

    static Decimal on_grid(const Fraction& score, bool up, Decimal most) {
        const Decimal grid = Decimal::from_millionths(1);
        const Fraction rounded = score.rounded({grid, up ? RoundMode::up : RoundMode::down});
        return std::min(rounded.exact().value_or(most), most);
    }

    void add(const std::vector<Decimal>& scores, Text name, const std::vector<Article>& articles,
             const Origin& origin) {
        Case test;
        test.policy = rules_.policy;
        test.name = std::move(name);
        if (origin.line == 0) {  // no file states this line
            test.name = say("{0}（没有用例写明合格线，以 {1}% 代替）",
                            "{0} (no case states the line: {1} % stands in)", test.name, stand_in.text());
        }
        for (const Article& article : articles) {
            if (!article.empty()) test.articles.push_back(article);
        }
        const Origin& at = origin.line != 0 ? origin : rules_.track->origin;
        test.place = {at.file.text(), at.line, 1, 1, {}};
        test.plan = std::make_unique<Plan>();
        test.plan->file = rules_.plan->file;
        test.plan->courses.push_back(*rules_.course);
        test.rules.push_back(rules_);
        test.rules.back().plan = test.plan.get();
        test.rules.back().course = &test.plan->courses.back();
        for (const std::size_t i : verdict_.judged()) {
            ScoreEntry entry;
            entry.component = static_cast<std::uint8_t>(i);
            entry.value = ScoreValue::of(scores[i]);
            const std::size_t roles = std::max<std::size_t>(1, rules_.components[i].raters.size());
            for (std::size_t role = 0; role < roles; ++role) {
                entry.role = static_cast<std::uint8_t>(role);
                test.add(entry, {});
            }
        }
        const std::vector<std::string> failed = verdict_.failed(scores);
        test.expect.outcome = failed.empty() ? Outcome::pass : Outcome::fail;
        test.expect.failed = failed;
        test.expect.band = verdict_.band(scores);
        result_.cases.push_back(std::move(test));
    }

    const CourseRules& rules_;
    ExpectedVerdict verdict_;
    std::set<std::string>& made_;
    Boundaries& result_;
};

/// The course that stands for all of a track when no case has one: what the plan would state is assumed.
class AssumedCourse {
  public:
    AssumedCourse(const Policy& policy, const Track& track) {
        Course course = case_course(policy, track, track.id);
        const Assessment& assessment = track.assessment;
        if (assessment.pass.kind == PassLine::Kind::from_plan) course.assessment.pass = stand_in;
        for (const ComponentRule& rule : assessment.components) {
            if (rule.pass.kind != PassLine::Kind::from_plan) continue;
            StatedComponent component;
            component.id = rule.id;
            const Fraction line = Fraction(rule.out_of) * Fraction(stand_in) / Fraction(Decimal::whole(100));
            component.pass = line.rounded({Decimal::from_millionths(1), RoundMode::down}).exact();
            course.assessment.components.push_back(std::move(component));
        }
        plan_.courses.push_back(std::move(course));
        Diagnostics unfit;
        rules_ = course_rules(policy, plan_, plan_.courses.front(), unfit);
    }

    const std::optional<CourseRules>& rules() const { return rules_; }

  private:
    Plan plan_;
    std::optional<CourseRules> rules_;
};

}  // namespace

Boundaries boundaries_of(const Policy& policy, const std::vector<const Case*>& stated) {
    Boundaries result;
    for (const Track& track : policy.tracks) {
        std::set<std::string> made;
        bool any = false;
        for (const Case* test : stated) {
            for (const CourseRules& rules : test->rules) {
                if (rules.track != &track) continue;
                any = true;
                Maker(rules, made, result).run();
            }
        }
        if (any) continue;
        const AssumedCourse assumed(policy, track);
        if (assumed.rules()) {
            Maker(*assumed.rules(), made, result).run();
        } else {
            result.notes.push_back(say("{0}：考核项由计划写明，而没有用例写明",
                                       "{0}: the plan states the components, and no case does", track.title));
        }
    }
    return result;
}

}  // namespace passline
