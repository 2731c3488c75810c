// bench_tool generate FOLDER ROWS SEED [long|wide] [plain]
// bench_tool compare EXPECTED.csv GOT.csv

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "jobs.h"

namespace {

int generate(int count, char** words) {
    bench::Job job;
    job.folder = words[0];
    job.rows = static_cast<std::uint32_t>(std::strtoul(words[1], nullptr, 10));
    job.seed = std::strtoull(words[2], nullptr, 10);
    bool long_sheet = true;
    bool wide_sheet = true;
    for (int i = 3; i < count; ++i) {
        if (std::strcmp(words[i], "long") == 0) wide_sheet = false;
        if (std::strcmp(words[i], "wide") == 0) long_sheet = false;
        if (std::strcmp(words[i], "plain") == 0) job.variants = false;
    }
    std::filesystem::create_directories(job.folder);
    if (long_sheet) bench::write_long(job);
    if (wide_sheet) bench::write_wide(job);
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count >= 5 && std::strcmp(words[1], "generate") == 0) return generate(count - 2, words + 2);
    if (count == 4 && std::strcmp(words[1], "compare") == 0) return bench::compare(words[2], words[3]);
    std::fputs("bench_tool generate FOLDER ROWS SEED [long|wide] [plain]\nbench_tool compare EXPECTED GOT\n",
               stderr);
    return 2;
}
