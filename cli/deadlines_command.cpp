#include <set>

#include "base/suggest.h"
#include "cli/document_output.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "deadlines/deadlines.h"
#include "views/agenda.h"
#include "views/deadline_list.h"
#include "workspace/due_dates.h"

namespace passline {

namespace {

struct DeadlinesOptions {
    std::string from;
    std::string to;
    std::string course;
    bool unfinished = false;
    bool appeals = false;
};

/// False after a usage error.
bool read_day(CommandRun& run, const char* option, const std::string& text, std::optional<Date>& day) {
    if (text.empty()) return true;
    day = Date::parse_iso(text);
    if (day) return true;
    run.usage(say("{0}：“{1}”不是日期", "{0}: '{1}' is not a date", option, text),
              say("写成 2026-03-31 的形式", "write it like 2026-03-31"));
    return false;
}

std::optional<DeadlineSelection> selection_of(CommandRun& run, const DeadlinesOptions& options) {
    DeadlineSelection selection;
    if (!read_day(run, "--from", options.from, selection.from) ||
        !read_day(run, "--to", options.to, selection.to))
        return std::nullopt;
    if (selection.from && selection.to && *selection.to < *selection.from) {
        run.usage(say("--to（{0}）早于 --from（{1}）", "--to ({0}) lies before --from ({1})", options.to,
                      options.from));
        return std::nullopt;
    }
    selection.course = options.course;
    selection.unfinished = options.unfinished;
    return selection;
}

/// Appeals that must be answered. False after problems of their sheet.
bool add_appeals(CommandRun& run, Workspace& workspace, const DeadlineSelection& selection,
                 std::vector<DeadlineRow>& rows, std::set<int>& uncovered) {
    Proceedings proceedings;
    for (const std::string& path : run.inputs()->of("appeals"))
        proceedings.load_appeals(path, workspace, run.inputs()->sheet_options(), run.diagnostics());
    if (!run.diagnostics().ok()) return false;
    for (const AppealAnswer& answer : appeal_answers(workspace, proceedings, run.as_of())) {
        DeadlineRow row = appeal_row(answer, workspace);
        if (!selected(row, selection)) continue;
        if (row.provisional) uncovered.insert(row.due.year());
        rows.push_back(std::move(row));
    }
    return true;
}

/// What the deadlines are written as; nothing after a usage error.
std::optional<TableOptions> form_of(CommandRun& run) {
    if (!wants_calendar(run)) return run.table_options();
    run.inputs();  // the workspace's language
    TableOptions options;
    options.language = run.language();
    return options;
}

void write_calendar(CommandRun& run, std::vector<DeadlineRow> rows, const Workspace& workspace,
                    const std::string& course, Sink& sink) {
    const auto withdrawn = withdrawn_deadlines(workspace, course);
    rows.insert(rows.end(), withdrawn.begin(), withdrawn.end());
    ics::write(deadline_agenda(rows, run.as_of()), run.language(), sink);
}

int deadlines(CommandRun& run, const DeadlinesOptions& options) {
    const auto table = form_of(run);
    if (!table) return exit_usage;
    const auto selection = selection_of(run, options);
    if (!selection) return exit_usage;
    const auto workspace = run.workspace();
    if (workspace == nullptr || !run.diagnostics().ok()) return run.code();
    if (!options.course.empty() && workspace->course(options.course) == Workspace::none) {
        return run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", options.course),
                         did_you_mean(options.course, workspace->course_ids()));
    }
    std::vector<DeadlineRow> rows;
    std::set<int> uncovered;
    if (options.appeals && !add_appeals(run, *workspace, *selection, rows, uncovered)) return run.code();
    for (const DeadlineItem& item : deadlines_of(*workspace, *selection, run.as_of())) {
        rows.push_back(deadline_row(item));
        uncovered.merge(provisional_years(item, workspace->calendar));
    }
    warn_provisional(uncovered, run.diagnostics());
    if (!run.may_write({run.options().output})) return exit_usage;
    const auto output = Output::open(run.options().output, run.diagnostics());
    if (output == nullptr) return run.code();
    if (wants_calendar(run)) {
        write_calendar(run, std::move(rows), *workspace, options.course, *output);
    } else {
        write_deadlines(std::move(rows), *table, *output);
    }
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

}  // namespace

Run declare_deadlines(Declaration declaration) {
    auto options = std::make_shared<DeadlinesOptions>();
    const std::string group = declaration.help({"选取", "Choosing"});
    const std::string day = declaration.help({"日期", "DATE"});
    declaration.app
        .add_option("--from", options->from,
                    declaration.help({"只列这一天及以后到期的", "only what is due on this day or later"}))
        ->type_name(day)
        ->group(group);
    declaration.app
        .add_option("--to", options->to,
                    declaration.help({"只列这一天及以前到期的", "only what is due on this day or earlier"}))
        ->type_name(day)
        ->group(group);
    declaration.app
        .add_flag("--open", options->unfinished,
                  declaration.help({"只列待办和逾期的", "only what is open or overdue"}))
        ->group(group);
    declaration.app
        .add_flag("--with-appeals", options->appeals,
                  declaration.help({"也列出须答复的申诉", "also appeals that are to be answered"}))
        ->group(group);
    declaration.app
        .add_option("--course", options->course,
                    declaration.help({"只列这门课程的", "only those of this course"}))
        ->type_name(declaration.help({"课程编号", "ID"}))
        ->group(group);
    add_table_options(declaration, "text|csv|json|ics");
    add_input_options(declaration);
    return [options](CommandRun& run) { return deadlines(run, *options); };
}

}  // namespace passline
