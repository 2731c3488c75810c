#include "roster/people.h"

#include <algorithm>
#include <numeric>

#include "base/suggest.h"
#include "csv/values.h"
#include "text/unicode.h"

namespace passline {

struct People::RosterColumns {
    RosterColumns(const Sheet& s, Diagnostics& diagnostics)
        : sheet(s),
          reader(std::make_unique<CellReader>(s, diagnostics)),
          id(s.column("employee_id")),
          name(s.column("name")),
          department(s.column("department")),
          track(s.column("track")),
          hired(s.column("hire_date")),
          left(s.column("leave_date")) {}
    const Sheet& sheet;
    std::unique_ptr<CellReader> reader;
    int id, name, department, track, hired, left;
};

namespace {
/// A view that outlives the row: the file's own bytes where they are UTF-8 as they stand, else a copy.
std::string_view stable(std::string_view text, const Cell* cell, Arena& arena) {
    const bool in_file = cell != nullptr && text.data() >= cell->raw.data() &&
                         text.data() + text.size() <= cell->raw.data() + cell->raw.size();
    return in_file ? text : arena.keep(text);
}

std::uint32_t numbered(Names& names, std::string_view text, const Cell* cell, Arena& arena) {
    const std::uint32_t known = names.find(text);
    return known != Names::none ? known : names.add(stable(text, cell, arena));
}

/// 1.23457E+11: what a spreadsheet makes of a long id.
bool in_scientific_notation(std::string_view id) {
    const auto digits = [](std::string_view text) {
        return !text.empty() &&
               std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::size_t power = id.find_first_of("eE");
    if (power == std::string_view::npos || id.substr(power + 1, 1) != "+" || !digits(id.substr(power + 2)))
        return false;
    const std::string_view figure = id.substr(0, power);
    const std::size_t point = figure.find('.');
    return digits(figure.substr(0, point)) &&
           (point == std::string_view::npos || digits(figure.substr(point + 1)));
}

const Cell* cell_at(const Row& row, int column) {
    return column < 0 ? nullptr : &row.cells[static_cast<std::size_t>(column)];
}
}  // namespace

bool People::add_roster(std::unique_ptr<Sheet> sheet, Diagnostics& diagnostics) {
    if (sheet == nullptr) return false;
    const std::size_t before = diagnostics.errors();
    if (!sheet->require_spec(diagnostics)) return false;
    const std::size_t expected = sheet->estimated_rows();
    ids_.reserve(ids_.size() + expected);
    names_.reserve(names_.size() + expected);
    rows_.reserve(rows_.size() + expected);
    kinds_.reserve(kinds_.size() + expected);
    sheets_.push_back(std::move(sheet));
    const RosterColumns columns(*sheets_.back(), diagnostics);
    Sheet::Reader rows = sheets_.back()->rows(diagnostics);
    Row row;
    const Index first = size();
    bool any = false;
    while (rows.next(row)) {
        any = true;
        add_row(row, columns, diagnostics);
    }
    if (!any && diagnostics.errors() == before) {
        diagnostics.error(
            "sheet-empty", {columns.sheet.file(), 0, 0, 1, {}},
            say("表头之下没有数据行", "there is no row below the header"),
            say("重新导出，或从输入中去掉这张表", "export it again, or take the sheet out of the input"));
    }
    warn_of_nameless(first, columns, diagnostics);
    return diagnostics.errors() == before;
}

/// One warning a file: names are for people to read, nothing depends on them.
void People::warn_of_nameless(Index first, const RosterColumns& columns, Diagnostics& diagnostics) const {
    Index nameless = none;
    std::size_t count = 0;
    for (Index person = first; person < size(); ++person) {
        if (!name(person).empty()) continue;
        if (count++ == 0) nameless = person;
    }
    if (nameless == none) return;
    diagnostics.warning("name-empty", columns.sheet.place((*this)[nameless].row, columns.name),
                        count == 1 ? say("此人没有姓名", "this person has no name")
                                   : say("此人没有姓名；本表共 {0} 人没有姓名",
                                         "this person has no name; {0} in this sheet have none", count),
                        say("补上姓名", "fill it in"));
}

void People::add_row(const Row& row, const RosterColumns& columns, Diagnostics& diagnostics) {
    CellReader& cells = *columns.reader;
    const std::string_view id = cells.id(row, columns.id);
    if (id.empty()) {
        cells.error("id-empty", row, columns.id, say("没有工号", "the employee id is missing"),
                    say("补上工号；合并单元格须先拆分再导出",
                        "fill it in; merged cells must be split before exporting"));
        return;
    }
    if (const Index known = find(id); known != none) {
        diagnostics.report(Severity::error, "employee-twice", [&] {
            const Place first = place(known);
            return Diagnostic{
                Severity::error,
                "employee-twice",
                columns.sheet.place(row.offset, columns.id),
                say("员工 {0} 已在 {1} 出现", "the employee {0} stands in {1} already", id, first.address()),
                say("花名册中每人只能有一行", "a roster holds each employee once"),
                {first},
                Trouble::input};
        });
        return;
    }
    Person person;
    person.row = row.offset;
    person.sheet = static_cast<std::uint32_t>(sheets_.size() - 1);
    const std::string_view kept_id = stable(id, cell_at(row, columns.id), arena_);
    person.name = stable(cells.text(row, columns.name), cell_at(row, columns.name), arena_);
    person.department =
        numbered(departments_, cells.text(row, columns.department), cell_at(row, columns.department), arena_);
    person.track = numbered(tracks_, cells.text(row, columns.track), cell_at(row, columns.track), arena_);
    if (const auto hired = cells.date(row, columns.hired)) person.hired = hired->days();
    if (const auto left = cells.date(row, columns.left)) person.left = left->days();
    if (person.hired != Person::no_date && person.left != Person::no_date && person.left < person.hired) {
        cells.error("roster-dates", row, columns.left,
                    say("离职日期早于入职日期", "the leave date lies before the hire date"));
    }
    store(kept_id, person);
}

void People::store(std::string_view id, const Person& person) {
    const Index index = ids_.add(id, arena_);
    names_.emplace_back(person.name, arena_);
    constexpr std::uint64_t longest = std::numeric_limits<std::uint32_t>::max();
    if (stretches_.empty() || stretches_.back().sheet != person.sheet ||
        person.row < stretches_.back().base || person.row - stretches_.back().base > longest)
        stretches_.push_back({index, person.sheet, person.row});
    rows_.push_back(static_cast<std::uint32_t>(person.row - stretches_.back().base));
    const Belonging belonging{person.department, person.track};
    if (kinds_.empty() || belongings_[kinds_.back()] != belonging) {
        const auto [at, fresh] =
            belonging_numbers_.emplace(std::uint64_t{person.department} << 32U | person.track,
                                       static_cast<std::uint32_t>(belongings_.size()));
        if (fresh) belongings_.push_back(belonging);
        kinds_.push_back(at->second);
    } else {
        kinds_.push_back(kinds_.back());
    }
    const bool dated = person.hired != Person::no_date || person.left != Person::no_date;
    if (dated || !hired_.empty()) {
        hired_.resize(index, Person::no_date);
        left_.resize(index, Person::no_date);
        hired_.push_back(person.hired);
        left_.push_back(person.left);
    }
}

std::uint64_t People::row_of(Index person, std::uint32_t& sheet) const {
    const auto after =
        std::upper_bound(stretches_.begin(), stretches_.end(), person,
                         [](Index wanted, const Stretch& stretch) { return wanted < stretch.first; });
    const Stretch& stretch = *(after - 1);
    sheet = stretch.sheet;
    return stretch.base + rows_[person];
}

Person People::operator[](Index person) const {
    Person result;
    result.name = name(person);
    result.row = row_of(person, result.sheet);
    const Belonging& belonging = belongings_[kinds_[person]];
    result.department = belonging.department;
    result.track = belonging.track;
    if (!hired_.empty()) {
        result.hired = hired_[person];
        result.left = left_[person];
    }
    return result;
}

People::Index People::add_unlisted(std::string_view id, std::string_view name, std::uint64_t row) {
    Person person;
    person.name = name;
    person.row = row;
    store(id, person);
    return size() - 1;
}

void People::set_name(Index person, std::string_view name) { names_[person] = BriefText(name, arena_); }

PersonDetails People::details(Index person) const {
    PersonDetails result;
    if (!has_roster()) return result;
    std::uint32_t number = 0;
    const std::uint64_t offset = row_of(person, number);
    const Sheet& sheet = *sheets_[number];
    const Row row = sheet.row_at(offset);
    std::string scratch;
    const auto field = [&](std::string_view name) {
        const int column = sheet.column(name);
        return column < 0 ? std::string{}
                          : std::string(sheet.text(row.cells[static_cast<std::size_t>(column)], scratch));
    };
    result.position = field("position");
    result.level = field("level");
    result.mentor_id = field("mentor_id");
    result.manager_id = field("manager_id");
    result.email = field("email");
    return result;
}

std::string People::team(Index person) const {
    std::string manager = details(person).manager_id;
    return manager.empty() ? std::string(department(person)) : manager;
}

Place People::place(Index person, std::string_view column) const {
    if (!has_roster()) return {};
    std::uint32_t number = 0;
    const std::uint64_t offset = row_of(person, number);
    const Sheet& sheet = *sheets_[number];
    return sheet.place(offset, sheet.column(sheet.has(column) ? column : "employee_id"));
}

People::Index People::by_name(std::string_view name, bool* several) const {
    Index found = none;
    if (several != nullptr) *several = false;
    for (Index i = 0; i < size(); ++i) {
        if (this->name(i) != name) continue;
        if (found != none) {
            if (several != nullptr) *several = true;
            return none;
        }
        found = i;
    }
    return found;
}

Text People::hint_for_unknown(std::string_view id) const {
    if (in_scientific_notation(id)) {
        return say(
            "表格软件把工号变成了数字：把该列设为文本格式后重新导出",
            "a spreadsheet has turned the id into a number: format the column as text and export again");
    }
    const auto without_zeros = [](std::string_view text) {
        const auto first = text.find_first_not_of('0');
        return first == std::string_view::npos ? std::string_view{} : text.substr(first);
    };
    std::vector<std::string> known;
    known.reserve(size());
    for (Index i = 0; i < size(); ++i) {
        if (without_zeros(ids_[i]) == without_zeros(id)) {
            return say(
                "是不是 {0}？表格软件会丢掉开头的 0：把该列设为文本格式后重新导出",
                "is it {0}? Spreadsheets drop leading zeros: format the column as text and export again",
                ids_[i]);
        }
        known.emplace_back(ids_[i]);
    }
    Text near = did_you_mean(id, known);
    if (!near.empty()) return near;
    return say("改正工号，或把此人加入花名册", "correct the id, or add the person to the roster");
}

std::vector<People::Index> People::in_order() const {
    std::vector<Index> order(size());
    std::iota(order.begin(), order.end(), Index{0});
    const auto before = [&](Index a, Index b) { return ids_[a] < ids_[b]; };
    // Rosters mostly come in the order of their ids.
    if (!std::is_sorted(order.begin(), order.end(), before)) std::sort(order.begin(), order.end(), before);
    return order;
}

}  // namespace passline
