#include "report/diagnostic_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/output_text.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// An excerpt wider than this is cut around its caret.
constexpr std::size_t widest_excerpt = 100;
/// How much of a cut excerpt stands before the caret.
constexpr std::size_t lead_width = 40;
constexpr std::string_view cut_mark = "...";

class Painter {
  public:
    explicit Painter(bool color) : color_(color) {}
    std::string operator()(std::string_view style, std::string_view text) const {
        if (!color_) return std::string(text);
        return fmt::format("{}{}{}", style, text, ansi::reset);
    }

  private:
    bool color_;
};

std::string address(const Place& place) {
    std::string file = printable(place.file.empty() ? "passline" : place.file);
    if (place.line == 0) return file;
    if (place.column == 0) return fmt::format("{}:{}", file, place.line);
    return fmt::format("{}:{}:{}", file, place.line, place.column);
}

/// The bytes that the first `count` characters take.
std::size_t bytes_of(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && ++seen > count) break;
    }
    return at;
}

/// An excerpt as it is shown, with the columns of the terminal that the caret takes.
struct Excerpt {
    std::string text;
    std::size_t caret = 0;
    std::size_t caret_width = 0;  ///< 0: no caret
};

Excerpt fit(const Place& place) {
    const std::string line = printable(place.excerpt);
    std::string_view rest = line;
    if (place.column == 0) return {std::string(prefix_of_width(rest, widest_excerpt)), 0, 0};
    const std::size_t start = bytes_of(line, place.column - 1);
    const std::size_t end = start + bytes_of(rest.substr(start), place.width);
    Excerpt excerpt;
    excerpt.caret = display_width(rest.substr(0, start));
    excerpt.caret_width = std::max<std::size_t>(display_width(rest.substr(start, end - start)), 1);
    if (display_width(rest) > widest_excerpt) {
        if (excerpt.caret > lead_width) {
            std::string_view left = prefix_of_width(rest, excerpt.caret - lead_width);
            rest.remove_prefix(left.size());
            excerpt.text = cut_mark;
            excerpt.caret = excerpt.caret - display_width(left) + cut_mark.size();
        }
        const std::string_view kept =
            prefix_of_width(rest, widest_excerpt - excerpt.text.size() - cut_mark.size());
        const bool whole = kept.size() == rest.size();
        excerpt.text += kept;
        excerpt.caret_width = std::max<std::size_t>(
            std::min(excerpt.caret_width,
                     display_width(excerpt.text) - std::min(excerpt.caret, display_width(excerpt.text))),
            1);
        if (!whole) excerpt.text += cut_mark;
    } else {
        excerpt.text = rest;
    }
    return excerpt;
}

void append_excerpt(std::string& out, const Place& place, std::size_t gutter, const Painter& paint,
                    std::string_view caret_style) {
    if (place.excerpt.empty() || place.line == 0) return;
    const Excerpt excerpt = fit(place);
    out +=
        fmt::format("  {} {}\n", paint(ansi::dim, fmt::format("{:>{}} |", place.line, gutter)), excerpt.text);
    if (excerpt.caret_width == 0) return;
    const std::string caret = "^" + std::string(excerpt.caret_width - 1, '~');
    out += fmt::format("  {} {}{}\n", paint(ansi::dim, fmt::format("{:>{}} |", "", gutter)),
                       std::string(excerpt.caret, ' '), paint(caret_style, caret));
}

std::size_t gutter_of(const Diagnostic& diagnostic) {
    std::uint32_t highest = diagnostic.place.excerpt.empty() ? 0 : diagnostic.place.line;
    for (const Place& place : diagnostic.related) {
        if (!place.excerpt.empty()) highest = std::max(highest, place.line);
    }
    return fmt::formatted_size("{}", highest);
}

Text severity_word(Severity severity) {
    return severity == Severity::error ? say("错误", "error") : say("警告", "warning");
}

std::string_view severity_name(Severity severity) {
    return severity == Severity::error ? "error" : "warning";
}

Text counted(std::size_t count, Severity severity) {
    if (severity == Severity::error) {
        return count == 1 ? say("1 个错误", "1 error") : say("{0} 个错误", "{0} errors", count);
    }
    return count == 1 ? say("1 个警告", "1 warning") : say("{0} 个警告", "{0} warnings", count);
}

Text counted_beyond(std::size_t count, Severity severity, const std::string& code) {
    if (severity == Severity::error) {
        return count == 1 ? say("另有 1 个 {0} 错误", "1 more error of kind {0}", code)
                          : say("另有 {0} 个 {1} 错误", "{0} more errors of kind {1}", count, code);
    }
    return count == 1 ? say("另有 1 个 {0} 警告", "1 more warning of kind {0}", code)
                      : say("另有 {0} 个 {1} 警告", "{0} more warnings of kind {1}", count, code);
}

void append_string_field(std::string& out, std::string_view name, std::string_view value) {
    out += fmt::format("\"{}\":", name);
    append_json_string(out, value);
    out += ',';
}

/// Without the closing brace.
void append_place_fields(std::string& out, const Place& place) {
    append_string_field(out, "file", place.file);
    out += fmt::format("\"line\":{},\"column\":{},\"width\":{},", place.line, place.column, place.width);
}

void append_json_object(std::string& out, const Diagnostic& diagnostic, Language language) {
    out += '{';
    append_string_field(out, "severity", severity_name(diagnostic.severity));
    append_string_field(out, "code", diagnostic.code);
    append_place_fields(out, diagnostic.place);
    append_string_field(out, "message", diagnostic.message.in(language));
    append_string_field(out, "hint", diagnostic.hint.in(language));
    append_string_field(out, "excerpt", diagnostic.place.excerpt);
    out += "\"related\":[";
    for (const Place& place : diagnostic.related) {
        out += &place == &diagnostic.related.front() ? "{" : ",{";
        append_place_fields(out, place);
        append_string_field(out, "excerpt", place.excerpt);
        out.back() = '}';
    }
    out += "]}\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, Language language, bool color) {
    const Painter paint(color);
    const bool error = diagnostic.severity == Severity::error;
    const std::string_view strong = error ? ansi::bold_red : ansi::bold_yellow;
    const std::size_t gutter = gutter_of(diagnostic);
    std::string out = fmt::format(
        "{} {} {}\n", paint(ansi::bold, address(diagnostic.place) + ":"),
        paint(strong,
              fmt::format("{}[{}]:", severity_word(diagnostic.severity).in(language), diagnostic.code)),
        printable(diagnostic.message.in(language)));
    append_excerpt(out, diagnostic.place, gutter, paint, error ? ansi::red : ansi::yellow);
    for (const Place& place : diagnostic.related) {
        out += fmt::format("  {}\n", paint(ansi::bold, address(place) + ":"));
        append_excerpt(out, place, gutter, paint, ansi::green);
    }
    if (!diagnostic.hint.empty()) {
        out += fmt::format("  {} {}\n", paint(ansi::bold_green, language == Language::zh ? "提示:" : "hint:"),
                           printable(diagnostic.hint.in(language)));
    }
    return out;
}

std::string render_all(const Diagnostics& diagnostics, Language language, bool color) {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
        out += render(diagnostic, language, color);
        out += '\n';
    }
    for (const auto& [kind, more] : diagnostics.beyond()) {
        out += counted_beyond(more, kind.first, kind.second).in(language) + "\n";
    }
    const std::size_t errors = diagnostics.errors();
    const std::size_t warnings = diagnostics.warnings();
    if (errors + warnings <= 1) return out;
    if (errors > 0) out += counted(errors, Severity::error).in(language);
    if (errors > 0 && warnings > 0) out += language == Language::zh ? "，" : ", ";
    if (warnings > 0) out += counted(warnings, Severity::warning).in(language);
    out += '\n';
    return out;
}

std::string render_json(const Diagnostics& diagnostics, Language language) {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics.all()) append_json_object(out, diagnostic, language);
    for (const auto& [kind, more] : diagnostics.beyond()) {
        out += '{';
        append_string_field(out, "severity", severity_name(kind.first));
        append_string_field(out, "code", kind.second);
        out += fmt::format("\"more\":{}}}\n", more);
    }
    return out;
}

}  // namespace passline
