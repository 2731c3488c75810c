#include <utility>

#include "csv/guess.h"
#include "importing/makers.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// The dates that a text names, as 2026-03-01, 2026/3/1, 2026.3.1 or 2026年3月1日; of a month alone its first
/// day.
std::vector<Date> dates_in(const std::string& text) {
    std::vector<Date> found;
    const std::string plain = plain_forms(text);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool digit = plain[i] >= '0' && plain[i] <= '9';
        if (!digit || (i > 0 && plain[i - 1] >= '0' && plain[i - 1] <= '9')) continue;
        for (std::size_t length = 17; length >= 6; --length) {
            if (i + length > plain.size()) continue;
            const std::string_view part = std::string_view(plain).substr(i, length);
            auto date = Date::parse_sheet(part);
            if (!date) {
                const auto month = Period::parse_sheet(part);
                if (month && month->kind == Period::Kind::month) date = month->first;
            }
            if (!date) continue;
            found.push_back(*date);
            i += length - 1;
            break;
        }
    }
    return found;
}

/// Without what follows on when the report itself was made (统计时间：… 制表时间：…).
std::string of_the_figures(const std::string& title) {
    std::size_t end = title.size();
    for (const std::string_view made : {"制表", "报表生成", "生成时间", "导出时间"})
        end = std::min(end, title.find(made));
    return title.substr(0, end);
}

/// 1小时5分钟, 65分钟, 65 → minutes. Nothing for another text.
std::optional<std::int64_t> minutes_of(std::string_view text) {
    std::int64_t total = 0;
    bool any = false;
    while (!text.empty()) {
        std::int64_t number = 0;
        std::size_t digits = 0;
        while (digits < text.size() && digits < 6 && text[digits] >= '0' && text[digits] <= '9')
            number = number * 10 + (text[digits++] - '0');
        if (digits == 0) return std::nullopt;
        text = trimmed(text.substr(digits));
        std::int64_t factor = 1;
        for (const auto& [unit, minutes] :
             {std::pair<std::string_view, int>{"小时", 60}, {"分钟", 1}, {"分", 1}}) {
            if (!text.starts_with(unit)) continue;
            factor = minutes;
            text = trimmed(text.substr(unit.size()));
            break;
        }
        total += number * factor;
        any = true;
    }
    return any ? std::optional(total) : std::nullopt;
}

class KpiMaker {
  public:
    KpiMaker(ForeignRows& rows, Imported& result) : rows_(rows), result_(result) {}

    void run() {
        result_.columns = {"employee_id", "name", "period", "metric", "value"};
        period_ = rows_.request().period;
        period_column_ = rows_.layout().column("period");
        if (!period_ && period_column_ == nullptr && !period_of_titles()) return;
        while (rows_.next()) row();
    }

  private:
    /// The month of all dates above the header.
    bool period_of_titles() {
        const Layout& layout = rows_.layout();
        std::vector<Date> dates;
        for (const GridRow& title : layout.titles) {
            for (const std::string& cell : title.cells) {
                const auto found = dates_in(of_the_figures(cell));
                dates.insert(dates.end(), found.begin(), found.end());
            }
        }
        const Text hint = say("用 --period 2026-03 指明月份", "name the month with --period 2026-03");
        if (dates.empty()) {
            rows_.diagnostics().error("import-period", layout.grid->place(layout.header_at, -1),
                                      say("没有写明是哪个月", "nothing says which month this is"), hint);
            return false;
        }
        period_ = Period::containing(Period::Kind::month, dates.front());
        for (const Date date : dates) {
            if (period_->contains(date)) continue;
            rows_.diagnostics().error(
                "import-period", layout.grid->place(layout.titles.front().at, -1),
                say("标题中的日期 {0} 至 {1} 不在同一个月",
                    "the dates above the header, {0} and {1}, lie in several months", dates.front().text(),
                    date.text()),
                say("按月导出；或用 --period 2026-03 指明记入哪个月",
                    "export month by month, or name the month to enter it under with --period 2026-03"));
            return false;
        }
        return true;
    }

    std::optional<Period> period() {
        if (period_column_ == nullptr || rows_.request().period) return period_;
        const auto found = Period::parse_sheet(plain_forms(rows_.cell(*period_column_)));
        if (!found || found->kind != Period::Kind::month) {
            rows_.diagnostics().error(
                "import-period", rows_.place(*period_column_),
                say("“{0}”不是月份", "'{0}' is not a month", rows_.cell(*period_column_)),
                say("写成 2026-03", "write it like 2026-03"));
            return std::nullopt;
        }
        return found;
    }

    void row() {
        const auto who = rows_.who();
        const auto month = period();
        for (const ForeignColumn& column : rows_.layout().columns) {
            const bool mapped = !column.own_target.empty() && column.to() != "-" &&
                                column.to() != "employee_id" && column.to() != "name" &&
                                column.to() != "email" && column.to() != "period";
            if (!mapped && column.to() != "metric") continue;
            const auto figure = value(column);
            if (!figure || !who || !month) continue;
            result_.rows.push_back({who->id, who->name, month->text(),
                                    mapped ? column.own_target : column.meaning->metric, *figure});
        }
    }

    std::optional<std::string> value(const ForeignColumn& column) {
        const std::string& text = rows_.cell(column);
        if (rows_.word(text) == "empty") return std::nullopt;
        if (column.meaning != nullptr && column.meaning->unit == "minutes") {
            if (const auto minutes = minutes_of(plain_forms(text))) return std::to_string(*minutes);
        }
        const std::string number = rows_.number_text(text);
        if (const auto figure = Decimal::parse(number)) return figure->text();
        rows_.diagnostics().error("value-number", rows_.place(column),
                                  say("“{0}”不是数字", "'{0}' is not a number", text), number_hint(number));
        return std::nullopt;
    }

    ForeignRows& rows_;
    Imported& result_;
    std::optional<Period> period_;
    const ForeignColumn* period_column_ = nullptr;
};

}  // namespace

void make_kpi(ForeignRows& rows, Imported& result) { KpiMaker(rows, result).run(); }

}  // namespace passline
