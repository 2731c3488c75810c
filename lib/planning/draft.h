#pragma once
#include <string>
#include <vector>

#include "planning/failures.h"
#include "planning/needs.h"
#include "planning/owed.h"
#include "workspace/workspace.h"

namespace passline {

/// A proposed course. Trainers and place are left to people.
struct DraftCourse {
    Course course;
    std::vector<Text> why;            ///< who needs it, which article asks for it
    std::vector<Text> deadlines;      ///< the days by which something must be done for it
    std::string like;                 ///< the earlier course it takes after; empty: none
    bool assessment_guessed = false;  ///< the policy leaves it open, and no earlier course says
};

struct DraftPlan {
    std::string id;
    Period period;
    const Policy* policy = nullptr;
    std::vector<DraftCourse> courses;  ///< by first day, then id
    std::vector<Text> notes;           ///< what is asked for and is no course of the plan
    bool provisional = false;          ///< dates rest on a year that the calendar does not cover
};

/// What a draft is made from, beside the workspace.
struct DraftRequest {
    const Policy* policy = nullptr;
    Period period;
    Date as_of;
    std::size_t people_at_least = 2;  ///< who must need a topic before it becomes a course
};

/// The next period's plan. For each track: the courses that its frequencies still owe, about the topics that
/// most people need most; then one for each further topic that enough people need. A course takes after the
/// latest one of its track and kind: times, methods, assessment, budget. What does not fit into the period is
/// named in the notes, as are needs of too few and what must be repeated of earlier courses.
DraftPlan draft_plan(const Workspace& workspace, const DraftRequest& request,
                     const std::vector<TopicNeed>& needs, const Failures& failures);

/// The period after the latest plan's, of the same kind; of plans that end on one day the longer counts.
/// Nothing without a plan that has a period. `of` is that plan.
std::optional<Period> period_after(const Workspace& workspace, const Plan*& of);

}  // namespace passline
