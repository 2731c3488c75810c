// The four kinds of sheets that are made; what they share is in foreign_rows.h.
#pragma once
#include "importing/foreign_rows.h"
#include "importing/request.h"

namespace passline {

/// The target of --map that leaves a column out.
inline constexpr std::string_view left_out_target = "-";

/// The course's component that a column is called by: by its whole name, without its bracket, or by what
/// follows the first colon (Quiz: Theory), each against id and titles. Empty without one, and without rules.
std::string component_of(const CourseRules* rules, const ForeignColumn& column);

// Each reads all rows and fills `result`; problems are in the rows' diagnostics.

/// employee_id, name, course_id, attempt, date and a column for each component; or long. Errors: no column
/// gives a component (`import-items`), a score that is none (`value-number`), below 0 or above what the
/// column gives
/// (`score-range`), a person twice (`import-person-twice`), a scale of 0 (`import-scale`). Warnings: scores
/// brought to another scale (`import-scale`), digits cut (`import-cut`).
void make_scores(ForeignRows& rows, Imported& result);
/// employee_id, name, course_id, date, session, sign_in, sign_out, status; a row for each person and day,
/// also where the export has one for each time stamp. Warnings: a word that says nothing (`import-word`).
void make_attendance(ForeignRows& rows, Imported& result);
/// course_id, respondent, a column for each question that has answers from 1 to 5, comment. What else is
/// asked is left out (`import-column`); a wrong answer among right ones is an error (`value-integer`).
void make_feedback(ForeignRows& rows, Imported& result);
/// employee_id, name, period, metric, value. Error: no month (`import-period`).
void make_kpi(ForeignRows& rows, Imported& result);

/// Says that columns are left out: one warning that names them all, or an error where the request is strict.
/// Nothing for none.
void report_left_out(const Layout& layout, const std::vector<const ForeignColumn*>& columns,
                     const ImportRequest& request, Diagnostics& diagnostics);

}  // namespace passline
