#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendance/conduct.h"
#include "attendance/entries.h"
#include "base/diagnostics.h"
#include "base/language.h"
#include "cases/case_value.h"
#include "kpi/month.h"
#include "kpi/service.h"
#include "plan/plan.h"
#include "policy/policy.h"
#include "retraining/appeals.h"
#include "retraining/outcome.h"
#include "scores/entries.h"
#include "workspace/course_rules.h"

namespace passline {

/// What must come out for the last course of a case. A key that is not stated is not compared; an empty text
/// says that there is none.
struct Expectation {
    std::optional<Outcome> outcome;
    std::optional<Next> next;
    std::optional<std::vector<std::string>> failed;  ///< component ids and `total`, in any order
    /// Component id → score as printed, or mark; components that are not named are not compared.
    std::optional<std::vector<std::pair<std::string, std::string>>> scores;
    std::optional<std::string> total;  ///< as printed; 60 and 60.00 are the same
    std::optional<std::string> band;
    std::optional<std::vector<std::string>> actions;   ///< ids, in any order
    std::optional<std::vector<std::string>> articles;  ///< raw, in the order of the results
    std::optional<std::string> certificate;
    std::optional<std::size_t> attempts;
    std::optional<std::string> due;  ///< 2026-01-05
    std::vector<CaseValue> more;     ///< every other key that is stated
};

/// A row of attendance that a case states.
struct CaseRow {
    AttendanceEntry entry;  ///< `course` is a place in `plan`, or the workplace
    std::optional<LeaveRequest> leave;
};

/// A work figure that a case states.
struct CaseFigure {
    std::string metric;
    Month month;
    Decimal value;
};

/// One policy test: what is known of a person, a course or a ticket, and what must follow. Movable; `rules`
/// point into `plan` and into the policy, which must outlive the case.
struct Case {
    CaseKind kind = CaseKind::course;
    const Policy* policy = nullptr;
    Text name;
    std::vector<Article> articles;  ///< that it covers, as the case states
    Place place;
    std::unique_ptr<Plan> plan;      ///< its courses, in order of their end
    std::vector<CourseRules> rules;  ///< of each course of `plan`, in the same order
    std::vector<ScoreEntry>
        entries;  ///< `course` is a place in `plan`, `row` one in `places`, `who` one in `raters`
    std::vector<Place> places;
    std::vector<std::string> raters = {""};  ///< who, of `role:who`; 0 is nobody
    std::vector<CaseRow> attendance;
    std::vector<Shift> shifts;        ///< of the workplace
    std::vector<Incident> incidents;  ///< `course` is a place in `plan`, or Workspace::none
    std::vector<Appeal> appeals;      ///< `course` is a place in `plan`
    std::vector<Decision> decisions;  ///< of all courses of the case
    std::optional<Date> hired, left;  ///< first and last day employed
    std::optional<Date> as_of;        ///< nothing after it has happened yet; absent: all has
    std::string deadline;             ///< id
    std::string level;                ///< the present one; empty: none
    std::optional<Period> period;     ///< that is reviewed
    std::vector<CaseFigure> figures;
    std::vector<std::string> passed;                      ///< tracks
    std::vector<std::pair<std::string, Date>> took_part;  ///< track and its course's last day
    Ticket ticket;  ///< numbers of channel and severity are those of the case's policy alone
    Expectation expect;

    /// Adds one score; `entry.row` is set here.
    void add(ScoreEntry entry, Place where) {
        entry.row = RowAddress(places.size());
        entries.push_back(entry);
        places.push_back(std::move(where));
    }
};

/// The one person of every case.
constexpr std::string_view case_person = "trainee";

/// A day on which the policy is in force: the first that it states, where it does.
Date first_day(const Policy& policy);

/// A course of a case that the person takes part in. Without dates of its own it begins when the policy comes
/// into force.
Course case_course(const Policy& policy, const Track& track, std::string id);

}  // namespace passline
