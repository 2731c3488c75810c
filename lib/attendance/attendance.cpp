#include "attendance/attendance.h"

#include <algorithm>
#include <tuple>

namespace passline {

namespace {

constexpr std::uint32_t workplace_course = AttendanceEntry::workplace;

/// The policy by which shifts of a day are judged: one that has rules of its own for the workplace before one
/// that only has some for all.
const Policy* workplace_policy(const Workspace& workspace, Date day) {
    const Policy* found = nullptr;
    for (const Policy& policy : workspace.policies) {
        if (policy_in_force(workspace.policies, policy.id, day) != &policy) continue;
        if (policy.sections.attendance_by_track.contains("workplace")) return &policy;
        if (found == nullptr || (policy.sections.attendance && !found->sections.attendance)) found = &policy;
    }
    return found;
}

const AttendanceRules* workplace_rules(const Policy* policy) {
    return policy == nullptr ? nullptr : policy->sections.attendance_of("workplace");
}

auto order(const AttendanceEntry& entry) {
    return std::tie(entry.person, entry.course, entry.slot, entry.sheet, entry.row);
}

/// Rows of the workplace are in order of their dates.
struct ByDate {
    bool operator()(const AttendanceEntry& row, std::int32_t date) const { return row.date < date; }
    bool operator()(std::int32_t date, const AttendanceEntry& row) const { return date < row.date; }
};

/// Seconds from one time of day to another, the shorter way round the clock.
std::int32_t apart(std::int32_t a, std::int32_t b) {
    const std::int32_t straight = std::abs(a - b);
    return std::min(straight, std::abs(seconds_per_day - straight));
}

/// Whether a row that stands for another shift of its day speaks of this one too: an absence for the whole
/// day, or the first and the last time of a day.
bool covers(const AttendanceEntry& row, const DueSession& shift) {
    if (row.status == RowStatus::leave || row.status == RowStatus::absent) return true;
    if (row.sign_in == AttendanceEntry::no_time || row.sign_out == AttendanceEntry::no_time) return false;
    const std::int32_t left = row.sign_out < row.sign_in ? row.sign_out + seconds_per_day : row.sign_out;
    return row.sign_in < *shift.end && left > *shift.start;
}

void add_once(std::vector<std::string>& all, const std::vector<std::string>& more) {
    for (const std::string& each : more) {
        if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
    }
}

void add_once(std::vector<const Article*>& all, const Article& article) {
    if (article.empty()) return;
    const bool known =
        std::any_of(all.begin(), all.end(), [&](const Article* each) { return *each == article; });
    if (!known) all.push_back(&article);
}

}  // namespace

bool AttendanceResult::open(const SessionResult& session) const {
    if (rules == nullptr || session.made_up != nullptr) return false;
    if (session.make_up_due) return true;
    return session.has(AttendanceClass::not_attended);
}

std::int32_t AttendanceResult::open_count() const {
    return static_cast<std::int32_t>(
        std::count_if(sessions.begin(), sessions.end(), [&](const auto& session) { return open(session); }));
}

bool AttendanceResult::ends(const SessionResult& session) const {
    if (rules == nullptr || session.made_up != nullptr) return false;
    if (session.on_leave())
        return session.refusal == SessionResult::Refusal::not_allowed &&
               rules->leave->then == AbsenceThen::end;
    return session.no_show && rules->no_show && rules->no_show->then == AbsenceThen::end;
}

bool AttendanceResult::ends() const {
    return std::any_of(limits.begin(), limits.end(), [](const auto& limit) { return limit.rule->ends; }) ||
           std::any_of(sessions.begin(), sessions.end(), [&](const auto& session) { return ends(session); });
}

std::int32_t AttendanceResult::attended() const {
    return static_cast<std::int32_t>(std::count_if(
        sessions.begin(), sessions.end(), [](const SessionResult& session) { return session.attended(); }));
}

std::int32_t AttendanceResult::count(AttendanceClass wanted) const {
    return static_cast<std::int32_t>(std::count_if(
        sessions.begin(), sessions.end(), [&](const SessionResult& session) { return session.has(wanted); }));
}

std::optional<Fraction> AttendanceResult::rate() const {
    if (sessions.empty()) return {};
    return Fraction::ratio(attended(), static_cast<std::int64_t>(sessions.size()));
}

std::string rate_text(const Fraction& rate, const AttendanceRules* rules, RateRule::Per per) {
    const std::string text = rate.fixed(2);
    const bool crossed =
        rules != nullptr && std::any_of(rules->rates.begin(), rules->rates.end(), [&](const auto& rule) {
            return rule.per == per && rate.crosses(text, rule.at_least);
        });
    return crossed ? rate.fixed_cut(2) : text;
}

std::string AttendanceResult::rate_text() const {
    const auto reached = rate();
    if (!reached) return {};
    return passline::rate_text(*reached * Fraction(Decimal::whole(100)), rules, RateRule::Per::person);
}

std::vector<const RateRule*> AttendanceResult::missed_rates(RateRule::Per per) const {
    std::vector<const RateRule*> result;
    const auto reached = rate();
    if (rules == nullptr || !reached) return result;
    for (const RateRule& rule : rules->rates) {
        if (rule.per == per && *reached * Fraction(Decimal::whole(100)) < Fraction(rule.at_least))
            result.push_back(&rule);
    }
    return result;
}

void add_consequences(const AttendanceResult& result, const SessionResult& session,
                      std::vector<std::string>& actions, std::vector<const Article*>& articles) {
    const AttendanceRules* rules = result.rules;
    if (rules == nullptr) return;
    const bool by_leave = session.on_leave() || session.refusal != SessionResult::Refusal::none;
    if (by_leave && rules->leave) {
        add_once(articles, rules->leave->article);
        if (session.refusal == SessionResult::Refusal::not_approved && session.approver != nullptr)
            add_once(articles, session.approver->article);
        if (session.on_leave()) add_once(actions, rules->leave->actions);
    }
    if (session.no_show && rules->no_show) {
        add_once(articles, rules->no_show->article);
        add_once(actions, rules->no_show->actions);
    }
    for (const SessionResult::Part& part : session.parts) {
        if (part.is == AttendanceClass::late_sign_in) add_once(articles, rules->sign_in->article);
        if (part.rule == nullptr) continue;
        add_once(articles, part.rule->article);
        add_once(actions, part.rule->actions);
    }
}

Attendance::Attendance(Workspace& workspace, Date as_of) : workspace_(workspace), as_of_(as_of) {
    courses_.resize(workspace.courses.size());
    for (std::size_t i = 0; i < courses_.size(); ++i) {
        const Workspace::CourseEntry& entry = workspace.courses[i];
        if (!entry.rules) continue;
        Course& course = courses_[i];
        course.policy = entry.rules->policy;
        course.rules = course.policy->sections.attendance_of(entry.rules->track->id);
    }
}

Attendance::Course& Attendance::with_sessions(std::uint32_t number) {
    Course& course = courses_[number];
    if (course.due.empty()) {
        course.due = due_sessions(*workspace_.courses[number].course, course.rules, workspace_.calendar);
        course.judged.resize(course.due.size());
    }
    return course;
}

std::uint32_t Attendance::add(LeaveRequest request) {
    requests_.push_back(std::move(request));
    return static_cast<std::uint32_t>(requests_.size() - 1);
}

void Attendance::finish(Diagnostics& diagnostics) {
    std::sort(entries_.begin(), entries_.end(),
              [](const auto& a, const auto& b) { return order(a) < order(b); });
    std::sort(shifts_.begin(), shifts_.end(), [](const Shift& a, const Shift& b) {
        return std::tie(a.person, a.date, a.from) < std::tie(b.person, b.date, b.from);
    });
    has_shifts_ = has_shifts_ || !shifts_.empty();
    for (const AttendanceEntry& entry : entries_) {
        if (entry.status == RowStatus::make_up) continue;
        if (entry.course == workplace_course) {
            days_at_workplace_.insert(entry.date);
        } else {
            with_sessions(entry.course).judged[entry.slot] = true;
        }
    }
    find_conflicts(diagnostics);
    check_shifts(diagnostics);
}

std::span<const AttendanceEntry> Attendance::rows(std::uint32_t person, std::uint32_t course) const {
    const auto key = std::pair(person, course);
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), key,
                                        [](const AttendanceEntry& entry, const auto& k) {
                                            return std::pair(entry.person, entry.course) < k;
                                        });
    auto last = first;
    while (last != entries_.end() && last->person == person && last->course == course) ++last;
    return {first, last};
}

std::span<const Shift> Attendance::shifts(std::uint32_t person) const {
    const auto first = std::lower_bound(shifts_.begin(), shifts_.end(), person,
                                        [](const Shift& shift, std::uint32_t p) { return shift.person < p; });
    auto last = first;
    while (last != shifts_.end() && last->person == person) ++last;
    return {first, last};
}

std::vector<std::uint32_t> Attendance::courses_of(std::uint32_t person) const {
    std::vector<std::uint32_t> result;
    auto at = std::lower_bound(entries_.begin(), entries_.end(), person,
                               [](const auto& entry, std::uint32_t p) { return entry.person < p; });
    for (; at != entries_.end() && at->person == person; ++at) {
        if (at->course != workplace_course && (result.empty() || result.back() != at->course))
            result.push_back(at->course);
    }
    return result;
}

const AttendanceRules* Attendance::rules_for(const AttendanceEntry& entry, const Policy*& policy) const {
    if (entry.course != workplace_course) {
        policy = courses_[entry.course].policy;
        return courses_[entry.course].rules;
    }
    policy = workplace_policy(workspace_, Date::from_days(entry.date));
    return workplace_rules(policy);
}

bool Attendance::employed(std::uint32_t person, Date day) const {
    return workspace_.people[person].employed_during(day, day);
}

AttendanceResult Attendance::course(std::uint32_t person, std::uint32_t course, bool takes_part) const {
    AttendanceResult result;
    const Course& entry = courses_[course];
    result.course = course;
    result.policy = entry.policy;
    result.rules = entry.rules;
    const auto mine = rows(person, course);
    std::vector<Attended> due;
    auto at = mine.begin();
    for (std::uint32_t slot = 0; slot < entry.due.size(); ++slot) {
        while (at != mine.end() && at->slot < slot) ++at;
        const AttendanceEntry* row = nullptr;
        for (; at != mine.end() && at->slot == slot; ++at) {
            if (row == nullptr && at->status != RowStatus::make_up) row = &*at;
        }
        if (!employed(person, entry.due[slot].date) || (row == nullptr && !takes_part)) continue;
        due.push_back({entry.due[slot], row, slot, entry.judged[slot]});
    }
    judge(due, mine, result);
    return result;
}

/// Each shift with the row that is nearest to it, one row for several where a day has fewer rows than shifts;
/// without any sheet of shifts each row is a day of its own.
std::vector<Attendance::Attended> Attendance::shifts_due(std::uint32_t person,
                                                         std::span<const AttendanceEntry> rows) const {
    std::vector<Attended> due;
    if (!has_shifts_) {
        for (const AttendanceEntry& row : rows) {
            if (row.status == RowStatus::make_up || (!due.empty() && due.back().slot == row.slot)) continue;
            const Date day = Date::from_days(row.date);
            const AttendanceRules* rules = workplace_rules(workplace_policy(workspace_, day));
            const DailyHours* hours = rules != nullptr && rules->hours ? &*rules->hours : nullptr;
            due.push_back({due_day(day, hours, {}), &row, row.slot, true});
        }
        return due;
    }
    std::set<const AttendanceEntry*> taken;
    for (const Shift& shift : shifts(person)) {
        DueSession session;
        session.date = Date::from_days(shift.date);
        session.start = shift.from;
        session.end = shift.to > shift.from ? shift.to : shift.to + seconds_per_day;
        session.shift = &shift;
        const AttendanceEntry* nearest = nullptr;
        const auto distance = [&](const AttendanceEntry& row) {
            return row.sign_in != AttendanceEntry::no_time    ? apart(row.sign_in, shift.from)
                   : row.sign_out != AttendanceEntry::no_time ? apart(row.sign_out, shift.to)
                                                              : 0;
        };
        const auto [first, last] = std::equal_range(rows.begin(), rows.end(), shift.date, ByDate{});
        for (auto at = first; at != last; ++at) {
            const AttendanceEntry& row = *at;
            if (row.status == RowStatus::make_up || taken.contains(&row)) continue;
            if (nearest == nullptr || distance(row) < distance(*nearest)) nearest = &row;
        }
        for (auto at = first; nearest == nullptr && at != last; ++at) {
            if (at->status != RowStatus::make_up && covers(*at, session)) nearest = &*at;
        }
        if (nearest != nullptr) taken.insert(nearest);
        if (!employed(person, session.date)) continue;
        due.push_back({std::move(session), nearest, static_cast<std::uint32_t>(shift.date),
                       days_at_workplace_.contains(shift.date)});
    }
    return due;
}

std::vector<AttendanceResult> Attendance::workplace(std::uint32_t person) const {
    std::vector<AttendanceResult> results;
    const auto mine = rows(person, workplace_course);
    const std::vector<Attended> all = shifts_due(person, mine);
    for (std::size_t i = 0; i < all.size();) {
        AttendanceResult result;
        result.policy = workplace_policy(workspace_, all[i].due.date);
        result.rules = workplace_rules(result.policy);
        std::vector<Attended> due;
        for (; i < all.size() && workplace_policy(workspace_, all[i].due.date) == result.policy; ++i)
            due.push_back(all[i]);
        judge(due, mine, result);
        if (!result.empty()) results.push_back(std::move(result));
    }
    return results;
}

/// The leave that `due[at]` is part of: consecutive days due on which the person is on leave.
SessionInput Attendance::input_for(const std::vector<Attended>& due, std::size_t at,
                                   const AttendanceResult& result) const {
    SessionInput input;
    input.policy = result.policy;
    input.rules = result.rules;
    input.calendar = &workspace_.calendar;
    const AttendanceEntry* entry = due[at].entry;
    if (entry == nullptr || entry->status != RowStatus::leave) return input;
    if (entry->leave != AttendanceEntry::none) input.request = &requests_[entry->leave];
    const auto on_leave = [&](std::size_t i) {
        return due[i].entry != nullptr && due[i].entry->status == RowStatus::leave;
    };
    std::size_t first = at;
    std::size_t last = at;
    while (first > 0 && on_leave(first - 1)) --first;
    while (last + 1 < due.size() && on_leave(last + 1)) ++last;
    input.leave_from = due[first].due.date;
    input.leave_to = due[last].due.date;
    input.leave_days = 0;
    for (std::size_t i = first; i <= last; ++i) {
        input.leave_seconds += due[i].due.length();
        if (i == first || due[i].due.date != due[i - 1].due.date) ++input.leave_days;
    }
    return input;
}

void Attendance::judge(const std::vector<Attended>& due, std::span<const AttendanceEntry> rows,
                       AttendanceResult& result) const {
    std::vector<std::uint32_t> slots;
    for (std::size_t i = 0; i < due.size(); ++i) {
        if (!due[i].judged || due[i].due.date > as_of_) continue;
        result.sessions.push_back(judge_session(due[i].due, due[i].entry, input_for(due, i, result)));
        slots.push_back(due[i].slot);
    }
    make_up(rows, slots, result);
    if (result.rules != nullptr) result.limits = reached_limits(result.rules->limits, result.sessions);
}

void Attendance::make_up(std::span<const AttendanceEntry> rows, const std::vector<std::uint32_t>& slots,
                         AttendanceResult& result) const {
    std::vector<const AttendanceEntry*> made;
    for (const AttendanceEntry& row : rows) {
        if (row.status == RowStatus::make_up && row.date <= as_of_.days()) made.push_back(&row);
    }
    // those that say of what first, so that the others take what is left
    std::stable_sort(made.begin(), made.end(), [](const auto* a, const auto* b) {
        const bool a_open = a->slot == AttendanceEntry::none;
        const bool b_open = b->slot == AttendanceEntry::none;
        return a_open != b_open ? b_open : a->date < b->date;
    });
    // a day that was attended, or not judged, has nothing to make up: then the earliest that is open is meant
    const auto meant_for_any = [&](const AttendanceEntry& row) {
        if (row.slot == AttendanceEntry::none) return true;
        const auto at = std::find(slots.begin(), slots.end(), row.slot);
        return !row.session_named &&
               (at == slots.end() ||
                result.sessions[static_cast<std::size_t>(at - slots.begin())].attended());
    };
    for (const AttendanceEntry* row : made) {
        for (std::size_t i = 0; i < result.sessions.size(); ++i) {
            SessionResult& session = result.sessions[i];
            const bool meant = meant_for_any(*row)
                                   ? session.due.date.days() <= row->date && result.open(session)
                                   : slots[i] == row->slot && !session.attended();
            if (!meant) continue;
            session.made_up = row;
            break;
        }
    }
}

}  // namespace passline
