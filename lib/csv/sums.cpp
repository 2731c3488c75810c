// Sum rows, told by their first word.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "csv/sheet_impl.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::size_t longest = 64;  // bytes of such a word, with blanks within

constexpr std::array<std::string_view, 32> words{
    "合计",          "总计",      "小计",        "共计",     "累计",     "总和",   "汇总",
    "平均",          "平均分",    "平均值",      "平均成绩", "均值",     "均分",   "最高分",
    "最低分",        "合计数",    "总分合计",    "总人数",   "total",    "totals", "sum",
    "subtotal",      "sub-total", "grand total", "average",  "averages", "mean",   "overall average",
    "average score", "maximum",   "minimum",     "median"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Every row comes by here: its first letters turn nearly all away.
bool may_begin_sum_word(std::string_view raw, Encoding held_in) {
    static constexpr std::array<std::string_view, 9> utf8{"合", "总", "小", "共", "累",
                                                          "汇", "平", "均", "最"};
    static constexpr std::array<std::string_view, 9> gb{"\xBA\xCF", "\xD7\xDC", "\xD0\xA1",
                                                        "\xB9\xB2", "\xC0\xDB", "\xBB\xE3",
                                                        "\xC6\xBD", "\xBE\xF9", "\xD7\xEE"};
    static constexpr std::array<std::string_view, 8> latin{"to", "su", "av", "gr", "me", "ov", "ma", "mi"};
    const auto begins = [&](std::string_view start) { return raw.starts_with(start); };
    if (static_cast<unsigned char>(raw.front()) >= 0x80) {
        return held_in == Encoding::utf8 ? std::any_of(utf8.begin(), utf8.end(), begins)
                                         : std::any_of(gb.begin(), gb.end(), begins);
    }
    if (raw.size() < 3 || (raw.back() >= '0' && raw.back() <= '9')) return false;
    const char first = lower(raw[0]);
    const char second = lower(raw[1]);
    return std::any_of(latin.begin(), latin.end(),
                       [&](std::string_view start) { return first == start[0] && second == start[1]; });
}

}  // namespace

bool is_sum_word(std::string_view raw, Encoding held_in) {
    if (raw.empty() || raw.size() > longest || !may_begin_sum_word(raw, held_in)) return false;
    std::string scratch;
    std::string key = folded(cell_text({raw, false}, held_in, scratch));
    while (key.ends_with(':') || key.ends_with(' ')) key.pop_back();
    if (std::find(words.begin(), words.end(), key) != words.end()) return true;
    if (is_ascii(key)) return false;
    std::erase(key, ' ');  // 合　计
    return std::find(words.begin(), words.end(), key) != words.end();
}

}  // namespace passline
