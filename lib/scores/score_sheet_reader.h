#pragma once
#include <cstdint>

#include "scores/score_sheets.h"

namespace passline {

/// Reads the rows of one loaded sheet, by its number, into the entries of `all`. Problems are in
/// `diagnostics`; wrong rows are set aside instead where that is asked for.
void read_score_sheet(ScoreSheets& all, std::uint32_t number, Diagnostics& diagnostics);

}  // namespace passline
