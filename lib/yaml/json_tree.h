#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"

namespace passline {

/// Why a text is not JSON.
struct JsonFailure {
    enum class Kind {
        maybe_yaml,  ///< not JSON, but YAML may well take it
        syntax,      ///< wrong in JSON's own terms; `message` says how
        too_deep,    ///< beyond max_tree_depth
    };
    Kind kind = Kind::maybe_yaml;
    std::size_t offset = 0;
    Text message;
};

/// JSON (RFC 8259; `#` comments are taken as well, as in YAML) as a flat list of values in the order of the
/// text: an array or object is followed by what it holds, an object's keys stand before their values. Holds
/// views into the text and no copies: schemas are read at every start.
class JsonTree {
  public:
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
    struct Value {
        std::string_view raw;   ///< as written; of an array or object only its bracket
        std::uint32_t end = 0;  ///< index of the next value that is not inside this one
        Kind kind = Kind::null;
    };

    static std::optional<JsonTree> parse(std::string_view text, JsonFailure& failure);

    /// The first is the root.
    const std::vector<Value>& values() const { return values_; }
    const Value& operator[](std::uint32_t index) const { return values_[index]; }

  private:
    friend class JsonParser;
    std::vector<Value> values_;
};

/// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
bool is_json_number(std::string_view text);

/// True when the text begins like a JSON object or array (after blanks and `#` comments).
bool looks_like_json(std::string_view text);

/// What a string's token, with its quotes, stands for.
std::string decoded_json(std::string_view raw);

}  // namespace passline
