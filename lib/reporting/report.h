#pragma once
#include "report/document.h"
#include "reporting/part.h"
#include "reporting/scope.h"

namespace passline {

/// The report on a period or a course, for those who must approve it. Where the scope follows a report of
/// the regulation that names its sections, those of a course's report are the regulation's, in its order and
/// words (docs/manual/report.md lists which section holds what); a period's report holds all there is, under
/// the regulation's title. Problems found in any part are listed, also where the part itself is not asked
/// for.
doc::Document report(const ReportInput& input, const ReportScope& scope);

}  // namespace passline
