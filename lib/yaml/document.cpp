#include "yaml/document.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

#include "text/unicode.h"
#include "yaml/json_reader.h"
#include "yaml/source_text.h"
#include "yaml/tree_builder.h"
#include "yaml/tree_rules.h"
#include "yaml/yaml_messages.h"

namespace passline {
namespace {

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

/// Lets the YAML library read bytes where they lie.
class ViewBuffer : public std::streambuf {
  public:
    explicit ViewBuffer(std::string_view bytes) {
        char* begin = const_cast<char*>(
            bytes.data());  // NOLINT: streambuf has no const reader, and this one never writes
        setg(begin, begin, begin + bytes.size());
    }
};

void report_utf16(const std::string& name, Diagnostics& diagnostics) {
    diagnostics.error("yaml-encoding", {name, 0, 0, 1, ""}, say("文件是 UTF-16 编码", "the file is UTF-16"),
                      say("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"));
}

/// The first line that is not UTF-8, decoded as GB18030 when the whole file can be read so.
void report_not_utf8(const std::string& name, std::string_view bytes, std::size_t offset,
                     Diagnostics& diagnostics) {
    const auto number = static_cast<std::uint32_t>(
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    const std::size_t before = bytes.rfind('\n', offset);
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    std::string_view line = bytes.substr(start, bytes.find('\n', start) - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool chinese = to_utf8(bytes, Encoding::gb18030).has_value();
    const auto ascii = std::find_if(line.begin(), line.end(),
                                    [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
    Place place{name, number + 1, static_cast<std::uint32_t>(ascii - line.begin()) + 1, 1, ""};
    if (chinese && line.size() < 1000) place.excerpt = to_utf8(line, Encoding::gb18030).value_or("");
    diagnostics.error("yaml-encoding", place,
                      chinese ? say("文件不是 UTF-8 编码，看来是 GBK/GB18030",
                                    "the file is not UTF-8 but looks like GBK/GB18030")
                              : say("文件不是 UTF-8 编码", "the file is not UTF-8"),
                      say("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"));
}

/// The text after a byte order mark, when it is UTF-8.
std::optional<std::string_view> utf8_text(const FileBytes& file, Diagnostics& diagnostics) {
    std::string_view bytes = file.bytes();
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        report_utf16(file.name(), diagnostics);
        return std::nullopt;
    }
    if (bytes.starts_with(utf8_bom)) bytes.remove_prefix(utf8_bom.size());
    if (const std::size_t invalid = first_invalid_utf8(bytes); invalid != std::string_view::npos) {
        report_not_utf8(file.name(), bytes, invalid, diagnostics);
        return std::nullopt;
    }
    return bytes;
}

/// The library takes some control characters for the end of the file, others for text.
bool check_control_characters(const SourceText& source, Diagnostics& diagnostics) {
    const std::string_view text = source.text();
    const auto bad = std::find_if(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
    if (bad == text.end()) return true;
    diagnostics.error("yaml-syntax", source.place_at(static_cast<std::size_t>(bad - text.begin())),
                      say("文件里有控制字符 U+{0:04X}", "the file holds the control character U+{0:04X}",
                          static_cast<unsigned>(*bad)),
                      say("删去它；若文件不是文本，请检查是否选错了文件",
                          "remove it, or check that this is the right file"));
    return false;
}

/// Where the quote stands that was never closed: the first behind what could be read.
std::size_t open_quote(std::string_view text, std::size_t from) {
    for (std::size_t at = from; at < text.size(); ++at) {
        if ((text[at] == '"' || text[at] == '\'') &&
            (at == 0 || std::string_view(" \t\n[{,:").find(text[at - 1]) != std::string_view::npos)) {
            return at;
        }
    }
    return text.size();
}

/// What the line and the one above suggest about an error in it, beyond what the library's words do.
std::optional<Text> hint_from_lines(const SourceText& source, std::uint32_t number) {
    const std::string_view line = source.line(number);
    std::uint32_t previous = number - 1;
    while (previous > 0 && source.line(previous).find_first_not_of(" \t") == std::string_view::npos)
        --previous;
    const std::string_view above = source.line(previous);
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    const std::size_t indent_above = std::min(above.find_first_not_of(" \t"), above.size());
    if (line.substr(0, indent).find('\t') != std::string_view::npos) {
        return say("这一行用了 Tab 缩进，请改用空格", "this line is indented with a tab: use blanks");
    }
    if (holds_full_width_colon(line) || holds_full_width_colon(above)) return full_width_colon_hint();
    if (indent > indent_above && above.find(": ") != std::string_view::npos) {
        return say("这一行比上一行缩进得深，而上一行已经有值：同一层的键要对齐",
                   "this line is indented more than the one above, which has a value already: keys of one "
                   "level line up");
    }
    return std::nullopt;
}

void report_syntax(const YAML::ParserException& error, const SourceText& source, const TreeBuilder& builder,
                   Diagnostics& diagnostics) {
    const std::string_view text = source.text();
    const auto is = [&](const char* words) { return error.msg.starts_with(words); };
    std::size_t offset = std::min(static_cast<std::size_t>(std::max(error.mark.pos, 0)), text.size());
    YamlMessage said = explain_yaml_error(error.msg);
    Diagnostic found{Severity::error, "yaml-syntax", source.place_at(offset), said.message, said.hint, {},
                     Trouble::input};
    if (is(YAML::ErrorMsg::EOF_IN_SCALAR)) {
        offset = std::min(offset, open_quote(text, builder.resume_offset()));
        found.place = source.place_at(offset);
    } else if (is(YAML::ErrorMsg::INVALID_ESCAPE) || is(YAML::ErrorMsg::INVALID_HEX) ||
               is(YAML::ErrorMsg::INVALID_UNICODE)) {
        const std::size_t escape = text.rfind('\\', offset == 0 ? 0 : offset - 1);
        if (escape != std::string_view::npos) found.place = source.place_at(escape);
    } else if (is(YAML::ErrorMsg::END_OF_MAP_FLOW) || is(YAML::ErrorMsg::END_OF_SEQ_FLOW)) {
        if (std::optional<Place> bracket = builder.open_bracket(); bracket && offset > 0) {
            const Place noticed = std::exchange(found.place, std::move(*bracket));
            if (noticed.line != found.place.line && !noticed.excerpt.empty())
                found.related.push_back(noticed);
        }
    } else if (std::optional<Text> hint = hint_from_lines(source, found.place.line)) {
        found.hint = std::move(*hint);
    }
    diagnostics.add(std::move(found));
}

void report_empty(const SourceText& source, Diagnostics& diagnostics) {
    diagnostics.error(
        "yaml-empty", {source.name(), 0, 0, 1, ""}, say("文件是空的", "the file is empty"),
        say("写入内容，或检查是否选错了文件", "write into it, or check that this is the right file"));
}

std::optional<Node> read_yaml(const SourceText& source, Diagnostics& diagnostics) {
    TreeBuilder builder(source, diagnostics);
    try {
        ViewBuffer buffer(source.text());
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const TreeRefused&) {
        return std::nullopt;
    } catch (const YAML::ParserException& error) {
        report_syntax(error, source, builder, diagnostics);
        return std::nullopt;
    } catch (const std::exception& error) {
        diagnostics.error("yaml-syntax", {source.name(), 0, 0, 1, ""},
                          say("无法读取 YAML（{0}）", "the YAML can't be read ({0})", error.what()));
        return std::nullopt;
    }
    std::optional<Node> root = builder.take();
    if (!root) report_empty(source, diagnostics);
    return root;
}

std::optional<Node> read_tree(const SourceText& source, Diagnostics& diagnostics) {
    if (!looks_like_json(source.text())) return read_yaml(source, diagnostics);
    JsonFailure failure;
    std::optional<Node> root = read_json(source, diagnostics, failure);
    if (root || failure.kind == JsonFailure::Kind::too_deep) return root;
    if (failure.kind == JsonFailure::Kind::maybe_yaml) return read_yaml(source, diagnostics);
    Diagnostics problems;
    root = read_yaml(source, problems);
    if (root) {
        diagnostics.merge(std::move(problems));
    } else {
        diagnostics.error("yaml-syntax", source.place_at(failure.offset), std::move(failure.message));
    }
    return root;
}

}  // namespace

std::optional<Document> Document::read(std::shared_ptr<const FileBytes> bytes, Diagnostics& diagnostics) {
    const std::optional<std::string_view> text = utf8_text(*bytes, diagnostics);
    if (!text) return std::nullopt;
    const auto source = std::make_shared<const SourceText>(bytes->name(), *text);
    if (!check_control_characters(*source, diagnostics)) return std::nullopt;
    const std::size_t errors = diagnostics.errors();
    std::optional<Node> root = read_tree(*source, diagnostics);
    if (!root || diagnostics.errors() != errors) return std::nullopt;
    Document document;
    document.bytes_ = std::move(bytes);
    document.source_ = source;
    document.root_ = std::move(*root);
    return document;
}

std::optional<Document> Document::load(const std::string& path, Diagnostics& diagnostics) {
    std::shared_ptr<const FileBytes> bytes = FileBytes::open(path, diagnostics);
    if (!bytes) return std::nullopt;
    return read(std::move(bytes), diagnostics);
}

std::optional<Document> Document::parse(std::string name, std::string text, Diagnostics& diagnostics) {
    return read(FileBytes::of(std::move(name), std::move(text)), diagnostics);
}

Place Document::place(const Node& node) const { return node_place(node, *source_); }

}  // namespace passline
