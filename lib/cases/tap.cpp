#include "cases/tap.h"

#include <algorithm>

#include "cases/yaml_text.h"
#include "report/output_text.h"
#include "trace/trace.h"

namespace passline {

namespace {

/// What stands after `ok 1 - ` must stay in its line, and `#` begins a directive there.
std::string escaped(const std::string& name) {
    std::string result;
    for (const char c : printable(name)) {
        if (c == '#' || c == '\\') result += '\\';
        result += c;
    }
    return result;
}

Text cited_all(const std::vector<Article>& articles, const Policy& policy) {
    Text all;
    for (const Article& article : articles) {
        const Text one = policy.cite_article(article);
        all = all.empty() ? one : say("{0}、{1}", "{0}, {1}", all, one);
    }
    return all;
}

/// "TODO" and "SKIP" after a `#` would change what the point means.
bool a_directive(const std::string& note) {
    std::string word = note.substr(0, 4);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word == "todo" || word == "skip";
}

std::string quoted(const std::string& text) {
    std::string result;
    append_json_string(result, text);
    return result;
}

/// What cases a rule lacks.
Text missing_of(const CoveredRule& rule) {
    if (!rule.is_line || (!rule.reached && !rule.missed)) return say("没有用例", "no case");
    if (!rule.of_scores) {
        return rule.reached ? say("没有不满足它的用例", "no case that does not meet it")
                            : say("没有满足它的用例", "no case that meets it");
    }
    return rule.reached ? say("没有低于它的用例", "no case below it")
                        : say("没有达到它的用例", "no case that reaches it");
}

Text keys_of(const std::vector<Difference>& differences) {
    std::string zh;
    std::string en;
    for (const Difference& each : differences) {
        zh += (zh.empty() ? "" : "、") + each.key;
        en += (en.empty() ? "" : ", ") + each.key;
    }
    return {zh, en};
}

Text message_of(const CaseResult& result) {
    if (result.problems.empty())
        return say("与预期不符：{0}", "not as expected: {0}", keys_of(result.differences));
    Text all;
    for (const Text& problem : result.problems)
        all = all.empty() ? problem : say("{0}；{1}", "{0}; {1}", all, problem);
    return all;
}

}  // namespace

TapText::TapText(Language language, std::size_t planned) : language_(language) {
    text_ = fmt::format("TAP version 13\n1..{}\n", planned);
}

void TapText::head(bool ok, const Text& name, const Text& note) {
    ++points_;
    if (!ok) ++failed_;
    text_ += fmt::format("{} {} - {}", ok ? "ok" : "not ok", points_, escaped(name.in(language_)));
    const std::string after = escaped(note.in(language_));
    if (!after.empty() && !a_directive(after)) text_ += " # " + after;
    text_ += '\n';
}

void TapText::comment(const Text& text) { text_ += "# " + printable(text.in(language_)) + '\n'; }

void TapText::point(const Case& test, const Policy& policy, const CaseResult& result) {
    head(result.ok(), test.name, cited_all(test.articles, policy));
    if (!result.ok()) why(test, result);
}

void TapText::why(const Case& test, const CaseResult& result) {
    text_ += "  ---\n  message: " + quoted(message_of(result).in(language_)) + '\n';
    text_ += "  at: " + quoted(test.place.address()) + '\n';
    if (!result.differences.empty()) text_ += "  differs:\n";
    for (const Difference& each : result.differences) {
        text_ += fmt::format("    {}: {{expected: {}, got: {}}}\n", each.key, each.expected.in(language_),
                             each.got.in(language_));
    }
    if (!result.trace.empty()) block("why", render(result.trace, language_, 0, false));
    text_ += "  ...\n";
}

void TapText::block(std::string_view key, const std::string& text) {
    text_ += fmt::format("  {}: |\n", key);
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        text_ += "    " + printable(text.substr(begin, end - begin)) + '\n';
        begin = end + 1;
    }
}

void TapText::point(const Coverage& coverage, const Policy& policy) {
    const auto& rules = coverage.rules();
    const auto& articles = coverage.articles();
    const auto touched =
        std::count_if(rules.begin(), rules.end(), [](const auto& rule) { return rule.covered(); });
    const auto cited =
        std::count_if(articles.begin(), articles.end(), [](const auto& article) { return article.covered; });
    head(coverage.complete(),
         say("{0}：用例触及 {1}/{2} 条规则、{3}/{4} 个条款",
             "{0}: the cases touch {1} of {2} rules and {3} of {4} articles", policy.file, touched,
             rules.size(), cited, articles.size()),
         {});
    if (!coverage.complete()) uncovered(coverage, policy);
    for (const UntestedRule& rule : coverage.untested()) {
        const Text note = cited_all(rule.articles, policy);
        const Text path = note.empty() ? same(rule.path) : say("{0}〔{1}〕", "{0} [{1}]", rule.path, note);
        comment(rule.of_plans ? say("不计入（由 check 核对计划）：{0}",
                                    "not counted (`check` holds plans against it): {0}", path)
                              : say("尚不能测试：{0}", "not yet testable: {0}", path));
    }
}

void TapText::uncovered(const Coverage& coverage, const Policy& policy) {
    text_ += "  ---\n  message: " +
             quoted(say("有规则或条款没有用例触及", "no case touches some rules or articles").in(language_)) +
             '\n';
    std::string rules;
    for (const CoveredRule& rule : coverage.rules()) {
        if (rule.covered()) continue;
        const Text missing = missing_of(rule);
        rules += fmt::format("    - {{rule: {}, at: {}", quoted(rule.path), quoted(rule.origin.address()));
        const std::string article = policy.cite_article(rule.article).in(language_);
        if (!article.empty()) rules += ", article: " + quoted(article);
        rules += ", missing: " + quoted(missing.in(language_)) + "}\n";
    }
    if (!rules.empty()) text_ += "  rules:\n" + rules;
    std::vector<std::string> articles;
    for (const CoveredArticle& each : coverage.articles()) {
        if (!each.covered) articles.push_back(quoted(policy.cite_article(each.article).in(language_)));
    }
    if (!articles.empty()) text_ += fmt::format("  articles: [{}]\n", fmt::join(articles, ", "));
    text_ += "  ...\n";
}

}  // namespace passline
