#include "base/parts.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>

#include "base/brief_text.h"
#include "base/names.h"

using namespace passline;

TEST_CASE("base: parts are taken once each and pass in order, on any number of threads") {
    for (const unsigned threads : {1U, 2U, 5U}) {
        Parts parts(200);
        std::vector<std::size_t> passed;
        std::atomic<std::size_t> taken{0};
        on_threads(threads, parts, [&](unsigned) {
            for (std::size_t part = 0; parts.take(part);) {
                ++taken;
                REQUIRE(parts.wait_for_turn(part));
                passed.push_back(part);  // one at a time
                parts.pass();
            }
        });
        CHECK(taken == 200);
        REQUIRE(passed.size() == 200);
        for (std::size_t i = 0; i < passed.size(); ++i) REQUIRE(passed[i] == i);
    }
}

TEST_CASE("base: an exception on a thread ends the work of all and comes out where it was begun") {
    Parts parts(1000);
    std::atomic<std::size_t> done{0};
    CHECK_THROWS_WITH(on_threads(3, parts,
                                 [&](unsigned) {
                                     for (std::size_t part = 0; parts.take(part);) {
                                         if (part == 20) throw std::runtime_error("part 20");
                                         if (!parts.wait_for_turn(part)) return;
                                         ++done;
                                         parts.pass();
                                     }
                                 }),
                      "part 20");
    CHECK(done <= 20);
    CHECK(parts.given_up());
}

TEST_CASE("base: a brief text is the text, short, long or empty") {
    Arena arena;
    CHECK(BriefText().view().empty());
    for (const std::size_t size : {0U, 1U, 9U, 65'534U, 65'535U, 65'536U, 200'000U}) {
        const std::string text(size, 'x');
        CHECK(BriefText(text, arena).view() == text);
    }
}

TEST_CASE("base: names are numbered in the order of arrival, whatever their length") {
    Names names;
    std::vector<std::string> texts;
    for (std::size_t size = 0; size < 60; ++size) {
        texts.push_back(std::string(size, 'a'));
        texts.push_back(std::string(size, 'a') + "b");
    }
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        CHECK(names.find(texts[i]) == Names::none);
        CHECK(names.add(texts[i]) == i);
    }
    for (std::uint32_t i = 0; i < texts.size(); ++i) CHECK(names.find(texts[i]) == i);
}
