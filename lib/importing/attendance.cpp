#include <algorithm>
#include <utility>

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
    bool leave = false, absent = false, make_up = false, rest = false, other = false;
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
        for (const auto& [word, place] : unknown_) {
            rows_.diagnostics().warning(
                "import-word", place,
                say("不知道考勤结果“{0}”的含义，由签到、签退时间判断",
                    "what '{0}' means is not known: the times tell", word),
                say("用 --word \"{0}=leave|absent|present|rest|empty\" 说明",
                    "say it with --word \"{0}=leave|absent|present|rest|empty\"", word));
        }
    }

  private:
    void row();
    bool wanted(Date date) const;
    std::optional<Date> day_of_punch();
    void times(Day& day);
    void punch(Day& day);
    void words(Day& day);
    static void note(const std::string& word, Day& day);
    std::optional<Stamp> stamp_or_word(const ForeignColumn& column, Day& day);
    void settle_punches(Day& day) const;
    void put(Day& day);

    ForeignRows& rows_;
    Imported& result_;
    const ForeignColumn* date_ = nullptr;
    const ForeignColumn* punch_ = nullptr;
    const ForeignColumn* scheduled_ = nullptr;
    std::vector<const ForeignColumn*> in_, out_, status_;
    std::vector<Day> days_;
    std::map<std::pair<std::string, std::int32_t>, std::size_t> of_punches_;  // person and day
    std::map<std::string, Place> unknown_;
};

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
        days_.push_back(std::move(day));
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
        const auto stamp = stamp_or_word(*column, day);
        if (stamp && !day.in) day.in = seconds_of(*stamp, day.date);
    }
    for (const ForeignColumn* column : out_) {
        if (const auto stamp = stamp_or_word(*column, day)) day.out = seconds_of(*stamp, day.date);
    }
}

void AttendanceMaker::punch(Day& day) {
    std::optional<std::int32_t> due, at;
    if (scheduled_ != nullptr) {
        if (const auto stamp = rows_.stamp(*scheduled_)) due = seconds_of(*stamp, day.date);
    }
    if (const auto stamp = stamp_or_word(*punch_, day)) at = seconds_of(*stamp, day.date);
    day.punches.emplace_back(due, at);
}

/// Several results of a day (上班1打卡结果, 下班1打卡结果): each says its own.
void AttendanceMaker::words(Day& day) {
    for (const ForeignColumn* column : status_) {
        const std::string& text = rows_.cell(*column);
        if (const auto word = rows_.word(text)) {
            note(*word, day);
            day.other = day.other || (*word == "empty" && !text.empty());
        } else {
            unknown_.try_emplace(text, rows_.place(*column));
            day.other = true;
        }
    }
}

void AttendanceMaker::note(const std::string& word, Day& day) {
    day.leave = day.leave || word == "leave";
    day.absent = day.absent || word == "absent";
    day.make_up = day.make_up || word == "make_up";
    day.rest = day.rest || word == "rest";
    day.other = day.other || word == "present";
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

void AttendanceMaker::put(Day& day) {
    settle_punches(day);
    const bool times = day.in || day.out;
    if (day.rest && !times && !day.leave && !day.absent && !day.other) {
        rows_.leave_out(day.row);
        return;
    }
    std::string status;
    if (day.leave) status = "leave";
    if (day.absent && !day.leave && !times) status = "absent";
    if (day.make_up) status = "make_up";
    result_.rows.push_back({day.who.id, day.who.name, day.course, day.date.text(), day.session,
                            day.in ? time_text(*day.in) : "", day.out ? time_text(*day.out) : "", status});
}

}  // namespace

void make_attendance(ForeignRows& rows, Imported& result) { AttendanceMaker(rows, result).run(); }

}  // namespace passline
