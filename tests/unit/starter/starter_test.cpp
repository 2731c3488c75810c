#include "starter/starter.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace passline;

namespace {

Date day(const char* text) { return *Date::parse_iso(text); }

std::string content(const Starter& starter, const std::string& path) {
    const auto found = std::ranges::find(starter.files, path, &StarterFile::path);
    return found == starter.files.end() ? "" : found->content;
}

}  // namespace

TEST_CASE("starter: every file says what it is, in both languages") {
    REQUIRE(starter_policies().size() == 5);
    for (const std::string& policy : starter_policies()) {
        for (const Language language : {Language::zh, Language::en}) {
            const Starter starter = make_starter(policy, language, day("2026-06-10"), Calendar::cn());
            for (const StarterFile& file : starter.files) {
                CAPTURE(file.path);
                CHECK_FALSE(file.about.empty());
                CHECK_FALSE(file.content.empty());
                CHECK(file.content.find("[[") == std::string::npos);
            }
            CHECK(starter.about == starter_about(policy).in(language));
        }
    }
}

TEST_CASE("starter: dates are working days before and after today, months, the last quarter's months") {
    // 10 June 2026 is a Wednesday; 19 June is the Dragon Boat Festival
    const Starter starter =
        make_starter("operations-service", Language::en, day("2026-06-10"), Calendar::cn());
    CHECK(content(starter, "plans/plan.yaml").find("{id: S1, date: 2026-06-01,") != std::string::npos);
    CHECK(content(starter, "plans/plan.yaml").find("start: 2026-06-29") != std::string::npos);
    CHECK(content(starter, "people/roster.csv").find("Agent,2024-10-10") != std::string::npos);
    CHECK(content(starter, "sheets/kpi/kpi.csv").find("0011,2026-03,satisfaction") != std::string::npos);
    const Starter sunday =
        make_starter("operations-service", Language::en, day("2026-06-14"), Calendar::cn());
    const Starter friday =
        make_starter("operations-service", Language::en, day("2026-06-12"), Calendar::cn());
    CHECK(content(sunday, "sheets/scores/scores.csv") == content(friday, "sheets/scores/scores.csv"));
}

TEST_CASE("starter: a policy that is not yet in force is set back, and no other") {
    const auto effective = [](const char* today) {
        const std::string policy = content(
            make_starter("operations-service", Language::en, day(today), Calendar::cn()), "policy.yaml");
        return policy.substr(policy.find("\neffective: ") + 12, 10);
    };
    CHECK(effective("2026-06-10") == "2026-01-01");
    CHECK(effective("2026-04-30") == "2025-01-01");
    CHECK(effective("2028-01-01") == "2026-01-01");
}
