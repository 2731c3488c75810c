#include "attendance/session.h"

#include <algorithm>

namespace passline {

namespace {

AttendanceClass class_of(CountsAs counts_as) {
    switch (counts_as) {
        case CountsAs::late:
            return AttendanceClass::late;
        case CountsAs::early:
            return AttendanceClass::early;
        case CountsAs::half_day:
            return AttendanceClass::half_day;
        case CountsAs::day:
            return AttendanceClass::day;
        case CountsAs::not_attended:
            break;
    }
    return AttendanceClass::not_attended;
}

/// The entry with the largest line that `seconds` reaches or exceeds; null when there is none.
const LatenessRule* rule_for(const std::vector<LatenessRule>& rules, std::int64_t seconds) {
    const LatenessRule* found = nullptr;
    for (const LatenessRule& rule : rules) {
        const bool applies = rule.reached_counts ? seconds >= rule.seconds : seconds > rule.seconds;
        if (!applies) continue;
        if (found == nullptr || rule.seconds > found->seconds ||
            (rule.seconds == found->seconds && found->reached_counts && !rule.reached_counts))
            found = &rule;
    }
    return found;
}

/// Times of an entry, moved to the next day where the session runs past midnight, and to the evening before
/// for who came to a shift that begins after midnight.
struct Moments {
    std::optional<std::int32_t> in, out;
};

/// A time that would lie after the end, but lies nearer to the start from the other side of midnight.
bool evening_before(const DueSession& due, std::int32_t sign_in) {
    return due.start && due.end && sign_in >= *due.end &&
           seconds_per_day - sign_in + *due.start < sign_in - *due.end;
}

Moments moments(const DueSession& due, const AttendanceEntry& entry) {
    Moments result;
    if (entry.sign_in != AttendanceEntry::no_time) {
        result.in = entry.sign_in;
        if (due.past_midnight() && *result.in + seconds_per_day <= *due.end) *result.in += seconds_per_day;
        if (evening_before(due, entry.sign_in)) *result.in -= seconds_per_day;
    }
    if (entry.sign_out != AttendanceEntry::no_time) {
        result.out = entry.sign_out;
        const bool next_day = (result.in && entry.sign_out < *result.in) ||
                              (due.past_midnight() && entry.sign_out < *due.start);
        if (next_day) *result.out += seconds_per_day;
    }
    return result;
}

class SessionJudge {
  public:
    SessionJudge(const DueSession& due, const AttendanceEntry* entry, const SessionInput& input)
        : input_(input), rules_(input.rules), entry_(entry) {
        result_.due = due;
        result_.entry = entry;
    }

    SessionResult run() {
        if (entry_ == nullptr || entry_->status == RowStatus::absent || never_came()) {
            no_show();
        } else if (entry_->status == RowStatus::leave) {
            leave();
        } else {
            present();
        }
        return std::move(result_);
    }

  private:
    bool never_came() const {
        return entry_->status == RowStatus::unstated && entry_->sign_in == AttendanceEntry::no_time;
    }

    void no_show() {
        result_.no_show = true;
        const bool stated = rules_ != nullptr && rules_->no_show;
        result_.parts = {
            {stated ? class_of(rules_->no_show->counts_as) : AttendanceClass::not_attended, nullptr}};
    }

    void present() {
        const DueSession& due = result_.due;
        const Moments at = moments(due, *entry_);
        if (at.in && due.start) result_.late = std::max(0, *at.in - *due.start);
        if (at.out && due.end) result_.early = std::max(0, *due.end - *at.out);
        result_.excused = entry_->excused;
        if (rules_ != nullptr && !entry_->excused) {
            const auto add = [&](const std::vector<LatenessRule>& rules,
                                 const std::optional<std::int32_t>& seconds) {
                if (!seconds) return;
                if (const LatenessRule* rule = rule_for(rules, *seconds))
                    result_.parts.push_back({class_of(rule->counts_as), rule});
            };
            // an entry `over: 0` or `at_least: 0` must not make everyone late
            if (result_.late.value_or(0) > 0) add(rules_->late, result_.late);
            if (result_.early.value_or(0) > 0) add(rules_->early, result_.early);
            std::stable_sort(result_.parts.begin(), result_.parts.end(),
                             [](const auto& a, const auto& b) { return half_days(a.is) > half_days(b.is); });
        }
        if (!result_.parts.empty()) return;
        const bool signed_in_late = rules_ != nullptr && rules_->sign_in && !entry_->excused && at.in &&
                                    due.start &&
                                    *at.in > *due.start - rules_->sign_in->before_start.seconds().value_or(0);
        result_.parts = {
            {signed_in_late ? AttendanceClass::late_sign_in : AttendanceClass::on_time, nullptr}};
    }

    void leave() {
        if (rules_ == nullptr || !rules_->leave) {
            result_.parts = {{AttendanceClass::leave, nullptr}};
            return;
        }
        const LeaveRule& rule = *rules_->leave;
        if (!rule.allowed) {
            result_.refusal = SessionResult::Refusal::not_allowed;
        } else if (!approved(rule)) {
            result_.refusal = SessionResult::Refusal::not_approved;
        } else if (!in_time(rule)) {
            result_.refusal = SessionResult::Refusal::not_in_time;
        }
        const bool as_no_show = result_.refusal != SessionResult::Refusal::none &&
                                (rule.allowed || rule.then == AbsenceThen::nothing);
        if (as_no_show) return no_show();
        result_.parts = {{AttendanceClass::leave, nullptr}};
        result_.make_up_due = rule.then == AbsenceThen::make_up;
    }

    bool in_time(const LeaveRule& rule) {
        if (!rule.ask_before) return true;
        const DueSession& due = result_.due;
        const DateTime* asked =
            input_.request != nullptr && input_.request->asked_at ? &*input_.request->asked_at : nullptr;
        const auto seconds = rule.ask_before->seconds();
        if (!seconds) {
            result_.ask_by = before(due.date, *rule.ask_before, *input_.calendar).date;
            return asked != nullptr && asked->date <= *result_.ask_by;
        }
        const Moment last = begin_of(due.date) + due.start.value_or(0) - *seconds;
        const DateTime ask_by = date_time_of(last);
        result_.ask_by = ask_by.date;
        result_.ask_by_time = ask_by.time;
        return asked != nullptr && moment_of(*asked) <= last;
    }

    bool long_enough(const Duration& up_to) const {
        if (const auto seconds = up_to.seconds()) return input_.leave_seconds <= *seconds;
        if (up_to.unit == Unit::days || up_to.unit == Unit::working_days)
            return input_.leave_days <= up_to.count;
        return input_.leave_to < after(input_.leave_from, up_to, *input_.calendar).date;
    }

    bool approved(const LeaveRule& rule) {
        std::vector<std::string> needed = rule.approved_by;
        for (const Approver& approver : rule.approved_by_length) {
            if (approver.up_to && !long_enough(*approver.up_to)) continue;
            needed.insert(needed.end(), approver.by.begin(), approver.by.end());
            result_.approver = &approver;
            break;
        }
        for (const std::string& role : needed) {
            const bool has = input_.request != nullptr &&
                             std::find(input_.request->approved_by.begin(), input_.request->approved_by.end(),
                                       role) != input_.request->approved_by.end();
            if (!has) result_.not_approved_by.push_back(role);
        }
        return result_.not_approved_by.empty();
    }

    const SessionInput& input_;
    const AttendanceRules* rules_;
    const AttendanceEntry* entry_;
    SessionResult result_;
};

}  // namespace

std::string_view class_name(AttendanceClass each) {
    constexpr std::string_view names[] = {"on_time", "late_sign_in", "leave", "late",
                                          "early",   "half_day",     "day",   "not_attended"};
    return names[static_cast<std::size_t>(each)];
}

Text class_title(AttendanceClass each) {
    switch (each) {
        case AttendanceClass::on_time:
            return {"准时", "on time"};
        case AttendanceClass::late_sign_in:
            return {"签到偏晚", "signed in late"};
        case AttendanceClass::leave:
            return {"请假", "on leave"};
        case AttendanceClass::late:
            return {"迟到", "late"};
        case AttendanceClass::early:
            return {"早退", "left early"};
        case AttendanceClass::half_day:
            return {"缺勤半天", "absent half a day"};
        case AttendanceClass::day:
            return {"缺勤一天", "absent a day"};
        case AttendanceClass::not_attended:
            return {"未参加", "not attended"};
    }
    return {};
}

int half_days(AttendanceClass each) {
    if (each == AttendanceClass::half_day) return 1;
    return each == AttendanceClass::day || each == AttendanceClass::not_attended ? 2 : 0;
}

bool SessionResult::has(AttendanceClass wanted) const {
    return std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.is == wanted; });
}

std::string SessionResult::class_text() const {
    std::string text;
    for (const Part& part : parts) {
        if (!text.empty()) text += '+';
        text += class_name(part.is);
    }
    return text;
}

Text SessionResult::class_words() const {
    Text text;
    for (const Part& part : parts) {
        const Text title = class_title(part.is);
        text = text.empty() ? title : say("{0}、{1}", "{0}, {1}", text, title);
    }
    return text;
}

int SessionResult::absent_halves() const {
    int halves = 0;
    for (const Part& part : parts) halves += half_days(part.is);
    return std::min(halves, 2);
}

std::int32_t SessionResult::absent_seconds() const {
    if (excused) return 0;
    if (no_show) return due.length();
    return late.value_or(0) + early.value_or(0);
}

bool SessionResult::attended() const {
    if (made_up != nullptr) return true;
    return !no_show && !on_leave() && !has(AttendanceClass::day) && !has(AttendanceClass::not_attended);
}

SessionResult judge_session(const DueSession& due, const AttendanceEntry* entry, const SessionInput& input) {
    return SessionJudge(due, entry, input).run();
}

}  // namespace passline
