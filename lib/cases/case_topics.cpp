#include "cases/case_topics.h"

#include <algorithm>

#include "base/suggest.h"
#include "cases/case_attendance.h"
#include "cases/case_work.h"
#include "plan/plan_file.h"
#include "policy/references.h"
#include "text/unicode.h"
#include "workspace/workspace.h"

namespace passline {

void TopicReader::read(const Node& node) {
    switch (test_.kind) {
        case CaseKind::workplace:
            CaseAttendanceReader(document_, diagnostics_, policy_, calendar_, test_)
                .workplace(*node.find("workplace"),
                           read_.date(node.find("start")).value_or(first_day(policy_)));
            break;
        case CaseKind::conduct:
            incidents(*node.find("incidents"), Workspace::none);
            break;
        case CaseKind::deadline:
            deadline(node);
            break;
        case CaseKind::level:
        case CaseKind::performance:
            WorkReader(document_, diagnostics_, policy_, test_).figures(node);
            break;
        case CaseKind::ticket:
            WorkReader(document_, diagnostics_, policy_, test_).ticket(*node.find("ticket"), calendar_);
            break;
        case CaseKind::plan:
            plan(*node.find("plan"));
            break;
        case CaseKind::course:
            break;
    }
}

/// A plan as its file would state it; `passline` and `plan` may be left out.
void TopicReader::plan(const Node& node) {
    Node root = node;
    for (const auto& [key, value] : {std::pair("passline", "1"), std::pair("plan", "plan")}) {
        if (root.find(key) != nullptr) continue;
        Node::Entry entry;
        for (Node* part : {&entry.key, &entry.value}) {
            part->kind = Node::Kind::scalar;
            part->line = node.line;
            part->column = node.column;
        }
        entry.key.text = key;
        entry.value.text = value;
        root.entries.push_back(std::move(entry));
    }
    auto plan = read_plan(document_.part(std::move(root)), diagnostics_);
    if (!plan) return;
    plan->policy = policy_.id;
    *test_.plan = std::move(*plan);
    for (const Course& course : test_.plan->courses) {
        CourseRules rules;  // nothing of the assessment matters here
        rules.policy = &policy_;
        rules.plan = test_.plan.get();
        rules.course = &course;
        rules.track = policy_.track(course.track);
        if (rules.track == nullptr) {
            diagnostics_.error("unknown-track", place_of(course.track_origin),
                               say("制度 {0} 中没有培训类别 '{1}'", "the policy {0} has no track '{1}'",
                                   policy_.id, course.track),
                               near_or_any(course.track, ids_of(policy_.tracks)));
        } else if (!policy_.in_force(course.start)) {
            diagnostics_.error(
                "policy-version-missing", place_of(course.origin),
                say("课程于 {0} 开始，当日 {1} 没有施行",
                    "the course begins on {0}, when {1} is not in force", course.start.text(), policy_.file));
        }
        test_.rules.push_back(std::move(rules));
    }
}

void TopicReader::incidents(const Node& list, std::uint32_t course) {
    for (const Node& node : list.items) {
        const Node& kind = node.is_map() ? *node.find("kind") : node;
        Incident incident;
        incident.course = course;
        incident.kind = kind.text;
        incident.place = read_.place(node);
        const bool of_course = course != Workspace::none;
        const auto date = read_.date(node.find("date"));
        incident.date = date ? *date : of_course ? test_.plan->courses[course].start : first_day(policy_);
        std::vector<std::string> known;
        for (const ConductRule& rule : policy_.sections.conduct)
            known.insert(known.end(), rule.of.begin(), rule.of.end());
        const bool named = std::ranges::any_of(
            known, [&](const std::string& each) { return folded(each) == folded(incident.kind); });
        if (!named) {
            read_.error(
                "unknown-incident", kind,
                say("制度的 conduct 中没有事件“{0}”", "no conduct rule speaks of '{0}'", incident.kind),
                near_or_any(incident.kind, known));
        }
        test_.incidents.push_back(std::move(incident));
    }
}

void TopicReader::appeals(const Node& list, std::uint32_t course) {
    for (const Node& node : list.items) appeal(node, course);
}

void TopicReader::appeal(const Node& node, std::uint32_t course) {
    const CourseRules& rules = test_.rules[course];
    Appeal appeal;
    appeal.id = fmt::format("A{}", test_.appeals.size() + 1);
    appeal.course = course;
    appeal.place = read_.place(node);
    if (const auto attempt = read_.count(node.find("attempt")))
        appeal.attempt = static_cast<std::uint16_t>(*attempt);
    const std::string status = read_.string(node.find("status"));
    for (const AppealStatus each : {AppealStatus::open, AppealStatus::upheld, AppealStatus::rejected}) {
        if (status == appeal_status_name(each)) appeal.status = each;
    }
    if (const Node* component = node.find("component")) {
        appeal.component = rules.component(component->text);
        if (appeal.component < 0) {
            read_.error("unknown-component", *component,
                        say("培训类别 '{0}' 没有考核项 '{1}'", "the track '{0}' has no component '{1}'",
                            rules.track->id, component->text),
                        near_or_any(component->text, ids_of(rules.components)));
        }
    } else if (rules.components.size() == 1) {
        appeal.component = 0;
    }
    appeal.filed_on = read_.date(node.find("filed_on"));
    appeal.decided_on = read_.date(node.find("decided_on"));
    if (const Node* score = node.find("corrected_score")) corrected(*score, rules, appeal);
    test_.appeals.push_back(std::move(appeal));
}

void TopicReader::corrected(const Node& node, const CourseRules& rules, Appeal& appeal) {
    if (appeal.status != AppealStatus::upheld || appeal.component < 0) {
        read_.error("appeal-component", node,
                    say("更正成绩须有 status: upheld 和 component",
                        "a corrected score needs `status: upheld` and a `component`"));
        return;
    }
    if (const auto mark = mark_named(node.text)) {
        appeal.corrected = ScoreValue::of(*mark);
        return;
    }
    const RuledComponent& rule = rules.components[static_cast<std::size_t>(appeal.component)];
    const auto score = Decimal::parse(node.text);
    if (!score || *score > rule.out_of) {
        read_.error("score-range", node,
                    say("更正后的成绩 {0} 不在 0 到 {1} 之间", "the corrected score {0} is not from 0 to {1}",
                        node.text, rule.out_of.text()));
        return;
    }
    appeal.corrected = ScoreValue::of(*score);
}

void TopicReader::decisions(const Node& map) {
    for (const auto& [key, value] : map.entries) {
        if (policy_.action(key.text) == nullptr) {
            read_.error("unknown-action", key,
                        say("actions 中没有 '{0}'", "there is no '{0}' under actions", key.text),
                        near_or_any(key.text, ids_of(policy_.actions)));
            continue;
        }
        Decision decision;
        decision.course = Workspace::none;
        decision.action = key.text;
        decision.approved = value.text == "approved";
        decision.place = read_.place(key);
        test_.decisions.push_back(std::move(decision));
    }
}

void TopicReader::deadline(const Node& node) {
    const Node& id = *node.find("deadline");
    const DeadlineRule* rule = policy_.sections.deadline(id.text);
    if (rule == nullptr) {
        read_.error(
            "unknown-deadline", id,
            say("制度 {0} 中没有期限 '{1}'", "the policy {0} has no deadline '{1}'", policy_.id, id.text),
            near_or_any(id.text, ids_of(policy_.sections.deadlines)));
        return;
    }
    test_.deadline = id.text;
    if (rule->due.of_course()) return deadline_course(node, *rule);
    const Node* period = node.find("period");
    const auto read = period == nullptr ? std::nullopt : Period::parse(period->text);
    if (!read) {
        read_.error("case-kind", period == nullptr ? id : *period,
                    say("日历期限 '{0}' 须写明 period",
                        "the deadline '{0}' is of the calendar: state `period`", id.text),
                    say("写成 2026、2026-Q1 或 2026-01", "write 2026, 2026-Q1 or 2026-01"));
        return;
    }
    test_.plan->period = *read;
    test_.plan->period_origin = test_.plan->origin = read_.origin(*period);
    test_.plan->id = read->text();
    test_.plan->policy = policy_.id;
    done(node.find("done"), *rule, test_.plan->done);
}

void TopicReader::deadline_course(const Node& node, const DeadlineRule& rule) {
    const Node* stated = node.find("track");
    const Track* track = stated == nullptr ? &policy_.tracks.front() : policy_.track(stated->text);
    if (track == nullptr) {
        read_.error("unknown-track", *stated,
                    say("制度 {0} 中没有培训类别 '{1}'", "the policy {0} has no track '{1}'", policy_.id,
                        stated->text),
                    near_or_any(stated->text, ids_of(policy_.tracks)));
        return;
    }
    Course course = case_course(policy_, *track, "C1");
    course.origin = read_.origin(*node.find("deadline"));
    if (const auto start = read_.date(node.find("start"))) course.start = course.end = *start;
    if (const auto end = read_.date(node.find("end"))) {
        course.end = *end;
        if (node.find("start") == nullptr) course.start = *end;
    }
    course.kind = read_.string(node.find("kind"));
    if (const Node* trainers = node.find("trainers")) {
        Trainer trainer;
        trainer.outside = trainers->text == "outside";
        course.trainers.push_back(trainer);
    }
    const std::string venue = read_.string(node.find("venue"));
    if (!venue.empty()) course.venue = venue == "outside" ? Venue::outside : Venue::inside;
    done(node.find("done"), rule, course.done);
    CourseRules rules;  // nothing of the assessment matters here
    rules.policy = &policy_;
    rules.plan = test_.plan.get();
    rules.track = track;
    test_.plan->courses.push_back(std::move(course));
    rules.course = &test_.plan->courses.back();
    test_.rules.push_back(std::move(rules));
}

void TopicReader::done(const Node* node, const DeadlineRule& rule, std::vector<Done>& all) {
    if (node == nullptr) return;
    const std::vector<Node> one = {*node};
    for (const Node& each : node->is_sequence() ? node->items : one) {
        Done stated;
        stated.deadline = rule.id;
        if (const auto date = read_.date(&each)) stated.date = *date;
        stated.origin = read_.origin(each);
        all.push_back(std::move(stated));
    }
}

}  // namespace passline
