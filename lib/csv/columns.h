// Gives each column of a header its meaning.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "csv/header.h"
#include "csv/header_search.h"
#include "csv/source.h"

namespace passline {

struct Columns {
    std::map<std::string, int, std::less<>> known;  ///< passline's names → index
    std::vector<Sheet::Extra> extras;               ///< in the file's order
};

/// Nothing after an error: a name twice (`column-twice`), a near miss (`column-near`), with `strict` a column
/// that is not known
/// (`column-unknown`, else a warning).
std::optional<Columns> match_columns(const std::vector<HeaderCell>& headers, const HeaderNames& names,
                                     const SheetOptions& options, const SheetSource& source,
                                     Diagnostics& diagnostics);

/// A header with its line breaks as blanks.
std::string on_one_line(const std::string& text);

}  // namespace passline
