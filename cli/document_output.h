#pragma once
#include <optional>
#include <string>

#include "cli/commands.h"
#include "report/document_writers.h"

namespace passline {

/// How a command that makes a Document puts it out: -o, --format, --table, --excel, --headers, settled.
struct DocumentRequest {
    DocumentFormat format = DocumentFormat::text;
    bool word = false;  ///< Markdown that pandoc makes a .docx of
    DocumentOptions options;
};

/// -o, --format text|md|html|csv|json|xlsx|docx, with `calendar` also ics, --table, --excel, --headers.
/// `usual` is the format where nothing is asked for.
void add_document_options(const Declaration& declaration, DocumentFormat usual = DocumentFormat::text,
                          bool calendar = false);

/// Whether --format or the ending of -o asks for iCalendar.
bool wants_calendar(CommandRun& run);

/// What is asked for by --format or the ending of -o, else `usual`. A usage error returns nothing. Call it
/// before the work: an impossible format is then known at once.
std::optional<DocumentRequest> document_request(CommandRun& run, DocumentFormat usual = DocumentFormat::text);

/// Writes the document to -o or standard output, whole or not at all, and returns the command's exit code.
///
/// CSV holds one table. To a file: `-o report.csv` writes `report-<id>.csv` beside it for each table of
/// data_tables(), or `report.csv` itself for the one that --table names. On standard output --table must say
/// which, unless there is only one.
int put_document(CommandRun& run, const DocumentRequest& request, const doc::Document& document);

}  // namespace passline
