// Rows of a table for who writes millions of them: what many rows have alike is made once.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "report/field_text.h"
#include "report/table.h"

namespace passline {

/// A row as its format writes it, with gaps in the place of the cells that each row has for itself. Made by
/// TableRows::pattern, filled by RowFields.
class RowPattern {
  public:
    using PutText = char* (*)(char* to, std::string_view text);

    /// Of no format: rows of it must be given as cells.
    RowPattern() = default;
    /// Texts in gaps are written by `put_text`; the items of a list in a gap stand apart by `between`.
    RowPattern(PutText put_text, std::string_view between) : put_text_(put_text), between_(between) {}

    bool empty() const { return pieces_.empty(); }
    std::string_view between() const { return between_; }

    // For the formats: bytes, then a gap, and so on; `end` behind the last bytes.
    void append(std::string_view bytes) { bytes_.append(bytes); }
    void gap() {
        pieces_.push_back({begin_, static_cast<std::uint32_t>(bytes_.size()) - begin_});
        begin_ = static_cast<std::uint32_t>(bytes_.size());
    }
    void end() {
        gap();
        bytes_.append(Bytes::slack, '\0');
    }
    /// A further row, which is always written behind this one. Both have their end.
    void append_row(const RowPattern& row) {
        if (empty()) return void(*this = row);
        const Piece last = pieces_.back();  // it goes on with the row's first one
        pieces_.pop_back();
        begin_ = last.begin;
        bytes_.resize(last.begin + last.size);
        for (const Piece& piece : row.pieces_) {
            append(std::string_view(row.bytes_).substr(piece.begin, piece.size));
            gap();
        }
        bytes_.append(Bytes::slack, '\0');
    }

  private:
    friend class RowFields;
    struct Piece {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
    };

    /// What stands before each gap, and behind the last, one behind the other, and slack.
    std::string bytes_;
    std::vector<Piece> pieces_;
    std::uint32_t begin_ = 0;  ///< of the piece that is being made
    PutText put_text_ = nullptr;
    std::string_view between_;
};

/// One row of a pattern, or several, put where they will stand: its gaps in order, then `end`. Room is made
/// once for all.
class RowFields {
  public:
    /// The rows' pattern, which is not empty. Texts are so long together, everything else takes no more than
    /// `most` bytes.
    RowFields(TableRows& rows, const RowPattern& pattern, std::size_t texts, std::size_t most)
        : bytes_(*rows.bytes()), pattern_(pattern), piece_(pattern.pieces_.data()) {
        to_ = bytes_.room(pattern.bytes_.size() + most_of_text * texts +
                          most_beside * pattern.pieces_.size() + most);
        put_piece();
    }

    /// Any text.
    void text(std::string_view value) {
        if (!value.empty()) to_ = pattern_.put_text_(to_, value);
        put_piece();
    }
    /// A figure, date or word of passline's own.
    void plain(std::string_view value) {
        to_ = put(to_, value);
        put_piece();
    }
    /// The same, or items of a list: `put(char*)` writes it and returns its end.
    template <class Put>
    void made(Put put) {
        to_ = put(to_);
        put_piece();
    }
    void end() { bytes_.end_at(to_); }

  private:
    [[gnu::always_inline]] void put_piece() {
        const RowPattern::Piece piece = *piece_++;
        const char* const from = pattern_.bytes_.data() + piece.begin;
        std::memcpy(to_, from, Bytes::slack);
        if (piece.size > Bytes::slack)
            std::memcpy(to_ + Bytes::slack, from + Bytes::slack, piece.size - Bytes::slack);
        to_ += piece.size;
    }

    Bytes& bytes_;
    const RowPattern& pattern_;
    const RowPattern::Piece* piece_;
    char* to_;
};

}  // namespace passline
