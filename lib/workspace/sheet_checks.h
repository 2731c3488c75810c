#pragma once
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "workspace/workspace.h"

namespace passline {

/// Reads a sheet of any kind as `schemas/sheets/<kind>.json` describes it and adds all that is wrong with it:
/// missing columns, values that are not of their column's type, range or words (`value-*`), required cells
/// that are empty (`value-missing`), people and courses that nobody knows. For `check`; commands that work
/// with a kind of sheet have a loader of their own.
void check_sheet(const std::string& path, std::string_view kind, const Workspace& workspace,
                 const SheetOptions& options, Diagnostics& diagnostics);

}  // namespace passline
