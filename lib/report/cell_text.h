#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"

namespace passline {

/// True for kinds whose values are figures.
bool is_figure(doc::Kind kind);
/// A figure for readers: `83.3%`, `12,345.00`; anything else as it stands.
std::string figure_text(std::string_view value, doc::Kind kind);
/// What a reader sees in a cell.
std::string cell_text(const doc::Cell& cell, doc::Kind kind, Language language);
/// What a script reads: the value, else the text; of figures and dates only the value.
std::string_view script_value(const doc::Cell& cell, doc::Kind kind, Language language);

/// "Pass-line 80%": a line's title and figure.
std::string line_text(const doc::Line& line, doc::Kind kind, Language language);
/// True for a figure on the wrong side of the line. False when either is no figure.
bool beyond(const doc::Line& line, std::string_view value);
/// A cell's own tone, else bad where its figure lies beyond the column's line.
Tone tone_of(const doc::Cell& cell, const doc::Column& column);

/// True when readers see the table: it has a column for them, and rows or words in their place.
bool shown_to_readers(const doc::Table& table);

/// A figure for drawing. 0 for what is none.
double drawn(std::string_view value);

/// Numbers headings as they come by: 一、 （一） 1. in Chinese, 1  1.1  1.1.1 in English, with what separates
/// it from the heading. Empty when the document's headings have no numbers.
class Numbering {
  public:
    Numbering(const doc::Document& document, Language language)
        : numbered_(document.numbered), language_(language) {}
    std::string next(int level);

  private:
    bool numbered_;
    Language language_;
    int counts_[3] = {0, 0, 0};
};

/// 截至 2026-03-31 / As of 2026-03-31.
Text as_of_text(Date day);

/// "Training lead (signature, seal)": who signs, and how.
std::string signature_label(const doc::Signature& signature, Language language);
/// The day, or blanks to be filled in: `____年__月__日`, `Date: ____________`.
std::string signature_day(const doc::Signature& signature, Language language);

/// Line breaks, tabs and other control characters are blanks, bytes that are not UTF-8 U+FFFD.
std::string reader_text(const Text& text, Language language);

}  // namespace passline
