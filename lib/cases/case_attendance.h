#pragma once
#include "cases/case.h"
#include "policy/reader.h"
#include "time/calendar.h"
#include "yaml/document.h"

namespace passline {

/// Reads `attendance` of a course and `workplace`: a list of sessions, or shifts, in order, each with how the
/// person attended it. Without a date an item is on the next working day; without hours it has those that the
/// policy states, else 09:00 to 17:00.
class CaseAttendanceReader {
  public:
    CaseAttendanceReader(const Document& document, Diagnostics& diagnostics, const Policy& policy,
                         const Calendar& calendar, Case& test)
        : read_(document, nullptr, diagnostics), policy_(policy), calendar_(calendar), test_(test) {}

    /// Gives `course`, which will be number `index` of the plan, a session for each item from `first` on.
    void course(const Node& list, Course& course, std::uint32_t index, Date first);
    /// Adds a shift for each item from `first` on.
    void workplace(const Node& list, Date first);

  private:
    /// One item, as far as its day and hours go.
    struct Slot {
        Date date;
        std::int32_t from = 0;  ///< seconds since midnight
        std::int32_t to = 0;    ///< beyond a day's seconds where it ends the next morning
        bool own_hours = false;
    };

    void item(const Node& node, const AttendanceRules* rules);
    void make_up(const Node& node);
    Slot slot(const Node& node, const AttendanceRules* rules);
    void add_due(const Node& node, const Slot& slot);
    void present(const Node& node, const Slot& slot, const AttendanceRules* rules, AttendanceEntry& entry);
    std::int32_t clock(const Node& node, std::int32_t anchor);
    std::optional<std::int32_t> length(const Node* node);
    LeaveRequest request(const Node& leave, const Slot& slot);
    std::string role(const Node& node);
    Date day(const Node& node);
    void problem(const Node& node, const Text& hint);

    RuleReader read_;
    const Policy& policy_;
    const Calendar& calendar_;
    Case& test_;
    Course* course_ = nullptr;  ///< null: of the workplace
    std::uint32_t index_ = AttendanceEntry::workplace;
    Date first_;
    std::optional<Date> last_;  ///< day of the item before
};

}  // namespace passline
