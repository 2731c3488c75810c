#include <filesystem>
#include <memory>

#include "base/suggest.h"
#include "cli/import_steps.h"
#include "cli/shared_options.h"
#include "importing/embedded.h"
#include "importing/guess.h"
#include "importing/importer.h"
#include "report/table.h"

namespace passline {

namespace {

std::vector<std::string> preset_ids() {
    std::vector<std::string> ids;
    for (const std::string_view id : embedded_preset_names()) ids.emplace_back(id);
    return ids;
}

int list_presets(CommandRun& run) {
    const auto options = run.has_workspace() ? run.table_options() : import_table_options(run);
    if (!options) return exit_usage;
    return put_import(run, [&](Output& output) {
        const auto table = TableWriter::create({{"preset", {"预设", "Preset"}, ColumnKind::id},
                                                {"makes", {"得到", "Makes"}, ColumnKind::id},
                                                {"title", {"用于", "For"}, ColumnKind::text}},
                                               *options, output);
        for (const std::string& id : preset_ids()) {
            const auto preset = builtin_preset(id);
            if (preset)
                table->row({{preset->id}, {name_of(preset->makes)}, {preset->title.in(run.language())}});
        }
        table->finish();
    });
}

int show_preset(CommandRun& run, const std::string& id) {
    const std::string_view text = embedded_preset(id);
    if (text.empty())
        return run.usage(say("没有预设 '{0}'", "there is no preset '{0}'", id),
                         near_or_any(id, preset_ids()));
    return put_import(run, [&](Output& output) { output.write(text); });
}

int write_sheet(CommandRun& run, const Imported& sheet) {
    TableOptions options;
    options.format = TableFormat::csv;
    options.excel = run.options().excel;
    return put_import(run, [&](Output& output) {
        std::vector<TableColumn> columns;
        for (const std::string& name : sheet.columns) columns.push_back({name, same(name), ColumnKind::text});
        const auto table = TableWriter::create(std::move(columns), options, output);
        std::vector<TableCell> cells;
        for (const auto& row : sheet.rows) {
            cells.clear();
            for (const std::string& text : row) cells.push_back({text});
            table->row(cells);
        }
        table->finish();
    });
}

int import_file(CommandRun& run, const ImportOptions& import) {
    const std::string& format = run.options().format;
    if ((!format.empty() && format != "csv") || !run.options().headers.empty()) {
        return run.usage(say("import 得到的表总是 CSV，列名总是 passline 的",
                             "what import makes is always CSV, with passline's own column names"),
                         say("--format、--headers 只用于 --guess 和 --list",
                             "--format and --headers are for --guess and --list"));
    }
    const std::string ending = std::filesystem::path(run.options().output).extension().string();
    if (!ending.empty() && ending != ".csv" && ending != ".CSV" && ending != ".txt") {
        return run.usage(
            say("import 写的是 CSV，不是 {0}", "import writes CSV, not {0}", ending),
            say("写成 -o 文件.csv；给 Excel 用时加 --excel", "use -o FILE.csv, with --excel for Excel"));
    }
    ImportRequest request;
    if (!fill_request(run, import, request)) return exit_usage;
    const auto preset = find_preset(run, import.preset);
    if (!preset || !check_words(run, *preset, request)) return run.code();
    ImportContext context;
    if (!context.load(run, request)) return run.code();
    const auto grids = open_foreign(run, import);
    if (!grids) return run.code();
    auto layout = find_layout(*grids, *preset);
    if (!layout) {
        report_no_header(run, *preset, *grids);
        return run.code();
    }
    const auto sheet = import_sheet(*preset, std::move(*layout), request, run.diagnostics());
    if (!sheet || !run.diagnostics().ok()) return run.code();
    return write_sheet(run, *sheet);
}

int import(CommandRun& run, const ImportOptions& options) {
    if (options.list) return list_presets(run);
    if (!options.show.empty()) return show_preset(run, options.show);
    if (options.file.empty())
        return run.usage(say("写明要导入的文件", "name the file to import"),
                         say("--list 列出预设，--guess 文件 提出合适的预设",
                             "--list lists the presets, --guess FILE proposes one"));
    if (!import_may_write(run, options)) return exit_usage;
    if (options.guess) return guess_import(run, options);
    if (options.preset.empty()) {
        const auto grids = open_foreign(run, options);
        if (!grids) return run.code();
        const auto found = guess_preset(*grids);
        return run.usage(
            say("写明用哪个预设", "say which preset to use"),
            found != nullptr
                ? say("像是 --preset {0}；--guess 显示各列成为什么",
                      "it looks like --preset {0}; --guess shows what the columns become", found->preset.id)
                : say("--guess 按列名拟一份", "--guess drafts one from the headers"));
    }
    return import_file(run, options);
}

}  // namespace

Run declare_import(Declaration declaration) {
    auto options = std::make_shared<ImportOptions>();
    add_import_options(declaration, *options);
    return [options](CommandRun& run) { return import(run, *options); };
}

}  // namespace passline
