#include "retraining/course_judge.h"

#include <algorithm>

#include "retraining/action_trace.h"

namespace passline {

CourseJudge::CourseJudge(Input input, CourseOutcome& outcome, Diagnostics& diagnostics, Trace* trace)
    : input_(std::move(input)),
      outcome_(outcome),
      rules_(*outcome.rules),
      diagnostics_(diagnostics),
      trace_(trace) {
    address_ = [this](const ScoreEntry& entry) { return input_.source.place(entry).address(); };
}

void CourseJudge::run() {
    if (trace_ != nullptr) explain_rules();
    corrections();
    std::span<const ScoreEntry> rest = input_.entries;
    while (!rest.empty()) {
        std::size_t count = 0;
        while (count < rest.size() && rest[count].attempt == rest.front().attempt) ++count;
        const std::span<const ScoreEntry> entries = rest.first(count);
        rest = rest.subspan(count);
        JudgedAttempt attempt{entries.front().attempt, {}, input_.pool.attempt()};
        for (const ScoreEntry& entry : entries) {
            if (entry.date == ScoreEntry::no_date) continue;
            const Date date = Date::from_days(entry.date);
            if (!attempt.date || *attempt.date < date) attempt.date = date;
        }
        if (!in_turn(attempt, entries)) continue;
        judge(attempt, entries);
        after_attempt(attempt);
        outcome_.attempts.push_back(std::move(attempt));
    }
    conclude();
}

/// Upheld appeals with a corrected score; one without an attempt means the last.
void CourseJudge::corrections() {
    const auto appeals = input_.proceedings.appeals(outcome_.person, outcome_.course);
    for (const Appeal& appeal : appeals) {
        if (!outcome_.appeal || appeal.status < *outcome_.appeal) outcome_.appeal = appeal.status;
        const std::uint16_t last = input_.entries.empty() ? std::uint16_t{0} : input_.entries.back().attempt;
        if (last == 0 || appeal.attempt > last) {
            diagnostics_.warning(
                "appeal-attempt", appeal.place,
                say("申诉 {0} 所指的考核（第 {1} 次）没有成绩",
                    "the appeal {0} is about attempt {1}, which has no scores", appeal.id,
                    std::max<int>(appeal.attempt, 1)),
                say("改正 attempt、课程编号或工号", "correct the attempt, the course id or the employee id"));
            continue;
        }
        if (!appeal.corrected) continue;
        const std::uint16_t attempt = appeal.attempt == 0 ? last : appeal.attempt;
        // of several upheld on one score the one decided last counts
        std::erase_if(corrections_, [&](const auto& c) {
            return c.first == attempt && c.second.component == appeal.component;
        });
        corrections_.push_back(
            {attempt,
             {static_cast<std::uint8_t>(appeal.component), *appeal.corrected, appeal.place.address()}});
    }
}

bool CourseJudge::in_turn(const JudgedAttempt& attempt, std::span<const ScoreEntry> entries) {
    const std::uint16_t expected = outcome_.attempts.empty()
                                       ? std::uint16_t{1}
                                       : static_cast<std::uint16_t>(outcome_.attempts.back().number + 1);
    if (ended_ && ended_by_appeal_) {
        if (trace_ != nullptr) {
            trace_->note(
                say("第 {0} 次考核因申诉成立不再需要，不计",
                    "attempt {0} became superfluous through the appeal and is passed over", attempt.number),
                {}, {address_(entries.front())});
        }
        return false;
    }
    const Text who = same(std::string(input_.people.id(outcome_.person)));
    if (ended_) {
        const bool passed = outcome_.attempts.back().result.verdict == Verdict::pass;
        input_.problem(entries.front(), passed ? "attempt-after-pass" : "attempt-after-end",
                       passed
                           ? say("{0} 在第 {1} 次考核已合格，不应再有第 {2} 次",
                                 "{0} passed at attempt {1}, so there can be no attempt {2}", who,
                                 outcome_.attempts.back().number, attempt.number)
                           : say("{0} 在第 {1} 次考核后补训阶梯已终止，不应再有第 {2} 次",
                                 "the ladder of {0} ended after attempt {1}, so there can be no attempt {2}",
                                 who, outcome_.attempts.back().number, attempt.number),
                       say("核对考核次数、工号和课程编号",
                           "check the attempt number, the employee id and the course id"));
        return false;
    }
    if (attempt.number != expected) {
        input_.problem(
            entries.front(), "attempt-gap",
            say("{0} 有第 {1} 次考核，却没有第 {2} 次", "{0} has attempt {1} but no attempt {2}", who,
                attempt.number, expected),
            say("补上缺少的成绩，或改正考核次数", "add the missing scores, or correct the attempt number"));
        return false;
    }
    if (!outcome_.attempts.empty() && attempt.date && outcome_.attempts.back().date &&
        *attempt.date < *outcome_.attempts.back().date) {
        input_.problem(
            entries.front(), "attempt-date",
            say("{0} 的第 {1} 次考核日期 {2} 早于第 {3} 次的 {4}",
                "attempt {1} of {0} is dated {2}, before attempt {3} on {4}", who, attempt.number,
                attempt.date->text(), outcome_.attempts.back().number, outcome_.attempts.back().date->text()),
            say("改正日期或考核次数", "correct the date or the attempt number"));
        return false;
    }
    return true;
}

void CourseJudge::judge(JudgedAttempt& attempt, std::span<const ScoreEntry> entries) {
    std::vector<Correction> mine;
    for (const auto& [number, correction] : corrections_) {
        if (number == attempt.number) mine.push_back(correction);
    }
    AttemptInput input;
    input.entries = entries;
    input.earlier = input_.entries.first(static_cast<std::size_t>(entries.data() - input_.entries.data()));
    input.corrections = mine;
    if (step_ != nullptr && step_->carry_passed) input.carry_from = &outcome_.attempts.back().result;
    input.attendance = input_.attendance.rate();
    input.address = &address_;
    input.rater = &input_.source.rater;
    if (trace_ == nullptr) {
        judge_attempt(rules_, input, attempt.result);
    } else {
        Trace inner;
        judge_attempt(rules_, input, attempt.result, &inner);
        const Verdict verdict = attempt.result.verdict;
        const Text word = outcome_title(verdict == Verdict::pass   ? Outcome::pass
                                        : verdict == Verdict::fail ? Outcome::fail
                                                                   : Outcome::incomplete);
        const Text date = attempt.date ? say("（{0}）", " ({0})", attempt.date->text()) : Text{};
        trace_->add({say("第 {0} 次考核{1}：{2}", "attempt {0}{1}: {2}", attempt.number, date, word),
                     {},
                     {},
                     inner.take()});
    }
    if (attempt.result.overflowed) {
        input_.problem(entries.front(), "overflow",
                       say("成绩与权重的位数过多，无法精确计算",
                           "these scores and weights have too many digits to be computed exactly"),
                       say("减少权重或满分的小数位数", "use fewer decimal places for weights or `out_of`"));
    }
}

const LadderStep* CourseJudge::step_after(std::uint16_t failures) const {
    const std::vector<LadderStep>& ladder = rules_.track->on_fail;
    if (failures == 0 || ladder.empty()) return nullptr;
    if (failures <= ladder.size()) return &ladder[failures - 1U];
    return ladder.back().repeat ? &ladder.back() : nullptr;
}

void CourseJudge::after_attempt(const JudgedAttempt& attempt) {
    if (attempt.result.verdict == Verdict::pass) ended_ = true;
    if (attempt.result.verdict == Verdict::fail) {
        ++outcome_.failures;
        step_ = step_after(outcome_.failures);
        ended_ = step_ == nullptr || step_->then == Then::end || ended_by_count(outcome_.failures);
        if (trace_ != nullptr && decided_beside_scores()) {
            trace_->note(say("第 {0} 次不合格", "failure {0}", outcome_.failures));
        } else if (trace_ != nullptr) {
            outcome_.since = attempt.date;
            explain_step(step_);
        }
    }
    ended_by_appeal_ = ended_ && !corrections_.empty() && !ends_uncorrected(attempt.number);
}

/// Whether the course would have ended by attempt `last` as well if no appeal had been upheld.
bool CourseJudge::ends_uncorrected(std::uint16_t last) const {
    std::vector<AttemptResult> results;
    std::uint16_t failures = 0;
    const LadderStep* step = nullptr;
    std::span<const ScoreEntry> rest = input_.entries;
    while (!rest.empty() && rest.front().attempt <= last) {
        std::size_t count = 0;
        while (count < rest.size() && rest[count].attempt == rest.front().attempt) ++count;
        AttemptInput input;
        input.entries = rest.first(count);
        rest = rest.subspan(count);
        input.attendance = input_.attendance.rate();
        if (step != nullptr && step->carry_passed) input.carry_from = &results.back();
        AttemptResult result;
        judge_attempt(rules_, input, result);
        if (result.verdict == Verdict::pass) return true;
        if (result.verdict == Verdict::fail) {
            step = step_after(++failures);
            if (step == nullptr || step->then == Then::end || ended_by_count(failures)) return true;
        }
        results.push_back(std::move(result));
    }
    return false;
}

/// A rule of `on_fails` that says `then: end` ends the ladder when its count is reached.
bool CourseJudge::ended_by_count(std::uint16_t failures) const {
    return std::any_of(
        rules_.track->on_fails.begin(), rules_.track->on_fails.end(),
        [&](const CountRule& rule) { return rule.then == Then::end && failures >= rule.count; });
}

void CourseJudge::conclude() {
    if (ended_by_discipline()) return conclude_ended();
    if (input_.attendance.open_count() > 0) return conclude_not_attended();
    if (outcome_.attempts.empty() || outcome_.last()->verdict == Verdict::incomplete) {
        conclude_incomplete();
    } else if (outcome_.last()->verdict == Verdict::pass) {
        conclude_pass(*outcome_.last());
    } else {
        conclude_fail(*outcome_.last());
    }
    add_attendance(false);
    add_limits();
    add_conduct();
    explain_attendance();
}

void CourseJudge::conclude_incomplete() {
    const bool left = input_.people[outcome_.person].left_before(rules_.course->end);
    outcome_.outcome = left ? Outcome::withdrawn : Outcome::incomplete;
    outcome_.next = left ? Next::none : Next::assess;
    outcome_.since.reset();
    if (trace_ == nullptr) return;
    const std::string roster = input_.people.place(outcome_.person).address();
    if (left) {
        const Date day = Date::from_days(input_.people[outcome_.person].left);
        trace_->note(say("{0} 离职，早于课程结束日 {1}", "left on {0}, before the course's end on {1}",
                         day.text(), rules_.course->end.text()),
                     {}, {roster, rules_.course->origin.address()});
    } else if (outcome_.attempts.empty()) {
        trace_->note(say("应参加本课程，但没有成绩", "takes part in this course, but there are no scores"),
                     {}, {roster, rules_.course->origin.address()});
    }
}

/// Articles of what was held against a line: components below it (on a pass all that have one), groups where
/// the total decided.
void CourseJudge::line_articles(const AttemptResult& last, bool passed) {
    for (std::size_t i = 0; i < rules_.components.size(); ++i) {
        const RuledComponent& rule = rules_.components[i];
        if (rule.baseline) continue;
        const ComponentResult& result = last.components[i];
        if (passed ? rule.pass.has_value() : result.failed()) outcome_.add_article(rule.article);
        if (!passed && result.failed_by_mark()) outcome_.add_article(rules_.mark(result.mark).article);
    }
    if (passed ? rules_.pass.has_value() && last.total.has_value() : last.total_below) {
        for (const GroupRule& group : rules_.groups) outcome_.add_article(group.article);
        outcome_.add_article(rules_.track->assessment.article);
    }
}

void CourseJudge::conclude_pass(const AttemptResult& last) {
    const Track& track = *rules_.track;
    outcome_.outcome = Outcome::pass;
    outcome_.next = Next::none;
    outcome_.since.reset();
    line_articles(last, true);
    outcome_.add_article(track.on_pass.article);
    for (const std::string& action : track.on_pass.actions) outcome_.add_action(action);
    if (track.on_pass.certificate) outcome_.certificate = &*track.on_pass.certificate;
    if (trace_ != nullptr && !track.on_pass.actions.empty())
        explain_actions(track.on_pass.actions, track.on_pass.article, track.on_pass.origin);
    if (!last.rating) return;
    outcome_.band = band_of(track, *last.rating);
    if (outcome_.band == nullptr) return;
    const BandRule& band = *outcome_.band;
    outcome_.add_article(band.article);
    for (const std::string& action : band.actions) outcome_.add_action(action);
    if (trace_ == nullptr) return;
    trace_->open(say("{0}：达到 {1}", "{0}: reaches {1}", band.title, band.at_least.text()),
                 rules_.policy->cite_article(band.article), {band.origin.address()});
    if (!band.actions.empty()) explain_actions(band.actions, band.article, band.origin);
    trace_->close();
}

void CourseJudge::conclude_fail(const AttemptResult& last) {
    outcome_.outcome = Outcome::fail;
    outcome_.since = outcome_.attempts.back().date;
    line_articles(last, false);
    for (std::size_t i = 0; i < rules_.components.size(); ++i) {
        if (rules_.components[i].baseline || !last.components[i].failed_by_mark()) continue;
        const MarkRule& mark = rules_.mark(last.components[i].mark);
        for (const std::string& action : mark.actions) outcome_.add_action(action);
        if (trace_ != nullptr && !mark.actions.empty())
            explain_actions(mark.actions, mark.article, mark.origin);
    }
    const LadderStep* step = step_after(outcome_.failures);
    outcome_.ladder_ended = step == nullptr || step->then == Then::end;
    outcome_.next = outcome_.ladder_ended       ? Next::none
                    : step->then == Then::resit ? Next::resit
                                                : Next::retrain;
    if (step != nullptr) {
        outcome_.add_article(step->article);
        for (const std::string& action : step->actions) outcome_.add_action(action);
        set_due(step->within);
    }
    for (const CountRule& rule : rules_.track->on_fails) {
        if (outcome_.failures < rule.count) continue;
        outcome_.add_article(rule.article);
        for (const std::string& action : rule.actions) outcome_.add_action(action);
        if (rule.then) {
            outcome_.ladder_ended = *rule.then == Then::end;
            outcome_.next = outcome_.ladder_ended       ? Next::none
                            : *rule.then == Then::resit ? Next::resit
                                                        : Next::retrain;
            outcome_.due.reset();
            outcome_.within = nullptr;
            outcome_.provisional = false;
        }
        if (!outcome_.due) set_due(rule.within);
        if (trace_ == nullptr) continue;
        trace_->open(say("本课程第 {0} 次不合格，达到 {1} 次",
                         "failed {0} times in this course, which reaches {1}", outcome_.failures, rule.count),
                     rules_.policy->cite_article(rule.article), {rule.origin.address()});
        if (!rule.setting.empty())
            trace_->note(say("次数 {0}", "the count of {0}", rule.count), setting_cited(rule.setting),
                         rules_.policy->addresses(rule.origin, rule.setting));
        explain_actions(rule.actions, rule.article, rule.origin);
        trace_->close();
    }
}

void CourseJudge::set_due(const std::optional<Duration>& within) {
    if (!within) return;
    if (!outcome_.since) {
        const ScoreEntry* failed = nullptr;
        for (const ScoreEntry& entry : input_.entries) {
            if (entry.attempt == outcome_.attempts.back().number) failed = &entry;
        }
        diagnostics_.report(Severity::warning, "no-date", [&] {
            return Diagnostic{Severity::warning,
                              "no-date",
                              failed == nullptr ? Place{} : input_.source.place(*failed),
                              say("{0} 的第 {1} 次考核没有日期，无法算出期限",
                                  "attempt {1} of {0} has no date, so there is no due date",
                                  input_.people.id(outcome_.person), outcome_.attempts.back().number),
                              say("在成绩表中填写日期", "fill in the date in the score sheet"),
                              {},
                              Trouble::input};
        });
        return;
    }
    const DatedResult due = after(*outcome_.since, *within, input_.workspace.calendar);
    outcome_.due = due.date;
    outcome_.within = &*within;
    outcome_.provisional = due.provisional;
}

void CourseJudge::explain_rules() {
    const Policy& policy = *rules_.policy;
    const Text version =
        policy.effective ? say("（{0} 起施行）", " (in force from {0})", policy.effective->text()) : Text{};
    trace_->note(say("依据{0}{1}，{2}", "judged by {0}{1}, {2}",
                     policy.title.empty() ? same(policy.id) : policy.title, version, rules_.track->title),
                 {}, {rules_.track->origin.address(), rules_.course->origin.address()});
}

void CourseJudge::explain_step(const LadderStep* step) {
    if (step == nullptr) {
        trace_->note(say("第 {0} 次不合格，此后没有规定的补训或补考",
                         "failure {0}: nothing further is provided for", outcome_.failures));
        return;
    }
    const Text cite = rules_.policy->cite_article(step->article);
    if (step->then == Then::end) {
        trace_->open(
            say("第 {0} 次不合格 → 补训阶梯终止", "failure {0} → the ladder ends", outcome_.failures), cite,
            {step->origin.address()});
    } else {
        const Text then = then_title(step->then);
        trace_->open(say("第 {0} 次不合格 → {1}", "failure {0} → {1}", outcome_.failures, then), cite,
                     {step->origin.address()});
    }
    if (step->within && outcome_.since) {
        const DatedResult due = after(*outcome_.since, *step->within, input_.workspace.calendar);
        const Text note = due.provisional ? say("（该年节假日尚未公布，暂按周末推算）",
                                                " (provisional: holidays of that year are not published)")
                                          : Text{};
        trace_->note(say("期限：{0} 之后 {1} → {2}{3}", "due: {1} after {0} → {2}{3}", outcome_.since->text(),
                         step->within->words(), due.date.text(), note),
                     setting_cited(step->within_setting),
                     rules_.policy->addresses(step->origin, step->within_setting));
    }
    if (!step->actions.empty()) explain_actions(step->actions, {}, step->origin);
    trace_->close();
}

void CourseJudge::explain_actions(const std::vector<std::string>& actions, const Article& article,
                                  const Origin& origin) {
    for (TraceNode& node : action_nodes(outcome_, actions, article, origin, input_.proceedings))
        trace_->add(std::move(node));
}

}  // namespace passline
