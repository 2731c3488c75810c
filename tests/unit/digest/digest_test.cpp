#include "digest/digest.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace passline;

namespace {

std::string hex(const Digest& digest) {
    std::string text;
    for (const std::uint8_t byte : digest) text += fmt::format("{:02x}", byte);
    return text;
}

}  // namespace

TEST_CASE("digest: SHA-256 gives the values of FIPS 180-4") {
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("digest: HMAC-SHA-256 gives the values of RFC 4231") {
    CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hex(hmac_sha256(std::string(131, '\xaa'),
                          "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("digest: a code is the first 80 bits, in groups; what is typed is read kindly") {
    Digest digest{};
    CHECK(short_code(digest) == "0000-0000-0000-0000");
    digest = {0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf, 0xff};  // 0, 1, 2 … 15
    CHECK(short_code(digest) == "0123-4567-89AB-CDEF");
    digest.fill(0xff);
    CHECK(short_code(digest) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    CHECK(read_code("0123-4567-89AB-CDEF") == "0123-4567-89AB-CDEF");
    CHECK(read_code("01234-4567-89AB-CDEF") == std::nullopt);  // one too many
    CHECK(read_code(" oi23 4567 89abcdef ") == "0123-4567-89AB-CDEF");
    CHECK(read_code("０L23－4567－89AB－CDEF") == "0123-4567-89AB-CDEF");
    CHECK(read_code("U123-4567-89AB-CDEF") == std::nullopt);
    CHECK(read_code("0123-4567-89AB") == std::nullopt);
    CHECK(read_code("") == std::nullopt);
}

TEST_CASE("digest: fields do not run into each other") {
    std::string one, other;
    append_field(one, "ab");
    append_field(one, "c");
    append_field(other, "a");
    append_field(other, "bc");
    CHECK(one == "2:ab,1:c,");
    CHECK(one != other);
}
