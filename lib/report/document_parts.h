#pragma once
#include <string>
#include <string_view>

#include "report/document_writers.h"

/// The writers behind write_document(), a file each.
namespace passline {

std::string text_document(const doc::Document& document, const DocumentOptions& options);
std::string markdown_document(const doc::Document& document, const DocumentOptions& options);
std::string html_document(const doc::Document& document, const DocumentOptions& options);
std::string json_document(const doc::Document& document, const DocumentOptions& options);
std::optional<Text> xlsx_document(const doc::Document& document, const DocumentOptions& options, Sink& sink);
void write_table_csv(const doc::Table& table, const DocumentOptions& options, Sink& sink);

/// "percent": a kind in JSON and CSV.
std::string_view kind_name(doc::Kind kind);

/// A table through the streaming writers. For readers: without the columns that are for scripts.
void write_table(const doc::Table& table, const TableOptions& options, bool for_readers, Sink& sink);

}  // namespace passline
