#include "base/recent.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

using namespace passline;

TEST_CASE("base: what was kept last of short texts is known, and never another's") {
    std::mt19937 dice(3);
    Recent<int, 8> recent;
    std::map<std::pair<std::string, std::uint64_t>, int> kept;
    int known = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text(dice() % 15, 'a');
        for (char& c : text) c = static_cast<char>('a' + dice() % 2);
        const std::uint64_t salt = dice() % 3;
        const BriefKey key = BriefKey::of(text);
        if (const int* value = recent.find(key, salt)) {
            ++known;
            REQUIRE(*value == kept.at({text, salt}));
        } else {
            kept[{text, salt}] = round;
            recent.keep(key, round, salt);
            const int* const now = recent.find(key, salt);
            REQUIRE((now != nullptr) == (text.size() <= BriefKey::longest));  // longer ones are not kept
            if (now != nullptr) REQUIRE(*now == round);
        }
    }
    CHECK(known > 100);
}

TEST_CASE("base: two texts of one place do not push each other out") {
    for (std::uint64_t salt = 0; salt < 64; ++salt) {  // which puts them on places of all kinds
        CAPTURE(salt);
        Recent<int, 2> recent;
        recent.keep(BriefKey::of("theory"), 1, salt);
        recent.keep(BriefKey::of("practical"), 2, salt);
        REQUIRE(recent.find(BriefKey::of("theory"), salt) != nullptr);
        REQUIRE(recent.find(BriefKey::of("practical"), salt) != nullptr);
        CHECK(*recent.find(BriefKey::of("theory"), salt) == 1);
        CHECK(*recent.find(BriefKey::of("practical"), salt) == 2);
        CHECK(recent.find(BriefKey::of(""), salt) == nullptr);
    }
}

TEST_CASE("base: a text's key is the same wherever what stands before it can be read") {
    const std::string sheet = "before,\xE5\xBC\xA0\xE4\xB8\x89,0123456789ABCDEF";
    for (std::size_t begin = 8; begin < sheet.size(); ++begin) {
        for (std::size_t size = 0; begin + size <= sheet.size(); ++size) {
            const auto text = std::string_view(sheet).substr(begin, size);
            REQUIRE(BriefKey::of_readable(text) == BriefKey::of(text));
        }
    }
}
