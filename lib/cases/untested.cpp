#include <algorithm>

#include "cases/coverage.h"

namespace passline {

namespace {

/// A section in the making: each article once.
class Section {
  public:
    explicit Section(std::string path) { rule_.path = std::move(path); }

    Section& add(const Article& article) {
        auto& all = rule_.articles;
        if (!article.empty() && std::find(all.begin(), all.end(), article) == all.end())
            all.push_back(article);
        return *this;
    }
    template <class Rules>
    Section& all(const Rules& rules) {
        for (const auto& rule : rules) add(rule.article);
        return *this;
    }
    template <class Rule>
    Section& maybe(const std::optional<Rule>& rule) {
        if (rule) add(rule->article);
        return *this;
    }
    UntestedRule take() { return std::move(rule_); }

  private:
    UntestedRule rule_;
};

UntestedRule evaluation(const EvaluationRules& rules) {
    Section section("evaluation");
    section.maybe(rules.reaction)
        .maybe(rules.learning)
        .maybe(rules.behaviour)
        .maybe(rules.results)
        .all(rules.metrics);
    return section.take();
}

bool empty(const EvaluationRules& rules) {
    return !rules.reaction && !rules.learning && !rules.behaviour && !rules.results && rules.metrics.empty();
}

/// What `check` holds plans and rosters against.
void rules_of_plans(const Policy& policy, std::vector<UntestedRule>& result) {
    const auto add = [&](Section section) {
        result.push_back(section.take());
        result.back().of_plans = true;
    };
    for (const Track& track : policy.tracks) {
        const std::string path = "tracks." + track.id;
        if (track.length) add(Section(path + ".length").maybe(track.length));
        if (!track.frequency.empty()) add(Section(path + ".frequency").all(track.frequency));
        if (track.mentor) add(Section(path + ".mentor").maybe(track.mentor));
    }
    const Sections& sections = policy.sections;
    if (!sections.approvals.empty()) add(Section("approvals").all(sections.approvals));
    if (sections.plan_states) add(Section("must_state.plan").maybe(sections.plan_states));
}

}  // namespace

std::vector<UntestedRule> untested_rules(const Policy& policy) {
    std::vector<UntestedRule> result;
    rules_of_plans(policy, result);
    const Sections& sections = policy.sections;
    const auto add = [&](UntestedRule rule) { result.push_back(std::move(rule)); };
    const auto list = [&](const char* path, const auto& rules) {
        if (!rules.empty()) add(Section(path).all(rules).take());
    };
    const auto same_day = [&](const std::string& path, const AttendanceRules& rules) {
        if (rules.leave && rules.leave->same_day)
            add(Section(path + ".leave.same_day").maybe(rules.leave->same_day).take());
    };
    if (sections.attendance) same_day("attendance", *sections.attendance);
    for (const auto& [track, rules] : sections.attendance_by_track)
        same_day("attendance.tracks." + track, rules);
    if (!empty(sections.evaluation)) add(evaluation(sections.evaluation));
    if (sections.notice_states) add(Section("must_state.notice").maybe(sections.notice_states).take());
    if (sections.inside_trainers || sections.outside_trainers) {
        add(Section("trainers").maybe(sections.inside_trainers).maybe(sections.outside_trainers).take());
    }
    list("certificates", sections.certificates);
    if (sections.audit) add(Section("audit").maybe(sections.audit).take());
    list("reports", sections.reports);
    const RecordRules& records = sections.records;
    if (records.keep || !records.documents.empty() || !records.personal.empty() || records.inside ||
        records.outside) {
        Section section("records");
        section.add(records.article)
            .all(records.documents)
            .all(records.personal)
            .maybe(records.inside)
            .maybe(records.outside);
        add(section.take());
    }
    list("duties", sections.duties);
    return result;
}

}  // namespace passline
