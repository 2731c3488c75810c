// Tables as sheets of a workbook.
#include <fmt/format.h>

#include <algorithm>

#include "num/decimal.h"
#include "report/cell_text.h"
#include "report/output_text.h"
#include "report/xlsx_book.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::size_t narrowest = 8, widest = 48;

/// A, B, …, Z, AA, …
std::string column_letters(std::size_t column) {
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

lxw_datetime moment(Date day) {
    return {day.year(), static_cast<int>(day.month()), static_cast<int>(day.day()), 0, 0, 0};
}

class SheetWriter {
  public:
    SheetWriter(XlsxBook& book, const doc::Table& table, lxw_worksheet* sheet)
        : book_(book), table_(table), sheet_(sheet), widths_(table.columns.size(), narrowest) {}

    void write() {
        head();
        for (const doc::Row& row : table_.rows) write(row);
        lines();
        const auto columns = static_cast<lxw_col_t>(std::max<std::size_t>(table_.columns.size(), 1));
        if (last_ > 0)
            book_.lib.worksheet_autofilter(sheet_, 0, 0, last_, static_cast<lxw_col_t>(columns - 1));
        book_.lib.worksheet_freeze_panes(sheet_, 1, columns > 1 ? 1 : 0);
        notes();
        for (std::size_t i = 0; i < widths_.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            book_.lib.worksheet_set_column(sheet_, column, column,
                                           static_cast<double>(std::min(widths_[i], widest)) + 2, nullptr);
        }
        book_.lib.worksheet_set_paper(sheet_, 9);  // A4
        book_.lib.worksheet_set_landscape(sheet_);
        book_.lib.worksheet_fit_to_pages(sheet_, 1, 0);
        book_.lib.worksheet_repeat_rows(sheet_, 0, 0);
    }

  private:
    void string(std::size_t column, const std::string& text, const XlsxLook& look) {
        const auto at = static_cast<lxw_col_t>(column);
        if (text.empty()) {
            book_.lib.worksheet_write_blank(sheet_, row_, at, book_.format(look));
        } else {
            book_.lib.worksheet_write_string(sheet_, row_, at, text.c_str(), book_.format(look));
        }
        if (column < widths_.size()) widths_[column] = std::max(widths_[column], display_width(text));
    }

    void head() {
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            XlsxLook look;
            look.head = true;
            look.right = is_figure(table_.columns[i].kind);
            string(i, book_.text(table_.columns[i].title), look);
            widths_[i] += 3;  // the filter's button
        }
        ++row_;
    }

    void write(const doc::Row& row) {
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            cell(i, i < row.cells.size() ? row.cells[i] : doc::Cell{}, row.total);
        // totals stay out of the filter while nothing but totals follows
        if (!row.total) last_ = row_;
        ++row_;
    }

    void cell(std::size_t at, const doc::Cell& cell, bool total) {
        const doc::Column& column = table_.columns[at];
        const auto index = static_cast<lxw_col_t>(at);
        XlsxLook look;
        look.tone = cell.tone;
        look.total = total;
        if (is_figure(column.kind) && is_plain_number(cell.value)) {
            look.number = xlsx_number_format(cell.value, column.kind);
            look.right = true;
            book_.lib.worksheet_write_number(sheet_, row_, index, xlsx_number(cell.value, column.kind),
                                             book_.format(look));
            widths_[at] = std::max(widths_[at], display_width(figure_text(cell.value, column.kind)) + 2);
            return;
        }
        const auto day = column.kind == doc::Kind::date ? Date::parse_iso(cell.value) : std::nullopt;
        if (day && day->year() >= 1900) {
            look.number = "yyyy-mm-dd";
            look.left = true;
            lxw_datetime time = moment(*day);
            book_.lib.worksheet_write_datetime(sheet_, row_, index, &time, book_.format(look));
            widths_[at] = std::max<std::size_t>(widths_[at], 10);
            return;
        }
        const std::string text =
            book_.text(column.for_readers ? cell_text(cell, column.kind, book_.language)
                                          : std::string(script_value(cell, column.kind, book_.language)));
        look.right = is_figure(column.kind);
        look.wrap = display_width(text) > widest;
        string(at, text, look);
    }

    /// Figures beyond their column's line, by a rule, so that they change when somebody changes them.
    /// Rounded, since the library writes 16 digits: 0.945 stands in the file as 0.9449999999999999.
    void lines() {
        if (row_ < 2) return;
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            const doc::Column& column = table_.columns[i];
            if (!column.line || !Decimal::parse(column.line->value)) continue;
            const std::string letters = column_letters(i);
            std::string rule =
                fmt::format("=AND(ISNUMBER({0}2),ROUND({0}2,8){1}{2})", letters,
                            column.line->at_least ? "<" : ">", xlsx_number(column.line->value, column.kind));
            XlsxLook look;
            look.tone = Tone::bad;
            lxw_conditional_format format{};
            format.type = LXW_CONDITIONAL_TYPE_FORMULA;
            format.value_string = rule.data();
            format.format = book_.format(look);
            book_.lib.worksheet_conditional_format_range(sheet_, 1, static_cast<lxw_col_t>(i), row_ - 1,
                                                         static_cast<lxw_col_t>(i), &format);
        }
    }

    void notes() {
        XlsxLook look;
        look.small = true;
        look.tone = Tone::dim;
        if (table_.rows.empty()) below(book_.text(table_.empty), look);
        ++row_;
        for (const Text& note : table_.notes)
            below((book_.language == Language::zh ? "注：" : "Note: ") + book_.text(note), look);
        for (const Text& source : table_.sources) below("← " + book_.text(source), look);
    }
    void below(const std::string& text, const XlsxLook& look) {
        if (text.empty()) return;
        book_.lib.worksheet_write_string(sheet_, row_, 0, text.c_str(), book_.format(look));
        ++row_;
    }

    XlsxBook& book_;
    const doc::Table& table_;
    lxw_worksheet* sheet_;
    std::vector<std::size_t> widths_;
    lxw_row_t row_ = 0;
    lxw_row_t last_ = 0;  ///< the last row that is no total
};

}  // namespace

std::string write_xlsx_sheet(XlsxBook& book, const doc::Table& table, std::string_view title) {
    std::string name = book.sheet_name(title);
    lxw_worksheet* sheet = book.lib.workbook_add_worksheet(book.book, name.c_str());
    if (sheet != nullptr) SheetWriter(book, table, sheet).write();
    return name;
}

}  // namespace passline
