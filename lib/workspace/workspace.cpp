#include "workspace/workspace.h"

#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "csv/embedded.h"
#include "csv/header.h"
#include "plan/calendar_file.h"
#include "plan/plan_file.h"
#include "policy/policy_file.h"
#include "text/unicode.h"

namespace passline {

const std::vector<std::string>& Inputs::of(std::string_view key) const {
    static const std::vector<std::string> nothing;
    const auto found = files.find(key);
    return found == files.end() ? nothing : found->second;
}

SheetOptions Inputs::sheet_options() const {
    SheetOptions options;
    options.encoding = encoding;
    options.columns = columns;
    options.ignored = ignored_columns;
    options.strict = strict;
    options.threads = threads;
    return options;
}

std::uint32_t Workspace::course(std::string_view id) const {
    const auto found = std::lower_bound(
        courses.begin(), courses.end(), id,
        [](const CourseEntry& entry, std::string_view wanted) { return entry.course->id < wanted; });
    if (found == courses.end() || found->course->id != id) return none;
    return static_cast<std::uint32_t>(found - courses.begin());
}

std::vector<std::string> Workspace::course_ids() const {
    std::vector<std::string> ids;
    for (const CourseEntry& entry : courses) ids.push_back(entry.course->id);
    return ids;
}

const Policy* policy_in_force(const std::vector<Policy>& policies, std::string_view id, Date date) {
    const Policy* best = nullptr;
    for (const Policy& policy : policies) {
        if (policy.id != id || !policy.in_force(date)) continue;
        if (best == nullptr || best->effective < policy.effective) best = &policy;
    }
    return best;
}

std::string policy_of(const Workspace& workspace, const Plan& plan) {
    return plan.policy.empty() && !workspace.policies.empty() ? workspace.policies.front().id : plan.policy;
}

namespace {

class Loading {
  public:
    Loading(const Inputs& inputs, Diagnostics& diagnostics, Needed needed)
        : inputs_(inputs),
          diagnostics_(diagnostics),
          needed_(needed),
          workspace_(std::make_unique<Workspace>()) {}

    std::unique_ptr<Workspace> run() {
        const std::size_t before = diagnostics_.errors();
        policies();
        plans();
        calendar();
        roster();
        if (diagnostics_.errors() != before) return nullptr;
        versions();
        courses();
        column_targets();
        tracks_without_line();
        if (diagnostics_.errors() != before) return nullptr;
        return std::move(workspace_);
    }

  private:
    /// A pattern that matches nothing has been warned of, with what to do about it.
    bool pattern_failed() const {
        return std::ranges::any_of(diagnostics_.all(),
                                   [](const Diagnostic& d) { return d.code == "pattern-empty"; });
    }

    void policies() {
        if (inputs_.of("policy").empty()) {
            diagnostics_.error("no-policy", {}, say("没有制度文件", "there is no policy"),
                               pattern_failed()
                                   ? Text{}
                                   : say("在 passline.yaml 中写 policy:，或用 --policy 文件",
                                         "name it in passline.yaml (policy:) or with --policy FILE"));
        }
        for (const std::string& path : inputs_.of("policy")) {
            if (auto policy = load_policy(path, diagnostics_))
                workspace_->policies.push_back(std::move(*policy));
        }
    }

    void plans() {
        if (inputs_.of("plans").empty() && needed_ != Needed::policy) {
            diagnostics_.error("no-plan", {}, say("没有培训计划", "there is no plan"),
                               pattern_failed()
                                   ? Text{}
                                   : say("在 passline.yaml 中写 plans:，或用 --plan 文件",
                                         "name it in passline.yaml (plans:) or with --plan FILE"));
        }
        for (const std::string& path : inputs_.of("plans")) {
            if (auto plan = load_plan(path, diagnostics_)) workspace_->plans.push_back(std::move(*plan));
        }
    }

    void calendar() {
        if (inputs_.calendar.empty()) workspace_->calendar = Calendar::cn();
        for (const std::string& name : inputs_.calendar) {
            if (name == "cn") {
                workspace_->calendar.refine_with(Calendar::cn());
            } else if (const auto own = load_calendar(name, diagnostics_)) {
                workspace_->calendar.refine_with(*own);
            }
        }
    }

    void roster() {
        const SheetOptions options = inputs_.sheet_options();
        for (const std::string& path : inputs_.of("roster")) {
            workspace_->people.add_roster(
                Sheet::open(path, *SheetSpec::builtin("roster"), options, diagnostics_), diagnostics_,
                options.threads);
        }
    }

    /// Two versions of one policy must not both claim a day: the same first day, or an `until` that reaches
    /// into the next version.
    void versions() {
        std::vector<const Policy*> sorted;
        for (const Policy& policy : workspace_->policies) sorted.push_back(&policy);
        std::stable_sort(sorted.begin(), sorted.end(), [](const Policy* a, const Policy* b) {
            return a->id != b->id ? a->id < b->id : a->effective < b->effective;
        });
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            const Policy& earlier = *sorted[i - 1];
            const Policy& later = *sorted[i];
            if (earlier.id != later.id) continue;
            const bool same_day = earlier.effective == later.effective;
            const bool reaches = earlier.until && later.effective && *earlier.until >= *later.effective;
            if (!same_day && !reaches) continue;
            diagnostics_.error("policy-overlap", place_of(later.origin),
                               say("制度 {0} 的两个版本（{1} 与 {2}）适用期间重叠",
                                   "two versions of the policy {0} ({1} and {2}) hold at the same time",
                                   later.id, earlier.file, later.file),
                               say("改正 effective 或 until，使每一天只有一个版本",
                                   "correct `effective` or `until` so that each day has one version"));
        }
    }

    /// A track whose courses are assessed, but have no pass-line at all.
    void tracks_without_line() {
        std::set<const Track*> warned;
        for (const Workspace::CourseEntry& entry : workspace_->courses) {
            if (!entry.rules || entry.rules->components.empty() || entry.rules->pass) continue;
            const auto& components = entry.rules->components;
            const auto judged = [](const RuledComponent& component) {
                return !component.baseline && (component.pass || component.from_attendance);
            };
            if (std::any_of(components.begin(), components.end(), judged)) continue;
            const Track& track = *entry.rules->track;
            if (!warned.insert(&track).second) continue;
            diagnostics_.warning(
                "no-pass-line", place_of(track.assessment.origin),
                say("没有合格线：培训类别“{0}”的考核（课程 {1}）无人会不合格",
                    "there is no pass-line: nobody can fail the assessment of the track '{0}' (course {1})",
                    track.id, entry.course->id),
                say("为考核项或总评写明 pass，或写 pass: from plan 由计划写明",
                    "state `pass` for a component or the total, or `pass: from plan`"));
        }
    }

    /// What `columns` may stand for: a column of any kind of sheet, a component or a metric, by id or title.
    std::vector<std::string> known_columns() const {
        std::vector<std::string> names;
        for (const std::string_view kind : embedded_sheet_names()) {
            for (const ColumnSpec& column : SheetSpec::builtin(kind)->columns) names.push_back(column.name);
        }
        const auto add = [&](const std::string& id, const Text& title) {
            for (const std::string& name : {id, title.zh, title.en}) {
                if (!name.empty()) names.push_back(name);
            }
        };
        for (const Policy& policy : workspace_->policies) {
            for (const Track& track : policy.tracks) {
                for (const ComponentRule& component : track.assessment.components)
                    add(component.id, component.title);
            }
            for (const MetricRule& metric : policy.sections.evaluation.metrics) add(metric.id, metric.title);
        }
        for (const Plan& plan : workspace_->plans) {
            for (const Course& course : plan.courses) {
                for (const StatedComponent& component : course.assessment.components)
                    add(component.id, component.title.value_or(Text{}));
            }
        }
        return names;
    }

    /// A header that is mapped to nothing would be left out without a word, with all that stands below it.
    void column_targets() {
        if (inputs_.columns.empty()) return;
        const std::vector<std::string> known = known_columns();
        std::set<std::string> keys;
        for (const std::string& name : known) keys.insert(header_key(name));
        for (const auto& [header, target] : inputs_.columns) {
            const std::string column = target.substr(0, target.find('@'));
            if (keys.contains(header_key(plain_forms(column)))) continue;
            const auto stated = inputs_.column_places.find(header);
            const Text near = did_you_mean(column, known);
            diagnostics_.error(
                "columns-target", stated == inputs_.column_places.end() ? Place{} : stated->second,
                say("任何数据表都没有列“{0}”，也没有叫“{0}”的考核项",
                    "'{0}' is no column of any sheet, and no component", column),
                near.empty() ? say("写成 docs/formats.md 所列的列名、考核项或 考核项@评分人",
                                   "write the name of a column, of a component, or component@rater")
                             : near);
        }
    }

    void courses() {
        std::size_t count = 0;
        for (const Plan& plan : workspace_->plans) count += plan.courses.size();
        workspace_->courses.reserve(count);
        for (const Plan& plan : workspace_->plans) {
            const std::string policy = policy_of(plan);
            for (const Course& course : plan.courses) add_course(plan, course, policy);
        }
        auto& all = workspace_->courses;
        std::stable_sort(all.begin(), all.end(),
                         [](const auto& a, const auto& b) { return a.course->id < b.course->id; });
        for (std::size_t i = 1; i < all.size(); ++i) {
            if (all[i].course->id != all[i - 1].course->id) continue;
            diagnostics_.error("course-twice", place_of(all[i].course->origin, all[i].course->column),
                               say("课程“{0}”已在 {1} 出现", "the course '{0}' stands in {1} already",
                                   all[i].course->id, all[i - 1].course->origin.address()));
        }
    }

    /// The id of the policy that a plan follows; empty after an error.
    std::string policy_of(const Plan& plan) {
        std::set<std::string> ids;
        for (const Policy& policy : workspace_->policies) ids.insert(policy.id);
        if (!plan.policy.empty()) {
            if (ids.contains(plan.policy)) return plan.policy;
            const std::vector<std::string> known(ids.begin(), ids.end());
            diagnostics_.error("unknown-policy", place_of(plan.policy_origin),
                               say("没有 id 为“{0}”的制度", "there is no policy '{0}'", plan.policy),
                               did_you_mean(plan.policy, known));
            return {};
        }
        if (ids.size() == 1) return *ids.begin();
        diagnostics_.error(
            "plan-policy-missing", {plan.file, 0, 0, 1, {}},
            say("计划没有写明适用哪项制度", "the plan does not say which policy it follows"),
            say("在计划中写 policy: 制度的 id（{0}）", "state `policy:` with one of {0}", listed_text(ids)));
        return {};
    }

    void add_course(const Plan& plan, const Course& course, const std::string& policy_id) {
        workspace_->courses.push_back({&course, &plan, {}});
        check_participants(course);
        if (course.status == CourseStatus::cancelled || policy_id.empty()) return;
        const Policy* policy = policy_in_force(workspace_->policies, policy_id, course.start);
        if (policy == nullptr) {
            diagnostics_.error(
                "policy-version-missing", place_of(course.origin, course.column),
                say("课程“{0}”于 {1} 开始，当日没有生效的制度 {2}",
                    "the course '{0}' begins on {1}, when no version of the policy {2} is in force",
                    course.id, course.start.text(), policy_id),
                say("把当时生效的版本加入 policy:，或改正 effective",
                    "add the version that held then to policy:, or correct `effective`"));
            return;
        }
        workspace_->courses.back().rules = rules_of(*policy, plan, course);
        const Participants& who = course.participants;
        if (!who.track.empty() && policy->track(who.track) == nullptr) {
            std::vector<std::string> known;
            for (const Track& track : policy->tracks) known.push_back(track.id);
            diagnostics_.error("unknown-track", place_of(who.origin),
                               say("制度 {0} 中没有培训类别“{1}”", "the policy {0} has no track '{1}'",
                                   policy_id, who.track),
                               did_you_mean(who.track, known));
        }
    }

    /// Courses of a track that state nothing of their own are judged by the same rules.
    std::optional<CourseRules> rules_of(const Policy& policy, const Plan& plan, const Course& course) {
        if (course.assessment.pass || !course.assessment.components.empty())
            return course_rules(policy, plan, course, diagnostics_);
        std::optional<CourseRules>& known = rules_[{&policy, course.track}];
        if (!known) return known = course_rules(policy, plan, course, diagnostics_);
        CourseRules rules = *known;
        rules.plan = &plan;
        rules.course = &course;
        return rules;
    }

    void check_participants(const Course& course) {
        if (!workspace_->people.has_roster()) return;
        for (const Participants::Listed& listed : course.participants.listed) {
            if (workspace_->people.find(listed.id) != People::none) continue;
            diagnostics_.report(Severity::error, "unknown-employee", [&] {
                return Diagnostic{
                    Severity::error,
                    "unknown-employee",
                    place_of(listed.origin, listed.column),
                    say("花名册中没有员工 {0}", "there is no employee {0} in the roster", listed.id),
                    workspace_->people.hint_for_unknown(listed.id),
                    {},
                    Trouble::input};
            });
        }
    }

    const Inputs& inputs_;
    Diagnostics& diagnostics_;
    Needed needed_;
    std::unique_ptr<Workspace> workspace_;
    std::map<std::pair<const Policy*, std::string_view>, std::optional<CourseRules>> rules_;  ///< of a track
};

}  // namespace

std::unique_ptr<Workspace> load_workspace(const Inputs& inputs, Diagnostics& diagnostics, Needed needed) {
    return Loading(inputs, diagnostics, needed).run();
}

}  // namespace passline
