#pragma once
#include <memory>

#include "report/table.h"

namespace passline {

std::unique_ptr<TableWriter> make_csv_table(const std::vector<TableColumn>& columns,
                                            const TableOptions& options, Sink& sink);
std::unique_ptr<TableWriter> make_json_table(const std::vector<TableColumn>& columns, Sink& sink);
std::unique_ptr<TableWriter> make_text_table(std::vector<TableColumn> columns, const TableOptions& options,
                                             Sink& sink);

/// Collects what a writer makes and hands it to the sink in pieces of some 64 KiB.
class BufferedSink {
  public:
    explicit BufferedSink(Sink& sink) : sink_(sink) { text.reserve(piece + piece / 4); }

    void flush_if_full() {
        if (text.size() >= piece) flush();
    }
    void flush() {
        if (!text.empty()) sink_.write(text);
        text.clear();
    }

    Sink& sink() { return sink_; }

    std::string text;

  private:
    static constexpr std::size_t piece = 64 * 1024;
    Sink& sink_;
};

}  // namespace passline
