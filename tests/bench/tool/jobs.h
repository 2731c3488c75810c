// The two jobs of the benchmark: their sheets, and what each tool must find, reckoned beside the sheets in
// whole numbers.
#pragma once

#include <cstdint>
#include <string>

namespace bench {

struct Job {
    std::string folder;      // exists
    std::uint32_t rows = 0;  // at least 1; the long sheet may have up to seven more
    std::uint64_t seed = 1;
    bool variants = true;  // also the dirty and the shuffled sheet
};

// long.csv, long-dirty.csv, roster.csv, long-expected.csv, long-expected-summary.csv
void write_long(const Job& job);
// wide.csv, wide-dirty.csv, wide-shuffled.csv, wide-expected.csv, wide-expected-summary.csv
void write_wide(const Job& job);

// Compares a tool's results with the expected ones and prints one line of figures; see compare.cpp.
int compare(const std::string& expected, const std::string& got);

}  // namespace bench
