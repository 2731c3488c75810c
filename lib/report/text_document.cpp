// A document on the terminal: plain text, wrapped by display width, charts drawn with blocks.
#include <fmt/format.h>

#include <algorithm>

#include "report/cell_text.h"
#include "report/document_parts.h"
#include "report/output_text.h"
#include "report/text_chart.h"
#include "report/wrap.h"
#include "text/unicode.h"

namespace passline {
namespace {

class TextDocument {
  public:
    TextDocument(const doc::Document& document, const DocumentOptions& options)
        : document_(document), options_(options), numbering_(document, options.language) {}

    std::string written() {
        if (document_.layout == doc::Layout::report) title();
        for (const doc::Block& block : document_.blocks) {
            std::visit([this](const auto& part) { write(part); }, block);
        }
        return std::move(out_);
    }

  private:
    std::string in(const Text& text) const { return reader_text(text, options_.language); }
    bool chinese() const { return options_.language == Language::zh; }

    std::string styled(std::string_view style, const std::string& text) const {
        return options_.color ? fmt::format("{}{}{}", style, text, ansi::reset) : text;
    }

    /// An empty line before each block but the first.
    void part() {
        if (!out_.empty() && !out_.ends_with('\f')) out_ += '\n';
    }
    /// The text in lines; all but the first are set in by the width of `lead`, which stands before the first.
    void lines(const std::string& lead, const std::string& text, std::string_view style = {}) {
        const std::size_t indent = display_width(lead);
        const std::size_t width =
            options_.width == 0 ? 0 : std::max<std::size_t>(options_.width, indent + 20) - indent;
        bool first = true;
        for (const std::string_view line : wrapped(text, width)) {
            const std::string start = first ? lead : std::string(indent, ' ');
            out_ += style.empty() ? fmt::format("{}{}\n", start, line)
                                  : styled(style, fmt::format("{}{}", start, line)) + "\n";
            first = false;
        }
    }
    void sources(const std::vector<Text>& all) {
        for (const Text& source : all) lines("  ← ", in(source), ansi::dim);
    }
    void underlined(const std::string& text, char mark) {
        lines("", text, ansi::bold);
        const std::size_t width = display_width(text);
        out_.append(options_.width == 0 ? width : std::min(width, options_.width), mark);
        out_ += '\n';
    }

    void title() {
        underlined(in(document_.title), '=');
        if (!document_.subtitle.empty()) lines("", in(document_.subtitle));
        if (document_.as_of) lines("", in(as_of_text(*document_.as_of)), ansi::dim);
    }

    void write(const doc::Heading& heading) {
        part();
        const std::string text = numbering_.next(heading.level) + in(heading.text);
        if (heading.level == 1) {
            underlined(text, '-');
        } else {
            lines("", text, ansi::bold);
        }
    }

    void write(const doc::Paragraph& paragraph) {
        part();
        const std::string label = in(paragraph.label);
        lines("", label.empty() || chinese() ? label + in(paragraph.text) : label + " " + in(paragraph.text));
        sources(paragraph.sources);
    }

    void write(const doc::List& list) {
        part();
        std::size_t number = 0;
        for (const Text& item : list.items)
            lines(list.numbered ? fmt::format("{}. ", ++number) : "- ", in(item));
    }

    /// Name and value with the values below each other.
    void pairs(const std::vector<std::pair<std::string, std::string>>& all) {
        std::size_t widest = 0;
        for (const auto& [name, value] : all) widest = std::max(widest, display_width(name));
        for (const auto& [name, value] : all)
            lines(name + std::string(widest - display_width(name) + 2, ' '), value.empty() ? "-" : value);
    }

    void write(const doc::Facts& facts) {
        part();
        std::vector<std::pair<std::string, std::string>> all;
        for (const doc::Fact& fact : facts.facts) all.emplace_back(in(fact.label), in(fact.value));
        pairs(all);
    }

    void write(const doc::KeyFigures& figures) {
        part();
        if (!figures.title.empty()) lines("", in(figures.title), ansi::bold);
        std::size_t label = 0;
        std::size_t value = 0;
        for (const doc::KeyFigure& figure : figures.figures) {
            label = std::max(label, display_width(in(figure.label)));
            value = std::max(value, display_width(shown(figure)));
        }
        for (const doc::KeyFigure& figure : figures.figures) {
            const std::string name = in(figure.label);
            const std::string text = shown(figure);
            const std::string before(label - display_width(name) + 2 + value - display_width(text), ' ');
            const std::string note = in(figure.note);
            if (note.empty()) {
                lines("", fmt::format("{}{}{}", name, before, text));
            } else {
                lines(fmt::format("{}{}{}  ", name, before, text), note);
            }
            sources(figure.sources);
        }
    }
    std::string shown(const doc::KeyFigure& figure) const {
        const std::string text = cell_text(figure.cell, figure.kind, options_.language);
        return text.empty() ? "-" : text;
    }

    void write(const doc::Table& table) {
        if (!shown_to_readers(table)) return;
        part();
        lines("", in(table.title), ansi::bold);
        if (table.rows.empty()) {
            lines("", in(table.empty));
        } else {
            TableOptions options;
            options.language = options_.language;
            options.color = options_.color;
            options.width = options_.width;
            StringSink sink;
            write_table(table, options, true, sink);
            out_ += sink.text;
        }
        for (const Text& note : table.notes) lines(chinese() ? "注：" : "Note: ", in(note), ansi::dim);
        sources(table.sources);
    }

    void write(const doc::Chart& chart) {
        if (!has_figures(chart)) return;
        part();
        lines("", in(chart.title), ansi::bold);
        out_ += text_chart(chart, options_);
        if (!chart.summary.empty()) lines("", in(chart.summary), ansi::dim);
        sources(chart.sources);
    }

    void write(const doc::Note& note) {
        part();
        const bool warning = note.kind == doc::Note::Kind::warning;
        const Text lead = warning ? say("注意：", "Attention: ") : say("注：", "Note: ");
        lines(lead.in(options_.language), in(note.text), warning ? ansi::yellow : std::string_view{});
    }

    void write(const doc::Signatures& signatures) {
        part();
        for (const doc::Signature& signature : signatures.signatures) {
            const std::string name = in(signature.name);
            lines("", fmt::format("{}{}{}    {}", signature_label(signature, options_.language),
                                  chinese() ? "：" : ": ", name.empty() ? "________________" : name,
                                  signature_day(signature, options_.language)));
        }
    }

    void write(const doc::PageBreak&) { out_ += "\f"; }

    const doc::Document& document_;
    const DocumentOptions& options_;
    Numbering numbering_;
    std::string out_;
};

}  // namespace

std::string text_document(const doc::Document& document, const DocumentOptions& options) {
    return TextDocument(document, options).written();
}

}  // namespace passline
