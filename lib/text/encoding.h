// GB18030 and UTF-16: what sheets are exported in besides UTF-8.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/unicode.h"

namespace passline {

/// What stands at the front of a file, if it tells its encoding.
struct ByteOrderMark {
    Encoding encoding;
    std::size_t length;  ///< in bytes
};
std::optional<ByteOrderMark> byte_order_mark(std::string_view bytes);

/// What one pass over bytes finds out.
struct EncodingScan {
    std::size_t first_invalid = std::string_view::npos;
    bool truncated = false;  ///< the invalid bytes are the beginning of a character that the end cuts off
    bool has_nul = false;    ///< up to first_invalid
    bool ascii = true;       ///< up to first_invalid
};
/// Strictly, in any of the encodings: UTF-16 of an odd number of bytes is truncated, half a surrogate pair
/// invalid.
EncodingScan scan_encoding(std::string_view bytes, Encoding encoding);

/// Number of characters in bytes of this encoding that are valid in it; an invalid byte counts one.
std::size_t characters_in(std::string_view bytes, Encoding encoding);

}  // namespace passline
