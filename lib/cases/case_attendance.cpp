#include "cases/case_attendance.h"

#include <algorithm>

#include "base/suggest.h"
#include "cases/case_time.h"
#include "time/moment.h"
#include "workspace/workspace.h"

namespace passline {

namespace {

constexpr std::int32_t usual_from = 9 * 3600;
constexpr std::int32_t usual_to = 17 * 3600;

bool is(const Node& node, std::string_view word) {
    if (node.is_scalar()) return node.text == word;
    const Node* status = node.find("status");
    return status != nullptr && status->text == word;
}

bool says(const Node& node, std::string_view word) { return is(node, word) || node.find(word) != nullptr; }

}  // namespace

void CaseAttendanceReader::problem(const Node& node, const Text& hint) {
    read_.error("case-time", node, say("看不懂 '{0}' 所说的时刻", "'{0}' is no moment", node.text), hint);
}

/// The day of an item: its own, else the next working day.
Date CaseAttendanceReader::day(const Node& node) {
    if (const auto own = read_.date(node.find("date"))) return *own;
    if (last_) return calendar_.add_working_days(*last_, 1).date;
    return calendar_.is_working_day(first_) ? first_ : calendar_.add_working_days(first_, 1).date;
}

CaseAttendanceReader::Slot CaseAttendanceReader::slot(const Node& node, const AttendanceRules* rules) {
    Slot slot;
    slot.date = day(node);
    const bool hours = rules != nullptr && rules->hours;
    slot.from = hours ? rules->hours->from.seconds : usual_from;
    slot.to = hours ? rules->hours->to.seconds : usual_to;
    const auto from = read_.time(node.find("from"));
    const auto to = read_.time(node.find("to"));
    if (from) slot.from = from->seconds;
    if (to) slot.to = to->seconds;
    slot.own_hours = from || to || node.find("break") != nullptr || !hours;
    if (slot.to > slot.from) return slot;
    if (course_ == nullptr) {
        slot.to += seconds_per_day;
    } else {
        read_.error("session-times", node,
                    say("课次结束不晚于开始", "the session ends no later than it begins"),
                    say("改正 from 或 to", "correct `from` or `to`"));
    }
    return slot;
}

std::optional<std::int32_t> CaseAttendanceReader::length(const Node* node) {
    if (node == nullptr) return {};
    const auto seconds = seconds_in(node->text);
    if (seconds && *seconds < seconds_per_day) return static_cast<std::int32_t>(*seconds);
    problem(*node, say("写成 5 minutes、15 minutes 1 second 这样不足一天的时长",
                       "write a length below a day, such as 5 minutes or 15 minutes 1 second"));
    return {};
}

/// A time of day as such, or counted from `anchor`.
std::int32_t CaseAttendanceReader::clock(const Node& node, std::int32_t anchor) {
    if (const auto time = TimeOfDay::parse(node.text)) return time->seconds;
    const auto stated = Relative::parse(node.text);
    if (stated && stated->seconds && *stated->seconds < seconds_per_day) {
        const auto moved = static_cast<std::int32_t>(*stated->seconds);
        return stated->after ? anchor + moved : anchor - moved;
    }
    problem(node, say("写成 \"08:45\" 或 16 minutes before", "write \"08:45\" or 16 minutes before"));
    return anchor;
}

/// Signs in and out as the item says; what it leaves out is in time.
void CaseAttendanceReader::present(const Node& node, const Slot& slot, const AttendanceRules* rules,
                                   AttendanceEntry& entry) {
    const bool early_bird = rules != nullptr && rules->sign_in;
    std::int32_t in = slot.from;
    if (early_bird) in -= static_cast<std::int32_t>(rules->sign_in->before_start.seconds().value_or(0));
    std::int32_t out = slot.to;
    if (const auto late = length(node.find("late"))) in = slot.from + *late;
    if (const auto early = length(node.find("early"))) out = slot.to - *early;
    if (const Node* stated = node.find("sign_in")) in = clock(*stated, slot.from);
    if (const Node* stated = node.find("sign_out")) out = clock(*stated, slot.to);
    const std::int32_t last = slot.to > seconds_per_day ? 2 * seconds_per_day : seconds_per_day;
    if (in < 0 || in >= last || out < 0 || out >= last) {
        read_.error("case-time", node,
                    say("签到或签退不在当天", "signing in or out would fall on another day"),
                    say("改正 late、early、sign_in 或 sign_out，或写明 from、to",
                        "correct `late`, `early`, `sign_in` or `sign_out`, or state `from` and `to`"));
        return;
    }
    entry.status = RowStatus::present;
    entry.sign_in = in % seconds_per_day;
    entry.sign_out = out % seconds_per_day;
    entry.excused = node.find("excused_by") != nullptr;
}

std::string CaseAttendanceReader::role(const Node& node) {
    if (const Role* known = policy_.role_named(node.text)) return known->id;
    std::vector<std::string> ids;
    for (const Role& each : policy_.roles) ids.push_back(each.id);
    read_.error("unknown-role", node, say("roles 中没有 '{0}'", "there is no '{0}' under roles", node.text),
                did_you_mean(node.text, ids));
    return node.text;
}

LeaveRequest CaseAttendanceReader::request(const Node& leave, const Slot& slot) {
    LeaveRequest request;
    if (const Node* asked = leave.find("asked")) {
        const auto stated = Relative::parse(asked->text);
        const DateTime start{slot.date, {slot.from}};
        if (const auto moment = DateTime::parse(asked->text)) {
            request.asked_at = *moment;
        } else if (stated && !stated->seconds) {
            const auto moved = stated->after ? after(slot.date, stated->length, calendar_)
                                             : before(slot.date, stated->length, calendar_);
            request.asked_at = DateTime{moved.date, start.time};
        } else if (stated) {
            request.asked_at = date_time_of(begin_of(slot.date) + slot.from +
                                            (stated->after ? *stated->seconds : -*stated->seconds));
        } else {
            problem(*asked, say("写成 1 working day before 或 2026-01-05 17:00",
                                "write 1 working day before, or 2026-01-05 17:00"));
        }
    }
    if (const Node* by = leave.find("approved_by")) {
        for (const Node& each : by->items) request.approved_by.push_back(role(each));
        if (by->is_scalar()) request.approved_by.push_back(role(*by));
    }
    return request;
}

/// Makes up a session: the one that is named by its place in the list, else the first that is open.
void CaseAttendanceReader::make_up(const Node& node) {
    CaseRow row;
    row.entry.course = index_;
    row.entry.status = RowStatus::make_up;
    row.entry.date = day(node).days();
    if (const auto of = read_.count(node.find("make_up")); of && course_ != nullptr) {
        if (*of < 1 || static_cast<std::size_t>(*of) > course_->sessions.size()) {
            read_.error(
                "unknown-session", *node.find("make_up"),
                say("此前没有第 {0} 个课次", "there is no session {0} before this", *of),
                say("写课次在列表中的序号，从 1 起", "name a session by its place in the list, from 1"));
        }
        row.entry.slot = static_cast<std::uint32_t>(*of - 1);
    }
    row.entry.row = test_.attendance.size();
    last_ = Date::from_days(row.entry.date);
    test_.attendance.push_back(std::move(row));
}

/// The session or shift that an item is about.
void CaseAttendanceReader::add_due(const Node& node, const Slot& slot) {
    if (course_ == nullptr) {
        Shift shift;
        shift.date = slot.date.days();
        shift.from = slot.from;
        shift.to = slot.to % seconds_per_day;
        test_.shifts.push_back(shift);
        return;
    }
    Session session;
    session.id = fmt::format("S{}", course_->sessions.size() + 1);
    session.date = slot.date;
    if (slot.own_hours) {
        session.from = TimeOfDay{slot.from};
        session.to = TimeOfDay{slot.to};
        session.rest = read_.duration(node.find("break"));
    }
    session.origin = read_.origin(node);
    course_->sessions.push_back(std::move(session));
}

void CaseAttendanceReader::item(const Node& node, const AttendanceRules* rules) {
    if (says(node, "make_up")) return make_up(node);
    const std::int32_t times = read_.count(node.find("times")).value_or(1);
    for (std::int32_t i = 0; i < times; ++i) {
        Slot at = slot(node, rules);
        if (i > 0) at.date = calendar_.add_working_days(*last_, 1).date;
        if (last_ && at.date < *last_) {
            read_.error("case-order", node,
                        say("此项在 {0}，早于前一项（{1}）", "this is on {0}, before the item above ({1})",
                            at.date.text(), last_->text()),
                        say("按日期排列", "list them by date"));
        }
        last_ = at.date;
        CaseRow row;
        row.entry.course = index_;
        row.entry.slot = course_ == nullptr ? static_cast<std::uint32_t>(at.date.days())
                                            : static_cast<std::uint32_t>(course_->sessions.size());
        row.entry.date = at.date.days();
        row.entry.row = test_.attendance.size();
        if (says(node, "leave")) {
            row.entry.status = RowStatus::leave;
            const Node* leave = node.find("leave");
            row.leave = leave == nullptr ? LeaveRequest{} : request(*leave, at);
        } else if (says(node, "no_show")) {
            row.entry.status = RowStatus::absent;
        } else {
            present(node, at, rules, row.entry);
        }
        add_due(node, at);
        test_.attendance.push_back(std::move(row));
    }
}

void CaseAttendanceReader::course(const Node& list, Course& course, std::uint32_t index, Date first) {
    course_ = &course;
    index_ = index;
    first_ = first;
    last_.reset();
    for (const Node& node : list.items) item(node, policy_.sections.attendance_of(course.track));
}

void CaseAttendanceReader::workplace(const Node& list, Date first) {
    course_ = nullptr;
    index_ = AttendanceEntry::workplace;
    first_ = first;
    last_.reset();
    for (const Node& node : list.items) item(node, policy_.sections.attendance_of("workplace"));
}

}  // namespace passline
