// The rows below a foreign header, person by person, with what every kind of sheet reads alike.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importing/layout.h"
#include "importing/request.h"

namespace passline {

/// Who a row is about.
struct Who {
    std::string id;
    std::string name;  ///< may be empty
};

/// A time stamp of a cell.
struct Stamp {
    std::optional<Date> date;  ///< where the cell states one
    bool next_day = false;     ///< 次日 01:10
    TimeOfDay time;
};

class ForeignRows {
  public:
    ForeignRows(const Preset& preset, const Layout& layout, const ImportRequest& request,
                Diagnostics& diagnostics);

    /// The next row of a person. Left out, and told of by `finish`: rows that the preset says are none, sum
    /// rows.
    bool next();
    /// What the file says each column gives at most (Points Possible), by the column's index; it stands above
    /// the people, so it is complete with the first row.
    const std::map<int, std::string>& out_of() const { return out_of_; }
    Place out_of_place(int column) const { return layout_.grid->place(out_of_at_, column); }
    /// Counts the row as left out because of what it holds (a day of rest, another month).
    void leave_out() { leave_out(row_.at); }
    void leave_out(std::uint64_t row) { left_out_.push_back(row); }
    /// Says which rows were left out, that people were found by name, and that there was none at all
    /// (`sheet-empty`).
    void finish();

    const std::string& cell(const ForeignColumn& column) const;
    /// The first cell that is not empty of the columns that become `to`; `at` (if given) gets the column.
    std::string first(std::string_view to, const ForeignColumn** at = nullptr) const;
    std::uint64_t address() const { return row_.at; }
    Place place(const ForeignColumn& column) const { return layout_.grid->place(row_.at, column.index); }
    Place row_place() const { return layout_.grid->place(row_.at, -1); }

    /// Who it is: by employee id, else by e-mail, else by name, the latter two in the roster. Nothing after
    /// an error
    /// (`unknown-employee`, `import-person`).
    std::optional<Who> who();
    /// The course of the row; empty after an error `import-course`, and where the sheet needs none.
    std::string course(bool needed);
    /// What a word stands for, by --word, the preset or, of scores, the marks that score sheets know; nothing
    /// when it is no such word. An empty cell and dashes are "empty".
    std::optional<std::string> word(std::string_view text) const;
    std::optional<Date> date(
        const ForeignColumn& column);  ///< nothing of an empty cell, and after `value-date`
    std::optional<Stamp> stamp(const ForeignColumn& column);  ///< the same, `value-time`
    /// Whether a figure is one of per cents: 42%, whatever the column gives.
    static bool is_per_cent(std::string_view text);
    /// Nothing, or a dash that stands for it.
    static bool is_blank(std::string_view text);
    /// A number without what stands for a unit behind it (分, %, 次, 天 …), its decimal comma a point.
    std::string number_text(std::string_view text) const;

    const Layout& layout() const { return layout_; }
    const ImportRequest& request() const { return request_; }
    const Preset& preset() const { return preset_; }
    Diagnostics& diagnostics() { return diagnostics_; }

  private:
    bool is_person();
    const PresetRow* special() const;
    std::string name() const;
    std::string joined(const std::string& surname, const std::string& given) const;
    std::optional<Who> by_email(const std::string& email, const ForeignColumn& column);
    std::optional<Who> by_name(const std::string& name);
    std::optional<Who> in_roster(const std::string& id, const ForeignColumn& column, const std::string& name);
    void error_of_person(Place place, Text message, Text hint);
    bool knows_people() const { return request_.people != nullptr && request_.people->has_roster(); }

    const Preset& preset_;
    const Layout& layout_;
    const ImportRequest& request_;
    Diagnostics& diagnostics_;
    GridRow row_;
    std::size_t people_ = 0, by_name_ = 0;
    Place by_name_place_;  ///< the first of them
    std::vector<std::uint64_t> left_out_;
    std::map<int, std::string> out_of_;
    std::uint64_t out_of_at_ = 0;
    bool emails_read_ = false;
    std::unordered_map<std::string, People::Index> emails_;  // folded; none: several people
    std::unordered_map<std::string, People::Index> names_;
};

}  // namespace passline
