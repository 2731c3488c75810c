#include "roster/person_ids.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace passline;

namespace {

/// Ids of 1 to 30 bytes, many of them alike but for one place.
std::vector<std::string> ids_of(std::mt19937& dice, std::size_t count) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) {
        std::string id = "E-0000000000000000000000000001";
        id.resize(1 + dice() % id.size());
        for (int changes = 0; changes < 3; ++changes)
            id[dice() % id.size()] = static_cast<char>('0' + dice() % 10);
        ids.push_back(dice() % 8 == 0 ? "工号" + id : id);
    }
    return ids;
}

/// Every id is entered once; what the ids answer is what a map answers.
void check_against_map(PersonIds& ids, const std::vector<std::string>& texts, Arena& arena) {
    std::map<std::string, std::uint32_t> expected;
    for (const std::string& text : texts) {
        const auto known = expected.find(text);
        const std::uint32_t found = ids.find_to_add(text);
        REQUIRE(found == (known == expected.end() ? PersonIds::none : known->second));
        if (found == PersonIds::none) expected.emplace(text, ids.add(arena.keep(text), arena));
    }
    const auto all_found = [&] {
        for (const auto& [text, number] : expected) REQUIRE(ids.find(text) == number);
        CHECK(ids.find("") == PersonIds::none);
        CHECK(ids.find("nobody") == PersonIds::none);
        CHECK(ids.find(texts.front() + "x") == PersonIds::none);
    };
    all_found();
    ids.index();
    all_found();
    CHECK(ids.has_index());
    CHECK(ids.size() == expected.size());
}

}  // namespace

TEST_CASE("roster: an id gets one number, however the ids come") {
    std::mt19937 dice(5);
    PersonIds ids;  // also one that was cleared: it keeps nothing but its room
    for (int round = 0; round < 20; ++round) {
        CAPTURE(round);
        Arena arena;
        ids.clear();
        std::vector<std::string> texts = ids_of(dice, 1 + dice() % 2000);
        if (round % 3 != 0) std::sort(texts.begin(), texts.end());
        if (round % 3 == 1) std::swap(texts[dice() % texts.size()], texts.back());
        check_against_map(ids, texts, arena);
        CHECK(ids.in_order() == [&] {
            for (std::uint32_t i = 1; i < ids.size(); ++i) {
                if (ids[i] <= ids[i - 1]) return false;
            }
            return true;
        }());
    }
}

TEST_CASE("roster: ids that were added out of order are found without an index, too") {
    Arena arena;
    PersonIds ids;
    for (const char* id : {"E2", "E3", "E1"}) ids.add(id, arena);
    CHECK_FALSE(ids.has_index());
    CHECK_FALSE(ids.in_order());
    CHECK(ids.find("E1") == 2);
    CHECK(ids.find("E4") == PersonIds::none);
}

TEST_CASE("roster: ids in order are compared as bytes") {
    Arena arena;
    const std::vector<std::string> ascending{"A",         "AB",        "E0000001", "E00000010",
                                             "E00000011", "E0000001a", "e",        "工号"};
    PersonIds ids;
    for (const std::string& id : ascending) ids.add(id, arena);
    CHECK(ids.in_order());
    for (std::size_t i = 1; i < ascending.size(); ++i) {
        CAPTURE(ascending[i]);
        PersonIds two;
        two.add(ascending[i], arena);
        two.add(ascending[i - 1], arena);
        CHECK_FALSE(two.in_order());
    }
}

TEST_CASE("roster: an index that several threads make finds every id, short and long") {
    Arena arena;
    std::mt19937 dice(8);
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < 330'000; ++i)
        texts.push_back(fmt::format("{}E{}", i % 5 == 0 ? "本部-分公司-" : "", i));
    std::shuffle(texts.begin(), texts.end(), dice);
    for (const unsigned threads : {1U, 2U, 3U}) {
        CAPTURE(threads);
        PersonIds ids;
        for (const std::string& text : texts) ids.add(text, arena);
        ids.index(threads);
        REQUIRE(ids.has_index());
        std::uint32_t found = 0;
        for (std::uint32_t i = 0; i < ids.size(); ++i) found += ids.find(texts[i]) == i;
        CHECK(found == ids.size());
        CHECK(ids.find("E330000") == PersonIds::none);
        // As many again, which take a larger one.
        for (std::uint32_t i = 0; i < 330'000; ++i) REQUIRE(ids.find_to_add(texts[i]) == i);
        for (std::uint32_t i = 330'000; i < 600'000; ++i) ids.add(arena.keep(fmt::format("E{}", i)), arena);
        CHECK(ids.find("E599999") == 599'999);
        CHECK(ids.find(texts[7]) == 7);
    }
}
