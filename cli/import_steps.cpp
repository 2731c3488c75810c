#include "cli/import_steps.h"

#include "base/suggest.h"
#include "importing/embedded.h"
#include "importing/guess.h"
#include "xlsx/workbook.h"

namespace passline {

/// By id, or from a file: what ends in .yaml or .yml, or names a folder.
std::optional<Preset> find_preset(CommandRun& run, const std::string& name) {
    const bool file =
        name.ends_with(".yaml") || name.ends_with(".yml") || name.find('/') != std::string::npos;
    if (file) return load_preset(name, run.diagnostics());
    auto preset = builtin_preset(name);
    std::vector<std::string> ids;
    for (const std::string_view id : embedded_preset_names()) ids.emplace_back(id);
    if (!preset) run.usage(say("没有预设 '{0}'", "there is no preset '{0}'", name), near_or_any(name, ids));
    return preset;
}

std::optional<ForeignGrids> open_foreign(CommandRun& run, const ImportOptions& import) {
    const auto file = FileBytes::open(import.file, run.diagnostics());
    if (file == nullptr) return std::nullopt;
    std::optional<Encoding> encoding;
    if (!run.options().encoding.empty()) encoding = encoding_named(run.options().encoding);
    ForeignGrids grids;
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

void report_no_header(CommandRun& run, const Preset& preset, const ForeignGrids& grids) {
    Text hint = say("--guess 提出合适的预设", "--guess proposes a preset that fits");
    if (const auto fitting = guess_preset(grids); fitting != nullptr && fitting->preset.id != preset.id)
        hint = say("这像是 {0}：--preset {0}", "it looks like {0}: --preset {0}", fitting->preset.id);
    run.diagnostics().error("import-header", {grids.front()->file(), 0, 0, 1, {}},
                            say("前 30 行里没有预设 {0} 的表头",
                                "none of the first 30 rows is a header that preset {0} knows", preset.id),
                            hint);
}

int put_import(CommandRun& run, const std::function<void(Output&)>& write) {
    const auto output = Output::open(run.options().output, run.diagnostics());
    if (output == nullptr) return run.code();
    write(*output);
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

}  // namespace passline
