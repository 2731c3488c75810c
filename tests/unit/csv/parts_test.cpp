// A sheet read in parts must read as it does in one piece, wherever it is cut.
#include <random>

#include "csv/breaks.h"
#include "sheets.h"

using namespace passline;
using namespace passline::test;

namespace {

/// The rows as texts, read part by part the way threads do: a part that was cut at a wrong place is read
/// again from where the one before it ended.
Lines rows_by_parts(Opened& opened, std::size_t part_bytes, std::size_t& wrong_cuts) {
    Lines result;
    const std::vector<std::size_t> cuts = opened.sheet->cuts(part_bytes);
    std::size_t begin = cuts.front();
    std::string scratch;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        wrong_cuts += begin != cuts[i];
        auto reader = opened.sheet->rows(opened.diagnostics, begin, cuts[i + 1]);
        for (Row row; reader.next(row);) {
            std::string text;
            for (const Cell& cell : row.cells) text += std::string(opened.sheet->text(cell, scratch)) + "|";
            result.push_back(text);
        }
        begin = reader.stopped_at();
    }
    CHECK(begin == cuts.back());
    return result;
}

Lines rows_whole(Opened& opened) {
    Lines result;
    std::string scratch;
    auto reader = opened.sheet->rows(opened.diagnostics);
    for (Row row; reader.next(row);) {
        std::string text;
        for (const Cell& cell : row.cells) text += std::string(opened.sheet->text(cell, scratch)) + "|";
        result.push_back(text);
    }
    return result;
}

}  // namespace

TEST_CASE("csv: parts hold the rows of the whole, with quoted line breaks, stray quotes and sum rows") {
    std::mt19937 dice(7);
    const auto pick = [&](std::initializer_list<const char*> from) {
        return *(from.begin() + dice() % from.size());
    };
    std::size_t wrong_cuts = 0;
    for (int round = 0; round < 60; ++round) {
        std::string bytes = "employee_id,name,course_id\n";
        const bool stray = round % 3 == 0;
        for (std::size_t rows = 1 + dice() % 60; rows > 0; --rows) {
            bytes += "E" + std::to_string(dice() % 1000) + ",";
            bytes += pick(
                {"\"a\nb\"", "\"x\"\"y\n,\n\"", "plain", "\"\"", "张三", "合计", stray ? "5\" disk" : "z"});
            bytes += pick({",A\n", ",B\r\n", ",C\n\n", ",A\n合计,,\n"});
        }
        if (round % 2 == 0) bytes += "合计,,\n平均,,\n";
        Opened whole(bytes);
        REQUIRE(whole.sheet != nullptr);
        const Lines expected = rows_whole(whole);
        for (const std::size_t part_bytes : {1U, 7U, 20U, 64U, 300U, 100'000U}) {
            CAPTURE(bytes);
            CAPTURE(part_bytes);
            Opened parted(bytes);
            CHECK(rows_by_parts(parted, part_bytes, wrong_cuts) == expected);
            CHECK(parted.problems() == whole.problems());
        }
    }
    CHECK(wrong_cuts > 0);  // otherwise nothing has tried what follows from one
}

TEST_CASE("csv: a byte is counted however many there are") {
    for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 255U * 16U, 255U * 16U + 1U, 10'000U}) {
        CHECK(count_byte(std::string(size, 'x'), 'x') == size);
        CHECK(count_byte(std::string(size, 'x'), 'y') == 0);
        std::string mixed(size, 'x');
        for (std::size_t i = 0; i < size; i += 3) mixed[i] = 'y';
        CHECK(count_byte(mixed, 'y') == (size + 2) / 3);
    }
}
