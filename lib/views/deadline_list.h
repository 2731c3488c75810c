#pragma once
#include <string>
#include <vector>

#include "deadlines/deadlines.h"
#include "report/table.h"
#include "retraining/appeal_times.h"

namespace passline {

/// One line of `deadlines`: something of a course or of the calendar, or an appeal that is to be answered.
struct DeadlineRow {
    /// What it is for good, whatever becomes of its dates: `notice.ONB-2026-01@policy`, of the calendar
    /// `survey.2026-Q1@policy`.
    std::string key;
    Text course;  ///< its title; empty: of the calendar
    std::string course_id;
    std::string deadline;
    Text title;         ///< of the deadline
    std::string owner;  ///< role ids joined by `;`
    Text owner_title;
    std::optional<Date> opens;
    Date due;
    std::optional<Date> done;
    DeadlineState state = DeadlineState::open;
    std::optional<std::int32_t> days_left;
    std::vector<const Article*> articles;
    bool provisional = false;
    bool withdrawn = false;  ///< its course is cancelled, or postponed without new dates
    std::string reviewed;  ///< where the rule asks for a review: `business=2025-12-24`, `hr=` where it lacks
};

DeadlineRow deadline_row(const DeadlineItem& item);
/// `appeal:<its id>`, from the day it was filed to the day it was decided.
DeadlineRow appeal_row(const AppealAnswer& answer, const Workspace& workspace);
/// The deadlines that courses had before they were cancelled, or postponed without new dates; of all such
/// courses, or of the one that is named. For calendars, which hold them still.
std::vector<DeadlineRow> withdrawn_deadlines(const Workspace& workspace, const std::string& course);
/// What a selection takes of rows that `deadlines_of` has not chosen.
bool selected(const DeadlineRow& row, const DeadlineSelection& selection);

/// By due date, then course and deadline, whatever the order of `rows`.
void write_deadlines(std::vector<DeadlineRow> rows, TableOptions options, Sink& sink);

}  // namespace passline
