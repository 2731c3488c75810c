// A document as Markdown: CommonMark with the tables of GFM, which the usual hosts and pandoc render alike.
#include <fmt/format.h>

#include <algorithm>

#include "report/cell_text.h"
#include "report/document_parts.h"
#include "report/output_text.h"
#include "report/text_chart.h"

namespace passline {
namespace {

/// So wide is the longest bar of a chart, in characters.
constexpr std::size_t bar_cells = 16, bar_cells_in_word = 10;

bool starts_list(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    return digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')') &&
           (digits + 1 == text.size() || text[digits + 1] == ' ');
}

/// `- `, `+ `, `---`, `===`, `: `: what begins a list, a rule or a heading, not -1.6.
bool starts_markup(std::string_view text) {
    if (text.empty() || std::string_view("+-=:").find(text.front()) == std::string_view::npos) return false;
    return text.size() == 1 || text[1] == ' ' || text[1] == text.front();
}

/// Text that stays text wherever it stands: at the beginning of a line, in a table, in a heading.
std::string escaped(std::string text) {
    const std::size_t first = text.find_first_not_of(' ');
    text.erase(0, std::min(first, text.size()));
    while (text.ends_with(' ')) text.pop_back();
    std::string out;
    if (starts_markup(text)) out += '\\';
    const std::size_t list = starts_list(text) ? text.find_first_of(".)") : std::string::npos;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool markup = std::string_view("\\`*_[]<>|~&$@#^{}").find(c) != std::string_view::npos;
        const bool link = (c == ':' && text.compare(at, 3, "://") == 0 && at > 0) ||
                          (c == '.' && at >= 3 && text.compare(at - 3, 3, "www") == 0);
        if (markup || link || at == list) out += '\\';
        out += c;
    }
    return out;
}

class MarkdownDocument {
  public:
    MarkdownDocument(const doc::Document& document, const DocumentOptions& options)
        : document_(document),
          language_(options.language),
          for_pandoc_(options.for_pandoc),
          bar_cells_(options.for_pandoc ? bar_cells_in_word : bar_cells),
          numbering_(document, options.language) {}

    std::string written() {
        if (document_.layout == doc::Layout::report) title();
        for (const doc::Block& block : document_.blocks) {
            std::visit([this](const auto& part) { write(part); }, block);
        }
        return std::move(out_);
    }

  private:
    std::string in(const Text& text) const { return escaped(reader_text(text, language_)); }
    const std::string& word(const Text& text) const { return text.in(language_); }

    void paragraph(const std::string& markdown) {
        if (!markdown.empty()) out_ += (out_.empty() ? "" : "\n") + markdown + "\n";
    }
    void title() {
        out_ = "# " + in(document_.title) + "\n";
        paragraph(in(document_.subtitle));
        if (document_.as_of) paragraph(in(as_of_text(*document_.as_of)));
    }
    void sources(const std::vector<Text>& all) {
        std::string list;
        for (const Text& source : all) list += (list.empty() ? "" : word({"；", "; "})) + in(source);
        if (!list.empty()) paragraph(word({"*来源：* ", "*Sources:* "}) + list);
    }
    void title(const Text& text) {
        if (!text.empty()) paragraph("**" + in(text) + "**");
    }

    /// A line of a table. Cells are Markdown.
    void line(const std::vector<std::string>& cells) {
        for (const std::string& cell : cells) out_ += cell.empty() ? "| " : "| " + cell + " ";
        out_ += "|\n";
    }
    void head(const std::vector<std::string>& titles, const std::vector<bool>& right) {
        out_ += '\n';
        line(titles);
        for (std::size_t i = 0; i < titles.size(); ++i) out_ += right[i] ? "| ---: " : "| --- ";
        out_ += "|\n";
    }

    void write(const doc::Heading& heading) {
        const int above = document_.layout == doc::Layout::report ? 1 : 0;  // the document's own title
        const auto level = static_cast<std::size_t>(std::clamp(heading.level, 1, 3) + above);
        paragraph(std::string(level, '#') + " " + numbering_.next(heading.level) + in(heading.text));
    }
    void write(const doc::Paragraph& part) {
        const std::string label = in(part.label);
        paragraph(label.empty() ? in(part.text) : "**" + label + "** " + in(part.text));
        sources(part.sources);
    }
    void write(const doc::List& list) {
        std::size_t number = 0;
        out_ += '\n';
        for (const Text& item : list.items)
            out_ += (list.numbered ? fmt::format("{}. ", ++number) : "- ") + in(item) + "\n";
    }
    void write(const doc::Facts& facts) {
        out_ += '\n';
        for (const doc::Fact& fact : facts.facts) {
            const std::string value = in(fact.value);
            out_ += fmt::format("- **{}{}** {}\n", in(fact.label), word({"：", ":"}),
                                value.empty() ? "–" : value);
        }
    }
    void write(const doc::KeyFigures& figures) {
        title(figures.title);
        head({word({"指标", "Figure"}), word({"数值", "Value"}), word({"说明", "Note"})},
             {false, true, false});
        for (const doc::KeyFigure& figure : figures.figures) {
            line({in(figure.label), cell(figure.cell, figure.kind, figure.cell.tone == Tone::bad),
                  in(figure.note)});
        }
        for (const doc::KeyFigure& figure : figures.figures) sources(figure.sources);
    }

    std::string cell(const doc::Cell& value, doc::Kind kind, bool bold) const {
        const std::string text = escaped(cell_text(value, kind, language_));
        return bold && !text.empty() ? "**" + text + "**" : text;
    }
    void rows(const doc::Table& table) {
        std::vector<std::string> titles;
        std::vector<bool> right;
        for (const doc::Column& column : table.columns) {
            if (!column.for_readers) continue;
            titles.push_back(in(column.title));
            right.push_back(is_figure(column.kind));
        }
        head(titles, right);
        for (const doc::Row& row : table.rows) {
            std::vector<std::string> cells;
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                const doc::Column& column = table.columns[i];
                if (!column.for_readers) continue;
                const doc::Cell value = i < row.cells.size() ? row.cells[i] : doc::Cell{};
                cells.push_back(cell(value, column.kind, row.total || tone_of(value, column) == Tone::bad));
            }
            line(cells);
        }
    }
    void write(const doc::Table& table) {
        if (!shown_to_readers(table)) return;
        title(table.title);
        if (table.rows.empty()) {
            paragraph(in(table.empty));
        } else {
            rows(table);
        }
        for (const Text& note : table.notes) paragraph(word({"注：", "Note: "}) + in(note));
        sources(table.sources);
    }

    void line_of(const std::optional<doc::Line>& line, doc::Kind kind) {
        if (line) paragraph(escaped(line_text(*line, kind, language_)));
    }
    void write(const doc::Chart& chart) {
        if (!has_figures(chart)) return;
        title(chart.title);
        std::visit([&](const auto& data) { draw(chart, data); }, chart.data);
        if (!chart.summary.empty()) paragraph(in(chart.summary));
        sources(chart.sources);
    }
    void draw(const doc::Chart&, const doc::Bars& bars) {
        double full = bars.kind == doc::Kind::percent ? 100 : 0;
        bool notes = false;
        for (const doc::Bars::Bar& bar : bars.bars) {
            full = std::max(full, drawn(bar.cell.value));
            notes |= !bar.note.empty();
        }
        std::vector<std::string> titles{"", in(bars.value_title), ""};
        std::vector<bool> right{false, true, false};
        if (notes) {
            titles.insert(titles.begin() + 1, "");
            right.insert(right.begin() + 1, true);
        }
        head(titles, right);
        for (const doc::Bars::Bar& bar : bars.bars) {
            const bool bad = bars.line && beyond(*bars.line, bar.cell.value);
            std::vector<std::string> cells{in(bar.label), cell(bar.cell, bars.kind, bad),
                                           block_bar(drawn(bar.cell.value), full, bar_cells_)};
            if (notes) cells.insert(cells.begin() + 1, in(bar.note));
            line(cells);
        }
        line_of(bars.line, bars.kind);
    }
    void draw(const doc::Chart&, const doc::Histogram& histogram) {
        std::size_t full = 0;
        for (const doc::Histogram::Bin& bin : histogram.bins) full = std::max(full, bin.count);
        head({in(histogram.value_title), in(histogram.count_title), ""}, {false, true, false});
        for (const doc::Histogram::Bin& bin : histogram.bins) {
            line({escaped(bin.low + "–" + bin.high), fmt::format("{}", bin.count),
                  block_bar(static_cast<double>(bin.count), static_cast<double>(full), bar_cells_)});
        }
        line_of(histogram.line, doc::Kind::number);
    }
    void draw(const doc::Chart& chart, const doc::Pairs& pairs) {
        rows(table_of(chart));
        line_of(pairs.line, pairs.kind);
    }
    void draw(const doc::Chart& chart, const doc::Trend& trend) {
        rows(table_of(chart));
        line_of(trend.line, trend.kind);
    }

    void write(const doc::Note& note) {
        const bool warning = note.kind == doc::Note::Kind::warning;
        paragraph(word(warning ? Text{"> **注意：** ", "> **Attention:** "} : Text{"> 注：", "> Note: "}) +
                  in(note.text));
    }
    void write(const doc::Signatures& signatures) {
        for (const doc::Signature& signature : signatures.signatures) {
            const std::string name = in(signature.name);
            paragraph(escaped(signature_label(signature, language_)) + word({"：", ": "}) +
                      (name.empty() ? escaped("________________") : name) + " &emsp; " +
                      escaped(signature_day(signature, language_)));
        }
    }
    void write(const doc::PageBreak&) {
        constexpr const char* in_word = "```{=openxml}\n<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n```";
        paragraph(for_pandoc_ ? in_word : "---");
    }

    const doc::Document& document_;
    Language language_;
    bool for_pandoc_;
    std::size_t bar_cells_;
    Numbering numbering_;
    std::string out_;
};

}  // namespace

std::string markdown_document(const doc::Document& document, const DocumentOptions& options) {
    return MarkdownDocument(document, options).written();
}

}  // namespace passline
