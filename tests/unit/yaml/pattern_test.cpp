#include "yaml/pattern.h"

#include <doctest/doctest.h>

#include <regex.h>

#include <random>
#include <string>

using passline::Pattern;

namespace {

bool found(const char* expression, std::string_view text) {
    const auto pattern = Pattern::compile(expression);
    REQUIRE(pattern.has_value());
    return pattern->found_in(text);
}

/// A random expression of the constructs that POSIX has, too, over the letters a, b, c.
std::string random_expression(std::mt19937& random, int depth) {
    const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    std::string text;
    for (int parts = 1 + pick(3); parts > 0; --parts) {
        switch (pick(depth > 0 ? 8 : 5)) {
            case 0:
                text += "a";
                break;
            case 1:
                text += "b";
                break;
            case 2:
                text += "[ab]";
                break;
            case 3:
                text += "[^a]";
                break;
            case 4:
                text += "\\w";
                break;
            case 5:
                text += "(" + random_expression(random, depth - 1) + ")";
                break;
            case 6:
                text += "(" + random_expression(random, depth - 1) + "|" +
                        random_expression(random, depth - 1) + ")";
                break;
            default:
                text += ".";
                break;
        }
        constexpr const char* often[] = {"", "", "", "*", "+", "?", "{2}", "{1,2}", "{2,}", "*?"};
        text += often[pick(10)];
    }
    return text;
}

}  // namespace

TEST_CASE("yaml: patterns agree with the C library's") {
    std::mt19937 random(20260105);
    int compared = 0;
    for (int i = 0; i < 1'000; ++i) {
        std::string expression = random_expression(random, 2);
        if (random() % 3 == 0) expression = "^" + expression;
        if (random() % 3 == 0) expression += "$";
        regex_t truth;
        REQUIRE(regcomp(&truth, expression.c_str(), REG_EXTENDED | REG_NOSUB) == 0);
        const auto pattern = Pattern::compile(expression);
        CAPTURE(expression);
        REQUIRE(pattern.has_value());
        for (int j = 0; j < 20; ++j) {
            std::string text;
            for (unsigned length = random() % 6; length > 0; --length)
                text += static_cast<char>('a' + random() % 3);
            CAPTURE(text);
            REQUIRE(pattern->found_in(text) == (regexec(&truth, text.c_str(), 0, nullptr, 0) == 0));
            ++compared;
        }
        regfree(&truth);
    }
    CHECK(compared == 20'000);
}

TEST_CASE("yaml: patterns match characters, not bytes") {
    CHECK(found("^.$", "张"));
    CHECK(found("^.{2}$", "张三"));
    CHECK(found("^[^\\s;,=@:\"']+$", "工号"));
    CHECK(!found("^[^\\s;,=@:\"']+$", "工 号"));
    CHECK(!found("^\\S+$", "工　号"));
    CHECK(found("[张李]", "姓李"));
    CHECK(!found("[张李]", "姓王"));
    CHECK(found("^[一-龥]+$", "理论"));
    CHECK(found("\\u7406", "理论"));
    CHECK(found("^.$", "😀"));
}

TEST_CASE("yaml: escapes, classes and edges") {
    CHECK(found("^\\d+\\.\\d{2}$", "12.50"));
    CHECK(!found("^\\d+\\.\\d{2}$", "12,50"));
    CHECK(found("\\bab\\b", "x ab y"));
    CHECK(!found("\\bab\\b", "xaby"));
    CHECK(found("a\\Bb", "ab"));
    CHECK(found("[\\d\\-]", "-"));
    CHECK(found("[{][}]", "第{}条"));
    CHECK(found("^[\\]a]$", "]"));
    CHECK(found("^[^]$", "a"));
    CHECK(!found("[]", "a"));
    CHECK(found("^(|a)$", ""));
    CHECK(found("x*", ""));
    CHECK(found("\\x41\\t", "A\t"));
    CHECK(!found("^.$", "\n"));
}

TEST_CASE("yaml: what patterns do not support is refused") {
    for (const char* expression : {"(?=a)", "(?!a)", "(a)\\1", "\\p{L}", "(a", "a)", "[a", "*a", "a{2",
                                   "a{3,2}", "[b-a]", "\\", "((a{1000}){1000}){1000}", "\\xZ1", "a**"}) {
        CAPTURE(expression);
        CHECK(!Pattern::compile(expression).has_value());
    }
    CHECK(!Pattern::compile(std::string(1'000, '(') + std::string(1'000, ')')).has_value());
}

TEST_CASE("yaml: patterns take linear time where others run away") {
    const std::string text(20'000, 'a');
    CHECK(!found("^(a+)+$", text + "b"));
    CHECK(!found("^(a|a)*$", text + "b"));
    CHECK(found("^[^\\s]+$", text));
}
