// What is said about rows that can't be read.
#pragma once
#include "base/diagnostics.h"
#include "csv/row_scanner.h"
#include "csv/source.h"

namespace passline {

/// `quote-open`, `quote-text`: what `row.fault` says. Nothing when it says nothing.
void report_fault(const SheetSource& source, const ScannedRow& row, Diagnostics& diagnostics);
/// `row-fields`: a row of `fields` where the header has `columns`.
void report_fields(const SheetSource& source, const ScannedRow& row, std::size_t fields, std::size_t columns,
                   Diagnostics& diagnostics);
/// `nul-byte` at `offset`.
void report_nul(const SheetSource& source, std::size_t offset, Diagnostics& diagnostics);

/// "12", "12–14", "12, 14, 20", "12, 14, … 90": line numbers in ascending order.
std::string line_list(std::span<const std::uint32_t> lines);

}  // namespace passline
