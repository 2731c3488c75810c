#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/language.h"
#include "report/table.h"
#include "time/date.h"

/// What a report is, before it is text, Markdown, HTML, CSV, JSON, a workbook or a Word file. A view builds
/// it from results; the writers (report/document_writers.h) know nothing but this.
///
/// - **Language**: every text stands here in both; the writer picks. What a file gives in one language is
/// `same(…)`.
/// - **Texts are plain text.** Writers escape; no markup, no line breaks for layout (`\n` counts as a blank).
/// - **Figures are printed decimals** (`-?digits[.digits]`, as Fraction::fixed gives), rounded by the view,
/// point as
///   decimal mark, without unit. A percentage is in hundredths: "83.3" is 83.3 %. Writers add `%` and group
///   thousands of money; only where a picture is drawn, or a workbook wants it, they become binary.
/// - **Ids** are the contract of scripts: `[a-z][a-z0-9_]*`, stable, the same in both languages, unique
/// within the
///   document over tables, charts and groups of key figures (they become file and sheet names and JSON keys).
namespace passline::doc {

enum class Kind { text, id, number, percent, money, date };

/// One value. Built by the functions below.
struct Cell {
    std::string
        value;   ///< for scripts: an id, a figure, `2026-03-31`; empty: the text itself, or nothing (null)
    Text shown;  ///< for readers; empty: the value as its kind is printed
    Tone tone = Tone::none;
};
/// What people read is all there is: a name, a remark.
inline Cell words(Text text, Tone tone = Tone::none) { return {{}, std::move(text), tone}; }
inline Cell words(const std::string& text, Tone tone = Tone::none) { return {{}, same(text), tone}; }
/// An id for scripts and its title for people: `retraining` / 补训.
inline Cell coded(std::string value, Text title, Tone tone = Tone::none) {
    return {std::move(value), std::move(title), tone};
}
/// An id that people read as it stands; a figure; a date as text.
inline Cell value(std::string text, Tone tone = Tone::none) { return {std::move(text), {}, tone}; }
inline Cell date(Date day, Tone tone = Tone::none) { return {day.text(), {}, tone}; }
/// No figure, and why, if anything is to be said: 人数不足. Null in JSON, empty in CSV.
inline Cell none(Text why = {}) { return {{}, std::move(why), Tone::dim}; }

/// A line that figures are held against.
struct Line {
    std::string value;     ///< a figure of the same kind
    Text title;            ///< 及格线 / Pass-line
    bool at_least = true;  ///< good is at or above it; false: at or below it
};

struct Column {
    std::string id;
    Text title;
    Kind kind = Kind::text;
    /// Figures beyond it are coloured as bad (HTML, XLSX); a tone of the cell comes first.
    std::optional<Line> line = {};
    /// False: for scripts (CSV, JSON, XLSX) only.
    bool for_readers = true;
};

struct Row {
    std::vector<Cell> cells;  ///< one for each column, in order
    bool total = false;       ///< a sum or mean of those above: set off for readers, left out of filters
};

struct Table {
    std::string id;
    Text title;
    std::vector<Column> columns;
    std::vector<Row> rows;
    Text empty = {};               ///< what readers are told when there are no rows; empty: nothing is shown
    std::vector<Text> notes = {};  ///< small print below
    std::vector<Text> sources = {};  ///< where the figures come from (`--explain`): article, file:line
};

/// Level 1 begins a section (the document's title stands above all), 2 a part of it, 3 a paragraph of its
/// own.
struct Heading {
    Text text;
    int level = 1;  ///< 1 to 3
};

struct Paragraph {
    Text text;
    Text label = {};  ///< set in bold before it: 结论：
    std::vector<Text> sources = {};
};

/// Items with bullets, or numbered.
struct List {
    std::vector<Text> items;
    bool numbered = false;
};

/// Pairs of name and value: course, dates, trainer, number.
struct Fact {
    Text label;
    Text value;
};
struct Facts {
    std::vector<Fact> facts;
};

struct KeyFigure {
    std::string id;
    Text label;
    Cell cell;
    Kind kind = Kind::number;
    Text note = {};  ///< what it is held against: 目标 ≥ 90%；上期 85.1%
    std::vector<Text> sources = {};
};
/// A few figures that say it at a glance.
struct KeyFigures {
    std::string id;
    Text title;
    std::vector<KeyFigure> figures;
};

struct Note {
    enum class Kind { info, warning };
    Text text;
    Kind kind = Kind::info;
};

struct Bars {
    struct Bar {
        std::string id;  ///< for scripts; empty: none
        Text label;
        Cell cell;                        ///< a figure ≥ 0, or none(why)
        Text note = {};                   ///< beside the figure: 23/28
        std::string low = {}, high = {};  ///< an interval around it; empty: none
    };
    Kind kind = Kind::percent;
    Text value_title;  ///< what the bars measure: 通过率
    std::vector<Bar> bars;
    std::optional<Line> line = {};
};

/// Counts of values in [low, high); the last bin has its upper end, too. Bins are of one width and follow
/// each other without gaps.
struct Histogram {
    struct Bin {
        std::string low, high;
        std::size_t count = 0;
    };
    Text value_title;  ///< of the horizontal axis: 总评成绩
    Text count_title;  ///< of the vertical one: 人数
    std::vector<Bin> bins;
    std::optional<Line> line = {};
};

struct Pairs {
    struct Pair {
        std::string id;
        Text label;
        std::string before, after;  ///< figures
        Tone tone = Tone::none;     ///< of the change; none: neutral colour
        /// Rounded from the exact one; empty: the difference of the two.
        std::string change = {};
    };
    Kind kind = Kind::number;
    Text value_title;
    Text before_title, after_title;  ///< 培训前 / 培训后
    std::vector<Pair> pairs;
    std::optional<Line> line = {};
};

struct Trend {
    struct Series {
        std::string id;
        Text label;
        std::vector<std::string> values;  ///< one for each point; empty: a gap
    };
    Kind kind = Kind::percent;
    Text value_title;
    std::vector<std::string> points;  ///< `2026-Q1`, in order
    std::vector<Series> series;       ///< at most 5 are told apart by colour
    std::optional<Line> line = {};
};

/// Shown to readers only when it has figures.
struct Chart {
    std::string id;
    Text title;
    Text summary =
        {};  ///< what it shows, in a sentence, for who cannot see it; empty: the figures themselves
    std::variant<Bars, Histogram, Pairs, Trend> data;
    std::vector<Text> sources = {};
};

/// Who signs. Empty name and date become a line to be filled in.
struct Signature {
    Text role;  ///< 培训负责人
    Text name = {};
    bool sign = true;   ///< 签字
    bool seal = false;  ///< 盖章
    std::optional<Date> date = {};
};
struct Signatures {
    std::vector<Signature> signatures;
};

/// A new sheet of paper: the next notice, the next certificate.
struct PageBreak {};

using Block =
    std::variant<Heading, Paragraph, List, Facts, KeyFigures, Table, Chart, Note, Signatures, PageBreak>;

/// report: title, sections, wide tables. letter: one page of text, addressed and signed. certificate: each
/// page stands alone, framed and centred. Letters and certificates show no title, subtitle or day of their
/// own: each page brings its level-1 heading; level 2 on a certificate is the person. A paragraph of a letter
/// that has a label only is the salutation.
enum class Layout { report, letter, certificate };

struct Document {
    std::string id;  ///< the kind: "report", "items"; `document` in JSON
    Text title;
    Text subtitle = {};              ///< period, organisation
    std::optional<Date> as_of = {};  ///< the day it speaks of; also a workbook's date of creation
    Layout layout = Layout::report;
    bool numbered = false;  ///< writers number the headings: 一、 （一） 1. or 1  1.1  1.1.1
    std::vector<Block> blocks = {};

    template <class B>
    B& add(B block) {
        blocks.emplace_back(std::move(block));
        return std::get<B>(blocks.back());
    }
};

}  // namespace passline::doc
