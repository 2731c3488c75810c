#include "report/field_text.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "base/bytes.h"
#include "report/output_text.h"

using namespace passline;

namespace {

std::string json(const std::string& text) {
    std::string room(6 * text.size() + 2 * Bytes::slack, '\0');
    room.resize(static_cast<std::size_t>(put_json_text(room.data(), text) - room.data()));
    return room;
}

}  // namespace

TEST_CASE("report: a JSON text is the same whichever way it is written") {
    const std::array<std::string, 14> pieces = {"a",    "E7",       "王",   "张三",        "\xE4\xB8\x80",
                                                "é",    "😀",        "\"",   "\\",          "\n",
                                                "\x7F", "\xE5\xBC", "\xA0", "\xED\xA0\x80"};
    std::mt19937 random(9);
    std::size_t escaped = 0;
    for (int round = 0; round < 60'000; ++round) {
        // Mostly names and ids; then such as must be escaped, or are no UTF-8.
        const std::size_t kinds = round % 4 == 0 ? pieces.size() : 5;
        std::string text;
        for (std::size_t count = 1 + random() % 8; count > 0; --count) text += pieces[random() % kinds];
        std::string expected;
        append_json_string(expected, text);
        CAPTURE(text);
        REQUIRE('"' + json(text) + '"' == expected);
        escaped += expected.size() != text.size() + 2;
    }
    CHECK(escaped > 5000);
}
