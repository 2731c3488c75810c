// The text format: columns aligned by display width.
//
// Widths are those of the first rows, so that the writer needs constant memory. When the terminal is narrower
// than the table, the columns of words (texts and lists) give way, the last first, and wrap within
// themselves; ids, figures and dates are never cut. What can't be made to fit runs over the edge.
#include <algorithm>

#include "report/output_text.h"
#include "report/table_writers.h"
#include "report/wrap.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// So many rows are kept to measure the columns.
constexpr std::size_t measured_rows = 1000;
constexpr std::size_t gap = 2;
/// No column of words is made narrower than this to fit a terminal.
constexpr std::size_t roomy = 32;  // columns of words narrower than this read badly
constexpr std::size_t narrowest = 12;

std::string_view style_of(Tone tone) {
    switch (tone) {
        case Tone::good:
            return ansi::green;
        case Tone::bad:
            return ansi::red;
        case Tone::open:
            return ansi::yellow;
        case Tone::dim:
            return ansi::dim;
        case Tone::none:
            break;
    }
    return {};
}

class TextTable : public TableWriter {
  public:
    TextTable(std::vector<TableColumn> columns, const TableOptions& options, Sink& sink)
        : options_(options), out_(sink) {
        std::vector<Cell> header;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!columns[i].in_text) continue;
            shown_.push_back({i, columns[i].kind, 0, 0, false});
            header.push_back({printable(columns[i].title.in(options.language)), ansi::bold});
        }
        rows_.push_back(std::move(header));
    }

    void row(std::span<const TableCell> cells) override {
        std::vector<Cell> row;
        row.reserve(shown_.size());
        for (const Column& column : shown_) {
            if (column.index >= cells.size()) {
                row.emplace_back();
                continue;
            }
            const TableCell& cell = cells[column.index];
            row.push_back({printable(cell.shown.empty() ? cell.value : cell.shown), style_of(cell.tone)});
        }
        if (measured_) {
            write(row);
        } else {
            rows_.push_back(std::move(row));
            if (rows_.size() > measured_rows) measure_and_write();
        }
    }

    void finish() override {
        if (!measured_) measure_and_write();
        out_.flush();
    }

  private:
    struct Column {
        std::size_t index = 0;
        ColumnKind kind = ColumnKind::text;
        std::size_t width = 0;
        std::size_t word = 0;  ///< width of the widest word
        bool wraps = false;

        bool of_words() const { return kind == ColumnKind::text || kind == ColumnKind::list; }
    };
    struct Cell {
        std::string text;
        std::string_view style;
    };

    void measure_and_write() {
        measured_ = true;
        for (const std::vector<Cell>& row : rows_) {
            for (std::size_t i = 0; i < shown_.size(); ++i) {
                shown_[i].width = std::max(shown_[i].width, display_width(row[i].text));
                if (shown_[i].of_words()) shown_[i].word = std::max(shown_[i].word, widest_word(row[i].text));
            }
        }
        fit();
        for (const std::vector<Cell>& row : rows_) write(row);
        rows_.clear();
    }

    /// Narrows columns of words, the last first, until the table fits or nothing gives any more.
    void fit() {
        if (options_.width == 0 || shown_.empty()) return;
        std::size_t total = gap * (shown_.size() - 1);
        for (const Column& column : shown_) total += column.width;
        const std::size_t last = shown_.back().width;
        if (shown_.size() > 2 && shown_.back().of_words() && total > options_.width &&
            total - last + roomy > options_.width && last > roomy / 2) {
            hangs_ = true;
            total -= last + gap;
        }
        for (auto column = shown_.rbegin(); column != shown_.rend() && total > options_.width; ++column) {
            const std::size_t least = std::max(narrowest, column->word);
            if (!column->of_words() || column->width <= least || (hangs_ && column == shown_.rbegin()))
                continue;
            const std::size_t give = std::min(total - options_.width, column->width - least);
            column->width -= give;
            column->wraps = true;
            total -= give;
        }
    }

    void write(const std::vector<Cell>& row) {
        std::vector<std::string_view> rest;
        for (const Cell& cell : row) rest.emplace_back(cell.text);
        const std::size_t beside = shown_.size() - (hangs_ ? 1 : 0);
        bool more = true;
        for (bool first = true; first || more; first = false) {
            more = false;
            std::size_t blanks = 0;
            for (std::size_t i = 0; i < beside; ++i) {
                const std::string_view line = shown_[i].wraps ? take_line(rest[i], shown_[i].width) : rest[i];
                if (!shown_[i].wraps) rest[i] = {};
                more = more || !rest[i].empty();
                write_cell(line, row[i].style, shown_[i], blanks);
            }
            out_.text += '\n';
        }
        if (hangs_) write_below(rest.back(), row.back().style);
        out_.flush_if_full();
    }

    /// The last column under its row, behind the first, where there is too little room beside the others.
    void write_below(std::string_view rest, std::string_view style) {
        const std::size_t indent = shown_.front().width + gap;
        const Column below{0, ColumnKind::text, 0, 0, true};
        while (!rest.empty()) {
            std::size_t blanks = indent;
            write_cell(take_line(rest, options_.width - indent), style, below, blanks);
            out_.text += '\n';
        }
    }

    /// `blanks` are owed before the next text; they are never written at the end of a line.
    void write_cell(std::string_view text, std::string_view style, const Column& column,
                    std::size_t& blanks) {
        const std::size_t width = display_width(text);
        const std::size_t padding = column.width - std::min(width, column.width);
        const bool right = column.kind == ColumnKind::number;
        if (text.empty()) {
            blanks += column.width + gap;
            return;
        }
        out_.text.append(blanks + (right ? padding : 0), ' ');
        const bool painted = options_.color && !style.empty();
        if (painted) out_.text += style;
        out_.text += text;
        if (painted) out_.text += ansi::reset;
        blanks = gap + (right ? 0 : padding);
    }

    TableOptions options_;
    BufferedSink out_;
    std::vector<Column> shown_;
    bool hangs_ = false;  ///< the last column stands below its row
    std::vector<std::vector<Cell>> rows_;
    bool measured_ = false;
};

}  // namespace

std::unique_ptr<TableWriter> make_text_table(std::vector<TableColumn> columns, const TableOptions& options,
                                             Sink& sink) {
    return std::make_unique<TextTable>(std::move(columns), options, sink);
}

}  // namespace passline
