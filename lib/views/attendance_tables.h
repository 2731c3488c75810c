#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attendance/attendance.h"
#include "attendance/conduct.h"
#include "report/table.h"
#include "retraining/appeals.h"
#include "workspace/workspace.h"

namespace passline {

/// Which sessions a table of attendance shows: by their date.
using DaySelection = std::optional<Period>;

/// `attend --by session` of cli.md: a row for each session judged.
class SessionRows {
  public:
    SessionRows(const Workspace& workspace, DaySelection days, TableOptions options, Sink& sink);
    void add(std::uint32_t person, const AttendanceResult& result);
    void finish() { writer_->finish(); }

  private:
    const Workspace& workspace_;
    DaySelection days_;
    TableOptions options_;
    std::unique_ptr<TableWriter> writer_;
};

/// `attend --by person`: what each person's sessions of a course, or shifts, add up to. Actions that an open
/// appeal holds are left out.
class PersonRows {
  public:
    PersonRows(const Workspace& workspace, const Proceedings& proceedings, DaySelection days,
               TableOptions options, Sink& sink);
    void add(std::uint32_t person, const AttendanceResult& all);
    void finish() { writer_->finish(); }

  private:
    const Workspace& workspace_;
    const Proceedings& proceedings_;
    DaySelection days_;
    TableOptions options_;
    std::unique_ptr<TableWriter> writer_;
};

/// `attend --by team`, `--by course`: rates of groups, held against the policy's rates per team or course. A
/// team is who has the same manager, without one who is in the same department; the workplace is counted by
/// month.
class RateRows {
  public:
    enum class By { team, course };
    RateRows(const Workspace& workspace, By by, DaySelection days)
        : workspace_(workspace), by_(by), days_(days) {}
    void add(std::uint32_t person, const AttendanceResult& all);
    void write(TableOptions options, Sink& sink) const;

  private:
    struct Key {
        std::string course, month, team;
        auto operator<=>(const Key&) const = default;
    };
    struct Counts {
        std::int64_t people = 0, sessions = 0, attended = 0;
        const AttendanceRules* rules = nullptr;
        const Policy* policy = nullptr;
    };
    const Workspace& workspace_;
    By by_;
    DaySelection days_;
    std::map<Key, Counts> groups_;
};

/// `attend --by conduct`: conduct rules that were reached.
void write_conduct(const Workspace& workspace, const Proceedings& proceedings,
                   const std::vector<std::pair<std::uint32_t, ReachedConduct>>& reached, TableOptions options,
                   Sink& sink);

}  // namespace passline
