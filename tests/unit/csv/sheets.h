// Sheets in memory and what is said about them, for the tests of this room.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "csv/sheet.h"
#include "csv/values.h"

/// So that a failed comparison shows the lines.
template <>
struct doctest::StringMaker<std::vector<std::string>> {
    static doctest::String convert(const std::vector<std::string>& lines) {
        std::string text;
        for (const std::string& line : lines) text += "\n    " + line;
        return text.c_str();
    }
};

namespace passline::test {

/// A small kind of sheet of its own, so that these tests don't depend on the shipped ones.
inline SheetSpec scores_spec() {
    SheetSpec spec;
    spec.id = "scores";
    spec.columns = {
        {"employee_id", true, {"工号", "员工编号"}, {}}, {"name", false, {"姓名"}, {}},
        {"course_id", true, {"课程编号"}, {}},           {"component", false, {"考核项"}, {}},
        {"score", false, {"成绩", "分数"}, {}},          {"date", false, {"考试日期", "日期"}, {}}};
    spec.unused = {"序号", "总成绩"};
    return spec;
}

inline std::string line_of(const Diagnostic& diagnostic) {
    const Place& place = diagnostic.place;
    std::string text =
        place.line == 0 ? place.file : fmt::format("{}:{}:{}", place.file, place.line, place.column);
    text += diagnostic.severity == Severity::error ? " error " : " warning ";
    return text + diagnostic.code + ": " + diagnostic.message.en;
}

/// Every problem on a line: place, severity, code and English words.
inline std::vector<std::string> lines(const Diagnostics& diagnostics) {
    std::vector<std::string> result;
    for (const Diagnostic& diagnostic : diagnostics.all()) result.push_back(line_of(diagnostic));
    return result;
}

using Lines = std::vector<std::string>;

/// A sheet that was opened, and what was said meanwhile and since.
struct Opened {
    explicit Opened(std::string bytes, SheetOptions options = {}, const SheetSpec& spec = scores_spec())
        : sheet(
              Sheet::open(FileBytes::of("s.csv", std::move(bytes)), spec, std::move(options), diagnostics)) {}

    /// The rows as texts, cells joined by |.
    Lines rows() {
        Lines result;
        if (sheet == nullptr) return result;
        Diagnostics beside;
        const Lines together = rows_together(beside);
        const std::size_t before = diagnostics.all().size();
        auto reader = sheet->rows(diagnostics);
        for (Row row; reader.next(row);) result.push_back(text_of(row));
        // Rows that are read together are those that come one by one, and so is what is said.
        CHECK(together == result);
        Lines said = lines(diagnostics);
        CHECK(lines(beside) == Lines(said.begin() + static_cast<std::ptrdiff_t>(before), said.end()));
        return result;
    }

    std::string text_of(const Row& row) const {
        std::string text, scratch;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) text += '|';
            text += sheet->text(row.cells[i], scratch);
        }
        return text;
    }

    Lines rows_together(Diagnostics& said) const {
        Lines result;
        auto reader = sheet->rows(said);
        RowBatch batch;
        do {
            reader.next(batch);
            for (std::size_t i = 0; i < batch.size; ++i) result.push_back(text_of(batch[i]));
        } while (batch.size == RowBatch::most);
        return result;
    }

    Lines problems() const { return lines(diagnostics); }

    Diagnostics diagnostics;
    std::unique_ptr<Sheet> sheet;
};

}  // namespace passline::test
