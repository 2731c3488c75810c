// A document as JSON, by schemas/document.schema.json: a block a line, and within tables a row a line.
#include <fmt/format.h>

#include "report/cell_text.h"
#include "report/document_parts.h"
#include "report/output_text.h"

namespace passline {
namespace {

using doc::Kind;

constexpr std::string_view tone_names[] = {"none", "good", "bad", "open", "dim"};
constexpr std::string_view layout_names[] = {"report", "letter", "certificate"};

/// Puts the commas.
class Json {
  public:
    void open(char bracket) {
        comma();
        text += bracket;
        first_ = true;
    }
    void close(char bracket) {
        text += bracket;
        first_ = false;
    }
    void key(std::string_view name) {
        comma();
        append_json_string(text, name);
        text += ':';
        first_ = true;  // no comma before its value
    }
    void raw(std::string_view value) {
        comma();
        text += value;
    }
    void string(std::string_view value) {
        comma();
        append_json_string(text, value);
    }
    void figure(std::string_view value) {
        if (value.empty()) {
            raw("null");
        } else if (is_plain_number(value)) {
            raw(value);
        } else {
            string(value);
        }
    }
    void field(std::string_view name, std::string_view value) {
        key(name);
        string(value);
    }
    void line() {
        comma();
        text += '\n';
        first_ = true;
    }

    std::string text;

  private:
    void comma() {
        if (!first_) text += ',';
        first_ = false;
    }
    bool first_ = true;
};

class JsonDocument {
  public:
    JsonDocument(const doc::Document& document, Language language)
        : document_(document), language_(language) {}

    std::string written() {
        json_.open('{');
        json_.key("passline_document");
        json_.raw("1");
        json_.field("document", document_.id);
        json_.field("language", language_ == Language::zh ? "zh" : "en");
        field("title", document_.title);
        field("subtitle", document_.subtitle);
        json_.key("as_of");
        document_.as_of ? json_.string(document_.as_of->text()) : json_.raw("null");
        json_.field("layout", layout_names[static_cast<std::size_t>(document_.layout)]);
        json_.key("blocks");
        json_.open('[');
        for (const doc::Block& block : document_.blocks) {
            json_.line();
            json_.open('{');
            std::visit([this](const auto& part) { write(part); }, block);
            json_.close('}');
        }
        json_.text += '\n';
        json_.close(']');
        json_.close('}');
        return json_.text + "\n";
    }

  private:
    void type(std::string_view name) { json_.field("type", name); }
    void field(std::string_view name, const Text& text) { json_.field(name, text.in(language_)); }
    void flag(std::string_view name, bool value) {
        json_.key(name);
        json_.raw(value ? "true" : "false");
    }
    void texts(std::string_view name, const std::vector<Text>& all) {
        json_.key(name);
        json_.open('[');
        for (const Text& text : all) json_.string(text.in(language_));
        json_.close(']');
    }
    void line(const std::optional<doc::Line>& line) {
        json_.key("line");
        if (!line) {
            json_.raw("null");
            return;
        }
        json_.open('{');
        json_.key("value");
        json_.figure(line->value);
        field("title", line->title);
        flag("at_least", line->at_least);
        json_.close('}');
    }
    void value(const doc::Cell& cell, Kind kind) {
        const std::string_view value = script_value(cell, kind, language_);
        if (is_figure(kind)) {
            json_.figure(value);
        } else if (kind == Kind::date && value.empty()) {
            json_.raw("null");
        } else {
            json_.string(value);
        }
    }

    void write(const doc::Heading& heading) {
        type("heading");
        json_.key("level");
        json_.raw(fmt::format("{}", heading.level));
        field("text", heading.text);
    }
    void write(const doc::Paragraph& paragraph) {
        type("paragraph");
        field("label", paragraph.label);
        field("text", paragraph.text);
        texts("sources", paragraph.sources);
    }
    void write(const doc::List& list) {
        type("list");
        flag("numbered", list.numbered);
        texts("items", list.items);
    }
    void write(const doc::Facts& facts) {
        type("facts");
        json_.key("facts");
        json_.open('[');
        for (const doc::Fact& fact : facts.facts) {
            json_.open('{');
            field("label", fact.label);
            field("value", fact.value);
            json_.close('}');
        }
        json_.close(']');
    }
    void write(const doc::KeyFigures& figures) {
        type("key_figures");
        json_.field("id", figures.id);
        field("title", figures.title);
        json_.key("figures");
        json_.open('[');
        for (const doc::KeyFigure& figure : figures.figures) {
            json_.line();
            json_.open('{');
            json_.field("id", figure.id);
            field("label", figure.label);
            json_.field("kind", kind_name(figure.kind));
            json_.key("value");
            value(figure.cell, figure.kind);
            json_.field("shown", cell_text(figure.cell, figure.kind, language_));
            json_.field("tone", tone_names[static_cast<std::size_t>(figure.cell.tone)]);
            field("note", figure.note);
            texts("sources", figure.sources);
            json_.close('}');
        }
        json_.close(']');
    }

    void row(const doc::Table& table, const doc::Row& row) {
        json_.line();
        json_.open('{');
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            json_.key(table.columns[i].id);
            value(i < row.cells.size() ? row.cells[i] : doc::Cell{}, table.columns[i].kind);
        }
        json_.close('}');
    }
    void rows(const doc::Table& table, std::string_view name, bool totals) {
        json_.key(name);
        json_.open('[');
        for (const doc::Row& each : table.rows) {
            if (each.total == totals) row(table, each);
        }
        json_.close(']');
    }
    /// Why figures of `rows` are null, where that is said.
    void missing(const doc::Table& table) {
        json_.key("missing");
        json_.open('[');
        std::size_t number = 0;
        for (const doc::Row& each : table.rows) {
            if (each.total) continue;
            for (std::size_t i = 0; i < table.columns.size() && i < each.cells.size(); ++i) {
                const doc::Cell& cell = each.cells[i];
                const Kind kind = table.columns[i].kind;
                if ((!is_figure(kind) && kind != Kind::date) || !cell.value.empty() || cell.shown.empty())
                    continue;
                json_.open('{');
                json_.key("row");
                json_.raw(fmt::format("{}", number));
                json_.field("column", table.columns[i].id);
                field("reason", cell.shown);
                json_.close('}');
            }
            ++number;
        }
        json_.close(']');
    }
    void data(const doc::Table& table) {
        json_.key("columns");
        json_.open('[');
        for (const doc::Column& column : table.columns) {
            json_.open('{');
            json_.field("id", column.id);
            field("title", column.title);
            json_.field("kind", kind_name(column.kind));
            line(column.line);
            json_.close('}');
        }
        json_.close(']');
        rows(table, "rows", false);
        rows(table, "totals", true);
        missing(table);
    }
    void write(const doc::Table& table) {
        type("table");
        json_.field("id", table.id);
        field("title", table.title);
        data(table);
        texts("notes", table.notes);
        texts("sources", table.sources);
    }

    static std::string_view name_of(const doc::Bars&) { return "bars"; }
    static std::string_view name_of(const doc::Histogram&) { return "histogram"; }
    static std::string_view name_of(const doc::Pairs&) { return "pairs"; }
    static std::string_view name_of(const doc::Trend&) { return "trend"; }
    void write(const doc::Chart& chart) {
        type("chart");
        std::visit(
            [this](const auto& data) {
                json_.field("chart", name_of(data));
                line(data.line);
            },
            chart.data);
        json_.field("id", chart.id);
        field("title", chart.title);
        field("summary", chart.summary);
        data(table_of(chart));
        texts("sources", chart.sources);
    }
    void write(const doc::Note& note) {
        type("note");
        json_.field("kind", note.kind == doc::Note::Kind::warning ? "warning" : "info");
        field("text", note.text);
    }
    void write(const doc::Signatures& signatures) {
        type("signatures");
        json_.key("signatures");
        json_.open('[');
        for (const doc::Signature& signature : signatures.signatures) {
            json_.open('{');
            field("role", signature.role);
            field("name", signature.name);
            flag("sign", signature.sign);
            flag("seal", signature.seal);
            json_.key("date");
            signature.date ? json_.string(signature.date->text()) : json_.raw("null");
            json_.close('}');
        }
        json_.close(']');
    }
    void write(const doc::PageBreak&) { type("page_break"); }

    const doc::Document& document_;
    Language language_;
    Json json_;
};

}  // namespace

std::string json_document(const doc::Document& document, const DocumentOptions& options) {
    return JsonDocument(document, options.language).written();
}

}  // namespace passline
