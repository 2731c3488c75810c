#include "base/parts.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

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

TEST_CASE("base: jobs are done in turn, one at a time, whoever does them") {
    for (const unsigned threads : {1U, 2U, 5U}) {
        Parts parts(300);
        std::vector<std::size_t> done;
        std::atomic<int> at_once{0};
        on_threads(threads, parts, [&](unsigned) {
            for (std::size_t part = 0; parts.take(part);) {
                REQUIRE(parts.in_turn(part, [&, part] {
                    CHECK(++at_once == 1);
                    done.push_back(part);
                    --at_once;
                }));
            }
        });
        REQUIRE(done.size() == 300);
        for (std::size_t i = 0; i < done.size(); ++i) REQUIRE(done[i] == i);
    }
}

TEST_CASE("base: nobody waits for a slow job, which does what comes after it") {
    Parts parts(3);
    std::promise<void> begun, left;
    std::vector<std::thread::id> by;
    const auto note = [&] { by.push_back(std::this_thread::get_id()); };
    std::thread slow([&] {
        parts.in_turn(0, [&] {
            note();
            begun.set_value();
            CHECK(left.get_future().wait_for(std::chrono::seconds(30)) == std::future_status::ready);
        });
    });
    const std::thread::id slow_one = slow.get_id();
    begun.get_future().wait();
    CHECK(parts.in_turn(2, note));
    CHECK(parts.in_turn(1, note));
    left.set_value();
    slow.join();
    CHECK(by == std::vector{slow_one, slow_one, slow_one});
}

TEST_CASE("base: a job's exception ends the work of all") {
    Parts parts(1000);
    std::size_t done = 0;
    CHECK_THROWS_WITH(on_threads(3, parts,
                                 [&](unsigned) {
                                     for (std::size_t part = 0; parts.take(part);) {
                                         const auto job = [&, part] {
                                             if (part == 20) throw std::runtime_error("job 20");
                                             ++done;
                                         };
                                         if (!parts.in_turn(part, job)) return;
                                     }
                                 }),
                      "job 20");
    CHECK(done == 20);
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
