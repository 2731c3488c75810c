#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "report/table.h"
#include "retraining/outcome.h"
#include "views/results.h"

namespace passline {

/// Compares results with earlier ones, column by column: `grade --against OLD.csv`. What decides nothing
/// (name, department, track) is not compared.
class Against {
  public:
    /// Nothing when the earlier results can't be read, which is then in `diagnostics`.
    static std::optional<Against> load(const std::string& path, Diagnostics& diagnostics);

    void add(ResultRows& rows, const CourseOutcome& outcome);
    /// Writes employee_id,course_id,column,before,after for everything that differs: new rows and rows that
    /// are gone show their outcome. True when something does.
    bool write(TableOptions options, Sink& sink);

  private:
    struct Change {
        std::string employee_id, course_id, column, before, after;
    };
    using Values = std::map<std::string, std::string, std::less<>>;
    std::map<std::pair<std::string, std::string>, Values> earlier_;
    std::vector<Change> changes_;
};

}  // namespace passline
