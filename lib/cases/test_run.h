#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "base/language.h"
#include "cases/case_file.h"

namespace passline {

struct TestOptions {
    bool boundaries = false;  ///< add cases around every pass-line and band
    bool coverage = false;    ///< add a point for each policy: its cases touch every rule and article
    std::string filter;       ///< only cases whose name holds this text, in either language
};

struct TestReport {
    std::string tap;         ///< what standard output gets
    std::size_t points = 0;  ///< 0: there was nothing to run
    std::size_t failed = 0;
};

/// Runs the cases of all files in their order, then the boundary cases, then the coverage of each policy.
/// Made cases say nothing about coverage: it is of what people wrote.
TestReport run_tests(const std::vector<TestFile>& files, const TestOptions& options, Language language);

}  // namespace passline
