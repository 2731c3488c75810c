// What the summary counts, for one course and department.
#pragma once

#include <cstdint>
#include <string>

#include "text.h"

namespace bench {

struct Counts {
    std::int64_t enrolled = 0;
    std::int64_t passed = 0;
    std::int64_t passed_first = 0;
    std::int64_t total_sum = 0;  // of the totals, in ten-thousandths; stays 0 where there are none
    bool has_totals = false;

    void add(bool pass, bool first) {
        ++enrolled;
        passed += pass ? 1 : 0;
        passed_first += pass && first ? 1 : 0;
    }
    void add(const Counts& other) {
        enrolled += other.enrolled;
        passed += other.passed;
        passed_first += other.passed_first;
        total_sum += other.total_sum;
    }
};

// The summary's row; `department` is empty for the whole course.
inline void add_summary_row(std::string& out, const char* course, const std::string& department,
                            const Counts& counts) {
    const auto count = [&out](std::int64_t value) { (out += ',') += std::to_string(value); };
    ((out += course) += ',') += department;
    count(counts.enrolled);
    count(counts.enrolled);
    count(counts.passed_first);
    count(counts.passed);
    count(counts.enrolled - counts.passed);
    out += ",0,0,";
    add_rate(out, counts.passed_first, counts.enrolled);
    out += ',';
    add_rate(out, counts.passed, counts.enrolled);
    out += ',';
    if (counts.has_totals) {
        const std::int64_t whole = counts.enrolled * 100;
        add_two_places(out, (2 * counts.total_sum + whole) / (2 * whole));
    }
    out += '\n';
}

}  // namespace bench
