// What the parts of `import` share: the file, the preset, where the result goes.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/import_options.h"
#include "cli/output.h"
#include "importing/grid.h"
#include "importing/preset.h"

namespace passline {

using ForeignGrids = std::vector<std::shared_ptr<Grid>>;

/// By id, or from a file: what ends in .yaml or .yml, or names a folder. Nothing after problems.
std::optional<Preset> find_preset(CommandRun& run, const std::string& name);
/// The readings that the file allows. Nothing after problems.
std::optional<ForeignGrids> open_foreign(CommandRun& run, const ImportOptions& import);
/// Whatever is written at once, to -o or standard output. Returns the exit code.
int put_import(CommandRun& run, const std::function<void(Output&)>& write);

/// Error `import-header`, with the preset that would fit.
void report_no_header(CommandRun& run, const Preset& preset, const ForeignGrids& grids);

/// `--guess`: which preset fits (or the one that is named), and what each column becomes; a draft where none
/// fits.
int guess_import(CommandRun& run, const ImportOptions& import);

}  // namespace passline
