#include "workspace/person_sheet.h"

#include "base/suggest.h"
#include "text/unicode.h"

namespace passline {

namespace {
constexpr People::Index several = People::none - 1;
}

PersonSheet::PersonSheet(std::shared_ptr<const Sheet> opened, std::string_view kind, Workspace& workspace,
                         Diagnostics& diagnostics)
    : sheet(std::move(opened)),
      cells(*sheet, diagnostics),
      kind_(kind),
      workspace_(workspace),
      diagnostics_(diagnostics),
      id_(sheet->column("employee_id")),
      name_(sheet->column("name")),
      course_(sheet->column("course_id")) {
    if (id_ >= 0) return;
    const People& people = workspace.people;
    for (People::Index i = 0; i < people.size(); ++i) {
        const auto [at, fresh] = by_name_.emplace(people[i].name, i);
        if (!fresh) at->second = several;
    }
}

std::unique_ptr<PersonSheet> PersonSheet::open(const std::string& path, std::string_view kind,
                                               Workspace& workspace, const SheetOptions& options,
                                               Diagnostics& diagnostics) {
    const SheetSpec& spec = *SheetSpec::builtin(kind);
    std::shared_ptr<const Sheet> sheet = Sheet::open(path, spec, options, diagnostics);
    if (sheet == nullptr) return nullptr;
    const bool by_name = !sheet->has("employee_id") && sheet->has("name") && workspace.people.has_roster();
    std::vector<std::string_view> needed;
    for (const ColumnSpec& column : spec.columns) {
        if (column.required && !(by_name && column.name == "employee_id")) needed.push_back(column.name);
    }
    if (!sheet->require(needed, diagnostics)) return nullptr;
    if (by_name) {
        diagnostics.warning(
            "matched-by-name", sheet->header_place(sheet->column("name")),
            say("没有工号列，按姓名与花名册对应", "there is no employee id, so people are matched by name"));
    }
    return std::unique_ptr<PersonSheet>(new PersonSheet(std::move(sheet), kind, workspace, diagnostics));
}

void PersonSheet::no_rows() {
    diagnostics_.error(
        "sheet-empty", {sheet->file(), 0, 0, 1, {}},
        say("表头之下没有数据行", "there is no row below the header"),
        say("重新导出，或从输入中去掉这张表", "export it again, or take the sheet out of the input"));
}

People::Index PersonSheet::person(const Row& row) {
    if (id_ < 0) return person_by_name(row);
    const std::string_view id = cells.id(row, id_);
    if (id.empty()) {
        cells.error("id-empty", row, id_, say("没有工号", "the employee id is missing"),
                    say("补上工号；合并单元格须先拆分再导出",
                        "fill it in; merged cells must be split before exporting"));
        return People::none;
    }
    People& people = workspace_.people;
    People::Index person = people.find(id);
    if (person == People::none && people.has_roster()) {
        const std::string unknown(id);
        cells.error("unknown-employee", row, id_,
                    say("花名册中没有员工 {0}", "there is no employee {0} in the roster", unknown),
                    diagnostics_.wants(Severity::error, "unknown-employee") ? people.hint_for_unknown(unknown)
                                                                            : Text{});
        return People::none;
    }
    if (person == People::none) person = people.add_unlisted(id, {});
    check_name(row, person);
    return person;
}

void PersonSheet::check_name(const Row& row, People::Index person) {
    if (name_ < 0) return;
    const std::string_view name = cells.text(row, name_);
    People& people = workspace_.people;
    if (name.empty() || people[person].name == name) return;
    if (people[person].name.empty() && !people.has_roster()) {
        people.set_name(person, name);
        return;
    }
    if (folded(name) == folded(people[person].name)) return;
    cells.warning(
        "name-differs", row, name_,
        say("{0} 在此处姓名为“{1}”，{2}为“{3}”", "{0} is called '{1}' here but '{3}' {2}", people.id(person),
            name, people.has_roster() ? say("花名册中", "in the roster") : say("先前", "earlier"),
            people[person].name),
        say("核对工号是否填错", "check that the id is right"));
}

People::Index PersonSheet::person_by_name(const Row& row) {
    const std::string_view name = cells.text(row, name_);
    const auto found = by_name_.find(name);
    if (found != by_name_.end() && found->second != several) return found->second;
    if (name.empty()) {
        cells.error("name-unknown", row, name_, say("没有姓名", "the name is missing"));
    } else if (found == by_name_.end()) {
        cells.error("name-unknown", row, name_,
                    say("花名册中没有“{0}”", "nobody in the roster is called '{0}'", name));
    } else {
        cells.error("name-ambiguous", row, name_,
                    say("花名册中有多名“{0}”", "several people in the roster are called '{0}'", name),
                    say("在表中加入工号列", "add a column with the employee ids"));
    }
    return People::none;
}

std::uint32_t PersonSheet::course(const Row& row) {
    const std::string_view id = cells.id(row, course_);
    if (id.empty()) return Workspace::none;
    const std::uint32_t found = workspace_.course(id);
    if (found != Workspace::none) return found;
    const std::string unknown(id);
    const Text near = did_you_mean(unknown, workspace_.course_ids());
    cells.error("unknown-course", row, course_,
                say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", unknown),
                near.empty()
                    ? say("改正课程编号，或把课程加入计划", "correct the id, or add the course to a plan")
                    : near);
    return found;
}

void PersonSheet::require(const Row& row, std::string_view name) {
    const int at = column(name);
    if (at < 0 || !row.cells[static_cast<std::size_t>(at)].empty()) return;
    cells.error("value-missing", row, at,
                say("缺少{0}", "the {0} is missing", SheetSpec::builtin(kind_)->column(name)->named()),
                say("补上，或删去此行；合并单元格须先拆分再导出",
                    "fill it in or delete the row; merged cells must be split before exporting"));
}

int PersonSheet::word(const Row& row, std::string_view name, int otherwise) {
    const ColumnSpec& spec = *SheetSpec::builtin(kind_)->column(name);
    const std::string given = text(row, name);
    if (given.empty() && otherwise >= 0) return otherwise;
    const int found = spec.word(given);
    if (found >= 0) return found;
    cells.error("value-word", row, column(name),
                say("“{0}”不是 {1} 的可用值", "'{0}' is not a value of {1}", given, name),
                say("可用：{0}", "use one of: {0}", spec.words_shown()));
    return -1;
}

}  // namespace passline
