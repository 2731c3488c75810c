#pragma once
#include <string_view>
#include <unordered_map>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "csv/values.h"
#include "workspace/workspace.h"

namespace passline {

/// Who a row is about, in any sheet with an `employee_id` or a `name`.
class PersonCells {
  public:
    /// Problems go to `cells`. `kept` is where they end up: it tells how many of a kind are still wanted.
    PersonCells(const Sheet& sheet, CellReader& cells, Workspace& workspace, const Diagnostics& kept);

    /// The sheet lacks `employee_id`, has names, and there is a roster to find them in.
    bool by_name() const { return id_ < 0 && name_ >= 0 && workspace_.people.has_roster(); }
    /// Says, once, that people are matched by name (`matched-by-name`).
    void warn_of_names(Diagnostics& diagnostics) const;

    /// People::none after an error: no id (`id-empty`), one that the roster lacks (`unknown-employee`), a
    /// name that is nobody's or several people's (`name-unknown`, `name-ambiguous`). Without a roster,
    /// whoever is named is added. A name that contradicts the roster is a warning (`name-differs`).
    People::Index person(const Row& row);

  private:
    People::Index person_by_name(const Row& row);
    void check_name(const Row& row, People::Index person);

    const Sheet& sheet_;
    CellReader& cells_;
    Workspace& workspace_;
    const Diagnostics& kept_;
    int id_, name_;
    std::unordered_map<std::string_view, People::Index> by_name_;  ///< only without ids
};

}  // namespace passline
