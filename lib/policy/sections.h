#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "policy/attendance_rules.h"
#include "policy/evaluation_rules.h"
#include "time/offset.h"
#include "trace/article.h"

// What a policy states beyond the grading of a course (workspace.md, Policy). Everything the schema allows
// has a place here. `setting` is the name of the company setting that gives the rule's deciding figure, empty
// when the regulation gives it. Roles, actions, tracks and levels are ids that the policy has; `origin` is
// where a rule stands.

namespace passline {

/// `length`: how long a course must be at least, or may be at most; both ends belong.
struct LengthRule {
    std::optional<Duration> at_least;
    std::optional<Duration> at_most;
    Article article;
    Origin origin;
};

/// `frequency`: how many courses of a kind (empty: of any) a period must have at least, and how long each is.
struct FrequencyRule {
    enum class Per { month, quarter, year };
    std::string kind;
    Text title;  ///< of the kind; the kind itself where none is given
    std::int32_t at_least = 1;
    Per per = Per::quarter;
    std::optional<Duration> each;
    Article article;
    Origin origin;
};

struct MentorRule {
    std::string from_track;             ///< empty: any
    std::vector<std::string> levels;    ///< empty: any
    std::int32_t trainees_at_most = 0;  ///< at the same time; 0: no limit
    Article article;
    Origin origin;
};

struct DeadlineRule {
    /// Of courses with trainers from inside, or with trainers or a venue from outside.
    enum class When { always, inside, outside };
    std::string id;
    Text title;
    DueRule due;
    std::optional<DueRule> opens;
    std::string owner;  ///< a role, or empty
    When when = When::always;
    std::vector<std::string> tracks;  ///< empty: all
    std::vector<std::string> kinds;   ///< of courses; empty: all
    std::vector<std::string> reviewed_by;
    std::vector<std::string> documents;
    std::vector<std::string> to;
    std::string setting;  ///< of due
    Article article;
    Origin origin;
};

struct ApprovalRule {
    std::string of;  ///< quarterly_plan, annual_plan, report …
    Text title;
    std::vector<std::string> by;  ///< in the order in which they approve
    std::optional<DueRule> due;
    bool again_when_changed = true;
    std::vector<std::string> to;  ///< who receives it then
    Article article;
    Origin origin;
};

/// `must_state`: what a plan or a notice must say of each course.
struct StatedRule {
    std::vector<std::string> of;  ///< the schema's words: title, goals, topics, participants, …
    Article article;
    Origin origin;
};

/// What a trainer must have.
struct TrainerRule {
    std::string certificate;               ///< empty: none
    std::vector<std::string> departments;  ///< empty: any
    Article article;                       ///< its own, else that of `trainers`
    Origin origin;
};

/// A certificate that people hold. `needed`: nobody works without a valid one whom one of the four lists
/// names.
struct CertificateKind {
    std::string id;
    Text title;
    std::optional<Duration> valid;
    std::optional<Duration> review_every;
    bool needed = false;
    std::vector<std::string> positions, levels, tracks, departments;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

struct AppealRules {
    std::optional<Duration> file_within;
    std::optional<Duration> answer_within;
    std::vector<std::string> decides;
    Article article;
    Origin origin;
};

struct AuditRules {
    std::vector<std::string> owner;
    Article article;
    Origin origin;
};

struct ReportRule {
    enum class Per { unstated, course, month, quarter, year };
    std::string id;
    Text title;
    Per per = Per::unstated;
    std::vector<std::string> tracks;  ///< empty: all
    Choices sections;
    std::vector<std::string> to;
    Article article;
    Origin origin;
};

/// `keep`: how long records are kept, from when.
struct KeepRule {
    enum class From { course_end, leaving };
    Duration length;
    From from = From::course_end;
    std::string setting;
    Origin origin;
};

struct DocumentRule {
    enum class Per { course, session, person, period };
    std::string id;
    Text title;
    Per per = Per::course;
    Article article;
    Origin origin;
};

/// Who must approve that a record is read, who must be there, and what must be handed in.
struct AccessRule {
    std::vector<std::string> by;
    std::vector<std::string> present;
    Text requirement;  ///< empty: none
    Article article;   ///< its own, else that of `access`, else that of `records`
    Origin origin;
};

struct RecordRules {
    std::optional<KeepRule> keep;
    std::vector<DocumentRule> documents;  ///< of a course
    std::vector<DocumentRule> personal;   ///< of a person
    std::optional<AccessRule> inside;
    std::optional<AccessRule> outside;
    Article article;
    Origin origin;
};

/// What people must do and passline only names.
struct DutyRule {
    std::string id;  ///< may be empty
    Text title;
    std::vector<std::string> owner;
    std::vector<std::string> to;
    std::vector<std::string> tracks;  ///< empty: all
    Article article;
    Origin origin;
};

/// The sections of a policy that its courses' grading does not need.
struct Sections {
    std::optional<AttendanceRules> attendance;
    /// By track, complete: what a track's entry does not state stands as in `attendance`. `workplace`
    /// (shifts) takes over `hours` alone, for the rules of a course are not those of a workplace.
    std::map<std::string, AttendanceRules, std::less<>> attendance_by_track;
    std::vector<ConductRule> conduct;
    std::vector<PerformanceRule> performance;
    std::vector<DeadlineRule> deadlines;
    EvaluationRules evaluation;
    std::optional<LevelRules> levels;
    ServiceRules service;
    std::vector<ApprovalRule> approvals;
    std::optional<StatedRule> plan_states;
    std::optional<StatedRule> notice_states;
    std::optional<TrainerRule> inside_trainers;
    std::optional<TrainerRule> outside_trainers;
    std::vector<CertificateKind> certificates;
    std::optional<AppealRules> appeals;
    std::optional<AuditRules> audit;
    std::vector<ReportRule> reports;
    RecordRules records;
    std::vector<DutyRule> duties;

    /// The rules of courses of this track; null when there are none.
    const AttendanceRules* attendance_of(std::string_view track) const;
    const DeadlineRule* deadline(std::string_view id) const;
    const ApprovalRule* approval(std::string_view of) const;
};

}  // namespace passline
