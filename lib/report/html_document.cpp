// A document as one HTML page: nothing beside it, no script, and a policy that forbids any.
#include <fmt/format.h>

#include <algorithm>

#include "report/cell_text.h"
#include "report/document_parts.h"
#include "report/embedded.h"
#include "report/html_text.h"
#include "report/output_text.h"

namespace passline {
namespace {

/// Longer tables may be divided between pages.
constexpr std::size_t rows_kept_together = 25;
/// Wider tables are printed on pages of their own, sideways.
constexpr std::ptrdiff_t columns_on_portrait = 9;

std::string_view tone_class(Tone tone) {
    constexpr std::string_view names[] = {"", "good", "bad", "open", "dim"};
    return names[static_cast<std::size_t>(tone)];
}

std::string class_attribute(std::initializer_list<std::string_view> names) {
    std::string all;
    for (const std::string_view name : names) {
        if (!name.empty()) all += (all.empty() ? "" : " ") + std::string(name);
    }
    return all.empty() ? all : fmt::format(" class=\"{}\"", all);
}

class HtmlDocument {
  public:
    HtmlDocument(const doc::Document& document, Language language)
        : document_(document),
          language_(language),
          report_(document.layout == doc::Layout::report),
          numbering_(document, language) {}

    std::string written() {
        constexpr std::string_view layouts[] = {"report", "letter", "certificate"};
        const std::string_view code = language_ == Language::zh ? "zh-CN" : "en";
        out_ = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'unsafe-inline'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light "
            "dark\">\n<title>{}</title>\n<style>{}</style>\n</head>\n",
            code, in(document_.title), page_style());
        out_ += fmt::format("<body class=\"{}\" lang=\"{}\">\n<main>\n<section class=\"page\">\n",
                            layouts[static_cast<std::size_t>(document_.layout)], code);
        if (report_) header();
        for (const doc::Block& block : document_.blocks) {
            std::visit([this](const auto& part) { write(part); }, block);
        }
        out_ += "</section>\n</main>\n</body>\n</html>\n";
        return std::move(out_);
    }

  private:
    std::string in(const Text& text) const { return html_text(text, language_); }
    const std::string& word(const Text& text) const { return text.in(language_); }

    void header() {
        out_ += fmt::format("<header>\n<h1>{}</h1>\n", in(document_.title));
        if (!document_.subtitle.empty()) out_ += fmt::format("<p>{}</p>\n", in(document_.subtitle));
        if (document_.as_of) out_ += fmt::format("<p>{}</p>\n", in(as_of_text(*document_.as_of)));
        out_ += "</header>\n";
    }
    void sources(const std::vector<Text>& all) {
        std::string list;
        for (const Text& source : all) list += (list.empty() ? "" : word({"；", "; "})) + in(source);
        if (!list.empty())
            out_ += fmt::format("<p class=\"small\">{}{}</p>\n", word({"来源：", "Sources: "}), list);
    }

    void write(const doc::Heading& heading) {
        const int level = std::clamp(heading.level, 1, 3) + (report_ ? 1 : 0);
        out_ += fmt::format("<h{0}>{1}{2}</h{0}>\n", level, numbering_.next(heading.level), in(heading.text));
    }
    void write(const doc::Paragraph& paragraph) {
        const std::string label = in(paragraph.label);
        if (label.empty()) {
            out_ += fmt::format("<p class=\"body\">{}</p>\n", in(paragraph.text));
        } else {
            out_ +=
                fmt::format("<p><strong>{}</strong>{}{}</p>\n", label, word({"", " "}), in(paragraph.text));
        }
        sources(paragraph.sources);
    }
    void write(const doc::List& list) {
        const char* tag = list.numbered ? "ol" : "ul";
        out_ += fmt::format("<{}>\n", tag);
        for (const Text& item : list.items) out_ += fmt::format("<li>{}</li>\n", in(item));
        out_ += fmt::format("</{}>\n", tag);
    }
    void write(const doc::Facts& facts) {
        out_ += "<dl class=\"facts\">\n";
        for (const doc::Fact& fact : facts.facts) {
            const std::string value = in(fact.value);
            out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", in(fact.label), value.empty() ? "–" : value);
        }
        out_ += "</dl>\n";
    }
    void write(const doc::KeyFigures& figures) {
        if (!figures.title.empty())
            out_ += fmt::format("<h{0}>{1}</h{0}>\n", report_ ? 4 : 3, in(figures.title));
        out_ += "<dl class=\"figures\">\n";
        for (const doc::KeyFigure& figure : figures.figures) {
            const std::string value = html_text(cell_text(figure.cell, figure.kind, language_));
            const bool words = !is_figure(figure.kind) || figure.cell.value.empty();
            out_ +=
                fmt::format("<div{}><dt>{}</dt><dd{}>{}</dd>",
                            class_attribute({tone_class(figure.cell.tone)}), in(figure.label),
                            class_attribute({"value", words ? "words" : ""}), value.empty() ? "–" : value);
            if (!figure.note.empty()) out_ += fmt::format("<dd class=\"small\">{}</dd>", in(figure.note));
            out_ += "</div>\n";
        }
        out_ += "</dl>\n";
        for (const doc::KeyFigure& figure : figures.figures) sources(figure.sources);
    }

    void head(const doc::Table& table) {
        out_ += "<thead><tr>";
        for (const doc::Column& column : table.columns) {
            if (!column.for_readers) continue;
            out_ += fmt::format("<th scope=\"col\"{}>{}", class_attribute({kind_class(column.kind)}),
                                in(column.title));
            if (column.line) {
                out_ += fmt::format("<small>{} {} {}</small>", in(column.line->title),
                                    column.line->at_least ? "≥" : "≤",
                                    html_text(figure_text(column.line->value, column.kind)));
            }
            out_ += "</th>";
        }
        out_ += "</tr></thead>\n";
    }
    static std::string_view kind_class(doc::Kind kind) {
        if (is_figure(kind)) return "num";
        return kind == doc::Kind::text ? "words" : "key";
    }
    void row(const doc::Table& table, const doc::Row& row) {
        out_ += row.total ? "<tr class=\"total\">" : "<tr>";
        bool first = true;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const doc::Column& column = table.columns[i];
            if (!column.for_readers) continue;
            const doc::Cell cell = i < row.cells.size() ? row.cells[i] : doc::Cell{};
            const Tone tone = tone_of(cell, column);
            const bool heads = first && !is_figure(column.kind);
            out_ += fmt::format("<{}{}>{}", heads ? "th scope=\"row\"" : "td",
                                class_attribute({kind_class(column.kind), tone_class(tone)}),
                                html_text(cell_text(cell, column.kind, language_)));
            if (column.line && tone == Tone::bad)
                out_ += fmt::format("<span class=\"hidden\">{}</span>", beyond_words(*column.line));
            out_ += heads ? "</th>" : "</td>";
            first = false;
        }
        out_ += "</tr>\n";
    }
    /// What colour says, for who does not see it.
    const std::string& beyond_words(const doc::Line& line) const {
        static const Text low{"（低于线）", " (below the line)"};
        static const Text high{"（高于线）", " (above the line)"};
        return (line.at_least ? low : high).in(language_);
    }
    void rows(const doc::Table& table, bool captioned) {
        out_ +=
            fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n",
                        in(table.title));
        if (captioned) out_ += fmt::format("<caption class=\"hidden\">{}</caption>\n", in(table.title));
        head(table);
        out_ += "<tbody>\n";
        for (const doc::Row& each : table.rows) row(table, each);
        out_ += "</tbody>\n</table>\n</div>\n";
    }
    void write(const doc::Table& table) {
        if (!shown_to_readers(table)) return;
        const auto columns = std::count_if(table.columns.begin(), table.columns.end(),
                                           [](const doc::Column& column) { return column.for_readers; });
        out_ += fmt::format("<figure{}>\n",
                            class_attribute({"table", table.rows.size() > rows_kept_together ? "long" : "",
                                             columns > columns_on_portrait ? "wide" : ""}));
        if (!table.title.empty()) out_ += fmt::format("<figcaption>{}</figcaption>\n", in(table.title));
        if (table.rows.empty()) {
            out_ += fmt::format("<p>{}</p>\n", in(table.empty));
        } else {
            rows(table, true);
        }
        for (const Text& note : table.notes)
            out_ += fmt::format("<p class=\"small\">{}{}</p>\n", word({"注：", "Note: "}), in(note));
        sources(table.sources);
        out_ += "</figure>\n";
    }
    void write(const doc::Chart& chart) {
        if (!has_figures(chart)) return;
        out_ += fmt::format("<figure class=\"chart\">\n<figcaption>{}</figcaption>\n", in(chart.title));
        out_ += svg_chart(chart, ++charts_, language_);
        if (!chart.summary.empty()) out_ += fmt::format("<p class=\"small\">{}</p>\n", in(chart.summary));
        out_ += fmt::format("<details><summary>{}</summary>\n", word({"数据", "Figures"}));
        rows(table_of(chart), true);
        out_ += "</details>\n";
        sources(chart.sources);
        out_ += "</figure>\n";
    }
    void write(const doc::Note& note) {
        const bool warning = note.kind == doc::Note::Kind::warning;
        out_ += fmt::format("<p class=\"note{}\"><strong>{}</strong>{}</p>\n", warning ? " warning" : "",
                            word(warning ? Text{"注意：", "Attention: "} : Text{"注：", "Note: "}),
                            in(note.text));
    }
    void write(const doc::Signatures& signatures) {
        out_ += "<div class=\"signatures\">\n";
        for (const doc::Signature& signature : signatures.signatures) {
            out_ += fmt::format(
                "<div class=\"signature\"><p>{}</p><p class=\"name\">{}</p><p class=\"day\">{}</p>",
                html_text(signature_label(signature, language_)), in(signature.name),
                html_text(signature_day(signature, language_)));
            if (signature.seal)
                out_ += fmt::format("<span class=\"seal\" aria-hidden=\"true\">{}</span>",
                                    word({"盖章处", "seal"}));
            out_ += "</div>\n";
        }
        out_ += "</div>\n";
    }
    void write(const doc::PageBreak&) { out_ += "</section>\n<section class=\"page\">\n"; }

    const doc::Document& document_;
    Language language_;
    bool report_;
    Numbering numbering_;
    std::size_t charts_ = 0;
    std::string out_;
};

}  // namespace

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string html_text(const Text& text, Language language) { return html_text(text.in(language)); }

std::string html_document(const doc::Document& document, const DocumentOptions& options) {
    return HtmlDocument(document, options.language).written();
}

}  // namespace passline
