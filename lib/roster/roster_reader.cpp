#include "roster/roster_reader.h"

namespace passline {

RosterReader::RosterReader(const Sheet& sheet, std::uint32_t number)
    : sheet_(sheet),
      number_(number),
      cells_(sheet, diagnostics_),
      id_(sheet.column("employee_id")),
      name_(sheet.column("name")),
      department_(sheet.column("department")),
      track_(sheet.column("track")),
      hired_(sheet.column("hire_date")),
      left_(sheet.column("leave_date")) {
    departments_.names.add("");
    tracks_.names.add("");
}

std::size_t RosterReader::read(Diagnostics diagnostics, std::size_t begin, std::size_t end) {
    diagnostics_ = std::move(diagnostics);
    people_.clear();
    Sheet::Reader rows = sheet_.rows(diagnostics_, begin, end);
    RowBatch batch;
    do {
        rows.next(batch);
        for (std::size_t i = 0; i < batch.size; ++i) read_row(batch[i]);
    } while (batch.size == RowBatch::most);
    return rows.stopped_at();
}

void RosterReader::read_row(const Row& row) {
    const std::string_view id = cells_.id(row, id_);
    if (id.empty()) {
        cells_.error("id-empty", row, id_, say("没有工号", "the employee id is missing"),
                     say("补上工号；合并单元格须先拆分再导出",
                         "fill it in; merged cells must be split before exporting"));
        return;
    }
    Read& read = people_.emplace_back();
    Person& person = read.person;
    read.id = stable(row, id_, id);
    person.row = row.offset;
    person.sheet = number_;
    person.name = stable(row, name_, cells_.text(row, name_));
    if (department_ >= 0) person.department = numbered(departments_, row, department_);
    if (track_ >= 0) person.track = numbered(tracks_, row, track_);
    if (hired_ < 0 && left_ < 0) return;
    if (const auto hired = cells_.date(row, hired_)) person.hired = hired->days();
    if (const auto left = cells_.date(row, left_)) person.left = left->days();
    if (person.hired != Person::no_date && person.left != Person::no_date && person.left < person.hired) {
        cells_.error("roster-dates", row, left_,
                     say("离职日期早于入职日期", "the leave date lies before the hire date"));
    }
}

/// A view that outlives the row: the file's own bytes where they are UTF-8 as they stand, else a copy.
std::string_view RosterReader::stable(const Row& row, int column, std::string_view text) {
    if (text.empty()) return {};
    const bool stands = text.data() == row.cells[static_cast<std::size_t>(column)].raw.data();
    return stands || sheet_.holds(text) ? text : arena_.keep(text);
}

std::uint32_t RosterReader::numbered(List& list, const Row& row, int column) {
    const Cell& cell = row.cells[static_cast<std::size_t>(column)];
    const BriefKey key = cells_.key(cell);
    if (const std::uint32_t* known = list.recent.find(key); known != nullptr && !cell.escaped) return *known;
    const std::string_view text = cells_.text(row, column);
    if (text.empty()) return 0;
    std::uint32_t number = list.names.find(text);
    if (number == Names::none) number = list.names.add(stable(row, column, text));
    if (!cell.escaped) list.recent.keep(key, number);
    return number;
}

}  // namespace passline
