#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"
#include "num/decimal.h"
#include "policy/policy.h"
#include "time/date.h"
#include "time/offset.h"
#include "trace/article.h"

namespace passline {

struct Session {
    std::string id;
    Date date;
    std::optional<TimeOfDay> from;
    std::optional<TimeOfDay> to;
    std::optional<Duration> rest;  ///< the break
    Text title;
    Text place;
    std::vector<std::string> topics;
    Origin origin;
};

enum class CourseStatus { planned, held, postponed, cancelled };
std::string_view status_name(CourseStatus status);

/// Whether the place is the company's own or hired.
enum class Venue { unstated, inside, outside };

/// Who takes part: all of a track, a department or both who are employed during the course, listed people, or
/// (none stated) those who have scores.
struct Participants {
    enum class Kind { with_scores, of_track, listed };
    struct Listed {
        std::string id;
        Origin origin;
        std::uint32_t column = 0;
    };
    Kind kind = Kind::with_scores;
    std::string track;       ///< of_track: only of this track; empty: all tracks, `department` is then stated
    std::string department;  ///< of_track: only of this department; empty: all
    std::vector<Listed> listed;
    Origin origin;
};

struct Trainer {
    Text name;
    std::string employee_id;  ///< empty: not stated
    bool outside = false;
    Text organisation;
    Origin origin;
};

struct Approval {
    std::string by;
    std::string of;  ///< what was approved; empty: the plan, or the change under which it stands
    Date date;
    Text name;  ///< who signed
    Text note;
    Origin origin;
};

/// A change after approval.
struct PlanChange {
    Date date;
    Text what;
    std::vector<std::string> courses;  ///< of the same plan
    std::vector<Approval> approvals;
    Origin origin;
};

/// A deadline that was met.
struct Done {
    struct Review {
        std::string by;
        Date date;
        Origin origin;
    };
    std::string deadline;
    Date date;
    std::vector<Review> reviewed;
    Text note;
    Origin origin;  ///< of the deadline's id, or of the item where several dates stand under it
};

/// What a course states of its assessment because the policy leaves it open. Components hold only the keys
/// that were given.
struct StatedComponent {
    std::string id;
    std::optional<Text> title;
    std::optional<std::string> group;
    std::optional<Decimal> out_of;
    std::optional<Decimal> pass;
    std::optional<Decimal> weight;
    std::optional<std::vector<std::string>> raters;
    std::optional<bool> is_optional;
    bool from_attendance = false;
    std::string baseline_of;
    Article article;
    Origin origin;
};
struct StatedAssessment {
    std::optional<Decimal> pass;
    Origin pass_origin;
    std::vector<StatedComponent> components;
    Origin origin;
};

struct Money {
    Decimal amount;
    std::string currency;  ///< empty: not stated
};

struct Budget {
    Money total;
    std::vector<std::pair<std::string, Decimal>> items;  ///< as in the cost sheets, in the total's currency
    Origin origin;
};

/// What one unit of a metric's improvement is worth.
struct MetricValue {
    std::string metric;
    Money worth;
    Text note;
    Origin origin;
};

/// The dates before a course was postponed.
struct Postponed {
    Date from;
    std::optional<Date> to;
    std::optional<Date> on;      ///< when it was decided
    std::optional<Date> notice;  ///< when the trainees were told
    Text reason;
    Origin origin;
};

struct Course {
    std::string id;
    Text title;
    std::string track;
    std::string kind;
    Origin kind_origin;
    CourseStatus status = CourseStatus::planned;
    std::optional<Postponed> postponed;
    Text goals;
    std::vector<std::string> topics;
    std::vector<std::string> methods;
    std::vector<Trainer> trainers;
    Text place;
    Venue venue = Venue::unstated;
    Text requirements;
    Text contact;
    Date start;            ///< first day; of sessions: the first session's
    Date end;              ///< last day, included
    bool undated = false;  ///< postponed without new dates: `start` and `end` are those of `postponed`
    std::optional<DailyHours> hours;  ///< of days and sessions without times of their own
    std::vector<Session> sessions;    ///< by date and time
    Participants participants;
    StatedAssessment assessment;
    std::optional<Budget> budget;
    std::vector<MetricValue> values;
    std::vector<Done> done;
    Text note;
    Origin origin;
    std::uint32_t column = 0;  ///< of its id
    Origin track_origin;
};

/// One plan file (workspace.md, Plan).
struct Plan {
    std::string file;
    std::string id;
    Origin origin;  ///< of its id
    Text title;     ///< empty: not stated
    std::optional<Period> period;
    Origin period_origin;
    std::string policy;  ///< empty: the workspace's only one
    Origin policy_origin;
    Text goals;
    std::vector<Approval> approvals;
    Origin approvals_origin;  ///< of the key; of the plan's id where there is none
    std::vector<PlanChange> changes;
    std::optional<Budget> budget;
    std::vector<MetricValue> values;
    std::vector<Done> done;  ///< deadlines of the calendar; one for each date
    std::vector<Course> courses;
};

}  // namespace passline
