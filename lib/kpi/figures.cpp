#include "kpi/figures.h"

#include <algorithm>
#include <tuple>

#include "base/suggest.h"
#include "workspace/person_sheet.h"

namespace passline {

/// Reads the rows of one sheet.
class Figures::SheetReader {
  public:
    SheetReader(Figures& all, PersonSheet& sheet, std::uint16_t number)
        : all_(all),
          sheet_(sheet),
          number_(number),
          period_(sheet.column("period")),
          metric_(sheet.column("metric")),
          value_(sheet.column("value")) {}

    void read(const Row& row) {
        const People::Index person = sheet_.person(row);
        const auto month = this->month(row);
        const Metrics::Number metric = this->metric(row);
        const auto value = sheet_.cells.decimal(row, value_);
        sheet_.require(row, "value");
        if (person == People::none || !month || metric == Metrics::none || !value) return;
        all_.figures_.push_back({person, *month, metric, number_, *value, row.offset});
    }

  private:
    std::optional<Month> month(const Row& row) {
        const std::string_view text = sheet_.cells.id(row, period_);
        if (text.empty()) {
            sheet_.require(row, "period");
            return {};
        }
        if (text == last_period_) return last_month_;
        const auto period = Period::parse_sheet(text);
        if (!period) {
            sheet_.cells.error("value-period", row, period_,
                               say("“{0}”不是期间", "'{0}' is not a period", text),
                               say("写成 2026-01", "write it like 2026-01"));
            return {};
        }
        if (period->kind != Period::Kind::month) {
            sheet_.cells.warning(
                "kpi-period", row, period_,
                say("{0} 不是一个月，此数不用", "{0} is not a month, so this figure is not used", text),
                say("按月导出，如 2026-01", "export figures by month, like 2026-01"));
            return {};
        }
        last_period_ = text;
        last_month_ = Month::of(period->first);
        return last_month_;
    }

    Metrics::Number metric(const Row& row) {
        const std::string_view name = sheet_.cells.text(row, metric_);
        if (name.empty()) {
            sheet_.require(row, "metric");
            return Metrics::none;
        }
        if (name == last_name_) return last_metric_;
        const Metrics::Number found = all_.metrics_.find(name);
        if (found == Metrics::none) {
            unknown(row, std::string(name));
            return found;
        }
        last_name_ = name;
        return last_metric_ = found;
    }

    void unknown(const Row& row, const std::string& name) {
        const Text message = say("制度中没有指标“{0}”", "no policy has a metric '{0}'", name);
        if (const auto near = all_.metrics_.near(name)) {
            sheet_.cells.error("unknown-metric", row, metric_, message,
                               say("是不是“{0}”？", "did you mean '{0}'?", *near));
        } else if (all_.unknown_.insert(name).second) {
            sheet_.cells.warning("unknown-metric", row, metric_,
                                 say("{0}，其数据不用", "{0}; its figures are not used", message),
                                 say("需要时写入制度的 evaluation.metrics",
                                     "list it under evaluation.metrics of the policy if it is needed"));
        }
    }

    Figures& all_;
    PersonSheet& sheet_;
    std::uint16_t number_;
    int period_, metric_, value_;
    std::string last_period_, last_name_;
    Month last_month_;
    Metrics::Number last_metric_ = Metrics::none;
};

void Figures::load(const std::string& path, Workspace& workspace, const SheetOptions& options,
                   Diagnostics& diagnostics) {
    const auto sheet = PersonSheet::open(path, "kpi", workspace, options, diagnostics);
    if (sheet == nullptr) return;
    SheetReader reader(*this, *sheet, add_sheet(sheet->sheet));
    figures_.reserve(figures_.size() + sheet->sheet->estimated_rows());
    sheet->each([&](const Row& row) { reader.read(row); });
}

std::uint16_t Figures::add_sheet(std::shared_ptr<const Sheet> sheet) {
    sheets_.push_back(std::move(sheet));
    return static_cast<std::uint16_t>(sheets_.size() - 1);
}

namespace {

bool stands_before(const Figure& a, const Figure& b) {
    return std::tie(a.person, a.metric, a.month, a.sheet, a.row) <
           std::tie(b.person, b.metric, b.month, b.sheet, b.row);
}

}  // namespace

void Figures::sort(Diagnostics& diagnostics) {
    if (!std::ranges::is_sorted(figures_, stands_before)) std::ranges::sort(figures_, stands_before);
    std::size_t kept = 0;
    for (std::size_t i = 1; i < figures_.size(); ++i) {
        const Figure& first = figures_[kept];
        const Figure& next = figures_[i];
        if (std::tie(first.person, first.metric, first.month) ==
            std::tie(next.person, next.metric, next.month)) {
            conflict(first, next, diagnostics);
        } else {
            figures_[++kept] = next;
        }
    }
    if (!figures_.empty()) figures_.resize(kept + 1);
}

void Figures::complete(std::vector<Figure> more) {
    std::erase_if(more, [&](const Figure& figure) {
        const auto known = of(figure.person, figure.metric);
        return std::ranges::find(known, figure.month, &Figure::month) != known.end();
    });
    figures_.insert(figures_.end(), more.begin(), more.end());
    std::ranges::sort(figures_, stands_before);
}

void Figures::conflict(const Figure& first, const Figure& second, Diagnostics& diagnostics) const {
    const bool same_value = first.value == second.value;
    const Severity severity = same_value ? Severity::warning : Severity::error;
    const char* const code = same_value ? "kpi-repeated" : "kpi-conflict";
    diagnostics.report(severity, code, [&] {
        const Place earlier = place(first);
        return Diagnostic{
            severity,
            code,
            place(second),
            same_value
                ? say("{0} 的“{1}”已在 {2} 出现，数值相同",
                      "the figure of '{1}' for {0} stands in {2} already, with the same value",
                      first.month.text(), metrics_.id(first.metric), earlier.address())
                : say("{0} 的“{1}”在 {2} 是 {3}，这里是 {4}",
                      "the figure of '{1}' for {0} is {3} in {2} and {4} here", first.month.text(),
                      metrics_.id(first.metric), earlier.address(), first.value.text(), second.value.text()),
            same_value ? say("删去其中一行", "delete one of the rows")
                       : say("核实后只留一行", "find out which is right and keep that row only"),
            {earlier},
            Trouble::input};
    });
}

std::span<const Figure> Figures::of(People::Index person, Metrics::Number metric) const {
    const auto key = [](const Figure& figure) { return std::pair(figure.person, figure.metric); };
    const auto found = std::ranges::equal_range(figures_, std::pair(person, metric), {}, key);
    return {found.begin(), found.end()};
}

std::span<const Figure> Figures::until(Date as_of, People::Index person, Metrics::Number metric) const {
    const auto all = of(person, metric);
    const auto end =
        std::ranges::partition_point(all, [&](const Figure& figure) { return figure.month.last() <= as_of; });
    return all.first(static_cast<std::size_t>(end - all.begin()));
}

std::vector<People::Index> Figures::people() const {
    std::vector<People::Index> people;
    for (const Figure& figure : figures_) {
        if (people.empty() || people.back() != figure.person) people.push_back(figure.person);
    }
    return people;
}

Place Figures::place(const Figure& figure) const { return sheets_[figure.sheet]->place(figure.row, -1); }

}  // namespace passline
