#include <doctest/doctest.h>

#include <iconv.h>

#include <array>
#include <random>

#include "text/encoding.h"
#include "text/unicode.h"
#include "text/utf8.h"

using namespace passline;

TEST_CASE("text: only strict UTF-8 is valid") {
    for (const std::string valid :
         {"", "abc", "é", "张三", "😀", "\x7F", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        CHECK(valid_utf8(valid));
    }
    for (const std::string bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
                                  "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE5\xBC",
                                  "\xE5", "\xE5\x28\xA0", "\xFF", "\xC3\xC3\xA9"}) {
        CHECK_FALSE(valid_utf8(bad));
    }
    // Wherever it stands between the fast steps.
    for (std::size_t length = 0; length < 100; ++length) {
        const std::string front(length, 'x');
        CHECK(first_invalid_utf8(front + "é" + front + "\xC3(" + front) == 2 * length + 2);
        CHECK(scan_utf8(front + std::string(1, '\0') + front).has_nul);
        CHECK_FALSE(scan_utf8(front + "\x01\x80").has_nul);
        CHECK(scan_utf8(front).ascii);
        CHECK_FALSE(scan_utf8(front + "é").ascii);
        CHECK(is_ascii(front));
        CHECK_FALSE(is_ascii(front + "\x80" + front));
    }
}

TEST_CASE("text: UTF-8 is judged as iconv judges it") {
    iconv_t converter = iconv_open("UTF-32LE", "UTF-8");
    std::mt19937 random(3);
    const std::string bytes = "a\x80\xBF\xC2\xDF\xE0\xED\xEF\xF0\xF4\x9F\xA0\x8F\x90";
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        for (unsigned i = random() % 6; i-- > 0;) text += bytes[random() % bytes.size()];
        std::string copy = text;
        char* from = copy.data();
        std::size_t left = copy.size();
        std::array<char, 64> out{};
        char* to = out.data();
        std::size_t room = out.size();
        iconv(converter, nullptr, nullptr, nullptr, nullptr);
        const bool valid = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
        REQUIRE(valid_utf8(text) == valid);
    }
    iconv_close(converter);
}

TEST_CASE("text: characters and columns") {
    CHECK(characters("") == 0);
    CHECK(characters("a张é😀") == 4);
    CHECK(characters("a\xFF\xE5") == 3);
    CHECK(display_width("abc") == 3);
    CHECK(display_width("张三a") == 5);
    CHECK(display_width("ｅ（") == 4);
    CHECK(display_width("e\xCC\x81") == 1);  // a combining accent
    CHECK(display_width("“”…—①★") == 6);     // ambiguous ones are narrow, as terminals have it
    CHECK(display_width("\t\n") == 0);
    CHECK(prefix_of_width("张三a", 4) == "张三");
    CHECK(prefix_of_width("张三a", 3) == "张");
    CHECK(prefix_of_width("张三a", 1).empty());
    CHECK(prefix_of_width("ab", 9) == "ab");
}

TEST_CASE("text: plain forms and folded names") {
    CHECK(plain_forms("Ａ１２．５") == "A12.5");
    CHECK(plain_forms("08：47　％") == "08:47 %");
    CHECK(plain_forms("张三") == "张三");
    CHECK(plain_forms("abc") == "abc");
    CHECK(plain_forms("\xFF") == "\xFF");
    CHECK(folded("  Employee\r\n  ID ") == "employee id");
    CHECK(folded("\xEF\xBB\xBFＮａｍｅ　") == "name");
    CHECK(folded("ÉCOLE\xC2\xA0Nº") == "école no");
    CHECK(folded("") == "");
    CHECK(trimmed(" \t\xC2\xA0张 三　\r\n") == "张 三");
    CHECK(trimmed("　").empty());
    CHECK(trimmed("\xFF a \xE5\xBC") == "\xFF a \xE5\xBC");
}

TEST_CASE("text: encodings by name") {
    CHECK(encoding_named("UTF-8") == Encoding::utf8);
    CHECK(encoding_named("utf8") == Encoding::utf8);
    CHECK(encoding_named("GB18030") == Encoding::gb18030);
    CHECK(encoding_named("gbk") == Encoding::gbk);
    CHECK(encoding_named("GB2312") == Encoding::gbk);
    CHECK(encoding_named("UTF-16") == Encoding::utf16le);
    CHECK(encoding_named("utf-16BE") == Encoding::utf16be);
    CHECK_FALSE(encoding_named("latin1"));
    CHECK(encoding_name(Encoding::utf16be) == "UTF-16BE");
}

TEST_CASE("text: UTF-16 and what is wrong with it") {
    const auto bytes = [](std::initializer_list<int> list) {
        std::string result;
        for (const int byte : list) result += static_cast<char>(byte);
        return result;
    };
    CHECK(to_utf8(bytes({0x20, 0x5F, 0x3D, 0xD8, 0x00, 0xDE}), Encoding::utf16le) == "张😀");
    CHECK(to_utf8(bytes({0x5F, 0x20, 0x00, 0x41}), Encoding::utf16be) == "张A");
    std::size_t bad = 0;
    CHECK_FALSE(to_utf8(bytes({0x41, 0x00, 0x00, 0xDE}), Encoding::utf16le, &bad));
    CHECK(bad == 2);
    CHECK(scan_encoding(bytes({0x41, 0x00, 0x42}), Encoding::utf16le).truncated);
    CHECK(scan_encoding(bytes({0x41, 0x00, 0x3D, 0xD8}), Encoding::utf16le).truncated);
    CHECK_FALSE(scan_encoding(bytes({0x3D, 0xD8, 0x41, 0x00}), Encoding::utf16le).truncated);
    CHECK(characters_in(bytes({0x20, 0x5F, 0x3D, 0xD8, 0x00, 0xDE}), Encoding::utf16le) == 2);
}

TEST_CASE("text: GBK is GB18030 with the euro sign at 80") {
    CHECK(to_utf8("5\x80", Encoding::gbk) == "5€");
    for (const std::size_t count : {63, 64, 65, 1000}) {  // what grows most
        std::string euros;
        for (std::size_t i = 0; i < count; ++i) euros += "€";
        CHECK(to_utf8(std::string(count, '\x80'), Encoding::gbk) == euros);
    }
    CHECK_FALSE(to_utf8("5\x80", Encoding::gb18030));
    CHECK(to_utf8("\xA2\xE3", Encoding::gb18030) == "€");
    std::size_t bad = 0;
    CHECK_FALSE(to_utf8("ab\xD5", Encoding::gb18030, &bad));
    CHECK(bad == 2);
    CHECK(scan_encoding("ab\xD5", Encoding::gb18030).truncated);
    CHECK(scan_encoding("ab\x81\x30\x81", Encoding::gb18030).truncated);
    CHECK_FALSE(scan_encoding("ab\xD5\x20", Encoding::gb18030).truncated);
    CHECK(scan_encoding("\xE5\xBC", Encoding::utf8).truncated);
    CHECK(scan_encoding("\xF0\x90\x80", Encoding::utf8).truncated);
    CHECK(scan_encoding("\xF4\x8F", Encoding::utf8).truncated);
    CHECK_FALSE(scan_encoding("\xF4\x90", Encoding::utf8).truncated);
    CHECK_FALSE(scan_encoding("\xE5\xBC\x28", Encoding::utf8).truncated);
}

TEST_CASE("text: all codes of GB18030 are decoded as iconv does") {
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    std::size_t compared = 0;
    std::size_t different = 0;
    const auto compare = [&](std::string code) {
        std::array<char, 16> out{};
        char* from = code.data();
        std::size_t left = code.size();
        char* to = out.data();
        std::size_t room = out.size();
        iconv(converter, nullptr, nullptr, nullptr, nullptr);
        const bool valid = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
        const std::optional<std::string> ours = to_utf8(code, Encoding::gb18030);
        const bool scanned = scan_encoding(code, Encoding::gb18030).first_invalid == std::string_view::npos;
        const std::string expected(out.data(), out.size() - room);
        if (ours.has_value() != valid || scanned != valid || (valid && *ours != expected)) ++different;
        ++compared;
    };
    const auto byte = [](int value) { return static_cast<char>(value); };
    for (int a = 0x80; a <= 0xFF; ++a) {
        compare({byte(a)});
        for (int b = 0; b <= 0xFF; ++b) compare({byte(a), byte(b)});
    }
    // All of the BMP, and samples of what lies above and beyond.
    for (int a = 0x81; a <= 0xFE; ++a) {
        for (int b = 0x30; b <= 0x39; ++b) {
            const int step = a <= 0x84 ? 1 : 29;
            for (int c = 0x81; c <= 0xFE; c += step) {
                for (int d = 0x30; d <= 0x39; ++d) compare({byte(a), byte(b), byte(c), byte(d)});
            }
        }
    }
    iconv_close(converter);
    CHECK(compared > 140'000);
    CHECK(different == 0);
}

TEST_CASE("text: GB18030 is checked as it is decoded, wherever characters stand") {
    std::mt19937 dice(4);
    const std::array<std::string, 10> pieces{
        "E00000001,", "a",        "\xD5\xC5\xC8\xFD", "\xB0\xA1",
        "\x81\x40",   "\x82\x80", "\x81\x30\x81\x30", std::string(1, '\0'),
        "\xD5",       "\xB0\xFF,"};
    std::size_t valid = 0;
    for (int round = 0; round < 6000; ++round) {
        // Runs of usual characters, then such as need a closer look, then such as are none.
        const std::size_t kinds = round % 3 == 0 ? 4 : round % 3 == 1 ? 8 : pieces.size();
        std::string bytes;
        for (std::size_t count = dice() % 120; count > 0; --count)
            bytes += pieces[dice() % 30 == 0 ? dice() % kinds : dice() % 4];
        std::size_t bad = std::string_view::npos;
        valid += to_utf8(bytes, Encoding::gb18030, &bad).has_value();
        const std::string_view good = std::string_view(bytes).substr(0, bad);
        const EncodingScan scan = scan_encoding(bytes, Encoding::gb18030);
        CAPTURE(bytes);
        REQUIRE(scan.first_invalid == bad);
        REQUIRE(scan.has_nul == (good.find('\0') != std::string_view::npos));
        if (bad == std::string_view::npos) REQUIRE(scan.ascii == is_ascii(good));
    }
    CHECK(valid > 2000);
}

TEST_CASE("text: both ways of checking UTF-8 find the same") {
#if defined(__x86_64__)
    if (!detail::utf8_in_avx2()) return;
    std::mt19937 dice(3);
    const std::array<std::string, 9> pieces{"a",           "0123456789abcdef",   "é",        "张",
                                            "😀",           std::string(1, '\0'), "\xE5\xBC", "\xC0\xAF",
                                            "\xED\xA0\x80"};
    for (int round = 0; round < 4000; ++round) {
        std::string bytes;
        const std::size_t kinds = round % 2 == 0 ? 5 : pieces.size();
        for (std::size_t count = dice() % 80; count > 0; --count) bytes += pieces[dice() % kinds];
        if (round % 7 == 0) bytes.resize(bytes.size() * (dice() % 100) / 100);  // cut anywhere
        const Utf8Scan plain = detail::scan_utf8_portable(bytes);
        const Utf8Scan wide = detail::scan_utf8_avx2(bytes);
        CAPTURE(bytes);
        REQUIRE(wide.first_invalid == plain.first_invalid);
        if (plain.first_invalid != std::string_view::npos) continue;
        REQUIRE(wide.has_nul == plain.has_nul);
        REQUIRE(wide.ascii == plain.ascii);
    }
#endif
}
