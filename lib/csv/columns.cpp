#include "csv/columns.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace passline {
namespace {

void append_name(Text& list, const Text& name) {
    if (!list.empty()) {
        list.zh += "、";
        list.en += ", ";
    }
    list.zh += name.zh;
    list.en += name.en;
}

Text shown(const HeaderCell& cell, std::size_t index) {
    if (cell.text.empty()) return say("第 {0} 列（没有列名）", "column {0} (without a header)", index + 1);
    return say("“{0}”", "'{0}'", on_one_line(cell.text));
}

class Matcher {
  public:
    Matcher(const std::vector<HeaderCell>& headers, const HeaderNames& names, const SheetOptions& options,
            const SheetSource& source, Diagnostics& diagnostics)
        : headers_(headers), names_(names), options_(options), source_(source), diagnostics_(diagnostics) {}

    Columns match() {
        std::vector<std::size_t> unknown;
        std::set<std::string> present;
        for (std::size_t i = 0; i < headers_.size(); ++i) {
            const ColumnMeaning meaning =
                headers_[i].text.empty() ? ColumnMeaning{} : names_.meaning(headers_[i].text);
            switch (meaning.kind) {
                case ColumnMeaning::Kind::ignored:
                    break;
                case ColumnMeaning::Kind::unused:
                    left_out_.push_back(i);
                    break;
                case ColumnMeaning::Kind::unknown:
                    unknown.push_back(i);
                    break;
                case ColumnMeaning::Kind::spec:
                case ColumnMeaning::Kind::extra:
                    present.insert(meaning.name);
                    enter(i, meaning);
            }
        }
        for (const std::size_t i : unknown) settle_unknown(i, present);
        report_left_out();
        std::sort(columns_.extras.begin(), columns_.extras.end(),
                  [](const Sheet::Extra& a, const Sheet::Extra& b) { return a.index < b.index; });
        return std::move(columns_);
    }

  private:
    Place place(std::size_t i) const { return source_.place(headers_[i].offset, headers_[i].length); }

    void enter(std::size_t i, const ColumnMeaning& meaning) {
        const std::string key =
            meaning.name + (meaning.suffix.empty() ? "" : "@" + header_key(meaning.suffix));
        const auto [first, added] = taken_.emplace(key, i);
        if (!added) {
            report_twice(first->second, i, key);
        } else if (meaning.kind == ColumnMeaning::Kind::spec) {
            columns_.known.emplace(meaning.name, static_cast<int>(i));
        } else {
            columns_.extras.push_back({static_cast<int>(i), meaning.name, meaning.suffix, place(i)});
        }
    }

    void report_twice(std::size_t first, std::size_t second, const std::string& key) {
        const Text there = shown(headers_[first], first);
        const Text here = shown(headers_[second], second);
        Text message = here == there ? say("有两列都叫{0}", "two columns are called {0}", here)
                                     : say("{0}和{1}两列都表示 {2}", "{0} and {1} both stand for '{2}'",
                                           there, here, key);
        diagnostics_.add(
            {Severity::error,
             "column-twice",
             place(second),
             std::move(message),
             // `ignore_columns` goes by the name: it would leave out both of two that are called alike.
             here == there ? say("删去或改名其中一列", "delete or rename one of them")
                           : say("删去一列，或把它列入 passline.yaml 的 ignore_columns",
                                 "delete one of them, or list it in `ignore_columns` of passline.yaml"),
             {place(first)},
             Trouble::input});
    }

    void settle_unknown(std::size_t i, const std::set<std::string>& present) {
        const HeaderCell& cell = headers_[i];
        if (const std::optional<std::string> meant = names_.near(cell.text, present)) {
            diagnostics_.error(
                "column-near", place(i), say("不认识{0}这一列", "column {0} is not known", shown(cell, i)),
                say("是不是“{0}”？如果不是，列入 passline.yaml 的 ignore_columns",
                    "did you mean '{0}'? If not, list it in `ignore_columns` of passline.yaml", *meant));
        } else if (options_.keep_unknown && !cell.text.empty()) {
            enter(i, {ColumnMeaning::Kind::extra, cell.text, {}});
        } else {
            left_out_.push_back(i);
        }
    }

    /// All in one: an export of another system has dozens of them.
    void report_left_out() {
        if (left_out_.empty()) return;
        std::sort(left_out_.begin(), left_out_.end());
        constexpr std::size_t most_named = 10;
        Text list;
        const std::size_t named = std::min(left_out_.size(), most_named);
        for (std::size_t i = 0; i < named; ++i)
            append_name(list, shown(headers_[left_out_[i]], left_out_[i]));
        if (const std::size_t more = left_out_.size() - named; more > 0) {
            list = say("{0} 等 {2} 列", "{0} and {1} more", list, more, left_out_.size());
        }
        const std::string_view columns = left_out_.size() == 1 ? "column" : "columns";
        diagnostics_.add({options_.strict ? Severity::error : Severity::warning,
                          "column-unknown",
                          place(left_out_.front()),
                          options_.strict
                              ? say("不认识的列：{0}", "{1} not known: {0}", list, columns)
                              : say("不认识的列，已略去：{0}", "{1} not known, left out: {0}", list, columns),
                          say("在 passline.yaml 的 columns 里写明含义，或列入 ignore_columns",
                              "say what it is in `columns` of passline.yaml, or list it in `ignore_columns`"),
                          {},
                          Trouble::input});
    }

    const std::vector<HeaderCell>& headers_;
    const HeaderNames& names_;
    const SheetOptions& options_;
    const SheetSource& source_;
    Diagnostics& diagnostics_;
    Columns columns_;
    std::map<std::string, std::size_t> taken_;  // name or name@suffix → index
    std::vector<std::size_t> left_out_;
};

}  // namespace

std::optional<Columns> match_columns(const std::vector<HeaderCell>& headers, const HeaderNames& names,
                                     const SheetOptions& options, const SheetSource& source,
                                     Diagnostics& diagnostics) {
    const std::size_t errors = diagnostics.errors();
    Columns columns = Matcher(headers, names, options, source, diagnostics).match();
    return diagnostics.errors() == errors ? std::optional<Columns>(std::move(columns)) : std::nullopt;
}

std::string on_one_line(const std::string& text) {
    std::string result;
    for (const char c : text) {
        const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!blank) result += c;
        if (blank && !result.ends_with(' ')) result += ' ';
    }
    return result;
}

}  // namespace passline
