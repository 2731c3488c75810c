#include "retraining/appeal_times.h"

#include <algorithm>
#include <tuple>

#include "workspace/due_dates.h"

namespace passline {
namespace {

/// The policy of the course that an appeal is about, where it has rules for appeals.
const Policy* policy_of_appeal(const Workspace& workspace, const Appeal& appeal) {
    const auto& rules = workspace.courses[appeal.course].rules;
    return rules && rules->policy->sections.appeals ? rules->policy : nullptr;
}

DeadlineState state_of(const Appeal& appeal, Date due, Date as_of) {
    if (appeal.status == AppealStatus::open) {
        if (as_of > due) return DeadlineState::overdue;
        return *appeal.filed_on > as_of ? DeadlineState::upcoming : DeadlineState::open;
    }
    return appeal.decided_on && *appeal.decided_on > due ? DeadlineState::late : DeadlineState::done;
}

Text deciders(const AppealAnswer& answer) {
    const Text list = answer.policy->role_titles(answer.rules->decides);
    return list.empty() ? Text{} : say("，由{0}决定", ", to be decided by {0}", list);
}

void overdue(const AppealAnswer& answer, Diagnostics& diagnostics) {
    const Appeal& appeal = *answer.appeal;
    diagnostics.warning("appeal-overdue", appeal.place,
                        say("申诉 {0}（{1} 提出）应在 {2} 及以前答复，至今没有{3}（{4}内答复；{5}）",
                            "the appeal {0} of {1} should have been answered by {2}{3} ({4} to answer; {5})",
                            appeal.id, appeal.filed_on->text(), answer.due.text(), deciders(answer),
                            answer.rules->answer_within->words(),
                            answer.policy->cite_rule(answer.rules->article, answer.rules->origin)),
                        say("作出决定后在申诉表填写 status、decided_on 和 decided_by",
                            "once decided, fill in status, decided_on and decided_by in the appeals sheet"));
}

void late(const AppealAnswer& answer, Diagnostics& diagnostics) {
    const Appeal& appeal = *answer.appeal;
    diagnostics.warning(
        "appeal-late", appeal.place,
        say("申诉 {0}（{1} 提出）于 {2} 答复，晚于期限 {3}（{4}内答复；{5}）",
            "the appeal {0} of {1} was answered on {2}, after {3}, when it was due ({4} to answer; {5})",
            appeal.id, appeal.filed_on->text(), appeal.decided_on->text(), answer.due.text(),
            answer.rules->answer_within->words(),
            answer.policy->cite_rule(answer.rules->article, answer.rules->origin)),
        say("若日期写错，请改正；否则留此记录",
            "correct the date if it is wrong; otherwise it stays on record"));
}

/// The date of the attempt that an appeal is about; the last one's where it names none.
std::optional<Date> result_date(const CourseOutcome& outcome, const Appeal& appeal) {
    if (outcome.attempts.empty()) return std::nullopt;
    if (appeal.attempt == 0) return outcome.attempts.back().date;
    const auto found = std::ranges::find(outcome.attempts, appeal.attempt, &JudgedAttempt::number);
    return found == outcome.attempts.end() ? std::nullopt : found->date;
}

}  // namespace

std::vector<AppealAnswer> appeal_answers(const Workspace& workspace, const Proceedings& proceedings,
                                         Date as_of) {
    std::vector<AppealAnswer> answers;
    for (const Appeal& appeal : proceedings.appeals()) {
        const Policy* policy = policy_of_appeal(workspace, appeal);
        if (policy == nullptr || !policy->sections.appeals->answer_within || !appeal.filed_on) continue;
        const AppealRules& rules = *policy->sections.appeals;
        const DatedResult due = after(*appeal.filed_on, *rules.answer_within, workspace.calendar);
        AppealAnswer answer{&appeal,     &rules,          policy,
                            due.date,    due.provisional, state_of(appeal, due.date, as_of),
                            std::nullopt};
        if (appeal.status == AppealStatus::open)
            answer.days_left = days_left(workspace.calendar, as_of, due.date);
        answers.push_back(answer);
    }
    std::ranges::sort(answers, {}, [](const AppealAnswer& answer) {
        return std::tuple(answer.due, std::string_view(answer.appeal->id));
    });
    return answers;
}

void check_appeal_answers(const Workspace& workspace, const Proceedings& proceedings, Date as_of,
                          Diagnostics& diagnostics) {
    for (const AppealAnswer& answer : appeal_answers(workspace, proceedings, as_of)) {
        if (answer.state == DeadlineState::overdue) overdue(answer, diagnostics);
        if (answer.state == DeadlineState::late) late(answer, diagnostics);
    }
}

void check_appeal_filing(const Workspace& workspace, const Proceedings& proceedings,
                         const CourseOutcome& outcome, Diagnostics& diagnostics) {
    const auto& rules = outcome.rules->policy->sections.appeals;
    if (!rules || !rules->file_within) return;
    for (const Appeal& appeal : proceedings.appeals(outcome.person, outcome.course)) {
        const auto result = result_date(outcome, appeal);
        if (!result || !appeal.filed_on) continue;
        const Date last = after(*result, *rules->file_within, workspace.calendar).date;
        if (*appeal.filed_on <= last) continue;
        diagnostics.warning(
            "appeal-filed-late", appeal.place,
            say("申诉 {0} 于 {1} 提出，成绩日期为 {2}，只能在 {3} 及以前提出（{4}内；{5}）",
                "the appeal {0} was filed on {1}; the result is of {2}, so it could be filed until {3} "
                "(within {4}; "
                "{5})",
                appeal.id, appeal.filed_on->text(), result->text(), last.text(), rules->file_within->words(),
                outcome.rules->policy->cite_rule(rules->article, rules->origin)),
            say("核对日期；是否受理由决定申诉的人定夺",
                "check the dates; whether it is heard is for those who decide appeals to say"));
    }
}

}  // namespace passline
