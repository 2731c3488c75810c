// Reads sheets of attendance and of shifts; what they come to is in attendance.cpp.
#include <algorithm>

#include "attendance/attendance.h"
#include "base/suggest.h"
#include "workspace/person_sheet.h"

namespace passline {

/// Reads the rows of one attendance sheet.
class AttendanceReader {
  public:
    AttendanceReader(Attendance& all, PersonSheet& sheet, std::uint32_t number)
        : all_(all), workspace_(all.workspace_), sheet_(sheet), cells_(sheet.cells), number_(number) {}

    void read(const Row& row) {
        AttendanceEntry entry;
        entry.sheet = number_;
        entry.row = row.offset;
        entry.person = sheet_.person(row);
        const bool of_course = sheet_.has_course(row);
        const std::uint32_t course = sheet_.course(row);
        const auto date = cells_.date(row, sheet_.column("date"));
        sheet_.require(row, "date");
        times(row, entry);
        const int status = sheet_.word(row, "status", static_cast<int>(RowStatus::unstated));
        entry.excused = !cells_.text(row, sheet_.column("excused_by")).empty();
        const auto asked_at = moment(row);
        if (cells_.failed() || status < 0) return;
        entry.status = static_cast<RowStatus>(status);
        entry.date = date->days();
        entry.slot = static_cast<std::uint32_t>(entry.date);
        if (of_course) {
            entry.course = course;
            if (!find_session(row, entry, *date)) return;
        }
        if (entry.status != RowStatus::make_up && !all_.employed(entry.person, *date)) {
            cells_.warning(
                "attendance-not-due", row, sheet_.column("date"),
                say("{0} 在 {1} 不在职，此行不计", "{0} is not employed on {1}; the row is left out",
                    workspace_.people.id(entry.person), date->text()),
                say("核对工号，或花名册的入职、离职日期",
                    "check the employee id, or the dates of hiring and leaving in the roster"));
            return;
        }
        if (entry.status == RowStatus::leave) entry.leave = all_.add({asked_at, approvers(row, entry)});
        all_.add(entry);
    }

  private:
    void times(const Row& row, AttendanceEntry& entry) {
        if (const auto time = cells_.time(row, sheet_.column("sign_in"))) entry.sign_in = time->seconds;
        if (const auto time = cells_.time(row, sheet_.column("sign_out"))) entry.sign_out = time->seconds;
    }

    std::optional<DateTime> moment(const Row& row) {
        const int column = sheet_.column("asked_at");
        const std::string given(cells_.text(row, column));
        if (given.empty()) return {};
        const auto found = DateTime::parse(given);
        if (!found) {
            cells_.error("value-time", row, column,
                         say("“{0}”不是日期和时刻", "'{0}' is not a date with a time", given),
                         say("写成 2026-01-05 08:47", "write it like 2026-01-05 08:47"));
        }
        return found;
    }

    /// Roles by id or title, in the words of any policy of the workspace; others as they stand.
    std::vector<std::string> approvers(const Row& row, const AttendanceEntry& entry) {
        const int column = sheet_.column("approved_by");
        std::vector<std::string> roles;
        std::string word;
        const auto take = [&] {
            word.resize(std::min(word.find(':'), word.size()));  // role:who
            const std::size_t first = std::min(word.find_first_not_of(' '), word.size());
            const std::string name = word.substr(first, word.find_last_not_of(' ') + 1 - first);
            if (!name.empty()) roles.push_back(role(row, column, name, entry));
            word.clear();
        };
        for (std::string_view rest = cells_.text(row, column); !rest.empty();) {
            const auto* const separator = std::find_if(std::begin(separators), std::end(separators),
                                                       [&](auto each) { return rest.starts_with(each); });
            if (separator == std::end(separators)) {
                word += rest.front();
                rest.remove_prefix(1);
            } else {
                rest.remove_prefix(separator->size());
                take();
            }
        }
        take();
        return roles;
    }

    std::string role(const Row& row, int column, const std::string& word, const AttendanceEntry& entry) {
        std::vector<std::string> known;
        for (const Policy& policy : workspace_.policies) {
            if (entry.course != AttendanceEntry::workplace &&
                workspace_.courses[entry.course].rules->policy != &policy)
                continue;
            if (const Role* found = policy.role_named(word)) return found->id;
            for (const Role& each : policy.roles) known.push_back(each.id);
            known.insert(known.end(), unlisted_.begin(), unlisted_.end());
        }
        if (std::find(unlisted_.begin(), unlisted_.end(), word) != unlisted_.end() || rule_names(word))
            return word;
        const Text near = did_you_mean(word, known);
        const Text message = say("制度中没有角色“{0}”，此项批准不计",
                                 "no policy has a role '{0}', so this approval does not count", word);
        if (near.empty()) {
            cells_.warning("unknown-approver", row, column, message);
        } else {
            cells_.error("unknown-approver", row, column, message, near);
        }
        return word;
    }

    /// A role that a leave rule asks for need not stand under `roles`.
    bool rule_names(const std::string& word) {
        const auto asks = [&](const AttendanceRules& rules) {
            if (!rules.leave) return false;
            const auto& by = rules.leave->approved_by;
            if (std::find(by.begin(), by.end(), word) != by.end()) return true;
            return std::any_of(rules.leave->approved_by_length.begin(), rules.leave->approved_by_length.end(),
                               [&](const Approver& each) {
                                   return std::find(each.by.begin(), each.by.end(), word) != each.by.end();
                               });
        };
        for (const Policy& policy : workspace_.policies) {
            const Sections& sections = policy.sections;
            bool named = sections.attendance && asks(*sections.attendance);
            for (const auto& [track, rules] : sections.attendance_by_track) named = named || asks(rules);
            if (!named) continue;
            unlisted_.push_back(word);
            return true;
        }
        return false;
    }

    /// Which of the course's sessions a row speaks of. False when it can't be used.
    bool find_session(const Row& row, AttendanceEntry& entry, Date date) {
        const Course& course = *workspace_.courses[entry.course].course;
        if (!workspace_.courses[entry.course].rules) {
            cells_.warning("course-cancelled", row, sheet_.column("course_id"),
                           say("课程“{0}”已取消，其考勤不计",
                               "the course '{0}' is cancelled, its attendance is left out", course.id));
            return false;
        }
        const auto& due = all_.with_sessions(entry.course).due;
        const std::string id(cells_.id(row, sheet_.column("session")));
        return id.empty() ? by_date(row, entry, date, due) : by_id(row, entry, date, due, id);
    }

    bool by_id(const Row& row, AttendanceEntry& entry, Date date, const std::vector<DueSession>& due,
               const std::string& id) {
        const auto found =
            std::find_if(due.begin(), due.end(), [&](const DueSession& session) { return session.id == id; });
        const int column = sheet_.column("session");
        if (found == due.end()) {
            std::vector<std::string> known;
            for (const DueSession& session : due) {
                if (!session.id.empty()) known.push_back(session.id);
            }
            cells_.error("unknown-session", row, column,
                         say("课程“{0}”没有课次“{1}”", "the course '{0}' has no session '{1}'",
                             workspace_.courses[entry.course].course->id, id),
                         did_you_mean(id, known));
            return false;
        }
        if (entry.status == RowStatus::make_up ? date < found->date : found->date != date) {
            cells_.error("session-date", row, sheet_.column("date"),
                         say("课次“{0}”在 {1}，不在 {2}", "the session '{0}' is on {1}, not on {2}", id,
                             found->date.text(), date.text()),
                         say("改正日期或课次；补课写 make_up",
                             "correct the date or the session; a make-up has the status make_up"));
            return false;
        }
        entry.slot = static_cast<std::uint32_t>(found - due.begin());
        entry.session_named = true;
        return true;
    }

    bool by_date(const Row& row, AttendanceEntry& entry, Date date, const std::vector<DueSession>& due) {
        const auto on_day = [&](const DueSession& session) { return session.date == date; };
        const auto found = std::find_if(due.begin(), due.end(), on_day);
        const std::string& course = workspace_.courses[entry.course].course->id;
        if (std::count_if(due.begin(), due.end(), on_day) == 1) {
            entry.slot = static_cast<std::uint32_t>(found - due.begin());
            return true;
        }
        if (entry.status == RowStatus::make_up) {
            entry.slot = AttendanceEntry::none;
            return true;
        }
        if (found != due.end()) {
            cells_.error("session-unclear", row, sheet_.column("date"),
                         say("课程“{0}”在 {1} 有多个课次，此行没有写明是哪一个",
                             "the course '{0}' has several sessions on {1}, and the row does not say which",
                             course, date.text()),
                         say("在课次列（session）填写课次编号", "fill in the column `session`"));
            return false;
        }
        cells_.warning("attendance-not-due", row, sheet_.column("date"),
                       say("课程“{0}”在 {1} 没有课，此行不计",
                           "the course '{0}' has nothing on {1}; the row is left out", course, date.text()),
                       say("核对日期、课程编号和计划", "check the date, the course id and the plan"));
        return false;
    }

    static constexpr std::string_view separators[] = {";", "；", "、", "，", ",", "/"};

    Attendance& all_;
    Workspace& workspace_;
    PersonSheet& sheet_;
    CellReader& cells_;
    std::uint32_t number_;
    std::vector<std::string> unlisted_;  ///< roles that rules name without listing them
};

void Attendance::load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics) {
    const auto sheet = PersonSheet::open(path, "attendance", workspace_, options, diagnostics);
    if (sheet == nullptr) return;
    if (!sheet->sheet->has("sign_in") && !sheet->sheet->has("sign_out") && !sheet->sheet->has("status")) {
        const std::string_view needed[] = {"sign_in"};  // nothing says who was there
        sheet->sheet->require(needed, diagnostics);
        return;
    }
    sheets_.push_back(sheet->sheet);
    AttendanceReader reader(*this, *sheet, static_cast<std::uint32_t>(sheets_.size() - 1));
    sheet->each([&](const Row& row) { reader.read(row); });
}

void Attendance::load_shifts(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics) {
    const auto sheet = PersonSheet::open(path, "shifts", workspace_, options, diagnostics);
    if (sheet == nullptr) return;
    has_shifts_ = true;
    sheets_.push_back(sheet->sheet);
    CellReader& cells = sheet->cells;
    sheet->each([&](const Row& row) {
        Shift shift;
        shift.sheet = static_cast<std::uint32_t>(sheets_.size() - 1);
        shift.row = row.offset;
        shift.person = sheet->person(row);
        const auto date = cells.date(row, sheet->column("date"));
        const auto from = cells.time(row, sheet->column("from"));
        const auto to = cells.time(row, sheet->column("to"));
        for (const std::string_view needed : {"date", "from", "to"}) sheet->require(row, needed);
        if (cells.failed()) return;
        shift.date = date->days();
        shift.from = from->seconds;
        shift.to = to->seconds;
        shifts_.push_back(shift);
    });
}

Place Attendance::place(const AttendanceEntry& entry) const {
    if (entry.sheet >= sheets_.size()) return {};
    const Sheet& sheet = *sheets_[entry.sheet];
    return sheet.place(entry.row, sheet.column("date"));
}

Place Attendance::place(const Shift& shift) const {
    if (shift.sheet >= sheets_.size()) return {};
    const Sheet& sheet = *sheets_[shift.sheet];
    return sheet.place(shift.row, sheet.column("date"));
}

/// How many rows a person may have for one session: one, or as many as there are shifts on the day.
std::size_t Attendance::rows_expected(const AttendanceEntry& entry) const {
    if (entry.course != AttendanceEntry::workplace || !has_shifts_) return 1;
    const auto mine = shifts(entry.person);
    return static_cast<std::size_t>(std::count_if(
        mine.begin(), mine.end(), [&](const Shift& shift) { return shift.date == entry.date; }));
}

void Attendance::find_conflicts(Diagnostics& diagnostics) const {
    for (std::size_t i = 0; i < entries_.size();) {
        const AttendanceEntry& first = entries_[i];
        std::size_t rows = 0;
        std::size_t next = i;
        const AttendanceEntry* kept = nullptr;
        const AttendanceEntry* last = nullptr;
        for (; next < entries_.size(); ++next) {
            const AttendanceEntry& entry = entries_[next];
            if (entry.person != first.person || entry.course != first.course || entry.slot != first.slot)
                break;
            if (entry.status == RowStatus::make_up) continue;
            if (kept == nullptr) kept = &entry;
            last = &entry;
            ++rows;
        }
        if (rows > 1 && rows > std::max<std::size_t>(1, rows_expected(first)))
            contradiction(*kept, *last, diagnostics);
        i = next;
    }
}

bool Attendance::same_leave(const AttendanceEntry& a, const AttendanceEntry& b) const {
    if (a.leave == AttendanceEntry::none || b.leave == AttendanceEntry::none) return a.leave == b.leave;
    return requests_[a.leave].asked_at == requests_[b.leave].asked_at &&
           requests_[a.leave].approved_by == requests_[b.leave].approved_by;
}

void Attendance::contradiction(const AttendanceEntry& first, const AttendanceEntry& last,
                               Diagnostics& diagnostics) const {
    const bool alike = first.sign_in == last.sign_in && first.sign_out == last.sign_out &&
                       first.status == last.status && first.excused == last.excused &&
                       same_leave(first, last);
    const std::string_view code = alike ? "attendance-repeated" : "attendance-conflict";
    const Severity severity = alike ? Severity::warning : Severity::error;
    diagnostics.report(severity, code, [&] {
        const std::string_view id = workspace_.people.id(first.person);
        const std::string day = Date::from_days(last.date).text();
        return Diagnostic{
            severity,
            std::string(code),
            place(last),
            alike ? say("{0} 在 {1} 的考勤重复，已在 {2} 出现",
                        "the attendance of {0} on {1} stands in {2} already", id, day, place(first).address())
                  : say("{0} 在 {1} 的考勤与 {2} 不一致",
                        "the attendance of {0} on {1} differs from that in {2}", id, day,
                        place(first).address()),
            alike ? Text{} : say("只保留正确的一行", "keep the right one only"),
            {place(first)},
            Trouble::input};
    });
}

void Attendance::check_shifts(Diagnostics& diagnostics) const {
    for (std::size_t i = 1; i < shifts_.size(); ++i) {
        const Shift& shift = shifts_[i];
        const Shift& before = shifts_[i - 1];
        if (shift.person != before.person || shift.date != before.date || shift.from != before.from) continue;
        diagnostics.error(
            "shift-twice", place(shift),
            say("{0} 在 {1} 的这一班已在 {2} 出现", "this shift of {0} on {1} stands in {2} already",
                workspace_.people.id(shift.person), Date::from_days(shift.date).text(),
                place(before).address()),
            say("只保留正确的一行", "keep the right one only"));
    }
    if (!has_shifts_) return;
    for (const AttendanceEntry& entry : entries_) {
        if (entry.course != AttendanceEntry::workplace || rows_expected(entry) > 0) continue;
        diagnostics.report(Severity::warning, "shift-missing", [&] {
            return Diagnostic{
                Severity::warning,
                "shift-missing",
                place(entry),
                say("{0} 在 {1} 没有排班，此行考勤不计", "{0} has no shift on {1}; this row is left out",
                    workspace_.people.id(entry.person), Date::from_days(entry.date).text()),
                say("补上排班，或核对日期和工号", "add the shift, or check the date and the employee id"),
                {},
                Trouble::input};
        });
    }
}

}  // namespace passline
