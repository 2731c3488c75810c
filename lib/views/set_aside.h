#pragma once
#include "base/diagnostics.h"
#include "base/language.h"
#include "report/table.h"
#include "scores/score_sheets.h"

namespace passline {

/// The file of --quarantine: file,line,code,message,row for every row set aside, in the order of the sheets;
/// `row` is the row as it stands. Says how many there are in a warning (`rows-set-aside`).
void write_set_aside(ScoreSheets& sheets, Language language, Sink& sink, Diagnostics& diagnostics);

}  // namespace passline
