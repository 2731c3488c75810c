#include "planning/plan_changes.h"

#include <algorithm>
#include <utility>

namespace passline {

std::string_view change_name(ChangeKind kind) {
    constexpr std::string_view names[] = {"added", "removed", "moved", "changed"};
    return names[static_cast<std::size_t>(kind)];
}

Text change_title(ChangeKind kind) {
    constexpr std::pair<const char*, const char*> titles[] = {
        {"新增", "added"}, {"删去", "removed"}, {"改期", "moved"}, {"修改", "changed"}};
    const auto& [zh, en] = titles[static_cast<std::size_t>(kind)];
    return {zh, en};
}

namespace {

struct Field {
    std::string key;
    Text value;
};

void add(Text& list, const Text& next) {
    list = list.empty() ? next : say("{0}; {1}", "{0}; {1}", list, next);
}

Text joined(const std::vector<std::string>& items) {
    Text list;
    for (const std::string& item : items) add(list, same(item));
    return list;
}

Text money(const std::optional<Budget>& budget) {
    if (!budget) return {};
    std::string text = budget->total.amount.text();
    if (!budget->total.currency.empty()) text += " " + budget->total.currency;
    for (const auto& [item, amount] : budget->items) text += "; " + item + " " + amount.text();
    return same(text);
}

std::string clock(const std::optional<TimeOfDay>& from, const std::optional<TimeOfDay>& to) {
    if (!from && !to) return {};
    return " " + (from ? from->text() : "") + "–" + (to ? to->text() : "");
}

Text values(const std::vector<MetricValue>& all) {
    Text list;
    for (const MetricValue& each : all) {
        Text line = same(each.metric + " " + each.worth.amount.text());
        if (!each.worth.currency.empty()) line = say("{0} {1}", "{0} {1}", line, each.worth.currency);
        if (!each.note.empty()) line = say("{0}，{1}", "{0}, {1}", line, each.note);
        add(list, line);
    }
    return list;
}

Text postponed(const std::optional<Postponed>& stated, bool with_notice = true) {
    if (!stated) return {};
    Text text = same(stated->from.text());
    if (stated->to) text = say("{0} 至 {1}", "{0} to {1}", text, stated->to->text());
    if (stated->on) text = say("{0}，{1} 决定", "{0}, decided {1}", text, stated->on->text());
    if (stated->notice && with_notice)
        text = say("{0}，{1} 通知", "{0}, told {1}", text, stated->notice->text());
    return stated->reason.empty() ? text : say("{0}，{1}", "{0}, {1}", text, stated->reason);
}

Text sessions(const Course& course) {
    Text list;
    for (const Session& each : course.sessions) {
        Text line = same(each.id + " " + each.date.text() + clock(each.from, each.to));
        if (each.rest) line = say("{0}，休息 {1}", "{0}, break {1}", line, each.rest->words());
        if (!each.title.empty()) line = say("{0} {1}", "{0} {1}", line, each.title);
        if (!each.place.empty()) line = say("{0}，{1}", "{0}, {1}", line, each.place);
        for (const std::string& topic : each.topics) line = say("{0} {1}", "{0} {1}", line, topic);
        add(list, line);
    }
    return list;
}

Text trainers(const Course& course) {
    Text list;
    for (const Trainer& each : course.trainers) {
        Text line = each.name;
        if (!each.employee_id.empty()) line = say("{0} {1}", "{0} {1}", line, each.employee_id);
        if (!each.organisation.empty()) line = say("{0}（{1}）", "{0} ({1})", line, each.organisation);
        if (each.outside) line = say("{0}，外部", "{0}, from outside", line);
        add(list, line);
    }
    return list;
}

Text hours(const Course& course) {
    if (!course.hours) return {};
    std::string text = course.hours->from.text() + "–" + course.hours->to.text();
    if (course.hours->rest) text += "; " + course.hours->rest->text();
    return same(text);
}

Text participants(const Participants& who) {
    if (who.kind == Participants::Kind::with_scores) return {};
    Text list;
    for (const Participants::Listed& each : who.listed) add(list, same(each.id));
    if (!who.track.empty()) add(list, same("track: " + who.track));
    if (!who.department.empty()) add(list, same("department: " + who.department));
    return list;
}

Text component(const StatedComponent& each) {
    Text text = same(each.id);
    const auto figure = [&](const char* key, const std::optional<Decimal>& value) {
        if (value) text = say("{0} {1}={2}", "{0} {1}={2}", text, key, value->text());
    };
    if (each.title) text = say("{0} {1}", "{0} {1}", text, *each.title);
    if (each.group) text = say("{0} {1}", "{0} {1}", text, *each.group);
    figure("out_of", each.out_of);
    figure("pass", each.pass);
    figure("weight", each.weight);
    if (each.raters) text = say("{0} [{1}]", "{0} [{1}]", text, joined(*each.raters));
    if (each.is_optional && *each.is_optional) text = say("{0}，可选", "{0}, optional", text);
    if (each.from_attendance) text = say("{0}，取自考勤", "{0}, from attendance", text);
    if (!each.baseline_of.empty())
        text = say("{0}，{1} 的训前测试", "{0}, before {1}", text, each.baseline_of);
    return text;
}

Text assessment(const StatedAssessment& stated) {
    Text list;
    if (stated.pass) list = same("pass=" + stated.pass->text());
    for (const StatedComponent& each : stated.components) add(list, component(each));
    return list;
}

std::string venue(Venue venue) {
    return venue == Venue::inside ? "inside" : venue == Venue::outside ? "outside" : "";
}

std::vector<Field> fields_of(const Course& course) {
    const Text first = course.undated ? Text{} : same(course.start.text());
    const Text last = course.undated ? Text{} : same(course.end.text());
    return {{"title", course.title},
            {"track", same(course.track)},
            {"kind", same(course.kind)},
            {"status", same(std::string(status_name(course.status)))},
            {"start", first},
            {"end", last},
            {"sessions", sessions(course)},
            {"hours", hours(course)},
            {"place", course.place},
            {"venue", same(venue(course.venue))},
            {"trainers", trainers(course)},
            {"participants", participants(course.participants)},
            {"goals", course.goals},
            {"topics", joined(course.topics)},
            {"methods", joined(course.methods)},
            {"assessment", assessment(course.assessment)},
            {"requirements", course.requirements},
            {"contact", course.contact},
            {"budget", money(course.budget)},
            {"values", values(course.values)},
            {"postponed", postponed(course.postponed)},
            {"note", course.note}};
}

std::vector<Field> fields_of(const Plan& plan) {
    return {{"title", plan.title},          {"period", same(plan.period ? plan.period->text() : "")},
            {"policy", same(plan.policy)},  {"goals", plan.goals},
            {"budget", money(plan.budget)}, {"values", values(plan.values)}};
}

bool moves(const std::string& field) {
    return field == "start" || field == "end" || field == "sessions" || field == "hours";
}

/// Of listed participants, those whom `other` does not list.
Text only_here(const Participants& here, const Participants& other) {
    Text list;
    for (const Participants::Listed& each : here.listed) {
        if (std::ranges::find(other.listed, each.id, &Participants::Listed::id) == other.listed.end())
            add(list, same(each.id));
    }
    return list;
}

/// The course's progress, which nobody approves: that it was held when it had dates; that people were told.
bool progress(const std::string& field, const Course& before, const Course& now) {
    if (field == "postponed") return postponed(before.postponed, false) == postponed(now.postponed, false);
    return field == "status" && now.status == CourseStatus::held && !before.undated &&
           (before.status == CourseStatus::planned || before.status == CourseStatus::postponed);
}

void compare(const Course& before, const Course& now, std::vector<PlanDifference>& found) {
    const std::vector<Field> old_fields = fields_of(before);
    const std::vector<Field> new_fields = fields_of(now);
    for (std::size_t i = 0; i < new_fields.size(); ++i) {
        const Field& field = new_fields[i];
        PlanDifference difference{
            now.id,    now.title,           moves(field.key) ? ChangeKind::moved : ChangeKind::changed,
            field.key, old_fields[i].value, field.value};
        if (field.key == "participants" && before.participants.kind == Participants::Kind::listed &&
            now.participants.kind == Participants::Kind::listed) {
            difference.before = only_here(before.participants, now.participants);
            difference.after = only_here(now.participants, before.participants);
        }
        if (difference.before == difference.after) continue;
        difference.approved_again = !progress(field.key, before, now);
        found.push_back(std::move(difference));
    }
}

const Course* course_of(const Plan& plan, const std::string& id) {
    const auto found = std::ranges::find(plan.courses, id, &Course::id);
    return found == plan.courses.end() ? nullptr : &*found;
}

Text dates(const Course& course) {
    if (course.undated) return say("日期待定", "dates to be set");
    return course.start == course.end
               ? same(course.start.text())
               : say("{0} 至 {1}", "{0} to {1}", course.start.text(), course.end.text());
}

bool same_approval(const Approval& a, const Approval& b) {
    return a.by == b.by && a.date == b.date && a.of == b.of;
}

bool holds(const std::vector<Approval>& approvals, const Approval& wanted) {
    return std::ranges::any_of(approvals, [&](const Approval& each) { return same_approval(each, wanted); });
}

/// The approvals by one role that `now` has and `before` has not.
class NewApprovals {
  public:
    NewApprovals(const ApprovalRule& rule, std::string role, const Plan& before, const Plan& now)
        : rule_(rule), role_(std::move(role)), before_(before), now_(now) {}

    bool of_plan() const {
        return std::ranges::any_of(now_.approvals, [&](const Approval& each) {
            return counts(each) && !holds(before_.approvals, each);
        });
    }
    /// Of a change that names the course, or, with an empty id, no course at all.
    bool of_change(const std::string& course) const {
        return std::ranges::any_of(now_.changes, [&](const PlanChange& change) {
            const bool names_it = course.empty()
                                      ? change.courses.empty()
                                      : std::ranges::find(change.courses, course) != change.courses.end();
            return names_it && std::ranges::any_of(change.approvals, [&](const Approval& each) {
                       return counts(each) && !stood(change, each);
                   });
        });
    }

  private:
    bool counts(const Approval& approval) const {
        return approval.by == role_ && (approval.of.empty() || approval.of == rule_.of);
    }
    bool stood(const PlanChange& change, const Approval& approval) const {
        return std::ranges::any_of(before_.changes, [&](const PlanChange& each) {
            return each.date == change.date && each.what == change.what && each.courses == change.courses &&
                   holds(each.approvals, approval);
        });
    }

    const ApprovalRule& rule_;
    std::string role_;
    const Plan& before_;
    const Plan& now_;
};

}  // namespace

std::vector<PlanDifference> plan_differences(const Plan& before, const Plan& now) {
    std::vector<PlanDifference> found;
    const std::vector<Field> old_fields = fields_of(before);
    const std::vector<Field> new_fields = fields_of(now);
    for (std::size_t i = 0; i < new_fields.size(); ++i) {
        if (old_fields[i].value == new_fields[i].value) continue;
        found.push_back(
            {{}, {}, ChangeKind::changed, new_fields[i].key, old_fields[i].value, new_fields[i].value});
    }
    for (const Course& course : now.courses) {
        if (const Course* old = course_of(before, course.id)) {
            compare(*old, course, found);
        } else {
            found.push_back({course.id, course.title, ChangeKind::added, {}, {}, dates(course)});
        }
    }
    for (const Course& course : before.courses) {
        if (course_of(now, course.id) == nullptr)
            found.push_back({course.id, course.title, ChangeKind::removed, {}, dates(course), {}});
    }
    return found;
}

std::vector<ApprovalNeeded> approvals_needed(const ApprovalRule& rule, const Plan& before, const Plan& now,
                                             const std::vector<PlanDifference>& differences) {
    std::vector<ApprovalNeeded> all;
    if (!rule.again_when_changed) return all;
    for (const std::string& role : rule.by) {
        ApprovalNeeded needed{role, {}, false};
        const NewApprovals given(rule, role, before, now);
        for (const PlanDifference& difference : differences) {
            const std::string& id = difference.course_id;
            if (!difference.approved_again || given.of_plan() || given.of_change(id)) continue;
            // the entry cannot name a course that the plan no longer has
            if (difference.kind == ChangeKind::removed && given.of_change({})) continue;
            if (id.empty()) {
                needed.plan = true;
            } else if (std::ranges::find(needed.courses, id) == needed.courses.end()) {
                needed.courses.push_back(id);
            }
        }
        all.push_back(std::move(needed));
    }
    return all;
}

const ApprovalRule* plan_approval(const Policy& policy, const Period& period) {
    return policy.sections.approval(period.kind == Period::Kind::year      ? "annual_plan"
                                    : period.kind == Period::Kind::quarter ? "quarterly_plan"
                                                                           : "monthly_plan");
}

}  // namespace passline
