#include <algorithm>

#include "cases/case_run.h"
#include "cases/yaml_text.h"
#include "scores/attempt.h"

namespace passline {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

bool same_set(std::vector<std::string> a, std::vector<std::string> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

/// Holds what is expected against what came out, key by key.
class Comparison {
  public:
    Comparison(const Expectation& expect, const CourseOutcome& outcome)
        : expect_(expect), outcome_(outcome) {}

    std::vector<Difference> run() {
        if (expect_.outcome) text("outcome", outcome_name(*expect_.outcome), outcome_name(outcome_.outcome));
        if (expect_.next) text("next", next_name(*expect_.next), next_name(outcome_.next));
        if (expect_.failed) set("failed", *expect_.failed, split(outcome_.failed(), ';'));
        if (expect_.scores) scores();
        if (expect_.total) total();
        if (expect_.band) text("band", *expect_.band, outcome_.band == nullptr ? "" : outcome_.band->id);
        if (expect_.actions) set("actions", *expect_.actions, outcome_.actions);
        if (expect_.articles) articles();
        if (expect_.certificate) {
            text("certificate", *expect_.certificate,
                 outcome_.certificate == nullptr ? "" : outcome_.certificate->id);
        }
        if (expect_.attempts)
            text("attempts", std::to_string(*expect_.attempts), std::to_string(outcome_.attempts.size()));
        if (expect_.due) text("due", *expect_.due, outcome_.due ? outcome_.due->text() : "");
        return std::move(found_);
    }

  private:
    void add(std::string key, Text expected, Text got) {
        found_.push_back({std::move(key), std::move(expected), std::move(got)});
    }

    void text(std::string key, std::string_view expected, std::string_view got) {
        if (expected != got) add(std::move(key), same(yaml_scalar(expected)), same(yaml_scalar(got)));
    }

    void set(std::string key, const std::vector<std::string>& expected, const std::vector<std::string>& got) {
        if (!same_set(expected, got)) add(std::move(key), same(yaml_list(expected)), same(yaml_list(got)));
    }

    /// Of the last attempt; components that the case does not name are not compared.
    void scores() {
        const AttemptResult* last = outcome_.last();
        std::vector<std::string> expected;
        std::vector<std::string> got;
        bool differ = false;
        const auto printed = split(last == nullptr ? "" : print_scores(*last, *outcome_.rules), ';');
        for (const auto& [component, score] : *expect_.scores) {
            const auto is_it = [&, id = component](const std::string& item) {
                return item.starts_with(id + '=');
            };
            const auto item = std::find_if(printed.begin(), printed.end(), is_it);
            const std::string value = item == printed.end() ? "" : item->substr(component.size() + 1);
            differ |= value != score;
            expected.push_back(component + ": " + yaml_scalar(score));
            got.push_back(component + ": " + yaml_scalar(value));
        }
        if (differ)
            add("scores", same("{" + fmt::format("{}", fmt::join(expected, ", ")) + "}"),
                same("{" + fmt::format("{}", fmt::join(got, ", ")) + "}"));
    }

    void total() {
        const AttemptResult* last = outcome_.last();
        const std::string got =
            last == nullptr || !last->total ? "" : print_total(*last->total, *outcome_.rules);
        const auto figure = Decimal::parse(*expect_.total);
        if (figure && Decimal::parse(got) == figure) return;
        text("total", *expect_.total, got);
    }

    /// An article with a text of its own in both languages may be named by either.
    void articles() {
        const auto& got = outcome_.articles;
        const bool equal =
            std::equal(got.begin(), got.end(), expect_.articles->begin(), expect_.articles->end(),
                       [](const Article* article, const std::string& expected) {
                           return article->raw.zh == expected || article->raw.en == expected;
                       });
        if (equal) return;
        std::vector<std::string> zh;
        std::vector<std::string> en;
        for (const Article* article : got) {
            zh.push_back(article->raw.zh);
            en.push_back(article->raw.en);
        }
        add("articles", same(yaml_list(*expect_.articles)), {yaml_list(zh), yaml_list(en)});
    }

    const Expectation& expect_;
    const CourseOutcome& outcome_;
    std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> differences(const Expectation& expect, const CourseOutcome& outcome) {
    return Comparison(expect, outcome).run();
}

std::vector<Difference> differences(const std::vector<CaseValue>& expected,
                                    const std::vector<CaseValue>& came_out) {
    std::vector<Difference> found;
    for (const CaseValue& each : expected) {
        const auto got = std::ranges::find(came_out, each.key, &CaseValue::key);
        const CaseValue value = got == came_out.end() ? CaseValue{each.key, each.form, {}, {}} : *got;
        if (!each.same_as(value)) found.push_back({each.key, each.text(), value.text()});
    }
    return found;
}

}  // namespace passline
