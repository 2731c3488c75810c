#include <filesystem>

#include "cli/import_steps.h"
#include "importing/guess.h"
#include "importing/importer.h"
#include "importing/makers.h"
#include "report/table.h"

namespace passline {

namespace {

/// The component that a column gives, else what it is under the preset.
std::string target_of(const Preset& preset, const ForeignColumn& column, const CourseRules* rules) {
    std::string to(column.to());
    if (to == left_out_target) return {};
    if (preset.makes == Makes::scores && column.own_target.empty() && (to.empty() || to == "item")) {
        if (std::string component = component_of(rules, column); !component.empty()) return component;
    }
    if (to == "metric" && column.own_target.empty()) return column.meaning->metric;
    return to;
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

void write_columns(Output& output, const TableOptions& options, const PresetGuess& guess,
                   const ImportRequest& request) {
    const auto table = TableWriter::create({{"column", {"列", "Col"}, ColumnKind::number},
                                            {"header", {"列名", "Header"}, ColumnKind::text},
                                            {"becomes", {"成为", "Becomes"}, ColumnKind::text},
                                            {"samples", {"例", "Samples"}, ColumnKind::text}},
                                           options, output);
    const auto columns = guessed_columns(guess.layout);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::string samples;
        for (const std::string& sample : columns[i].samples)
            samples += (samples.empty() ? "" : " | ") + sample;
        const std::string number = std::to_string(columns[i].number);
        const std::string to = target_of(guess.preset, guess.layout.columns[i], request.rules);
        const std::string shown = becomes(guess.preset, to).in(options.language);
        table->row(
            {{number}, {columns[i].header}, {options.format == TableFormat::text ? shown : to}, {samples}});
    }
    table->finish();
}

int show_guess(CommandRun& run, PresetGuess& guess, const ImportOptions& import) {
    const auto options = import_table_options(run);
    ImportRequest request;
    ImportContext context;
    if (!options || !fill_request(run, import, request)) return exit_usage;
    if (!import.course.empty() && !context.load(run, request)) return run.code();
    apply_maps(guess.layout, guess.preset, request, run.diagnostics());
    if (!run.diagnostics().ok()) return run.code();
    const Language language = run.language();
    return put_import(run, [&](Output& output) {
        const bool text = options->format == TableFormat::text;
        if (text) {
            output.write(say("{0}（{1}）；得到：{2}\n\n", "{0} ({1}); makes: {2}\n\n", guess.preset.id,
                             guess.preset.title, name_of(guess.preset.makes))
                             .in(language));
        }
        write_columns(output, *options, guess, request);
        if (!text) return;
        const std::string course = !import.course.empty() ? " --course " + import.course
                                   : guess.preset.makes != Makes::kpi
                                       ? say(" --course 课程编号", " --course ID").in(language)
                                       : std::string();
        output.write(fmt::format("\npassline import --preset {}{} {}\n",
                                 import.preset.empty() ? guess.preset.id : import.preset, course,
                                 import.file));
    });
}

int draft(CommandRun& run, const ImportOptions& import, const ForeignGrids& grids) {
    const std::string name = std::filesystem::path(import.file).stem().string();
    const std::string yaml = proposed_preset(grids, name == "-" ? "mine" : name);
    if (yaml.empty()) {
        run.diagnostics().error("import-header", {import.file, 0, 0, 1, {}},
                                say("没有像表头的行", "no row looks like a header"),
                                say("需要一行列名", "it needs a row of column names"));
        return run.code();
    }
    return put_import(run, [&](Output& output) {
        output.write(
            say("# 没有合适的预设。这是按列名拟的一份：改好后存为文件，用 --preset 文件 导入。\n",
                "# No preset fits. This one is drafted from the headers: put it right, save it, and import "
                "with --preset FILE.\n")
                .in(run.language()));
        output.write(yaml);
    });
}

}  // namespace

int guess_import(CommandRun& run, const ImportOptions& import) {
    if (run.has_workspace() && run.inputs() == nullptr) return run.code();  // its language
    const auto grids = open_foreign(run, import);
    if (!grids) return run.code();
    if (import.preset.empty()) {
        if (const auto found = guess_preset(*grids)) return show_guess(run, *found, import);
        return draft(run, import, *grids);
    }
    auto preset = find_preset(run, import.preset);
    if (!preset) return run.code();
    PresetGuess named;
    named.preset = std::move(*preset);
    auto layout = find_layout(*grids, named.preset);
    if (!layout) {
        report_no_header(run, named.preset, *grids);
        return run.code();
    }
    named.layout = std::move(*layout);
    return show_guess(run, named, import);
}

}  // namespace passline
