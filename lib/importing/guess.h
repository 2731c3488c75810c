// Which preset an unknown file is for, and what its columns would become.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "importing/layout.h"
#include "importing/request.h"

namespace passline {

struct PresetGuess {
    Preset preset;
    Layout layout;  ///< points into `preset`
};

/// The built-in preset that names most headers of the file, if it names three and half of them, or two where
/// there are no more. Null when none does.
std::unique_ptr<PresetGuess> guess_preset(const std::vector<std::shared_ptr<Grid>>& grids);

/// What --guess shows of a column.
struct GuessedColumn {
    int number = 0;  ///< from 1
    std::string header;
    std::string to;                    ///< as ForeignColumn::to; empty: nothing
    std::vector<std::string> samples;  ///< of its cells, the first three that differ
    bool figures = false;              ///< at least half of the cells looked at are numbers
    bool distinct = false;             ///< none is empty, and none stands twice
};
std::vector<GuessedColumn> guessed_columns(const Layout& layout);

/// A preset for a file that no built-in one fits, as YAML, by the names that passline's own sheets know.
/// Empty when the file has no row that looks like a header.
std::string proposed_preset(const std::vector<std::shared_ptr<Grid>>& grids, const std::string& id);

}  // namespace passline
