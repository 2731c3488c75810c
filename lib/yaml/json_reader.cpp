#include "yaml/json_reader.h"

#include <algorithm>

#include "yaml/tree_rules.h"

namespace passline {
namespace {

using Kind = JsonFailure::Kind;

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

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

class JsonReader {
  public:
    JsonReader(const SourceText& source, Diagnostics& diagnostics, JsonFailure& failure)
        : source_(source),
          text_(source.text()),
          locator_(source),
          diagnostics_(diagnostics),
          failure_(failure) {}

    bool document(Node& root) {
        if (!value(root, 0)) return false;
        skip();
        if (at_ < text_.size()) {
            return fail(Kind::syntax,
                        say("文档到此已经结束，后面还有内容", "the document ends here, but more follows"));
        }
        return true;
    }

  private:
    bool fail(Kind kind, Text message) {
        failure_ = {kind, at_, std::move(message)};
        return false;
    }
    void skip() { at_ = skip_blanks(text_, at_); }
    bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }

    void place(Node& node) {
        const SourceText::Position position = locator_.at(at_);
        node.line = position.line;
        node.column = position.column;
    }

    bool value(Node& node, std::size_t depth);
    bool object(Node& node, std::size_t depth);
    bool entry(Node& node, std::size_t depth);
    bool array(Node& node, std::size_t depth);
    bool word(Node& node);
    bool string(Node& node);
    bool escape(std::string& text);
    bool four_hex(std::uint32_t& unit);
    /// Reads the second half of a pair; false when it is missing or there is no first.
    bool join_surrogates(std::uint32_t& unit);
    bool end_or_comma(char end, bool& ended);

    const SourceText& source_;
    std::string_view text_;
    Locator locator_;
    Diagnostics& diagnostics_;
    JsonFailure& failure_;
    std::size_t at_ = 0;
    std::size_t nodes_ = 0;
};

bool JsonReader::value(Node& node, std::size_t depth) {
    skip();
    place(node);
    if (++nodes_ > max_tree_nodes) {
        report_nodes(source_.place_at(at_), diagnostics_);
        return fail(Kind::refused, {});
    }
    if (at_ == text_.size())
        return fail(Kind::syntax,
                    say("文件在此中断，这里应有一个值", "the file breaks off where a value is expected"));
    const char c = text_[at_];
    if (c == '{' || c == '[') {
        if (depth == max_tree_depth) {
            report_depth(source_.place_at(at_), diagnostics_);
            return fail(Kind::refused, {});
        }
        return c == '{' ? object(node, depth + 1) : array(node, depth + 1);
    }
    return c == '"' ? string(node) : word(node);
}

bool JsonReader::end_or_comma(char end, bool& ended) {
    skip();
    ended = next_is(end);
    if (ended || next_is(',')) {
        ++at_;
        return true;
    }
    return fail(Kind::syntax, say("这里应是“,”或“{0}”", "',' or '{0}' is expected here", end));
}

bool JsonReader::object(Node& node, std::size_t depth) {
    node.kind = Node::Kind::map;
    ++at_;
    skip();
    if (next_is('}')) {
        ++at_;
        return true;
    }
    for (bool ended = false; !ended;) {
        if (!entry(node, depth) || !end_or_comma('}', ended)) return false;
    }
    check_keys(node, source_, diagnostics_);
    return true;
}

bool JsonReader::entry(Node& node, std::size_t depth) {
    skip();
    if (!next_is('"')) return fail(Kind::maybe_yaml, {});
    Node::Entry& fresh = node.entries.emplace_back();
    place(fresh.key);
    ++nodes_;
    if (!string(fresh.key)) return false;
    skip();
    if (!next_is(':')) return fail(Kind::syntax, say("键后面应是“:”", "':' is expected after a key"));
    ++at_;
    return value(fresh.value, depth);
}

bool JsonReader::array(Node& node, std::size_t depth) {
    node.kind = Node::Kind::sequence;
    ++at_;
    skip();
    if (next_is(']')) {
        ++at_;
        return true;
    }
    for (bool ended = false; !ended;) {
        if (!value(node.items.emplace_back(), depth) || !end_or_comma(']', ended)) return false;
    }
    return true;
}

bool JsonReader::word(Node& node) {
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,:]}[{\"", at_), text_.size());
    node.kind = Node::Kind::scalar;
    node.text = text_.substr(at_, end - at_);
    if (node.text == "null") {
        node.kind = Node::Kind::null;
        node.text.clear();
    } else if (!node.is_number() && !node.is_boolean()) {
        return fail(Kind::maybe_yaml, {});
    }
    node.width = static_cast<std::uint32_t>(end - at_);
    at_ = end;
    return true;
}

bool JsonReader::string(Node& node) {
    node.kind = Node::Kind::scalar;
    node.quoted = true;
    const std::size_t start = at_++;
    for (;;) {
        std::size_t end = at_;
        while (end < text_.size() && text_[end] != '"' && text_[end] != '\\' && text_[end] != '\n') ++end;
        node.text.append(text_, at_, end - at_);
        at_ = end;
        if (at_ == text_.size()) {
            at_ = start;
            return fail(Kind::syntax, say("引号没有闭合", "this quote is never closed"));
        }
        if (text_[at_] == '\n') return fail(Kind::maybe_yaml, {});
        if (text_[at_++] == '"') break;
        if (!escape(node.text)) return false;
    }
    node.width = count_characters(text_.substr(start, at_ - start));
    return true;
}

bool JsonReader::escape(std::string& text) {
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (at_ < text_.size() && text_[at_] == 'u') {
        std::uint32_t unit = 0;
        const std::size_t start = at_ - 1;
        if (!four_hex(unit)) return false;
        if (!join_surrogates(unit)) {
            at_ = start;
            return fail(Kind::syntax,
                        say("\\u 转义只写了半个字符", "this \\u escape is only half of a character"));
        }
        append_utf8(text, unit);
        return true;
    }
    const std::size_t known = at_ < text_.size() ? names.find(text_[at_]) : std::string_view::npos;
    if (known == std::string_view::npos) return fail(Kind::maybe_yaml, {});
    text += meanings[known];
    ++at_;
    return true;
}

bool JsonReader::four_hex(std::uint32_t& unit) {
    if (text_.size() - at_ < 5) return fail(Kind::maybe_yaml, {});
    unit = 0;
    for (std::size_t i = 1; i <= 4; ++i) {
        const int digit = hex_digit(text_[at_ + i]);
        if (digit < 0) return fail(Kind::maybe_yaml, {});
        unit = unit * 16 + static_cast<std::uint32_t>(digit);
    }
    at_ += 5;
    return true;
}

bool JsonReader::join_surrogates(std::uint32_t& unit) {
    if (unit < 0xD800 || unit > 0xDFFF) return true;
    std::uint32_t low = 0;
    if (unit >= 0xDC00 || !text_.substr(at_).starts_with("\\u")) return false;
    ++at_;
    if (!four_hex(low) || low < 0xDC00 || low > 0xDFFF) return false;
    unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
    return true;
}

}  // namespace

void append_utf8(std::string& text, std::uint32_t code_point) {
    const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
    if (code_point < 0x80) {
        byte(code_point);
    } else if (code_point < 0x800) {
        byte(0xC0U | (code_point >> 6U));
        byte(0x80U | (code_point & 0x3FU));
    } else if (code_point < 0x10000) {
        byte(0xE0U | (code_point >> 12U));
        byte(0x80U | ((code_point >> 6U) & 0x3FU));
        byte(0x80U | (code_point & 0x3FU));
    } else {
        byte(0xF0U | (code_point >> 18U));
        byte(0x80U | ((code_point >> 12U) & 0x3FU));
        byte(0x80U | ((code_point >> 6U) & 0x3FU));
        byte(0x80U | (code_point & 0x3FU));
    }
}

bool looks_like_json(std::string_view text) {
    const std::size_t at = skip_blanks(text, 0);
    return at < text.size() && (text[at] == '{' || text[at] == '[');
}

std::optional<Node> read_json(const SourceText& source, Diagnostics& diagnostics, JsonFailure& failure) {
    Node root;
    JsonReader reader(source, diagnostics, failure);
    if (!reader.document(root)) return std::nullopt;
    return root;
}

}  // namespace passline
