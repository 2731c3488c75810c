#pragma once
#include "items/analysis.h"
#include "plan/plan.h"
#include "report/document.h"

namespace passline {

/// `items`: an exam's key figures, its questions (the most missed first), and the options of those with a
/// key. Tables `questions` and, where there is a key, `options`.
doc::Document item_report(const ItemAnalysis& analysis, const Course& course, Date as_of);

}  // namespace passline
