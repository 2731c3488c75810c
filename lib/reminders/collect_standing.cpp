// What stands on a day whatever anybody scored: certificates, windows of the evaluation, levels, frequencies.
#include <algorithm>

#include "reminders/collect.h"
#include "reminders/words.h"
#include "text/unicode.h"
#include "workspace/due_dates.h"
#include "workspace/frequency.h"

namespace passline {
namespace {

/// A certificate as the policies in force know it.
struct Known {
    const Policy* policy = nullptr;
    CertificateKind kind;
};

bool is_named(const std::string& key, const std::string& id, const Text& title) {
    return key == folded(id) || (!title.zh.empty() && key == folded(title.zh)) ||
           (!title.en.empty() && key == folded(title.en));
}

/// Of the policies' own certificates, and those that a pass earns; one that nobody knows lasts as its row
/// says.
Known known_as(const HeldCertificate& held, const Workspace& workspace, Date as_of) {
    for (const Policy& policy : workspace.policies) {
        if (policy_in_force(workspace.policies, policy.id, as_of) != &policy) continue;
        for (const CertificateKind& kind : policy.sections.certificates) {
            if (is_named(held.key, kind.id, kind.title)) return {&policy, kind};
        }
        for (const Track& track : policy.tracks) {
            const auto& earned = track.on_pass.certificate;
            if (!earned || !is_named(held.key, earned->id, earned->title)) continue;
            CertificateKind kind;
            kind.id = earned->id;
            kind.title = earned->title;
            kind.valid = earned->valid;
            kind.article = earned->article;
            return {&policy, kind};
        }
    }
    Known unknown;
    unknown.kind.id = held.name;
    return unknown;
}

/// Of a person's certificates of one kind, the latest of the days until which they are valid; null where one
/// is valid for good.
const HeldCertificate* last_to_expire(const std::vector<const HeldCertificate*>& held,
                                      const CertificateKind& kind, const Calendar& calendar) {
    const HeldCertificate* last = nullptr;
    for (const HeldCertificate* each : held) {
        const auto until = valid_until(*each, kind.valid, calendar);
        if (!until) return nullptr;
        if (last == nullptr || *valid_until(*last, kind.valid, calendar) < *until) last = each;
    }
    return last;
}

}  // namespace

void ReminderCollector::add(const Certificates& certificates) {
    std::map<std::pair<People::Index, std::string>, std::pair<Known, std::vector<const HeldCertificate*>>>
        all;
    for (const HeldCertificate& held : certificates.all()) {
        if (held.issued > as_of_ || !workspace_.people[held.person].employed_during(as_of_, as_of_)) continue;
        Known known = known_as(held, workspace_, as_of_);
        auto& [kind, rows] = all[{held.person, known.kind.id}];
        kind = std::move(known);
        rows.push_back(&held);
    }
    for (const auto& [whose, found] : all) {
        const auto& [known, rows] = found;
        const CertificateKind& kind = known.kind;
        const Text title = kind.title.empty() ? same(kind.id) : kind.title;
        const bool needed =
            known.policy != nullptr && needs_certificate(*known.policy, kind, workspace_.people, whose.first);
        Reminder reminder;
        reminder.kind = "certificate";
        reminder.why = known.policy == nullptr ? Text{} : why(*known.policy, kind.article, {});
        const auto remind = [&](const std::string& subject, Date day, const Text& what) {
            reminder.subject = subject;
            if (!timed(reminder, {{}, day, !needed})) return;
            reminder.what = say("{0}：{1}", "{0}: {1}", named(whose.first), what);
            to_person(reminder, whose.first, false);
        };
        if (const HeldCertificate* last = last_to_expire(rows, kind, workspace_.calendar))
            remind(kind.id, *valid_until(*last, kind.valid, workspace_.calendar),
                   say("“{0}”到期", "'{0}' expires", title));
        if (kind.review_every)
            remind(kind.id + ":review",
                   after(rows.back()->issued, *kind.review_every, workspace_.calendar).date,
                   say("“{0}”复审", "'{0}' to be reviewed", title));
    }
}

void ReminderCollector::windows() {
    for (const Workspace::CourseEntry& entry : workspace_.courses) {
        if (!entry.rules || entry.course->undated) continue;
        const EvaluationRules& evaluation = entry.rules->policy->sections.evaluation;
        if (evaluation.behaviour)
            window(*entry.rules, *evaluation.behaviour, "behaviour",
                   {"行为层评估", "evaluation of behaviour"});
        if (evaluation.results)
            window(*entry.rules, *evaluation.results, "results", {"结果层评估", "evaluation of results"});
    }
}

void ReminderCollector::window(const CourseRules& rules, const EvaluationRule& rule, std::string_view level,
                               const Text& title) {
    if (!rule.from || !rule.to) return;
    const Course& course = *rules.course;
    const Date opens = after(course.end, *rule.from, workspace_.calendar).date;
    const Date closes = after(course.end, *rule.to, workspace_.calendar).date;
    if (as_of_ < opens || opened_by_deadline_.contains({&course, opens, closes})) return;
    Reminder reminder;
    reminder.kind = "window";
    reminder.subject = std::string(level) + ":" + course.id;
    if (!timed(reminder, {opens, closes, true})) return;
    reminder.what = say("{0}：{1}，{2} 至 {3} 的数据", "{0}: {1}, figures from {2} to {3}",
                        course_named(course), title, opens.text(), closes.text());
    reminder.why = why(*rules.policy, rule.article, {});
    to_roles(reminder, {});
}

void ReminderCollector::frequencies() {
    for (const Policy& policy : workspace_.policies) {
        for (const Track& track : policy.tracks) {
            for (const FrequencyRule& rule : track.frequency) frequency(policy, track, rule);
        }
    }
}

void ReminderCollector::frequency(const Policy& policy, const Track& track, const FrequencyRule& rule) {
    const Period period = Period::containing(period_kind(rule.per), as_of_);
    // a version that begins within the period does not ask for the whole of it
    if (policy_in_force(workspace_.policies, policy.id, period.first) != &policy) return;
    const std::int32_t planned = courses_towards(workspace_, policy.id, track, rule, period);
    if (planned >= rule.at_least) return;
    const Date last_quarter = Period::containing(Period::Kind::quarter, period.last).first;
    Reminder reminder;
    reminder.kind = "frequency";
    reminder.subject =
        track.id + (rule.kind.empty() ? "" : "." + rule.kind) + ":" + period.text() + of_policy(policy);
    if (!timed(reminder, {std::max(period.first, last_quarter), period.last, true})) return;
    const Text what = rule.kind.empty()    ? track.title
                      : rule.title.empty() ? say("{0}（{1}）", "{0}, {1}", track.title, rule.kind)
                                           : say("{0}（{1}）", "{0}, {1}", track.title, rule.title);
    reminder.what = say("{0} 计划了 {1} 门{2}，规定{3}至少 {4} 门：少 {5} 门",
                        "{0}: {1} planned of '{2}', at least {4} {3} are asked for, {5} short", period.text(),
                        planned, what, frequency_words(rule.per), rule.at_least, rule.at_least - planned);
    reminder.why = why(policy, rule.article, {});
    to_roles(reminder, {});
}

void ReminderCollector::add(const LevelsToReview& review) {
    const LevelRules& rules = *review.policy->sections.levels;
    std::vector<std::string> roles;
    for (const LevelStep& step : rules.steps) {
        for (const std::string& role : step.decides) {
            if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
        }
    }
    Reminder reminder;
    reminder.kind = "levels";
    reminder.subject = review.period.text() + of_policy(*review.policy);
    reminder.stage = {Stage::Kind::opens, 0};
    const Text counts =
        review.rise_and_below
            ? say("，可升级 {0} 人，未达标 {1} 人", ", {0} may rise, {1} are below their level",
                  review.rise_and_below->first, review.rise_and_below->second)
            : Text{};
    reminder.what = say("评定 {0} 的职级：{1} 人{2}（passline level --period {0}）",
                        "review staff levels for {0}: {1} people{2} (passline level --period {0})",
                        review.period.text(), review.people, counts);
    reminder.why = why(*review.policy, rules.article, {});
    to_roles(reminder, roles);
}

}  // namespace passline
