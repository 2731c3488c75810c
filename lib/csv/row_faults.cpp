#include "csv/row_faults.h"

#include <string>

namespace passline {
namespace {

/// Adds an error, and makes its place and words only while such an error is still kept.
template <class Make>
void report(std::string_view code, Diagnostics& diagnostics, Make make) {
    diagnostics.report(Severity::error, code, [&] {
        Diagnostic diagnostic = make();
        diagnostic.code = code;
        return diagnostic;
    });
}

Diagnostic error(Place place, Text message, Text hint) {
    return {Severity::error, {}, std::move(place), std::move(message), std::move(hint), {}, Trouble::input};
}

}  // namespace

void report_fault(const SheetSource& source, const ScannedRow& row, Diagnostics& diagnostics) {
    if (row.fault == ScannedRow::Fault::quote_open) {
        report("quote-open", diagnostics, [&] {
            return error(source.place(row.fault_offset, 1),
                         say("这个引号到文件末尾都没有闭合", "this quote is never closed"),
                         say("补上右引号；字段里的引号要写两遍（\"\"）",
                             "add the closing quote; a quote within a field is written twice (\"\")"));
        });
    } else if (row.fault == ScannedRow::Fault::quote_text) {
        report("quote-text", diagnostics, [&] {
            return error(
                source.place(row.fault_offset, 1), say("右引号之后还有内容", "text after a closing quote"),
                say("字段里的引号要写两遍（\"\"），整个字段放在一对引号里",
                    "a quote within a field is written twice (\"\"), and the whole field stands in quotes"));
        });
    }
}

void report_fields(const SheetSource& source, const ScannedRow& row, std::size_t fields, std::size_t columns,
                   Diagnostics& diagnostics) {
    report("row-fields", diagnostics, [&] {
        Text hint = fields > columns ? say("含有分隔符的内容要放在一对引号里",
                                           "a value that holds the delimiter must stand in quotes")
                                     : say("缺少的值也要留出空位；含有换行的内容要放在一对引号里",
                                           "a missing value leaves an empty field; a value with a line break "
                                           "must stand in quotes");
        return error(source.place(row.begin, row.end - row.begin),
                     say("这一行有 {0} 个字段，表头有 {1} 个", "{0} {2} in this row, but {1} in the header",
                         fields, columns, fields == 1 ? "field" : "fields"),
                     std::move(hint));
    });
}

void report_nul(const SheetSource& source, std::size_t offset, Diagnostics& diagnostics) {
    report("nul-byte", diagnostics, [&] {
        return error(source.place(offset, 1), say("这一行里有 NUL 字节", "a NUL byte in this row"),
                     say("文件可能已损坏，或不是文本：重新导出",
                         "the file may be damaged, or not a text: export it again"));
    });
}

std::string line_list(std::span<const std::uint32_t> lines) {
    constexpr std::size_t shown = 6;
    if (lines.size() > 1 && lines.back() - lines.front() + 1 == lines.size()) {
        return fmt::format("{}–{}", lines.front(), lines.back());
    }
    std::string result;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i >= shown && i + 1 < lines.size()) continue;
        if (i > 0) result += i > shown ? ", … " : ", ";
        result += std::to_string(lines[i]);
    }
    return result;
}

}  // namespace passline
