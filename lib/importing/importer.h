// Turns the export of another system into a sheet of passline's.
#pragma once
#include <optional>

#include "importing/layout.h"
#include "importing/request.h"

namespace passline {

/// Gives the columns of `layout` the targets of --map. Errors `import-map`: no column is called so, several
/// are, the sheet has no such column.
void apply_maps(Layout& layout, const Preset& preset, const ImportRequest& request, Diagnostics& diagnostics);

/// Whether `target`, a component or `component@rater`, is one of the course's; if not, `hint` names what is.
bool component_known(const CourseRules& rules, const std::string& target, Text& hint);

/// The whole sheet, or nothing after errors, all of which are in `diagnostics`. Columns that nothing becomes
/// of are named in a warning (`import-column`), rows that are nobody's too (`import-rows`).
std::optional<Imported> import_sheet(const Preset& preset, Layout layout, const ImportRequest& request,
                                     Diagnostics& diagnostics);

}  // namespace passline
