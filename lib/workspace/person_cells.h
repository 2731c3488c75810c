#pragma once
#include <array>
#include <cstddef>
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
    /// The people of a roster by name, for sheets without ids; several of one name are marked.
    using ByName = std::unordered_map<std::string_view, People::Index>;
    static ByName by_name_in(const People& people);

    /// Problems go to `cells`. `kept` is where they end up: it tells how many of a kind are still wanted.
    /// With `sheet_stays`, texts in the sheet's bytes are not copied. `by_name` is only asked for sheets
    /// without ids.
    PersonCells(const Sheet& sheet, CellReader& cells, People& people, const Diagnostics& kept,
                const ByName& by_name, bool sheet_stays = false);

    /// The sheet lacks `employee_id`, has names, and there is a roster to find them in.
    bool by_name() const { return id_ < 0 && name_ >= 0 && people_.has_roster(); }
    /// Says, once, that people are matched by name (`matched-by-name`).
    void warn_of_names(Diagnostics& diagnostics) const;

    /// Finding one of a roster's millions is waiting for memory: asked for ahead for rows that come next, it
    /// waits once. Changes nothing.
    void look_ahead(const RowBatch& rows);

    /// People::none after an error: no id (`id-empty`), one that the roster lacks (`unknown-employee`), a
    /// name that is nobody's or several people's (`name-unknown`, `name-ambiguous`). Without a roster,
    /// whoever is named is added. A name that contradicts the roster is a warning (`name-differs`).
    People::Index person(const Row& row);
    /// The same for the rows from `first` on, one after the other, as long as there is nothing to say of
    /// them. Says of how many; the next one is for `person`.
    std::size_t people(const RowBatch& rows, std::size_t first, People::Index* who);

    /// The warning that `name` contradicts what is known of a person.
    static Diagnostic name_differs(const People& people, People::Index person, std::string_view name,
                                   Place place);

  private:
    People::Index listed(const Row& row, std::string_view id);
    People::Index named(const Row& row, std::string_view id);
    People::Index add(const Row& row, std::string_view id, bool is_next);
    People::Index person_by_name(const Row& row);
    std::size_t listed_people(const RowBatch& rows, std::size_t first, People::Index* who);
    bool has_name(const Row& row, People::Index person);
    void check_name(const Row& row, People::Index person);
    void compare_name(const Row& row, People::Index person);

    std::string_view staying(std::string_view text, const Row& row, int column);

    const Sheet& sheet_;
    CellReader& cells_;
    People& people_;
    const Diagnostics& kept_;
    const ByName& by_name_;
    const bool sheet_stays_;
    int id_, name_;
    /// Of the rows that come next: where an id stands that is read as it is, and where to look for it.
    struct Expected {
        const char* id = nullptr;
        BriefKey key;
        std::size_t place = 0;
    };
    std::array<Expected, RowBatch::most> expected_;
    std::size_t next_ = 0;
};

}  // namespace passline
