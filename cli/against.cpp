#include "cli/against.h"

#include <algorithm>
#include <tuple>

#include "csv/values.h"
#include "views/results.h"

namespace passline {

namespace {

constexpr std::string_view compared[] = {"attempts", "scores", "total",   "outcome",  "failed", "band",
                                         "next",     "due",    "actions", "articles", "appeal"};

SheetSpec results_spec() {
    SheetSpec spec;
    spec.id = "results";
    spec.title = {"结果", "results"};
    for (const TableColumn& column : ResultRows::contract_columns()) {
        spec.columns.push_back(
            {column.name,
             column.name == "employee_id" || column.name == "course_id" || column.name == "outcome",
             {column.title.zh, column.title.en},
             column.title});
    }
    return spec;
}

}  // namespace

std::optional<Against> Against::load(const std::string& path, Diagnostics& diagnostics) {
    const SheetSpec spec = results_spec();
    const auto sheet = Sheet::open(path, spec, {}, diagnostics);
    if (sheet == nullptr || !sheet->require_spec(diagnostics)) return {};
    const std::size_t before = diagnostics.errors();
    Against result;
    CellReader cells(*sheet, diagnostics);
    Sheet::Reader rows = sheet->rows(diagnostics);
    Row row;
    while (rows.next(row)) {
        const std::string employee(cells.text(row, sheet->column("employee_id")));
        const std::string course(cells.text(row, sheet->column("course_id")));
        Values& values = result.earlier_[{employee, course}];
        for (const std::string_view name : compared)
            values.emplace(name, cells.text(row, sheet->column(name)));
    }
    if (diagnostics.errors() != before) return {};
    return result;
}

void Against::add(ResultRows& rows, const CourseOutcome& outcome) {
    const std::span<const TableCell> values = rows.contract(outcome);
    const std::string employee(values.front().value);
    const std::string& course = outcome.rules->course->id;
    const auto found = earlier_.find({employee, course});
    if (found == earlier_.end()) {
        changes_.push_back({employee, course, "outcome", "", std::string(outcome_name(outcome.outcome))});
        return;
    }
    for (std::size_t i = 0; i < std::size(ResultRows::names); ++i) {
        const std::string_view name = ResultRows::names[i];
        const auto old = found->second.find(name);
        if (old == found->second.end() || old->second == values[i].value) continue;
        changes_.push_back({employee, course, std::string(name), old->second, std::string(values[i].value)});
    }
    earlier_.erase(found);
}

bool Against::write(TableOptions options, Sink& sink) {
    for (const auto& [key, values] : earlier_) {
        changes_.push_back({key.first, key.second, "outcome", values.find("outcome")->second, ""});
    }
    std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
        return std::tie(a.employee_id, a.course_id) < std::tie(b.employee_id, b.course_id);
    });
    const auto writer = TableWriter::create({{"employee_id", {"工号", "Employee ID"}, ColumnKind::id},
                                             {"course_id", {"课程编号", "Course ID"}, ColumnKind::id},
                                             {"column", {"列", "Column"}, ColumnKind::id},
                                             {"before", {"原值", "Before"}, ColumnKind::text},
                                             {"after", {"现值", "After"}, ColumnKind::text}},
                                            options, sink);
    for (const Change& change : changes_)
        writer->row(
            {{change.employee_id}, {change.course_id}, {change.column}, {change.before}, {change.after}});
    writer->finish();
    return !changes_.empty();
}

}  // namespace passline
