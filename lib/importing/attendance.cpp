#include <algorithm>
#include <utility>

#include "csv/row_faults.h"
#include "importing/makers.h"

namespace passline {
namespace {

constexpr std::int32_t seconds_per_day = 86'400;

/// A stamp in seconds since the beginning of the row's day.
std::int32_t seconds_of(const Stamp& stamp, const std::optional<Date>& day) {
    std::int32_t days = stamp.next_day ? 1 : 0;
    if (stamp.date && day) days = stamp.date->days() - day->days();
    return days * seconds_per_day + stamp.time.seconds;
}

std::string time_text(std::int32_t seconds) {
    return TimeOfDay{(seconds % seconds_per_day + seconds_per_day) % seconds_per_day}.text();
}

/// What somebody's day comes to.
struct Day {
    Who who;
    std::string course;
    Date date;
    std::string session;
    std::optional<std::int32_t> in, out;
    bool leave = false, absent = false, make_up = false, rest = false, present = false, other = false;
    /// Of time stamps that are rows of their own: each with when it was due, if the export says so.
    std::vector<std::pair<std::optional<std::int32_t>, std::optional<std::int32_t>>> punches;
    std::uint64_t row = 0;
};

class AttendanceMaker {
  public:
    AttendanceMaker(ForeignRows& rows, Imported& result) : rows_(rows), result_(result) {
        for (const ForeignColumn& column : rows.layout().columns) {
            const std::string_view to = column.to();
            if (to == "date") date_ = &column;
            if (to == "punch") punch_ = &column;
            if (to == "scheduled") scheduled_ = &column;
            if (to == "sign_in") in_.push_back(&column);
            if (to == "sign_out") out_.push_back(&column);
            if (to == "status") status_.push_back(&column);
            if (to == "shift") shift_.push_back(&column);
        }
    }

    void run() {
        result_.columns = {"employee_id", "name",    "course_id", "date",
                           "session",     "sign_in", "sign_out",  "status"};
        if (date_ == nullptr && punch_ == nullptr) {
            rows_.diagnostics().error(
                "import-map", rows_.layout().grid->place(rows_.layout().header_at, -1),
                say("没有日期列", "no column holds the date"),
                say("用 --map \"列名=date\" 指明", "name it with --map \"HEADER=date\""));
            return;
        }
        while (rows_.next()) row();
        for (Day& day : days_) put(day);
        tell_of_conflicts();
        for (const auto& [word, place] : unknown_) {
            rows_.diagnostics().warning(
                "import-word", place,
                say("不知道考勤结果“{0}”的含义，由签到、签退时间判断",
                    "what '{0}' means is not known: the times tell", word),
                say("用 --word \"{0}=leave|absent|present|punch|rest|empty\" 说明",
                    "say it with --word \"{0}=leave|absent|present|punch|rest|empty\"", word));
        }
    }

  private:
    void row();
    bool wanted(Date date) const;
    std::optional<Date> day_of_punch();
    void times(Day& day);
    void punch(Day& day);
    void words(Day& day);
    void merge(Day day);
    static void note(const std::string& word, Day& day);
    std::optional<Stamp> stamp_or_word(const ForeignColumn& column, Day& day);
    void settle_punches(Day& day) const;
    const ForeignColumn* stamp_of(const ForeignColumn& status) const;
    bool counts(const ForeignColumn& column);
    std::string status(const Day& day);
    void put(Day& day);
    void tell_of_conflicts();

    ForeignRows& rows_;
    Imported& result_;
    const ForeignColumn* date_ = nullptr;
    const ForeignColumn* punch_ = nullptr;
    const ForeignColumn* scheduled_ = nullptr;
    std::vector<const ForeignColumn*> in_, out_, status_, shift_;
    std::vector<Place> invalid_, worked_leave_;
    std::vector<Day> days_;
    std::map<std::pair<std::string, std::int32_t>, std::size_t> of_punches_;  // person and day
    std::map<std::pair<std::string, std::int32_t>, std::size_t> of_days_;     // person, course, session; day
    std::map<std::string, Place> unknown_;
};

/// Several rows of one day (shifts): the first arrival and the last departure of all.
void AttendanceMaker::merge(Day day) {
    const std::string key = day.who.id + "\n" + day.course + "\n" + day.session;
    const auto [at, fresh] = of_days_.try_emplace({key, day.date.days()}, days_.size());
    if (fresh) {
        days_.push_back(std::move(day));
        return;
    }
    Day& first = days_[at->second];
    if (day.in && (!first.in || *day.in < *first.in)) first.in = day.in;
    if (day.out && (!first.out || *day.out > *first.out)) first.out = day.out;
    first.leave = first.leave || day.leave;
    first.absent = first.absent || day.absent;
    first.make_up = first.make_up || day.make_up;
    first.rest = first.rest || day.rest;
    first.present = first.present || day.present;
    first.other = first.other || day.other;
}

bool AttendanceMaker::wanted(Date date) const {
    const ImportRequest& request = rows_.request();
    return (!request.from || *request.from <= date) && (!request.to || date <= *request.to);
}

void AttendanceMaker::row() {
    std::optional<Date> date;
    if (date_ != nullptr) {
        date = rows_.date(*date_);
        if (!date) {
            if (rows_.word(rows_.cell(*date_)) == "empty") {
                rows_.diagnostics().error("value-missing", rows_.place(*date_),
                                          say("没有日期", "the date is missing"),
                                          say("补上日期，或删去这一行", "fill it in, or remove the row"));
            }
            return;
        }
    } else {
        date = day_of_punch();
    }
    if (date && !wanted(*date)) {
        rows_.leave_out();
        return;
    }
    const auto who = rows_.who();
    if (!who || !date) return;
    Day day;
    day.who = *who;
    day.date = *date;
    day.course = rows_.course(false);
    const std::string session = rows_.first("session");
    day.session = session.empty() ? rows_.request().session : session;
    day.row = rows_.address();
    if (punch_ == nullptr) {
        times(day);
        words(day);
        merge(std::move(day));
        return;
    }
    const auto [at, fresh] = of_punches_.try_emplace({who->id, date->days()}, days_.size());
    if (fresh) days_.push_back(std::move(day));
    punch(days_[at->second]);
    words(days_[at->second]);
}

/// Without a column of days: the day that the time stamp was due, else its own.
std::optional<Date> AttendanceMaker::day_of_punch() {
    if (scheduled_ != nullptr) {
        const auto due = rows_.stamp(*scheduled_);
        if (due && due->date) return due->date;
    }
    const auto stamp = rows_.stamp(*punch_);
    if (stamp && stamp->date) return stamp->date;
    if (stamp || rows_.cell(*punch_).empty()) {
        rows_.diagnostics().error(
            "value-date", rows_.place(*punch_),
            say("“{0}”没有日期", "'{0}' has no date", rows_.cell(*punch_)),
            say("用 --map \"列名=date\" 指明日期列", "name the column of dates with --map \"HEADER=date\""));
    }
    return std::nullopt;
}

/// Of several columns the first arrival and the last departure.
void AttendanceMaker::times(Day& day) {
    for (const ForeignColumn* column : in_) {
        if (!counts(*column)) continue;
        const auto stamp = stamp_or_word(*column, day);
        if (stamp && !day.in) day.in = seconds_of(*stamp, day.date);
    }
    for (const ForeignColumn* column : out_) {
        if (!counts(*column)) continue;
        if (const auto stamp = stamp_or_word(*column, day)) day.out = seconds_of(*stamp, day.date);
    }
}

void AttendanceMaker::punch(Day& day) {
    std::optional<std::int32_t> due, at;
    if (scheduled_ != nullptr) {
        if (const auto stamp = rows_.stamp(*scheduled_)) due = seconds_of(*stamp, day.date);
    }
    const auto stamp = counts(*punch_) ? stamp_or_word(*punch_, day) : std::nullopt;
    if (stamp) at = seconds_of(*stamp, day.date);
    day.punches.emplace_back(due, at);
}

/// Several results of a day (上班1打卡结果, 下班1打卡结果): each says its own.
void AttendanceMaker::words(Day& day) {
    for (const ForeignColumn* column : status_) {
        const std::string& text = rows_.cell(*column);
        if (const auto word = rows_.word(text)) {
            note(*word, day);
            day.other = day.other || (*word == "empty" && !ForeignRows::is_blank(text));
        } else {
            unknown_.try_emplace(text, rows_.place(*column));
            day.other = true;
        }
    }
    for (const ForeignColumn* column : shift_)
        day.rest = day.rest || rows_.word(rows_.cell(*column)) == "rest";
}

/// Of a result the time column that its header begins like (上班1打卡结果: 上班1打卡时间); null: the whole
/// row's.
const ForeignColumn* AttendanceMaker::stamp_of(const ForeignColumn& status) const {
    const ForeignColumn* best = nullptr;
    std::size_t most = 3;  // more than one Chinese character
    for (const auto* columns : {&in_, &out_}) {
        for (const ForeignColumn* column : *columns) {
            const auto differs = std::ranges::mismatch(column->header, status.header);
            const auto same = static_cast<std::size_t>(differs.in1 - column->header.begin());
            if (same <= most) continue;
            most = same;
            best = column;
        }
    }
    return best;
}

/// Whether the time stamp counts: none that the system itself rejects.
bool AttendanceMaker::counts(const ForeignColumn& column) {
    if (ForeignRows::is_blank(rows_.cell(column))) return true;
    for (const ForeignColumn* status : status_) {
        if (rows_.word(rows_.cell(*status)) != "invalid") continue;
        const ForeignColumn* about = stamp_of(*status);
        if (about != nullptr && about != &column) continue;
        invalid_.push_back(rows_.place(column));
        return false;
    }
    return true;
}

void AttendanceMaker::note(const std::string& word, Day& day) {
    day.leave = day.leave || word == "leave";
    day.absent = day.absent || word == "absent";
    day.make_up = day.make_up || word == "make_up";
    day.rest = day.rest || word == "rest";
    day.present = day.present || word == "present";
    day.other = day.other || word == "punch" || word == "invalid";
}

/// Where a time is looked for there may be a word instead (缺卡, 请假).
std::optional<Stamp> AttendanceMaker::stamp_or_word(const ForeignColumn& column, Day& day) {
    const auto word = rows_.word(rows_.cell(column));
    if (!word) return rows_.stamp(column);
    note(*word, day);
    return std::nullopt;
}

/// The earliest stamp is the arrival and the latest the departure. A single one is the departure when only an
/// earlier one was missed.
void AttendanceMaker::settle_punches(Day& day) const {
    std::optional<std::int32_t> due_of_only, earliest_due;
    std::size_t count = 0;
    for (const auto& [due, at] : day.punches) {
        if (due && (!earliest_due || *due < *earliest_due)) earliest_due = due;
        if (!at) continue;
        ++count;
        due_of_only = due;
        if (!day.in || *at < *day.in) day.in = at;
        if (!day.out || *at > *day.out) day.out = at;
    }
    if (count == 1 || day.in == day.out) {
        if (due_of_only && earliest_due && *due_of_only > *earliest_due) {
            day.in.reset();
        } else {
            day.out.reset();
        }
    }
}

/// Leave of half a day does not undo the time stamps of the other half.
std::string AttendanceMaker::status(const Day& day) {
    const bool times = day.in || day.out;
    if (day.make_up) return "make_up";
    if (day.leave && times) worked_leave_.push_back(rows_.layout().grid->place(day.row, -1));
    if (times) return {};
    if (day.leave) return "leave";
    if (day.absent) return "absent";
    return day.present && !day.other ? "present" : "";
}

/// Left out: days of rest, and those about which results could say something and nothing is said.
void AttendanceMaker::put(Day& day) {
    settle_punches(day);
    const bool times = day.in || day.out;
    const bool silent = !status_.empty() && !day.present;
    if ((day.rest || silent) && !times && !day.leave && !day.absent && !day.make_up && !day.other) {
        rows_.leave_out(day.row);
        return;
    }
    const std::string status = this->status(day);
    result_.rows.push_back({day.who.id, day.who.name, day.course, day.date.text(), day.session,
                            day.in ? time_text(*day.in) : "", day.out ? time_text(*day.out) : "", status});
}

void AttendanceMaker::tell_of_conflicts() {
    if (!invalid_.empty()) {
        rows_.diagnostics().warning(
            "import-stamp", invalid_.front(),
            say("{0} 次打卡在导出表中标为无效，没有采用",
                "{0} time {1} rejected by the system that exported {2}, and not counted", invalid_.size(),
                invalid_.size() == 1 ? "stamp was" : "stamps were", invalid_.size() == 1 ? "it" : "them"),
            say("应采用时用 --word \"结果=punch\"", "if they should count: --word \"RESULT=punch\""));
    }
    if (worked_leave_.empty()) return;
    const bool one = worked_leave_.size() == 1;
    std::vector<std::uint32_t> lines;
    for (std::size_t i = 0; i < std::min<std::size_t>(worked_leave_.size(), 6); ++i)
        lines.push_back(worked_leave_[i].line);
    rows_.diagnostics().warning(
        "import-leave", worked_leave_.front(),
        say("{0} 行既有请假又有打卡，由打卡时间判断：第 {1} 行{2}",
            "{0} {3} leave and time stamps: the times tell ({4} {1}{2})", worked_leave_.size(),
            line_list(lines), worked_leave_.size() > 6 ? " …" : "", one ? "row has both" : "rows have both",
            one ? "line" : "lines"),
        say("整天请假的，在得到的表中删去时间并写上 leave",
            "where the leave was for the whole day, write leave instead of the times in the sheet"));
}

}  // namespace

void make_attendance(ForeignRows& rows, Imported& result) { AttendanceMaker(rows, result).run(); }

}  // namespace passline
