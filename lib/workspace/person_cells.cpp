#include "workspace/person_cells.h"

#include "text/unicode.h"

namespace passline {

namespace {
constexpr People::Index several = People::none - 1;

/// Of a whole key.
bool is_ascii(const BriefKey& key) { return ((key.head | key.tail) & 0x8080'8080'8080'8080U) == 0; }
}  // namespace

PersonCells::ByName PersonCells::by_name_in(const People& people) {
    ByName found;
    for (People::Index i = 0; i < people.size(); ++i) {
        const auto [at, fresh] = found.emplace(people.name(i), i);
        if (!fresh) at->second = several;
    }
    return found;
}

PersonCells::PersonCells(const Sheet& sheet, CellReader& cells, People& people, const Diagnostics& kept,
                         const ByName& by_name, bool sheet_stays)
    : sheet_(sheet),
      cells_(cells),
      people_(people),
      kept_(kept),
      by_name_(by_name),
      sheet_stays_(sheet_stays),
      id_(sheet.column("employee_id")),
      name_(sheet.column("name")) {}

void PersonCells::warn_of_names(Diagnostics& diagnostics) const {
    if (!by_name()) return;
    diagnostics.warning(
        "matched-by-name", sheet_.header_place(name_),
        say("没有工号列，按姓名与花名册对应", "there is no employee id, so people are matched by name"));
}

/// A cell's text so that it stays: where it stands, or a copy.
[[gnu::always_inline]] inline std::string_view PersonCells::staying(std::string_view text, const Row& row,
                                                                    int column) {
    if (text.empty()) return text;
    const bool stands = text.data() == row.cells[static_cast<std::size_t>(column)].raw.data();
    return sheet_stays_ && (stands || sheet_.holds(text)) ? text : people_.keep(text);
}

/// Nothing contradicts what the person is called.
[[gnu::always_inline]] inline bool PersonCells::has_name(const Row& row, People::Index person) {
    if (name_ < 0) return true;
    const std::string_view name = cells_.text(row, name_);
    return name.empty() || name == people_.name(person);
}

inline void PersonCells::check_name(const Row& row, People::Index person) {
    if (!has_name(row, person)) compare_name(row, person);
}

People::Index PersonCells::person(const Row& row) {
    if (id_ < 0) return person_by_name(row);
    const Expected& expected = expected_[next_ % expected_.size()];
    if (expected.id == row.cells[static_cast<std::size_t>(id_)].raw.data()) {
        ++next_;
        const People::Index person = people_.ids().find_whole(expected.key, expected.place);
        if (person != People::none) {
            check_name(row, person);
            return person;
        }
    }
    const std::string_view id = cells_.id(row, id_);
    if (id.empty()) {
        cells_.error("id-empty", row, id_, say("没有工号", "the employee id is missing"),
                     say("补上工号；合并单元格须先拆分再导出",
                         "fill it in; merged cells must be split before exporting"));
        return People::none;
    }
    return people_.has_roster() ? listed(row, id) : named(row, id);
}

/// Someone of the roster.
People::Index PersonCells::listed(const Row& row, std::string_view id) {
    const People::Index person = people_.find(id);
    if (person == People::none) {
        const std::string unknown(id);
        cells_.error(
            "unknown-employee", row, id_,
            say("花名册中没有员工 {0}", "there is no employee {0} in the roster", unknown),
            kept_.wants(Severity::error, "unknown-employee") ? people_.hint_for_unknown(unknown) : Text{});
        return People::none;
    }
    check_name(row, person);
    return person;
}

/// Someone whom only sheets name.
People::Index PersonCells::named(const Row& row, std::string_view id) {
    const bool is_next = people_.is_next(id);
    const People::Index known = is_next ? People::none : people_.find_to_add(id);
    if (known == People::none) return add(row, id, is_next);
    check_name(row, known);
    return known;
}

/// Someone whom no sheet has named.
[[gnu::always_inline]] inline People::Index PersonCells::add(const Row& row, std::string_view id,
                                                             bool is_next) {
    const std::string_view name = staying(cells_.text(row, name_), row, name_);
    const std::string_view kept_id = staying(id, row, id_);
    return is_next ? people_.append_unlisted(kept_id, name, row.offset)
                   : people_.add_unlisted(kept_id, name, row.offset);
}

std::size_t PersonCells::people(const RowBatch& rows, std::size_t first, People::Index* who) {
    if (id_ < 0) return 0;
    if (people_.has_roster()) return listed_people(rows, first, who);
    std::size_t i = first;
    for (; i < rows.size; ++i) {
        const Row row = rows[i];
        const Cell& cell = row.cells[static_cast<std::size_t>(id_)];
        if (cell.escaped || cell.empty() || !is_ascii(cell.raw)) break;
        const std::string_view id = cell.raw;
        const bool is_next = people_.is_next(id);
        const People::Index known = is_next ? People::none : people_.find_to_add(id);
        if (known != People::none && !has_name(row, known)) break;
        *who++ = known != People::none ? known : add(row, id, is_next);
    }
    return i - first;
}

/// As far as they were asked for ahead.
std::size_t PersonCells::listed_people(const RowBatch& rows, std::size_t first, People::Index* who) {
    std::size_t i = first;
    for (; i < rows.size; ++i, ++next_) {
        const Row row = rows[i];
        const Expected& expected = expected_[next_ % expected_.size()];
        if (expected.id != row.cells[static_cast<std::size_t>(id_)].raw.data()) break;
        const People::Index person = people_.ids().find_whole(expected.key, expected.place);
        if (person == People::none || !has_name(row, person)) break;
        *who++ = person;
    }
    return i - first;
}

/// Ids that are read as they stand and are no longer than a key; the others are left to `person`.
void PersonCells::look_ahead(const RowBatch& rows) {
    const PersonIds& ids = people_.ids();
    if (id_ < 0 || !people_.has_roster() || !ids.has_index() || ids.size() == 0) return;
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows.size; ++i) {
        const Cell& cell = rows[i].cells[static_cast<std::size_t>(id_)];
        const BriefKey key = BriefKey::of(cell.raw);
        if (cell.escaped || cell.empty() || !key.is_whole() || !is_ascii(key)) continue;
        expected_[count++] = {cell.raw.data(), key, ids.prefetch(key)};
    }
    if (count < expected_.size()) expected_[count].id = nullptr;
    next_ = 0;
}

void PersonCells::compare_name(const Row& row, People::Index person) {
    const std::string_view name = cells_.text(row, name_);
    const std::string_view known = people_.name(person);
    if (known.empty() && !people_.has_roster()) {
        people_.set_name(person, staying(name, row, name_));
        return;
    }
    if (folded(name) == folded(known)) return;
    cells_.report(Severity::warning, "name-differs",
                  [&] { return name_differs(people_, person, name, sheet_.place(row.offset, name_)); });
}

Diagnostic PersonCells::name_differs(const People& people, People::Index person, std::string_view name,
                                     Place place) {
    return {
        Severity::warning,
        "name-differs",
        std::move(place),
        say("{0} 在此处姓名为“{1}”，{2}为“{3}”", "{0} is called '{1}' here but '{3}' {2}", people.id(person),
            name, people.has_roster() ? say("花名册中", "in the roster") : say("先前", "earlier"),
            people.name(person)),
        say("核对工号是否填错", "check that the id is right"),
        {},
        Trouble::input};
}

People::Index PersonCells::person_by_name(const Row& row) {
    const std::string_view name = cells_.text(row, name_);
    const auto found = by_name_.find(name);
    if (found != by_name_.end() && found->second != several) return found->second;
    if (name.empty()) {
        cells_.error("name-unknown", row, name_, say("没有姓名", "the name is missing"));
    } else if (found == by_name_.end()) {
        cells_.error("name-unknown", row, name_,
                     say("花名册中没有“{0}”", "nobody in the roster is called '{0}'", name));
    } else {
        cells_.error("name-ambiguous", row, name_,
                     say("花名册中有多名“{0}”", "several people in the roster are called '{0}'", name),
                     say("在表中加入工号列", "add a column with the employee ids"));
    }
    return People::none;
}

}  // namespace passline
