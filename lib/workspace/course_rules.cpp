#include "workspace/course_rules.h"

#include <algorithm>

#include "base/suggest.h"
#include "text/unicode.h"

namespace passline {

namespace {

/// Fits one course's stated values into the policy's assessment.
class Fitting {
  public:
    Fitting(const Policy& policy, const Plan& plan, const Course& course, Diagnostics& diagnostics)
        : policy_(policy), course_(course), stated_(course.assessment), diagnostics_(diagnostics) {
        rules_.policy = &policy;
        rules_.plan = &plan;
        rules_.course = &course;
    }

    std::optional<CourseRules> run() {
        const std::size_t before = diagnostics_.errors();
        rules_.track = policy_.track(course_.track);
        if (rules_.track == nullptr) {
            unknown_track();
            return {};
        }
        const Assessment& assessment = rules_.track->assessment;
        groups_ = assessment.groups;
        rules_.round = assessment.round;
        assessment.components_from_plan ? components_from_plan() : components_of_policy(assessment);
        drop_unweighted_options();
        check_weights();
        total_line(assessment.pass);
        if (components_.size() > 250) {
            error("components-many", stated_.origin,
                  say("考核项多于 250 个", "there are more than 250 components"));
        }
        if (diagnostics_.errors() != before) return {};
        rules_.components = std::move(components_);
        rules_.groups = std::move(groups_);
        return std::move(rules_);
    }

  private:
    void error(std::string_view code, const Origin& origin, Text message, Text hint = {}) {
        diagnostics_.error(code, place_of(origin.file.empty() ? course_.origin : origin), std::move(message),
                           std::move(hint));
    }

    void unknown_track() {
        std::vector<std::string> known;
        for (const Track& track : policy_.tracks) known.push_back(track.id);
        error("unknown-track", course_.track_origin,
              say("制度 {0} 中没有培训类别“{1}”", "the policy {0} has no track '{1}'", policy_.id,
                  course_.track),
              did_you_mean(course_.track, known));
    }

    const StatedComponent* stated(std::string_view id) const {
        const auto found = std::find_if(stated_.components.begin(), stated_.components.end(),
                                        [&](const StatedComponent& component) { return component.id == id; });
        return found == stated_.components.end() ? nullptr : &*found;
    }

    void components_of_policy(const Assessment& assessment) {
        components_.reserve(assessment.components.size());
        std::vector<std::string> known;
        for (const ComponentRule& rule : assessment.components) {
            known.push_back(rule.id);
            components_.push_back(ruled(rule, stated(rule.id)));
        }
        for (const StatedComponent& component : stated_.components) {
            if (std::find(known.begin(), known.end(), component.id) != known.end()) continue;
            error("unknown-component", component.origin,
                  say("培训类别“{0}”没有考核项“{1}”", "the track '{0}' has no component '{1}'",
                      rules_.track->id, component.id),
                  did_you_mean(component.id, known));
        }
    }

    RuledComponent ruled(const ComponentRule& rule, const StatedComponent* plan) {
        RuledComponent result;
        result.id = rule.id;
        result.title = rule.title;
        result.group = group_index(rule.group);
        result.out_of = rule.out_of;
        result.out_of_origin = rule.origin;
        result.weight = rule.weight;
        result.optional = rule.optional;
        result.from_attendance = rule.from_attendance;
        result.baseline = !rule.baseline_of.empty();
        result.baseline_of = rule.baseline_of;
        result.article = rule.article;
        result.origin = rule.origin;
        for (const std::string& role : rule.raters) result.raters.push_back(*policy_.role(role));
        if (rule.pass.kind == PassLine::Kind::stated)
            result.pass = Line{rule.pass.value, rule.pass.setting, rule.pass.origin};
        if (plan != nullptr) add_stated(rule, *plan, result);
        if (rule.pass.kind == PassLine::Kind::from_plan && !result.pass) {
            error("plan-pass-missing", stated_.origin,
                  say("课程“{0}”没有写明考核项“{1}”的合格线，而制度规定由计划写明（{2}）",
                      "the course '{0}' does not state the pass-line of '{1}', which the policy leaves to "
                      "the plan ({2})",
                      course_.id, rule.id, rule.pass.origin.address()),
                  say("在该课程下写 assessment: {{components: {{{0}: {{pass: …}}}}}}",
                      "state it at the course: assessment: {{components: {{{0}: {{pass: …}}}}}}", rule.id));
        }
        check_line(result);
        return result;
    }

    /// The plan may state what the policy does not; what the policy states it may only repeat.
    void add_stated(const ComponentRule& rule, const StatedComponent& plan, RuledComponent& result) {
        if (plan.pass) {
            if (rule.pass.kind == PassLine::Kind::stated && *plan.pass != rule.pass.value) {
                overrides(plan.origin, rule.id, "pass", *plan.pass, rule.pass.value, rule.pass.origin);
            } else if (rule.pass.kind != PassLine::Kind::stated) {
                result.pass = Line{*plan.pass, {}, plan.origin};
            }
        }
        if (plan.out_of) {
            if (rule.out_of_stated && *plan.out_of != rule.out_of)
                overrides(plan.origin, rule.id, "out_of", *plan.out_of, rule.out_of, rule.origin);
            result.out_of = *plan.out_of;
            result.out_of_origin = plan.origin;
        }
        if (plan.weight) {
            if (rule.weight && *plan.weight != *rule.weight)
                overrides(plan.origin, rule.id, "weight", *plan.weight, *rule.weight, rule.origin);
            result.weight = plan.weight;
        }
        if (plan.raters) {
            if (!rule.raters.empty() && *plan.raters != rule.raters)
                overrides(plan.origin, rule.id, "raters", *plan.raters, rule.raters, rule.origin);
            result.raters = roles(*plan.raters, plan.origin);
        }
        if (plan.group && *plan.group != rule.group)
            overrides(plan.origin, rule.id, "group", *plan.group, rule.group, rule.origin);
        if (plan.is_optional && *plan.is_optional != rule.optional)
            overrides(plan.origin, rule.id, "optional", *plan.is_optional, rule.optional, rule.origin);
    }

    static Text shown(const Decimal& value) { return same(value.text()); }
    static Text shown(bool value) { return same(value ? "true" : "false"); }
    static Text shown(const std::string& value) { return value.empty() ? say("无", "none") : same(value); }
    static Text shown(const std::vector<std::string>& values) { return listed_text(values); }

    /// `component` is empty for what is of the total.
    template <class Value>
    void overrides(const Origin& plan, const std::string& component, std::string_view key, const Value& here,
                   const Value& there, const Origin& policy) {
        const Text what = component.empty() ? say("总评", "the total") : say("“{0}”", "'{0}'", component);
        error("plan-overrides", plan,
              say("课程“{0}”的{1}：{2} 为 {3}，而制度规定为 {4}（{5}）",
                  "'{0}', {1}: {2} {3}, but the policy states {4} ({5})", course_.id, what, key, shown(here),
                  shown(there), policy.address()),
              say("计划只能写明制度没有规定的内容", "a plan may only state what the policy leaves open"));
    }

    void components_from_plan() {
        if (stated_.components.empty()) {
            error(
                "plan-components-missing", stated_.origin,
                say("课程“{0}”没有写明考核项，而制度规定由计划写明",
                    "the course '{0}' states no components, which the policy leaves to the plan", course_.id),
                say("在该课程下写 assessment: {{components: …}}",
                    "state them at the course: assessment: {{components: …}}"));
        }
        for (const StatedComponent& component : stated_.components) {
            RuledComponent result;
            result.id = component.id;
            result.title = component.title.value_or(same(component.id));
            result.group = component.group ? plan_group(*component.group, component) : -1;
            result.out_of = component.out_of.value_or(Decimal::whole(100));
            result.out_of_origin = component.origin;
            if (component.pass) result.pass = Line{*component.pass, {}, component.origin};
            result.weight = component.weight;
            if (component.raters) result.raters = roles(*component.raters, component.origin);
            result.optional = component.is_optional.value_or(false);
            result.from_attendance = component.from_attendance;
            result.baseline = !component.baseline_of.empty();
            result.baseline_of = component.baseline_of;
            result.article = component.article;
            result.origin = component.origin;
            if (!groups_.empty() && !component.group && !result.baseline) {
                error("group-missing", component.origin,
                      say("“{0}”不属于任何分组，而本考核按分组计权",
                          "'{0}' is in no group, but this assessment is weighted by groups", component.id),
                      say("用 group 指明分组", "name its group with `group`"));
            }
            check_line(result);
            components_.push_back(std::move(result));
        }
    }

    int group_index(std::string_view id) const {
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            if (groups_[i].id == id) return static_cast<int>(i);
        }
        return -1;
    }

    int plan_group(const std::string& id, const StatedComponent& component) {
        const int index = group_index(id);
        if (index >= 0) return index;
        std::vector<std::string> known;
        for (const GroupRule& group : groups_) known.push_back(group.id);
        error("unknown-group", component.origin, say("groups 中没有“{0}”", "there is no group '{0}'", id),
              did_you_mean(id, known));
        return -1;
    }

    std::vector<Role> roles(const std::vector<std::string>& ids, const Origin& origin) {
        std::vector<Role> result;
        for (const std::string& id : ids) {
            if (const Role* role = policy_.role(id)) {
                result.push_back(*role);
                continue;
            }
            std::vector<std::string> known;
            for (const Role& role : policy_.roles) known.push_back(role.id);
            error("unknown-role", origin,
                  say("roles 中没有角色“{0}”", "there is no role '{0}' under roles", id),
                  did_you_mean(id, known));
        }
        return result;
    }

    void check_line(const RuledComponent& component) {
        if (component.out_of > Decimal::whole(500'000)) {
            error("pass-line-range", component.out_of_origin,
                  say("课程“{1}”：“{0}”的满分大于 500000",
                      "the course '{1}': `out_of` of '{0}' is more than 500,000", component.id, course_.id));
        }
        if (component.out_of <= Decimal{}) {
            error("pass-line-range", component.out_of_origin,
                  say("课程“{1}”：“{0}”的满分必须大于 0",
                      "the course '{1}': `out_of` of '{0}' must be above 0", component.id, course_.id));
        }
        if (component.pass && component.pass->value > component.out_of) {
            error(
                "pass-line-range", component.pass->origin,
                say("课程“{3}”：“{0}”的合格线 {1} 高于满分 {2}",
                    "the course '{3}': the pass-line {1} of '{0}' is above {2}, the most that can be scored",
                    component.id, component.pass->value.text(), component.out_of.text(), course_.id));
        }
        if (component.pass && component.pass->value < Decimal{}) {
            error("pass-line-range", component.pass->origin,
                  say("课程“{2}”：“{0}”的合格线 {1} 低于 0",
                      "the course '{2}': the pass-line {1} of '{0}' is below 0", component.id,
                      component.pass->value.text(), course_.id));
        }
    }

    /// Where the plan gives shares to some components of a group and the others are optional, the course does
    /// without those others.
    void drop_unweighted_options() {
        if (rules_.track->assessment.components_from_plan) return;
        const auto whole_has_weight = [&](int group) {
            return std::any_of(components_.begin(), components_.end(), [&](const RuledComponent& c) {
                return !c.baseline && c.group == group && c.weight;
            });
        };
        std::vector<bool> weighted_group;
        for (std::size_t i = 0; i < groups_.size(); ++i)
            weighted_group.push_back(whole_has_weight(static_cast<int>(i)));
        const bool whole = whole_has_weight(-1);
        std::erase_if(components_, [&](const RuledComponent& c) {
            const bool others = c.group < 0 ? whole : weighted_group[static_cast<std::size_t>(c.group)];
            return !c.baseline && c.optional && !c.weight && others;
        });
    }

    void check_weights() {
        if (!groups_.empty()) {
            for (std::size_t i = 0; i < groups_.size(); ++i) {
                const int group = static_cast<int>(i);
                if (rules_.track->assessment.components_from_plan && !any_in(group)) {
                    error("group-empty", stated_.origin,
                          say("课程“{1}”：分组“{0}”没有考核项",
                              "the course '{1}' has no component in the group '{0}'", groups_[i].id,
                              course_.id));
                }
                weights_add_up(group, say("分组“{0}”内各项", "the components of group '{0}'", groups_[i].id));
            }
            rules_.weighted = true;
            return;
        }
        rules_.weighted = weights_add_up(-1, say("各考核项", "the components"));
    }

    bool any_in(int group) const {
        return std::any_of(components_.begin(), components_.end(),
                           [&](const auto& c) { return c.group == group && !c.baseline; });
    }

    /// True when the components of this group have weights.
    bool weights_add_up(int group, const Text& whose) {
        std::int64_t sum = 0;
        std::size_t given = 0;
        std::size_t members = 0;
        for (const RuledComponent& component : components_) {
            if (component.baseline || component.group != group) continue;
            ++members;
            if (!component.weight) continue;
            ++given;
            sum += component.weight->millionths();
        }
        if (given == 0) return false;
        if (given != members) {
            error("weights", stated_.origin,
                  say("课程“{1}”：{0}的权重只写了一部分", "the course '{1}': {0} have weights only in part",
                      whose, course_.id),
                  say("要么都写，要么都不写", "give all of them one, or none"));
        } else if (sum != Decimal::whole(100).millionths()) {
            error("weights", stated_.origin,
                  say("课程“{2}”：{0}的权重合计 {1}，应为 100",
                      "the course '{2}': the weights of {0} add up to {1}, not to 100", whose,
                      Decimal::from_millionths(sum).text(), course_.id));
        }
        return true;
    }

    void total_line(const PassLine& policy) {
        if (policy.kind == PassLine::Kind::stated) {
            rules_.pass = Line{policy.value, policy.setting, policy.origin};
            if (stated_.pass && *stated_.pass != policy.value)
                overrides(stated_.pass_origin, {}, "pass", *stated_.pass, policy.value, policy.origin);
        } else if (stated_.pass) {
            rules_.pass = Line{*stated_.pass, {}, stated_.pass_origin};
        } else if (policy.kind == PassLine::Kind::from_plan) {
            error("plan-pass-missing", stated_.origin,
                  say("课程“{0}”没有写明总评合格线，而制度规定由计划写明（{1}）",
                      "the course '{0}' does not state the pass-line of the total, which the policy leaves "
                      "to the plan ({1})",
                      course_.id, policy.origin.address()),
                  say("在该课程下写 assessment: {{pass: …}}",
                      "state it at the course: assessment: {{pass: …}}"));
        }
        if (rules_.pass && rules_.pass->value > Decimal::whole(100)) {
            error("pass-line-range", rules_.pass->origin,
                  say("课程“{1}”：总评合格线 {0} 高于 100",
                      "the course '{1}': the pass-line {0} of the total is above 100",
                      rules_.pass->value.text(), course_.id));
        }
        if (rules_.pass && rules_.pass->value < Decimal{}) {
            error("pass-line-range", rules_.pass->origin,
                  say("课程“{1}”：总评合格线 {0} 低于 0",
                      "the course '{1}': the pass-line {0} of the total is below 0",
                      rules_.pass->value.text(), course_.id));
        }
        if (rules_.pass && !rules_.weighted) {
            error("total-without-weights", rules_.pass->origin,
                  say("写明了总评合格线，却没有权重，无法计算总评",
                      "a pass-line for the total is stated, but without weights there is no total"),
                  say("为考核项写明 weight，或把 pass 写在考核项上",
                      "give the components a `weight`, or state `pass` at the components"));
        }
    }

    const Policy& policy_;
    const Course& course_;
    const StatedAssessment& stated_;
    Diagnostics& diagnostics_;
    CourseRules rules_;
    std::vector<RuledComponent> components_;
    std::vector<GroupRule> groups_;
};

}  // namespace

int CourseRules::component(std::string_view name) const {
    for (std::size_t i = 0; i < components.size(); ++i) {
        if (components[i].id == name) return static_cast<int>(i);
    }
    const std::string plain = folded(name);
    for (std::size_t i = 0; i < components.size(); ++i) {
        const RuledComponent& c = components[i];
        if (folded(c.id) == plain || folded(c.title.zh) == plain || folded(c.title.en) == plain)
            return static_cast<int>(i);
    }
    return -1;
}

std::optional<CourseRules> course_rules(const Policy& policy, const Plan& plan, const Course& course,
                                        Diagnostics& diagnostics) {
    return Fitting(policy, plan, course, diagnostics).run();
}

}  // namespace passline
