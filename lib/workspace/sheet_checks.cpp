#include "workspace/sheet_checks.h"

#include "base/suggest.h"
#include "csv/values.h"

namespace passline {

namespace {

/// Checks the rows of one sheet, column by column.
class SheetCheck {
  public:
    SheetCheck(const Sheet& sheet, const SheetSpec& spec, const Workspace& workspace,
               Diagnostics& diagnostics)
        : sheet_(sheet),
          spec_(spec),
          workspace_(workspace),
          diagnostics_(diagnostics),
          cells_(sheet, diagnostics) {}

    void run() {
        Sheet::Reader rows = sheet_.rows(diagnostics_);
        Row row;
        std::size_t count = 0;
        while (rows.next(row)) {
            ++count;
            for (const ColumnSpec& column : spec_.columns) check(row, column, sheet_.column(column.name));
            for (const Sheet::Extra& extra : sheet_.extras()) answer(row, extra.index);
        }
        if (count == 0 && diagnostics_.ok()) {
            diagnostics_.error(
                "sheet-empty", {sheet_.file(), 0, 0, 1, {}},
                say("表头之下没有数据行", "there is no row below the header"),
                say("重新导出，或从输入中去掉这张表", "export it again, or take the sheet out of the input"));
        }
    }

  private:
    void check(const Row& row, const ColumnSpec& column, int at) {
        if (at < 0) return;
        if (row.cells[static_cast<std::size_t>(at)].empty()) {
            if (column.required) {
                cells_.error(
                    column.name == "employee_id" ? "id-empty" : "value-missing", row, at,
                    say("缺少{0}", "the {0} is missing", column.named()),
                    say("补上，或删去此行；合并单元格须先拆分再导出",
                        "fill it in or delete the row; merged cells must be split before exporting"));
            }
            return;
        }
        if (column.name == "employee_id") return employee(row, at);
        if (column.name == "course_id") return course(row, at);
        if (column.name == "track") return track(row, at);
        if (column.type == "date") {
            cells_.date(row, at);
        } else if (column.type == "time") {
            cells_.time(row, at);
        } else if (column.type == "datetime") {
            if (!DateTime::parse(cells_.text(row, at)))
                wrong(row, at, "value-time", say("日期和时刻", "a date with a time"),
                      say("写成 2026-01-05 08:47", "write it like 2026-01-05 08:47"));
        } else if (column.type == "period") {
            if (!Period::parse_sheet(cells_.text(row, at)))
                wrong(row, at, "value-period", say("期间", "a period"),
                      say("写成 2026-01", "write it like 2026-01"));
        } else if (column.type == "integer") {
            cells_.integer(row, at, column.minimum.value_or(0), column.maximum.value_or(1'000'000'000));
        } else if (column.type == "decimal") {
            number(row, column, at);
        } else if (!column.words.empty() && column.word(cells_.text(row, at)) < 0) {
            wrong(row, at, "value-word", say(" {0} 的可用值", "a value of {0}", column.name),
                  say("可用：{0}", "use one of: {0}", column.words_shown()));
        }
    }

    void number(const Row& row, const ColumnSpec& column, int at) {
        const auto value = cells_.decimal(row, at);
        if (!value || !column.minimum || value->millionths() >= *column.minimum * Decimal::scale) return;
        cells_.error("value-range", row, at,
                     say("{0} 小于 {1}", "{0} is less than {1}", value->text(), *column.minimum));
    }

    /// A question's column: 1 to 5 in a feedback sheet, points from 0 on in an exam's.
    void answer(const Row& row, int at) {
        if (row.cells[static_cast<std::size_t>(at)].empty()) return;
        if (spec_.id == "feedback") {
            cells_.integer(row, at, 1, 5);
        } else if (const auto points = cells_.decimal(row, at); points && *points < Decimal{}) {
            cells_.error("value-range", row, at, say("{0} 小于 0", "{0} is less than 0", points->text()));
        }
    }

    void wrong(const Row& row, int at, std::string_view code, const Text& what, Text hint) {
        const std::string given(cells_.text(row, at));
        cells_.error(code, row, at, say("“{0}”不是{1}", "'{0}' is not {1}", given, what), std::move(hint));
    }

    void employee(const Row& row, int at) {
        const std::string id(cells_.id(row, at));
        if (!workspace_.people.has_roster() || workspace_.people.find(id) != People::none) return;
        cells_.error("unknown-employee", row, at,
                     say("花名册中没有员工 {0}", "there is no employee {0} in the roster", id),
                     diagnostics_.wants(Severity::error, "unknown-employee")
                         ? workspace_.people.hint_for_unknown(id)
                         : Text{});
    }

    void course(const Row& row, int at) {
        const std::string id(cells_.id(row, at));
        if (workspace_.course(id) != Workspace::none) return;
        const Text near = did_you_mean(id, workspace_.course_ids());
        cells_.error(
            "unknown-course", row, at, say("培训计划中没有课程“{0}”", "no plan has a course '{0}'", id),
            near.empty()
                ? say("改正课程编号，或把课程加入计划", "correct the id, or add the course to a plan")
                : near);
    }

    void track(const Row& row, int at) {
        const std::string name(cells_.text(row, at));
        std::vector<std::string> known;
        for (const Policy& policy : workspace_.policies) {
            if (policy.track_named(name) != nullptr) return;
            for (const Track& each : policy.tracks) known.push_back(each.id);
        }
        cells_.error("unknown-track", row, at,
                     say("制度中没有培训类别“{0}”", "no policy has a track '{0}'", name),
                     did_you_mean(name, known));
    }

    const Sheet& sheet_;
    const SheetSpec& spec_;
    const Workspace& workspace_;
    Diagnostics& diagnostics_;
    CellReader cells_;
};

}  // namespace

void check_sheet(const std::string& path, std::string_view kind, const Workspace& workspace,
                 const SheetOptions& options, Diagnostics& diagnostics) {
    const SheetSpec& spec = *SheetSpec::builtin(kind);
    SheetOptions own = options;
    own.keep_unknown = kind == "feedback" || kind == "items";  // a column for each question
    const auto sheet = Sheet::open(path, spec, own, diagnostics);
    if (sheet == nullptr || !sheet->require_spec(diagnostics)) return;
    SheetCheck(*sheet, spec, workspace, diagnostics).run();
}

}  // namespace passline
