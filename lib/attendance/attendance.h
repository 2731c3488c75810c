#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "attendance/entries.h"
#include "attendance/limits.h"
#include "attendance/session.h"
#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "workspace/workspace.h"

namespace passline {

/// One person's attendance of one course, or of the workplace.
struct AttendanceResult {
    const Policy* policy = nullptr;
    const AttendanceRules* rules = nullptr;  ///< null: the policy has none
    std::uint32_t course = AttendanceEntry::workplace;
    std::vector<SessionResult> sessions;  ///< those judged, in order
    std::vector<ReachedLimit> limits;

    bool empty() const { return sessions.empty(); }
    /// Not attended, or on leave with a make-up due, and not made up: the course is `not_attended`.
    bool open(const SessionResult& session) const;
    std::int32_t open_count() const;
    /// Leave that is not allowed, a no-show or a limit that says `then: end`.
    bool ends() const;
    bool ends(const SessionResult& session) const;

    std::int32_t attended() const;
    std::int32_t count(AttendanceClass wanted) const;
    /// Sessions attended of those judged, 0 to 1; nothing when none was judged.
    std::optional<Fraction> rate() const;
    /// The rate in per cent with two decimals, cut where it would stand on the other side of a line per
    /// person.
    std::string rate_text() const;
    /// Rates that are missed, as if the person alone were counted.
    std::vector<const RateRule*> missed_rates(RateRule::Per per = RateRule::Per::person) const;
};

/// A rate (0 to 100) as printed beside the policy's lines for persons, teams or courses; `rules` may be null.
std::string rate_text(const Fraction& rate, const AttendanceRules* rules, RateRule::Per per);

/// What follows a session, each once: the actions and articles of the rules that gave its class.
void add_consequences(const AttendanceResult& result, const SessionResult& session,
                      std::vector<std::string>& actions, std::vector<const Article*>& articles);

/// All attendance rows and shifts of a run, and what they come to.
class Attendance {
  public:
    /// Nothing after `as_of` is judged.
    Attendance(Workspace& workspace, Date as_of);

    /// Reads an attendance sheet. Errors: what PersonSheet finds, a session that the course does not have
    /// (`unknown-session`), that is on another day (`session-date`), or that is not clear from the day
    /// (`session-unclear`); cells that are no dates, times or words. Warned of: a day on which nothing is due
    /// (`attendance-not-due`), an approver that is no role (`unknown-approver`), a cancelled course.
    void load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics);
    /// Reads a sheet of shifts; a shift twice is an error (`shift-twice`).
    void load_shifts(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics);
    /// Rows that no sheet holds (policy tests).
    void add(AttendanceEntry entry) { entries_.push_back(entry); }
    void add(Shift shift) { shifts_.push_back(shift); }
    std::uint32_t add(LeaveRequest request);
    /// Call once, after the last load: orders the rows and finds those that contradict each other
    /// (`attendance-conflict`; the same content is a warning, `attendance-repeated`), and workplace rows
    /// without a shift (`shift-missing`, a warning).
    void finish(Diagnostics& diagnostics);

    /// More people of a team or department on leave on one day than the policy allows: a warning each day
    /// (`leave-same-day`).
    void check_same_day(Diagnostics& diagnostics) const;

    bool empty() const { return entries_.empty(); }
    /// What the person's attendance of a course comes to; without sessions when nothing was judged. Of
    /// somebody who does not take part only the sessions with a row are judged.
    AttendanceResult course(std::uint32_t person, std::uint32_t course, bool takes_part = true) const;
    /// The same of the workplace, one for each version of a policy that was in force.
    std::vector<AttendanceResult> workplace(std::uint32_t person) const;
    /// Courses in which the person has rows, in order.
    std::vector<std::uint32_t> courses_of(std::uint32_t person) const;
    /// Where a row stands: file:line and column of its date.
    Place place(const AttendanceEntry& entry) const;
    Place place(const Shift& shift) const;

  private:
    friend class AttendanceReader;
    struct Course {
        const Policy* policy = nullptr;
        const AttendanceRules* rules = nullptr;
        std::vector<DueSession> due;  ///< found when a row asks for it
        std::vector<bool> judged;     ///< by session: somebody has a row
    };
    Course& with_sessions(std::uint32_t number);
    /// Something due with the row for it, if there is one.
    struct Attended {
        DueSession due;
        const AttendanceEntry* entry = nullptr;
        std::uint32_t slot = 0;
        bool judged = false;
    };
    void judge(const std::vector<Attended>& due, std::span<const AttendanceEntry> rows,
               AttendanceResult& result) const;
    SessionInput input_for(const std::vector<Attended>& due, std::size_t at,
                           const AttendanceResult& result) const;
    void make_up(std::span<const AttendanceEntry> rows, const std::vector<std::uint32_t>& slots,
                 AttendanceResult& result) const;
    std::vector<Attended> shifts_due(std::uint32_t person, std::span<const AttendanceEntry> rows) const;
    std::span<const AttendanceEntry> rows(std::uint32_t person, std::uint32_t course) const;
    std::span<const Shift> shifts(std::uint32_t person) const;
    std::size_t rows_expected(const AttendanceEntry& entry) const;
    void find_conflicts(Diagnostics& diagnostics) const;
    void contradiction(const AttendanceEntry& first, const AttendanceEntry& last,
                       Diagnostics& diagnostics) const;
    void check_shifts(Diagnostics& diagnostics) const;
    bool same_leave(const AttendanceEntry& a, const AttendanceEntry& b) const;
    const AttendanceRules* rules_for(const AttendanceEntry& entry, const Policy*& policy) const;
    bool employed(std::uint32_t person, Date day) const;

    Workspace& workspace_;
    Date as_of_;
    std::vector<std::shared_ptr<const Sheet>> sheets_;
    std::vector<AttendanceEntry> entries_;  ///< after `finish`: by person, course, slot, place
    std::vector<LeaveRequest> requests_;
    std::vector<Shift> shifts_;                 ///< after `finish`: by person, date, from
    bool has_shifts_ = false;                   ///< a sheet of shifts was given
    std::set<std::int32_t> days_at_workplace_;  ///< somebody has a row
    std::vector<Course> courses_;               ///< as in the workspace
};

}  // namespace passline
