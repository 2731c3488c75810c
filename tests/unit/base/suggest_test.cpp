#include <doctest/doctest.h>

#include <array>

#include "base/suggest.h"

using namespace passline;

TEST_CASE("base: edits are inserted, deleted, replaced and swapped characters") {
    CHECK(edit_distance("score", "score", 2) == 0);
    CHECK(edit_distance("score", "scroe", 2) == 1);
    CHECK(edit_distance("score", "scor", 2) == 1);
    CHECK(edit_distance("score", "scores", 2) == 1);
    CHECK(edit_distance("score", "store", 2) == 1);
    CHECK(edit_distance("score", "sotre", 2) == 2);
    CHECK(edit_distance("ca", "abc", 3) == 3);  // optimal string alignment: no edit within a swap
    CHECK(edit_distance("", "ab", 2) == 2);
    CHECK(edit_distance("kitten", "sitting", 2) == 3);  // more than the limit
    CHECK(edit_distance("a", "abcdefgh", 2) == 3);
    CHECK(edit_distance("考试日期", "考试曰期", 1) == 1);  // characters, not bytes
    CHECK(edit_distance("考试日期", "考试期日", 1) == 1);
}

TEST_CASE("base: what was meant is near enough") {
    const std::array<std::string, 5> names{"score", "component", "employee_id", "x", "store"};
    CHECK(nearest("scroe", names) == "score");
    CHECK(nearest("stoer", names) == "store");
    CHECK(nearest("sore", names) == "score");  // of two equally near the first
    CHECK(nearest("score", names) == "score");
    CHECK(nearest("SCORE", names) == "score");  // capitals and small letters do not differ
    CHECK_FALSE(nearest("sxxre", names));
    CHECK(nearest("compoennts", names) == "component");  // two from eight characters on
    CHECK(nearest("emplyee_i", names) == "employee_id");
    CHECK_FALSE(nearest("y", names));
    CHECK_FALSE(nearest("", names));
    CHECK(did_you_mean("scroe", names) == Text{"是不是“score”？", "did you mean 'score'?"});
    CHECK(did_you_mean("nothing", names).empty());
}
