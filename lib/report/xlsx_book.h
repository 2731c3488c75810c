#pragma once
#include <map>
#include <set>
#include <string>

#include "report/document_writers.h"
#include "report/xlsx_library.h"

namespace passline {

/// How a cell of a workbook looks; each look is one format of the file.
struct XlsxLook {
    std::string number = {};  ///< a number format: `0.0%`
    Tone tone = Tone::none;
    bool bold = false, wrap = false, head = false, total = false, small = false;
    bool left = false, right = false;
    int size = 0;  ///< of the letters; 0: as usual
    auto operator<=>(const XlsxLook&) const = default;
};

/// A workbook while it is written.
class XlsxBook {
  public:
    XlsxBook(const XlsxLibrary& functions, lxw_workbook* workbook, Language in)
        : lib(functions), book(workbook), language(in) {}

    lxw_format* format(const XlsxLook& look);
    /// A name that no sheet has yet: at most 31 characters, none that Excel refuses.
    std::string sheet_name(std::string_view title);
    /// For readers, within what a cell holds.
    std::string text(const Text& text_of) const;
    std::string text(std::string text_of) const;

    const XlsxLibrary& lib;
    lxw_workbook* book;
    Language language;

  private:
    std::map<XlsxLook, lxw_format*> formats_;
    std::set<std::string> taken_;  ///< folded
};

/// A figure as a workbook holds it: of per cent the share, from the same decimal digits, so that comparing is
/// exact.
double xlsx_number(std::string_view value, doc::Kind kind);
/// `0.0%`, `#,##0.00`: as many places as the figure has.
std::string xlsx_number_format(std::string_view value, doc::Kind kind);

/// A sheet with a frozen and filtered header, typed cells, and what lies beyond its columns' lines in red.
/// Returns its name.
std::string write_xlsx_sheet(XlsxBook& book, const doc::Table& table, std::string_view title);

/// A chart with its data in a sheet of their own (that name is in `sheet`), and how many pixels high it is.
struct XlsxChart {
    lxw_chart* chart = nullptr;
    std::string sheet;
    double height = 0;
};
XlsxChart make_xlsx_chart(XlsxBook& book, const doc::Chart& chart);

}  // namespace passline
