#include "importing/preset.h"

#include <doctest/doctest.h>

#include "../problems.h"
#include "importing/embedded.h"
#include "importing/layout.h"

namespace passline {
namespace {

TEST_CASE("every built-in preset loads without a problem, under its own name") {
    CHECK(embedded_preset_names().size() == 10);
    for (const std::string_view id : embedded_preset_names()) {
        Diagnostics diagnostics;
        const auto preset = parse_preset(std::string(id), std::string(embedded_preset(id)), diagnostics);
        REQUIRE_MESSAGE(preset.has_value(), id);
        CHECK(diagnostics.all().empty());
        CHECK(preset->id == id);
        CHECK(!preset->title.zh.empty());
        CHECK(preset->title.zh != preset->title.en);
        CHECK(!preset->about.zh.empty());
    }
    CHECK(!builtin_preset("no-such-preset"));
}

TEST_CASE("a star stands for any text") {
    const Wildcard real("* (Real)");
    CHECK(real.match("quiz: theory (real)") == "quiz: theory");
    CHECK(!real.match("quiz: theory (percentage)"));
    CHECK(!Wildcard("ID").match("id number"));
    CHECK(Wildcard("ID").match("id") == "id");
    CHECK(Wildcard("*").anything());
    CHECK(!Wildcard("* x").anything());
    CHECK(!Wildcard("ab*ba").match("aba"));
}

TEST_CASE("headers are known without case, line breaks, full-width forms and their unit") {
    const auto monthly = builtin_preset("wecom-monthly");
    const auto metric = [&](const char* header) {
        const HeaderMeaning meaning = meaning_of(*monthly, header);
        return meaning.column == nullptr ? std::string() : meaning.column->metric;
    };
    CHECK(metric("迟到次数\n(次)") == "late_times");
    CHECK(metric("迟到次数（次）") == "late_times");
    CHECK(metric("迟到次数") == "late_times");
    CHECK(metric("迟到时长\n(分钟)") == "late_minutes");
    CHECK(metric("午餐补贴") == "");
    const auto moodle = builtin_preset("moodle-grades");
    CHECK(meaning_of(*moodle, "id NUMBER").column->to == "employee_id");
    CHECK(meaning_of(*moodle, "测验：理论考试（实数）").column->to == "item");
    CHECK(meaning_of(*moodle, "Course total (Real)").column->to == "total");
    CHECK(meaning_of(*moodle, "").column == nullptr);
}

}  // namespace
}  // namespace passline
