#include <filesystem>
#include <memory>

#include "base/suggest.h"
#include "cli/import_options.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "importing/embedded.h"
#include "importing/guess.h"
#include "importing/importer.h"
#include "report/table.h"
#include "xlsx/workbook.h"

namespace passline {

namespace {

using Grids = std::vector<std::shared_ptr<Grid>>;

std::vector<std::string> preset_ids() {
    std::vector<std::string> ids;
    for (const std::string_view id : embedded_preset_names()) ids.emplace_back(id);
    return ids;
}

/// Whatever a command writes at once, to -o or standard output.
int put(CommandRun& run, const std::function<void(Output&)>& write) {
    const auto output = Output::open(run.options().output, run.diagnostics());
    if (output == nullptr) return run.code();
    write(*output);
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

int list_presets(CommandRun& run) {
    const auto options = run.has_workspace() ? run.table_options() : import_table_options(run);
    if (!options) return exit_usage;
    return put(run, [&](Output& output) {
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
    return put(run, [&](Output& output) { output.write(text); });
}

/// By id, or from a file: what ends in .yaml or .yml, or names a folder.
std::optional<Preset> find_preset(CommandRun& run, const std::string& name) {
    const bool file =
        name.ends_with(".yaml") || name.ends_with(".yml") || name.find('/') != std::string::npos;
    if (file) return load_preset(name, run.diagnostics());
    auto preset = builtin_preset(name);
    if (!preset)
        run.usage(say("没有预设 '{0}'", "there is no preset '{0}'", name), near_or_any(name, preset_ids()));
    return preset;
}

std::optional<Grids> open_grids(CommandRun& run, const ImportOptions& import) {
    const auto file = FileBytes::open(import.file, run.diagnostics());
    if (file == nullptr) return std::nullopt;
    std::optional<Encoding> encoding;
    if (!run.options().encoding.empty()) encoding = encoding_named(run.options().encoding);
    Grids grids;
    if (looks_like_workbook(file->bytes())) {
        if (auto grid = open_xlsx_grid(file, import.sheet, run.diagnostics()))
            grids.push_back(std::move(grid));
        if (grids.empty()) return std::nullopt;
        return grids;
    }
    if (!import.sheet.empty()) {
        run.usage(
            say("--sheet 只用于工作簿，{0} 不是", "--sheet is for workbooks, which {0} is not", import.file));
        return std::nullopt;
    }
    for (auto& grid : open_csv_grids(file, encoding, run.diagnostics())) grids.push_back(std::move(grid));
    if (grids.empty()) return std::nullopt;
    return grids;
}

Text becomes(const Preset& preset, const std::string& to) {
    if (to.empty()) return say("（未用）", "(left out)");
    if (to == "unused") return say("（不需要）", "(not needed)");
    if (to == "item") return say("某个考核项", "a component");
    if (to == "total") return say("总分：仅在指明时用", "a total: only when asked for");
    if (to == "question" && preset.makes == Makes::feedback)
        return say("问题，答案为 1 至 5 时", "a question, if answered by 1 to 5");
    return same(to);
}

int show_guess(CommandRun& run, const PresetGuess& guess, const std::string& file) {
    const auto options = import_table_options(run);
    if (!options) return exit_usage;
    const Language language = run.language();
    return put(run, [&](Output& output) {
        if (options->format == TableFormat::text) {
            output.write(say("{0}（{1}）；得到：{2}\n\n", "{0} ({1}); makes: {2}\n\n", guess.preset.id,
                             guess.preset.title, name_of(guess.preset.makes))
                             .in(language));
        }
        const auto table = TableWriter::create({{"column", {"列", "Col"}, ColumnKind::number},
                                                {"header", {"列名", "Header"}, ColumnKind::text},
                                                {"becomes", {"成为", "Becomes"}, ColumnKind::text},
                                                {"samples", {"例", "Samples"}, ColumnKind::text}},
                                               *options, output);
        for (const GuessedColumn& column : guessed_columns(guess.layout)) {
            std::string samples;
            for (const std::string& sample : column.samples)
                samples += (samples.empty() ? "" : " | ") + sample;
            const std::string number = std::to_string(column.number);
            const std::string to = becomes(guess.preset, column.to).in(language);
            table->row({{number},
                        {column.header},
                        {options->format == TableFormat::text ? to : column.to},
                        {samples}});
        }
        table->finish();
        if (options->format != TableFormat::text) return;
        const bool of_course = guess.preset.makes != Makes::kpi;
        output.write(fmt::format("\npassline import --preset {}{} {}\n", guess.preset.id,
                                 of_course ? say(" --course 课程编号", " --course ID").in(language) : "",
                                 file));
    });
}

int guess(CommandRun& run, const ImportOptions& import) {
    const auto grids = open_grids(run, import);
    if (!grids) return run.code();
    if (const auto found = guess_preset(*grids)) return show_guess(run, *found, import.file);
    const std::string name = std::filesystem::path(import.file).stem().string();
    const std::string yaml = proposed_preset(*grids, name == "-" ? "mine" : name);
    if (yaml.empty()) {
        run.diagnostics().error("import-header", {import.file, 0, 0, 1, {}},
                                say("没有像表头的行", "no row looks like a header"),
                                say("需要一行列名", "it needs a row of column names"));
        return run.code();
    }
    return put(run, [&](Output& output) {
        output.write(say("# 没有合适的预设。这是按列名拟的一份：改好后存为文件，用 --preset 文件 导入。\n",
                         "# No preset fits. This one is drafted from the headers: put it right, save it, and "
                         "import with "
                         "--preset FILE.\n")
                         .in(run.language()));
        output.write(yaml);
    });
}

void no_header(CommandRun& run, const Preset& preset, const Grids& grids) {
    Text hint = say("--guess 提出合适的预设", "--guess proposes a preset that fits");
    if (const auto fitting = guess_preset(grids); fitting != nullptr && fitting->preset.id != preset.id)
        hint = say("这像是 {0}：--preset {0}", "it looks like {0}: --preset {0}", fitting->preset.id);
    run.diagnostics().error("import-header", {grids.front()->file(), 0, 0, 1, {}},
                            say("前 30 行里没有预设 {0} 的表头",
                                "none of the first 30 rows is a header that preset {0} knows", preset.id),
                            hint);
}

int write_sheet(CommandRun& run, const Imported& sheet) {
    TableOptions options;
    options.format = TableFormat::csv;
    options.excel = run.options().excel;
    return put(run, [&](Output& output) {
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
    ImportRequest request;
    if (!fill_request(run, import, request)) return exit_usage;
    const auto preset = find_preset(run, import.preset);
    if (!preset || !check_words(run, *preset, request)) return run.code();
    ImportContext context;
    if (!context.load(run, import, request)) return run.code();
    const auto grids = open_grids(run, import);
    if (!grids) return run.code();
    auto layout = find_layout(*grids, *preset);
    if (!layout) {
        no_header(run, *preset, *grids);
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
    if (options.guess) return guess(run, options);
    if (options.preset.empty()) {
        const auto grids = open_grids(run, options);
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
