#include "digest/digest.h"

#include <fmt/format.h>
#include <nettle/hmac.h>
#include <nettle/sha2.h>

#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_bytes = 10;
constexpr std::size_t code_length = code_bytes * 8 / 5;
constexpr std::size_t group = 4;

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::string grouped(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i != 0 && i % group == 0) out += '-';
        out += code[i];
    }
    return out;
}

}  // namespace

Digest sha256(std::string_view bytes) {
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.size(), bytes_of(bytes));
    Digest digest;
    sha256_digest(&context, digest.size(), digest.data());
    return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
    hmac_sha256_ctx context;
    hmac_sha256_set_key(&context, key.size(), bytes_of(key));
    hmac_sha256_update(&context, bytes.size(), bytes_of(bytes));
    Digest digest;
    hmac_sha256_digest(&context, digest.size(), digest.data());
    return digest;
}

void append_field(std::string& text, std::string_view field) {
    text += fmt::format("{}:{},", field.size(), field);
}

std::string short_code(const Digest& digest) {
    std::string code;
    std::uint32_t bits = 0;
    int held = 0;
    for (std::size_t i = 0; i < code_bytes; ++i) {
        bits = (bits << 8U) | digest[i];
        held += 8;
        while (held >= 5) {
            held -= 5;
            code += alphabet[(bits >> static_cast<unsigned>(held)) & 31U];
        }
    }
    return grouped(code);
}

std::optional<std::string> read_code(std::string_view typed) {
    std::string code;
    for (char c : folded(typed)) {  // also makes full-width forms plain
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (alphabet.find(c) == std::string_view::npos) return {};
        code += c;
    }
    if (code.size() != code_length) return {};
    return grouped(code);
}

}  // namespace passline
