#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "report/document.h"

namespace passline {

enum class DocumentFormat { text, markdown, html, csv, json, xlsx };

struct DocumentOptions {
    Language language = Language::en;
    bool color = false;       ///< text: ANSI colours
    std::size_t width = 80;   ///< text: columns; 0: unlimited
    bool for_pandoc = false;  ///< Markdown: a page break is one in Word, not a rule
    /// CSV: the table to write, by its id.
    std::string table = {};
    bool excel = false;              ///< CSV with BOM and CRLF
    bool titles_as_headers = false;  ///< CSV headers are titles in `header_language`
    Language header_language = Language::zh;
};

/// Writes the document. The same document and options give the same bytes.
///
/// text, markdown, html, xlsx: for readers. json: one object by schemas/output/document.schema.json. csv: one
/// table (`options.table`; when that is empty, the first of data_tables()); nothing when there is none.
///
/// Nothing on success; else why it can't be written. Only xlsx can fail: libxlsxwriter is loaded when it is
/// needed, and may not be installed.
std::optional<Text> write_document(const doc::Document& document, DocumentFormat format,
                                   const DocumentOptions& options, Sink& sink);

/// What CSV writes, a file each: key figures (id, label, value, kind, note), tables and the data of charts,
/// in the document's order. Ids are those of the blocks.
std::vector<doc::Table> data_tables(const doc::Document& document);

/// False for a chart without a single figure; writers for readers leave it out.
bool has_figures(const doc::Chart& chart);
/// The data of a chart as a table of its id and title.
doc::Table table_of(const doc::Chart& chart);
/// Key figures as a table.
doc::Table table_of(const doc::KeyFigures& figures);

}  // namespace passline
