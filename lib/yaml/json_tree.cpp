#include "yaml/json_tree.h"

#include <algorithm>
#include <limits>

#include "yaml/tree_rules.h"

namespace passline {
namespace {

using FailureKind = JsonFailure::Kind;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The offset after blanks and comments from `at` on. A comment begins the text, a line, or follows a blank.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    for (; at < text.size(); ++at) {
        if (text[at] == '#' && (at == 0 || is_blank(text[at - 1]))) {
            at = text.find('\n', at);
            if (at == std::string_view::npos) return text.size();
        } else if (!is_blank(text[at])) {
            return at;
        }
    }
    return text.size();
}

/// The number that four hexadecimal digits at `at` make; nothing when they are not there.
std::optional<std::uint32_t> four_hex(std::string_view text, std::size_t at) {
    if (at > text.size() || text.size() - at < 4) return std::nullopt;
    std::uint32_t unit = 0;
    for (const char c : text.substr(at, 4)) {
        constexpr std::string_view digits = "0123456789abcdefABCDEF";
        const std::size_t digit = digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        unit = unit * 16 + static_cast<std::uint32_t>(digit < 16 ? digit : digit - 6);
    }
    return unit;
}

bool is_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }

/// The second half of the pair whose first, `unit`, ends at `at`; nothing when the two are no pair.
std::optional<std::uint32_t> second_half(std::string_view text, std::size_t at, std::uint32_t unit) {
    if (unit >= 0xDC00 || !text.substr(at).starts_with("\\u")) return std::nullopt;
    const std::optional<std::uint32_t> low = four_hex(text, at + 2);
    return low && *low >= 0xDC00 && *low <= 0xDFFF ? low : std::nullopt;
}

constexpr std::string_view escape_names = "\"\\/bfnrt";
constexpr std::string_view escape_meanings = "\"\\/\b\f\n\r\t";

void append_utf8(std::string& text, std::uint32_t code_point) {
    const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
    const auto tail = [&](unsigned shift) { byte(0x80U | ((code_point >> shift) & 0x3FU)); };
    if (code_point < 0x80) {
        byte(code_point);
    } else if (code_point < 0x800) {
        byte(0xC0U | (code_point >> 6U));
        tail(0);
    } else if (code_point < 0x10000) {
        byte(0xE0U | (code_point >> 12U));
        tail(6);
        tail(0);
    } else {
        byte(0xF0U | (code_point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes digits off the front; false when there are none.
bool take_digits(std::string_view& rest) {
    std::size_t count = 0;
    while (count < rest.size() && is_digit(rest[count])) ++count;
    rest.remove_prefix(count);
    return count > 0;
}

}  // namespace

bool is_json_number(std::string_view text) {
    std::string_view rest = text;
    if (rest.starts_with('-')) rest.remove_prefix(1);
    if (rest.size() > 1 && rest[0] == '0' && is_digit(rest[1])) return false;
    if (!take_digits(rest)) return false;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        if (!take_digits(rest)) return false;
    }
    if (rest.starts_with('e') || rest.starts_with('E')) {
        rest.remove_prefix(1);
        if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
        if (!take_digits(rest)) return false;
    }
    return rest.empty();
}

class JsonParser {
  public:
    JsonParser(std::string_view text, JsonFailure& failure, std::vector<JsonTree::Value>& values)
        : text_(text), failure_(failure), values_(values) {}

    bool document() {
        if (!value(0)) return false;
        skip();
        if (at_ == text_.size()) return true;
        return fail(FailureKind::syntax,
                    say("文档到此已经结束，后面还有内容", "the document ends here, but more follows"));
    }

  private:
    using Kind = JsonTree::Kind;

    bool fail(FailureKind kind, Text message = {}) {
        failure_ = {kind, at_, std::move(message)};
        return false;
    }
    void skip() { at_ = skip_blanks(text_, at_); }
    bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
    void add(Kind kind, std::size_t size) {
        values_.push_back({text_.substr(at_, size), static_cast<std::uint32_t>(values_.size() + 1), kind});
        at_ += size;
    }

    bool value(std::size_t depth);
    bool collection(Kind kind, std::size_t depth);
    bool entry(std::size_t depth);
    bool word();
    bool string();
    bool escape(std::size_t& at);
    bool end_or_comma(char end, bool& ended);

    std::string_view text_;
    JsonFailure& failure_;
    std::vector<JsonTree::Value>& values_;
    std::size_t at_ = 0;
};

bool JsonParser::value(std::size_t depth) {
    skip();
    if (at_ == text_.size()) {
        return fail(FailureKind::syntax,
                    say("文件在此中断，这里应有一个值", "the file breaks off where a value is expected"));
    }
    const char c = text_[at_];
    if (c == '"') return string();
    if (c != '{' && c != '[') return word();
    if (depth == max_tree_depth) return fail(FailureKind::too_deep);
    return collection(c == '{' ? Kind::object : Kind::array, depth + 1);
}

bool JsonParser::end_or_comma(char end, bool& ended) {
    skip();
    ended = next_is(end);
    if (ended || next_is(',')) {
        ++at_;
        return true;
    }
    return fail(FailureKind::syntax, say("这里应是“,”或“{0}”", "',' or '{0}' is expected here", end));
}

bool JsonParser::collection(Kind kind, std::size_t depth) {
    const std::size_t index = values_.size();
    const char end = kind == Kind::object ? '}' : ']';
    add(kind, 1);
    skip();
    bool ended = next_is(end);
    if (ended) ++at_;
    while (!ended) {
        if (!(kind == Kind::object ? entry(depth) : value(depth)) || !end_or_comma(end, ended)) return false;
    }
    values_[index].end = static_cast<std::uint32_t>(values_.size());
    return true;
}

bool JsonParser::entry(std::size_t depth) {
    skip();
    if (!next_is('"')) return fail(FailureKind::maybe_yaml);
    if (!string()) return false;
    skip();
    if (!next_is(':')) return fail(FailureKind::syntax, say("键后面应是“:”", "':' is expected after a key"));
    ++at_;
    return value(depth);
}

bool JsonParser::word() {
    std::size_t end = at_;
    while (end < text_.size() && !is_blank(text_[end]) &&
           std::string_view(",:]}[{\"").find(text_[end]) == std::string_view::npos)
        ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (word == "null") {
        add(Kind::null, word.size());
    } else if (word == "true" || word == "false") {
        add(Kind::boolean, word.size());
    } else if (is_json_number(word)) {
        add(Kind::number, word.size());
    } else {
        return fail(FailureKind::maybe_yaml);
    }
    return true;
}

bool JsonParser::string() {
    std::size_t at = at_ + 1;
    for (;;) {
        while (at < text_.size() && text_[at] != '"' && text_[at] != '\\' && text_[at] != '\n') ++at;
        if (at == text_.size())
            return fail(FailureKind::syntax, say("引号没有闭合", "this quote is never closed"));
        if (text_[at] == '\n') return fail(FailureKind::maybe_yaml);
        if (text_[at] == '"') break;
        if (!escape(at)) return false;
    }
    add(Kind::string, at + 1 - at_);
    return true;
}

/// Moves `at` past the escape that stands there.
bool JsonParser::escape(std::size_t& at) {
    if (at + 1 < text_.size() && text_[at + 1] == 'u') {
        const std::optional<std::uint32_t> unit = four_hex(text_, at + 2);
        if (!unit) return fail(FailureKind::maybe_yaml);
        if (is_surrogate(*unit)) {
            if (!second_half(text_, at + 6, *unit)) {
                at_ = at;
                return fail(FailureKind::syntax,
                            say("\\u 转义只写了半个字符", "this \\u escape is only half of a character"));
            }
            at += 6;
        }
        at += 6;
        return true;
    }
    if (at + 1 == text_.size() || escape_names.find(text_[at + 1]) == std::string_view::npos)
        return fail(FailureKind::maybe_yaml);
    at += 2;
    return true;
}

std::optional<JsonTree> JsonTree::parse(std::string_view text, JsonFailure& failure) {
    constexpr std::size_t usual_bytes_a_value = 12;
    if (text.size() > std::numeric_limits<std::uint32_t>::max())
        return std::nullopt;  // for JsonTree's indexes
    JsonTree tree;
    tree.values_.reserve(text.size() / usual_bytes_a_value);
    JsonParser parser(text, failure, tree.values_);
    if (!parser.document()) return std::nullopt;
    return tree;
}

std::string decoded_json(std::string_view raw) {
    raw = raw.substr(1, raw.size() - 2);
    std::string text;
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t escape = std::min(raw.find('\\', at), raw.size());
        text += raw.substr(at, escape - at);
        at = escape;
        if (at == raw.size()) break;
        if (raw[at + 1] != 'u') {
            text += escape_meanings[escape_names.find(raw[at + 1])];
            at += 2;
            continue;
        }
        std::uint32_t unit = four_hex(raw, at + 2).value_or(0);
        at += 6;
        if (is_surrogate(unit)) {
            unit =
                0x10000 + ((unit - 0xD800) << 10U) + (second_half(raw, at, unit).value_or(0xDC00) - 0xDC00);
            at += 6;
        }
        append_utf8(text, unit);
    }
    return text;
}

bool looks_like_json(std::string_view text) {
    const std::size_t at = skip_blanks(text, 0);
    return at < text.size() && (text[at] == '{' || text[at] == '[');
}

}  // namespace passline
