#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "num/decimal.h"
#include "time/date.h"
#include "time/offset.h"
#include "trace/article.h"

// Attendance and conduct as a policy states them. For `setting` and ids see policy/sections.h.

namespace passline {

/// What an absence of some kind amounts to, from the lightest.
enum class CountsAs { late, early, half_day, day, not_attended };
std::string_view counts_as_name(CountsAs counts_as);

/// `hours`: the daily times of courses that state none.
struct DailyHours {
    TimeOfDay from;
    TimeOfDay to;
    std::optional<Duration> rest;  ///< breaks in between
    Article article;
    Origin origin;
};

struct SignInRule {
    Duration before_start;
    std::string setting;
    Article article;
    Origin origin;
};

/// `late`, `early`: a line in seconds (`over`: exceeded, `at_least`: reached) and what that counts as.
struct LatenessRule {
    std::int64_t seconds = 0;
    bool reached_counts = false;
    CountsAs counts_as = CountsAs::late;
    std::string setting;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

/// What follows an absence beside what it counts as.
enum class AbsenceThen { nothing, make_up, end };

struct NoShowRule {
    CountsAs counts_as = CountsAs::not_attended;
    AbsenceThen then = AbsenceThen::nothing;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

/// How many may be on leave on one day.
struct SameDayRule {
    enum class Per { team, department };
    std::int32_t at_most = 1;
    Per per = Per::team;
    Article article;
    Origin origin;
};

/// Who must approve leave of at most `up_to`; without it, of any longer leave.
struct Approver {
    std::optional<Duration> up_to;
    std::vector<std::string> by;  ///< roles, all of them
    std::string setting;          ///< of up_to
    Article article;
    Origin origin;
};

/// `leave`: allowed or not, how long before, by whom, and what follows. Approved when all of `approved_by`
/// have, and, where `approved_by_length` is not empty, those of its first entry that is long enough.
struct LeaveRule {
    bool allowed = true;
    std::optional<Duration> ask_before;
    std::vector<std::string> approved_by;
    std::vector<Approver> approved_by_length;
    AbsenceThen then = AbsenceThen::nothing;
    std::optional<SameDayRule> same_day;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

/// `limits`: absences that add up. Either `line` or `in_a_row` is stated.
struct LimitRule {
    enum class Per { course, month };
    std::vector<std::string> of;  ///< classes, no_show, leave, or absent_hours, absent_days
    Per per = Per::course;
    std::optional<Decimal> line;  ///< a count, or hours, or days
    bool reached_counts = true;   ///< at_least: reached; over: exceeded
    std::int32_t in_a_row = 0;    ///< days due in a row; 0: not asked
    std::string setting;
    bool ends = false;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

struct RateRule {
    enum class Per { person, team, course };
    Per per = Per::team;
    Decimal at_least;  ///< per cent, 0 to 100
    std::string setting;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

struct AttendanceRules {
    std::optional<DailyHours> hours;
    std::optional<SignInRule> sign_in;
    std::vector<LatenessRule> late;   ///< in the file's order
    std::vector<LatenessRule> early;  ///< in the file's order
    std::optional<NoShowRule> no_show;
    std::optional<LeaveRule> leave;
    std::vector<LimitRule> limits;
    std::vector<RateRule> rates;
    Origin origin;
};

/// `conduct`: incidents of some kinds that add up.
struct ConductRule {
    enum class Per { course, month, quarter, year, ever };
    Text title;
    std::vector<std::string> of;
    std::int32_t at_least = 1;
    Per per = Per::course;
    std::vector<std::string> tracks;  ///< empty: all
    std::string setting;
    bool ends = false;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

}  // namespace passline
