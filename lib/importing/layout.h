// Where the header of a foreign file is, and what each of its columns is under a preset.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/grid.h"
#include "importing/preset.h"

namespace passline {

/// A column of the file.
struct ForeignColumn {
    int index = 0;
    std::string header;  ///< as written, on one line; those of several rows joined by a blank
    const PresetColumn* meaning = nullptr;  ///< null: the preset does not know it
    std::string name;                       ///< what the star of the preset's header stands for, folded
    std::string own_target;                 ///< of --map; empty: none
    std::optional<Decimal> out_of;          ///< of --map, else of the preset

    /// What it becomes: by --map, else by the preset; empty: nothing.
    std::string_view to() const {
        if (!own_target.empty()) return own_target;
        return meaning == nullptr ? std::string_view() : std::string_view(meaning->to);
    }
};

struct Layout {
    std::shared_ptr<Grid> grid;
    std::size_t skip = 0;  ///< rows before the first one below the header
    std::uint64_t header_at = 0;
    std::vector<ForeignColumn> columns;  ///< those with a header
    std::size_t width = 0;               ///< of the header's rows
    std::vector<GridRow> titles;         ///< rows above the header
    std::size_t matched = 0;             ///< headers that the preset names, wildcards for anything left out
    std::size_t useful = 0;              ///< those of them that something becomes of

    /// Null when no column becomes `to`.
    const ForeignColumn* column(std::string_view to) const;
    Place header_place(const ForeignColumn& column) const { return grid->place(header_at, column.index); }
};

/// Headers, on the row and the readings that fit the preset best: of the first 30 rows the one with most
/// headers that it names. Rows below it where nobody's id or name stands are the header's too, as many as the
/// preset says (超星: 作业 | 作业1, 作业2). Nothing when no row holds two of its headers, one of them telling
/// who it is (feedback needs no such); nothing is reported.
std::optional<Layout> find_layout(const std::vector<std::shared_ptr<Grid>>& grids, const Preset& preset);

/// What a header is called under the preset.
struct HeaderMeaning {
    const PresetColumn* column = nullptr;
    std::string name;
};
HeaderMeaning meaning_of(const Preset& preset, std::string_view header);

/// A header's key without the bracket at its end: 迟到次数(次) → 迟到次数; the key itself when there is none.
std::string_view without_bracket(std::string_view key);

}  // namespace passline
