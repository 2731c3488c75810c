#include "costs/costs.h"

#include <algorithm>

#include "text/unicode.h"
#include "workspace/course_sheet.h"

namespace passline {

namespace {

/// `CNY`; nothing when the text is no currency. Sheets write 人民币 and 元, too.
std::optional<std::string> currency_of(std::string_view text) {
    if (text.empty()) return std::string(usual_currency);
    std::string code = folded(text);
    if (code == "人民币" || code == "元" || code == "rmb") return std::string("CNY");
    for (char& letter : code) {
        if (letter < 'a' || letter > 'z') return std::nullopt;
        letter = static_cast<char>(letter - 'a' + 'A');
    }
    if (code.size() != 3) return std::nullopt;
    return code;
}

}  // namespace

/// Reads the rows of one sheet.
class Costs::SheetReader {
  public:
    SheetReader(Costs& all, CourseSheet& sheet)
        : all_(all),
          sheet_(sheet),
          item_(sheet.column("item")),
          amount_(sheet.column("amount")),
          currency_(sheet.column("currency")),
          paid_(sheet.column("paid_on")) {}

    void read(const Row& row) {
        Cost cost;
        cost.course = sheet_.course(row);
        cost.item = std::string(sheet_.cells.text(row, item_));
        for (const char* name : {"course_id", "item", "amount"}) sheet_.require(row, name);
        const auto amount = sheet_.cells.decimal(row, amount_);
        const auto currency = this->currency(row);
        cost.paid_on = sheet_.cells.date(row, paid_);
        if (amount && *amount < Decimal{}) {
            sheet_.cells.error("value-range", row, amount_,
                               say("{0} 小于 0", "{0} is less than 0", amount->text()));
        }
        if (cost.course == Workspace::none || !amount || !currency || sheet_.cells.failed()) return;
        cost.amount = *amount;
        cost.currency = *currency;
        cost.row = sheet_.row_place(row);
        check_repeated(row, cost);
        all_.rows_.push_back(std::move(cost));
    }

  private:
    std::optional<std::string> currency(const Row& row) {
        const std::string_view text = sheet_.cells.text(row, currency_);
        auto code = currency_of(text);
        if (!code) {
            sheet_.cells.error(
                "value-currency", row, currency_,
                say("“{0}”不是币种代码", "'{0}' is not a currency code", text),
                say("写三个字母的代码，如 CNY、USD", "write the three letters, like CNY or USD"));
        }
        return code;
    }

    void check_repeated(const Row& row, const Cost& cost) {
        const auto [twin, added] = all_.seen_.try_emplace(
            {cost.course, cost.item, cost.amount, cost.currency, cost.paid_on}, cost.row);
        if (added) return;
        sheet_.cells.warning(
            "cost-repeated", row, item_,
            say("同一课程、项目、金额和日期已在 {0} 出现，两笔都计入",
                "the same course, item, amount and date stand in {0} already; both count",
                twin->second.address()),
            say("如属同一笔支出，删去其中一行", "delete one of the rows if it is the same payment"));
    }

    Costs& all_;
    CourseSheet& sheet_;
    int item_, amount_, currency_, paid_;
};

namespace {

void add(std::vector<CostTotal>& totals, const std::string& currency, const Fraction& amount) {
    auto total = std::ranges::find(totals, currency, &CostTotal::currency);
    if (total == totals.end()) total = totals.insert(totals.end(), CostTotal{currency, {}});
    total->amount += amount;
}

}  // namespace

void Costs::load(const std::string& path, const Workspace& workspace, const SheetOptions& options,
                 Diagnostics& diagnostics) {
    const auto sheet = CourseSheet::open(path, "costs", workspace, options, diagnostics);
    if (sheet == nullptr) return;
    SheetReader reader(*this, *sheet);
    sheet->each([&](const Row& row) { reader.read(row); });
    std::ranges::stable_sort(rows_, {}, &Cost::course);
}

std::span<const Cost> Costs::of(std::uint32_t course) const {
    const auto found = std::ranges::equal_range(rows_, course, {}, &Cost::course);
    return {found.begin(), found.end()};
}

std::vector<CostTotal> Costs::total(std::uint32_t course) const { return total(std::span(&course, 1)); }

std::vector<CostTotal> Costs::total(std::span<const std::uint32_t> courses) const {
    std::vector<CostTotal> totals;
    for (const std::uint32_t course : courses) {
        for (const Cost& cost : of(course)) add(totals, cost.currency, cost.amount);
    }
    return totals;
}

}  // namespace passline
