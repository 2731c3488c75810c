#include "report/document_writers.h"

#include "report/document_parts.h"

namespace passline {
namespace {

void write_csv(const doc::Document& document, const DocumentOptions& options, Sink& sink) {
    for (const doc::Table& table : data_tables(document)) {
        if (!options.table.empty() && table.id != options.table) continue;
        write_table_csv(table, options, sink);
        return;
    }
}

}  // namespace

std::optional<Text> write_document(const doc::Document& document, DocumentFormat format,
                                   const DocumentOptions& options, Sink& sink) {
    switch (format) {
        case DocumentFormat::csv:
            write_csv(document, options, sink);
            break;
        case DocumentFormat::markdown:
            sink.write(markdown_document(document, options));
            break;
        case DocumentFormat::html:
            sink.write(html_document(document, options));
            break;
        case DocumentFormat::json:
            sink.write(json_document(document, options));
            break;
        case DocumentFormat::xlsx:
            return xlsx_document(document, options, sink);
        case DocumentFormat::text:
            sink.write(text_document(document, options));
            break;
    }
    return {};
}

}  // namespace passline
