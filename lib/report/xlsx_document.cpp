// A document as a workbook: a first sheet to read, a sheet for each table, and one with the figures of each
// chart.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/cell_text.h"
#include "report/document_parts.h"
#include "report/output_text.h"
#include "report/xlsx_book.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// The first sheet's columns, in characters.
constexpr double column_widths[] = {34, 18, 50};
constexpr std::size_t text_width = 98;
constexpr double line_height = 16;
constexpr double chart_width = 740;

class Overview {
  public:
    Overview(XlsxBook& book, const doc::Document& document)
        : book_(book), lib_(book.lib), document_(document), numbering_(document, book.language) {}

    void write() {
        const std::string name = book_.sheet_name(book_.language == Language::zh ? "概览" : "Overview");
        sheet_ = lib_.workbook_add_worksheet(book_.book, name.c_str());
        for (lxw_col_t i = 0; i < 3; ++i) lib_.worksheet_set_column(sheet_, i, i, column_widths[i], nullptr);
        lib_.worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
        lib_.worksheet_set_paper(sheet_, 9);  // A4
        lib_.worksheet_fit_to_pages(sheet_, 1, 0);
        if (document_.layout == doc::Layout::report) title();
        for (const doc::Block& block : document_.blocks) {
            std::visit([this](const auto& part) { write(part); }, block);
        }
    }

  private:
    /// A text across the sheet, as high as its lines need.
    void across(const std::string& text, const XlsxLook& look = {}) {
        if (text.empty()) return;
        XlsxLook wrapped = look;
        wrapped.wrap = true;
        const std::string shown = book_.text(text);
        const double scale = look.size == 0 ? 1 : look.size / 11.0;
        const double lines = std::ceil(static_cast<double>(display_width(shown)) * scale / text_width);
        lib_.worksheet_set_row(sheet_, row_, std::max(lines, 1.0) * line_height * scale + 2, nullptr);
        lib_.worksheet_merge_range(sheet_, row_, 0, row_, 2, shown.c_str(), book_.format(wrapped));
        ++row_;
    }
    std::string in(const Text& text) const { return reader_text(text, book_.language); }
    const std::string& word(const Text& text) const { return text.in(book_.language); }
    void string(lxw_col_t column, const std::string& text, const XlsxLook& look = {}) {
        if (!text.empty())
            lib_.worksheet_write_string(sheet_, row_, column, book_.text(text).c_str(), book_.format(look));
    }
    static XlsxLook bold(int size = 0) {
        XlsxLook look;
        look.bold = true;
        look.size = size;
        return look;
    }
    static XlsxLook small() {
        XlsxLook look;
        look.small = true;
        look.tone = Tone::dim;
        return look;
    }

    void title() {
        across(in(document_.title), bold(18));
        across(in(document_.subtitle), small());
        if (document_.as_of) across(in(as_of_text(*document_.as_of)), small());
    }
    void sources(const std::vector<Text>& all) {
        for (const Text& source : all) across("← " + in(source), small());
    }

    void write(const doc::Heading& heading) {
        constexpr int sizes[] = {15, 13, 11};
        ++row_;
        across(numbering_.next(heading.level) + in(heading.text),
               bold(sizes[std::clamp(heading.level, 1, 3) - 1]));
    }
    void write(const doc::Paragraph& paragraph) {
        const std::string label = in(paragraph.label);
        across(label.empty() ? in(paragraph.text) : label + word({"", " "}) + in(paragraph.text));
        sources(paragraph.sources);
    }
    void write(const doc::List& list) {
        std::size_t number = 0;
        for (const Text& item : list.items)
            across((list.numbered ? fmt::format("{}. ", ++number) : "• ") + in(item));
    }
    void write(const doc::Facts& facts) {
        for (const doc::Fact& fact : facts.facts) {
            string(0, in(fact.label), small());
            string(1, in(fact.value));
            ++row_;
        }
    }
    void write(const doc::KeyFigures& figures) {
        ++row_;
        if (!figures.title.empty()) across(in(figures.title), bold());
        for (const doc::KeyFigure& figure : figures.figures) {
            XlsxLook look = bold();
            look.tone = figure.cell.tone;
            look.right = true;
            XlsxLook label;
            label.wrap = true;
            string(0, in(figure.label), label);
            if (is_figure(figure.kind) && is_plain_number(figure.cell.value)) {
                look.number = xlsx_number_format(figure.cell.value, figure.kind);
                lib_.worksheet_write_number(sheet_, row_, 1, xlsx_number(figure.cell.value, figure.kind),
                                            book_.format(look));
            } else {
                string(1, cell_text(figure.cell, figure.kind, book_.language), look);
            }
            XlsxLook note = small();
            note.wrap = true;
            string(2, in(figure.note), note);
            ++row_;
        }
        for (const doc::KeyFigure& figure : figures.figures) sources(figure.sources);
    }
    void link(const std::string& text, const std::string& sheet) {
        const std::string target = fmt::format("internal:'{}'!A1", sheet);
        lib_.worksheet_write_url(sheet_, row_, 0, target.c_str(), nullptr);
        string(0, text, bold());
        ++row_;
    }
    void write(const doc::Table& table) {
        if (table.rows.empty() && table.empty.empty()) return;
        const std::string title = in(table.title);
        if (table.rows.empty()) {
            across(title + word({"：", ": "}) + in(table.empty));
            return;
        }
        link(title + " →", write_xlsx_sheet(book_, table, title.empty() ? table.id : title));
    }
    void write(const doc::Chart& chart) {
        if (!has_figures(chart)) return;
        const XlsxChart made = make_xlsx_chart(book_, chart);
        ++row_;
        if (made.chart != nullptr) {
            lxw_chart_options options{};
            options.x_scale = chart_width / 480;  // of the size that charts have by themselves
            options.y_scale = made.height / 288;
            lib_.worksheet_insert_chart_opt(sheet_, row_, 0, made.chart, &options);
            row_ += static_cast<lxw_row_t>(made.height / 20) + 1;  // a row has 20 pixels
        }
        across(in(chart.summary), small());
        sources(chart.sources);
    }
    void write(const doc::Note& note) {
        const bool warning = note.kind == doc::Note::Kind::warning;
        XlsxLook look;
        look.tone = warning ? Tone::open : Tone::none;
        across(word(warning ? Text{"注意：", "Attention: "} : Text{"注：", "Note: "}) + in(note.text), look);
    }
    void write(const doc::Signatures& signatures) {
        ++row_;
        for (const doc::Signature& signature : signatures.signatures) {
            lib_.worksheet_set_row(sheet_, row_, signature.seal ? 60 : 34, nullptr);
            string(0, signature_label(signature, book_.language));
            const std::string name = in(signature.name);
            string(1, name.empty() ? "________________" : name);
            string(2, signature_day(signature, book_.language));
            ++row_;
        }
    }
    void write(const doc::PageBreak&) { row_ += 2; }

    XlsxBook& book_;
    const XlsxLibrary& lib_;
    const doc::Document& document_;
    Numbering numbering_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_row_t row_ = 0;
};

/// Of a sheet, without its head and what stands below.
constexpr std::size_t most_rows = 1'048'000;

Text cannot(const Text& why) { return say("无法生成 xlsx 文件：{0}", "can't make an xlsx file: {0}", why); }

/// What stands in a file that is in memory.
std::string bytes_of(int file) {
    std::string bytes;
    std::array<char, 65536> block{};
    ::lseek(file, 0, SEEK_SET);
    while (true) {
        const ssize_t got = ::read(file, block.data(), block.size());
        if (got <= 0) return bytes;
        bytes.append(block.data(), static_cast<std::size_t>(got));
    }
}

std::string fill_book(const XlsxLibrary& lib, const doc::Document& document, Language language,
                      const std::string& path) {
    lxw_workbook* workbook = lib.workbook_new(path.c_str());
    if (workbook == nullptr) return "workbook_new";
    XlsxBook book(lib, workbook, language);
    std::string title = book.text(document.title);
    lxw_doc_properties properties{};
    properties.title = title.data();
    // never 0, which is taken for "now"
    const Date day = document.as_of.value_or(Date::from_days(10'957));  // 2000-01-01
    properties.created = std::int64_t{day.days()} * 86'400;
    lib.workbook_set_properties(workbook, &properties);
    Overview(book, document).write();
    const lxw_error error = lib.workbook_close(workbook);
    return error == LXW_NO_ERROR ? "" : fmt::format("libxlsxwriter {}", static_cast<int>(error));
}

}  // namespace

std::optional<Text> xlsx_document(const doc::Document& document, const DocumentOptions& options, Sink& sink) {
    const XlsxLibrary* lib = XlsxLibrary::load();
    if (lib == nullptr) {
        return say(
            "xlsx 文件由 {0} 生成，本机未安装此库（Debian：apt-get install libxlsxwriter4）",
            "xlsx files are made by {0}, which is not installed (Debian: apt-get install libxlsxwriter4)",
            PASSLINE_XLSXWRITER);
    }
    for (const doc::Block& block : document.blocks) {
        const auto* table = std::get_if<doc::Table>(&block);
        if (table != nullptr && table->rows.size() > most_rows)
            return cannot(say("表“{0}”的行数超过工作表的上限", "table '{0}' has more rows than a sheet holds",
                              table->id));
    }
    const int file = ::memfd_create("passline.xlsx", MFD_CLOEXEC);
    if (file < 0) return cannot(same("memfd_create"));
    const std::string problem =
        fill_book(*lib, document, options.language, fmt::format("/proc/self/fd/{}", file));
    const std::string bytes = bytes_of(file);
    ::close(file);
    if (!problem.empty()) return cannot(same(problem));
    sink.write(bytes);
    return {};
}

}  // namespace passline
