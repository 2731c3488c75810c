#include "views/set_aside.h"

#include <algorithm>

#include "text/unicode.h"

namespace passline {

void write_set_aside(ScoreSheets& sheets, Language language, Sink& sink, Diagnostics& diagnostics) {
    std::vector<SetAside>& rows = sheets.set_aside();
    std::stable_sort(rows.begin(), rows.end(),
                     [](const SetAside& a, const SetAside& b) { return a.row < b.row; });
    rows.erase(std::unique(rows.begin(), rows.end(),
                           [](const SetAside& a, const SetAside& b) { return a.row == b.row; }),
               rows.end());
    TableOptions options;
    options.format = TableFormat::csv;
    const auto writer = TableWriter::create({{"file", {"文件", "File"}, ColumnKind::text},
                                             {"line", {"行", "Line"}, ColumnKind::number},
                                             {"code", {"代码", "Code"}, ColumnKind::id},
                                             {"message", {"问题", "Message"}, ColumnKind::text},
                                             {"row", {"原行", "Row"}, ColumnKind::text}},
                                            options, sink);
    for (const SetAside& aside : rows) {
        const Place place = sheets.place(aside.row);
        const std::string line = std::to_string(place.line);
        const std::string bytes = sheets.row_text(aside.row);
        writer->row({{place.file}, {line}, {aside.code}, {aside.message.in(language)}, {bytes}});
    }
    writer->finish();
    if (rows.empty()) return;
    diagnostics.warning(
        "rows-set-aside", {},
        rows.size() == 1 ? say("1 行有错，已搁置，未参与评定", "1 row is wrong, was set aside and not graded")
                         : say("{0} 行有错，已搁置，未参与评定",
                               "{0} rows are wrong, were set aside and not graded", rows.size()),
        say("改正后把它们放回原表再评定一次", "correct them, put them back and grade again"));
}

}  // namespace passline
