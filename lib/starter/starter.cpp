#include "starter/starter.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>

#include "starter/embedded.h"

namespace passline {
namespace {

constexpr std::string_view common = "common";
/// How far back the courses of a starter reach, at most.
constexpr std::int32_t months_back = 4;

/// `text` with each part from `open` to `close` put through `replace`.
std::string replaced(std::string_view text, std::string_view open, std::string_view close,
                     const std::function<std::string(std::string_view)>& replace) {
    std::string out;
    while (true) {
        const std::size_t begin = text.find(open);
        const std::size_t end = begin == std::string_view::npos ? begin : text.find(close, begin);
        if (end == std::string_view::npos) return out += text;
        out += text.substr(0, begin);
        out += replace(text.substr(begin + open.size(), end - begin - open.size()));
        text.remove_prefix(end + close.size());
    }
}

std::string in_language(std::string_view text, Language language) {
    return replaced(text, "[[", "]]", [&](std::string_view both) {
        const std::size_t middle = both.find('|');
        return std::string(language == Language::zh ? both.substr(0, middle) : both.substr(middle + 1));
    });
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::pair<std::string, std::string> at_tab(std::string_view line) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    return {std::string(line.substr(0, tab)), std::string(line.substr(std::min(tab + 1, line.size())))};
}

/// The text before the first `=== PATH`, and the files.
struct Parts {
    std::string head;
    std::vector<StarterFile> files;

    explicit Parts(std::string_view text) {
        for (const std::string_view line : lines_of(text)) {
            if (line.starts_with("=== ")) {
                files.push_back({std::string(line.substr(4)), {}, {}});
            } else {
                (files.empty() ? head : files.back().content) += std::string(line) + "\n";
            }
        }
    }
};

std::string day_text(std::string_view word, Date today, const Calendar& calendar) {
    constexpr std::string_view quarter = "quarter ";
    const bool of_quarter = word.starts_with(quarter);
    if (of_quarter) word.remove_prefix(quarter.size());
    std::int32_t count = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), count);
    if (of_quarter) {
        const Period last = Period::containing(Period::Kind::quarter, today).previous();
        return last.first.plus_months(count - 1).text().substr(0, 7);
    }
    if (std::string_view(read.ptr, word.data() + word.size()) == " months")
        return today.plus_months(count).text();
    const Date base = calendar.is_working_day(today) ? today : calendar.subtract_working_days(today, 1).date;
    return (count < 0 ? calendar.subtract_working_days(base, -count) : calendar.add_working_days(base, count))
        .date.text();
}

/// Without what editors read, whose path leads nowhere here; in force when the first course begins.
std::string policy_text(std::string_view text, Date today) {
    if (text.starts_with("# yaml-language-server")) text.remove_prefix(text.find('\n') + 1);
    std::string out(text);
    constexpr std::string_view key = "\neffective: ";
    const std::size_t at = out.find(key);
    if (at == std::string::npos) return out;
    const std::size_t from = at + key.size();
    const auto stated = Date::parse_iso(std::string_view(out).substr(from, 10));
    const Date needed = Period::containing(Period::Kind::year, today.plus_months(-months_back)).first;
    if (stated && *stated > needed) out.replace(from, 10, needed.text());
    return out;
}

class StarterMaker {
  public:
    StarterMaker(const std::string& policy, Language language, Date today, const Calendar& calendar)
        : language_(language), today_(today), calendar_(calendar) {
        starter_.policy = policy;
    }

    Starter made() {
        const Parts shared(in_language(embedded_starter(common), language_));
        Parts own(in_language(embedded_starter(starter_.policy), language_));
        read_head(own.head);
        for (const StarterFile& file : shared.files) {
            if (file.path != "files") starter_.files.push_back(file);
        }
        starter_.files.push_back({"policy.yaml", policy_text(embedded_policy(starter_.policy), today_), {}});
        starter_.files.push_back(
            {"policy.test.yaml", policy_text(embedded_policy_test(starter_.policy), today_), {}});
        for (StarterFile& file : own.files) starter_.files.push_back(std::move(file));
        std::ranges::sort(starter_.files, {}, &StarterFile::path);
        explain_files(shared.files.front().content);
        for (StarterFile& file : starter_.files) {
            if (!file.path.starts_with("policy.")) fill(file);
        }
        return std::move(starter_);
    }

  private:
    void read_head(std::string_view head) {
        const Text usual[] = {
            {"检查所有文件；没有问题就什么也不输出", "find all that is wrong; silent when all is well"},
            {"评定每人每门课程", "decide every person and course"},
            {"须补训、补考的人和期限", "who must be retrained or resit, and by when"},
            {"各事项的期限", "what is due when"},
            {"运行制度测试", "run the policy's tests"}};
        constexpr const char* names[] = {"check", "grade", "retrain", "deadlines", "test"};
        for (std::size_t i = 0; i < std::size(names); ++i)
            starter_.commands.push_back({std::string("passline ") + names[i], usual[i].in(language_)});
        for (const std::string_view line : lines_of(head)) {
            if (starter_.about.empty()) {
                starter_.about = std::string(line);
                continue;
            }
            auto [command, about] = at_tab(line);
            starter_.commands.push_back({std::move(command), std::move(about)});
        }
    }

    bool has(std::string_view start) const {
        return std::ranges::any_of(starter_.files,
                                   [&](const StarterFile& file) { return file.path.starts_with(start); });
    }

    void explain_files(std::string_view list) {
        for (const std::string_view line : lines_of(list)) {
            const auto [start, about] = at_tab(line);
            for (StarterFile& file : starter_.files) {
                if (file.path.starts_with(start)) file.about = about;
            }
        }
    }

    void fill(StarterFile& file) const {
        std::string kept;
        for (std::string_view line : lines_of(file.content)) {
            if (line.starts_with('?')) {
                const std::size_t blank = line.find(' ');
                if (!has(line.substr(1, blank - 1))) continue;
                line.remove_prefix(blank + 1);
            }
            kept += std::string(line) + "\n";
        }
        file.content = replaced(kept, "@{", "}", [this](std::string_view word) { return value(word); });
    }

    std::string value(std::string_view word) const {
        if (word == "policy") return starter_.policy;
        if (word == "today") return today_.text();
        if (word == "about") return starter_.about;
        if (word == "files") return rows(Text{"文件", "file"}, starter_.files, &StarterFile::path);
        if (word == "commands")
            return rows(Text{"命令", "command"}, starter_.commands, &StarterCommand::command);
        return day_text(word, today_, calendar_);
    }

    template <class Item>
    std::string rows(const Text& title, const std::vector<Item>& items, std::string Item::*name) const {
        std::string table = fmt::format("| {} | {} |\n| --- | --- |", title.in(language_),
                                        Text{"说明", "what"}.in(language_));
        for (const Item& item : items) table += fmt::format("\n| `{}` | {} |", item.*name, item.about);
        return table;
    }

    Language language_;
    Date today_;
    const Calendar& calendar_;
    Starter starter_;
};

}  // namespace

std::vector<std::string> starter_policies() {
    std::vector<std::string> ids;
    for (const std::string_view name : embedded_starter_names()) {
        if (name != common) ids.emplace_back(name);
    }
    return ids;
}

Text starter_about(const std::string& policy) {
    const std::string_view first = lines_of(embedded_starter(policy)).front();
    return {in_language(first, Language::zh), in_language(first, Language::en)};
}

Starter make_starter(const std::string& policy, Language language, Date today, const Calendar& calendar) {
    return StarterMaker(policy, language, today, calendar).made();
}

}  // namespace passline
