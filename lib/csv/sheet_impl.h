// What Sheet and its Reader share.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "csv/columns.h"
#include "csv/header.h"
#include "csv/header_search.h"
#include "csv/row_scanner.h"
#include "csv/sheet.h"
#include "csv/source.h"

namespace passline {

struct Sheet::Impl {
    std::unique_ptr<SheetSource> source;
    SheetSpec spec;
    Dialect dialect;
    ScannedRow header_row;
    std::vector<HeaderCell> headers;
    Columns columns;

    /// Of all rows below the header.
    RowScanner scanner(std::size_t begin, bool look_ahead) const {
        const std::string_view bytes = source->bytes();
        return {bytes, dialect, source->held_in(), begin, bytes.size(), look_ahead};
    }

    std::size_t begin_of_sums() const;
    Place header_place(std::size_t column) const;
    std::size_t offset_of(const Cell& cell) const {
        return static_cast<std::size_t>(cell.raw.data() - source->bytes().data());
    }
};

/// 合计 总计 平均分 Total Average … : what the first filled cell of a sum row says, in the encoding that the
/// cell stands in.
bool is_sum_word(std::string_view raw, Encoding held_in);

}  // namespace passline
