#include "roster/id_order.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace passline;

namespace {

/// The ids in the order that is given for them.
std::vector<std::string> ordered(const std::vector<std::string>& texts, unsigned threads) {
    Arena arena;
    PersonIds ids;
    for (const std::string& text : texts) ids.add(text, arena);
    std::vector<std::string> result;
    for (const std::uint32_t number : order_of(ids, threads)) result.emplace_back(ids[number]);
    return result;
}

std::vector<std::string> sorted(std::vector<std::string> texts) {
    std::sort(texts.begin(), texts.end());
    return texts;
}

}  // namespace

TEST_CASE("roster: ids are put into the order of their bytes") {
    CHECK(ordered({}, 2).empty());
    CHECK(ordered({"E2", "E1"}, 1) == std::vector<std::string>{"E1", "E2"});
    CHECK(ordered({"E10", "E1", "E", "E2"}, 1) == std::vector<std::string>{"E", "E1", "E10", "E2"});
    CHECK(ordered({"王1", "e1", "E1"}, 1) == std::vector<std::string>{"E1", "e1", "王1"});
    CHECK(ordered({"\xFF", "A", std::string("A\0", 2)}, 1) ==
          std::vector<std::string>{"A", std::string("A\0", 2), "\xFF"});
}

TEST_CASE("roster: ids of any length and any bytes are sorted as by comparing them") {
    std::mt19937 random(5);
    const std::vector<std::string> alphabets = {"0123456789", "AB", "az-_09\x7F", "\x01 \xE5\xBC\xA0\xFF"};
    for (int round = 0; round < 200; ++round) {
        const std::string& alphabet = alphabets[random() % alphabets.size()];
        const std::size_t longest = 1 + random() % 16;  // what fits into a number and what does not
        std::set<std::string> different;
        for (std::size_t count = random() % 300; count > 0; --count) {
            std::string id;
            for (std::size_t i = 1 + random() % longest; i > 0; --i)
                id += alphabet[random() % alphabet.size()];
            different.insert(id);
        }
        std::vector<std::string> texts(different.begin(), different.end());
        std::shuffle(texts.begin(), texts.end(), random);
        REQUIRE(ordered(texts, static_cast<unsigned>(1 + random() % 3)) == sorted(texts));
    }
}

TEST_CASE("roster: several threads sort as one does") {
    std::mt19937 random(6);
    for (const std::string_view form : {"E{:08}", "{}", "2026-EMPLOYEE-{:06}"}) {
        std::vector<std::string> texts;
        for (int i = 0; i < 160'000; ++i) texts.push_back(fmt::format(fmt::runtime(form), i * 7));
        std::shuffle(texts.begin(), texts.end(), random);
        const std::vector<std::string> expected = sorted(texts);
        CHECK(ordered(texts, 1) == expected);
        CHECK(ordered(texts, 3) == expected);
    }
}
