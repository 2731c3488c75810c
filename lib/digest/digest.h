#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace passline {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4).
Digest sha256(std::string_view bytes);
/// HMAC with SHA-256 (RFC 2104): only who has the key can compute it. Any length of key.
Digest hmac_sha256(std::string_view key, std::string_view bytes);

/// Appends `field` so that no two lists of fields give the same text: its length in bytes, a colon, the
/// bytes, a comma (a netstring).
void append_field(std::string& text, std::string_view field);

/// A digest as a code that people read out and type: its first 80 bits in Crockford's base 32,
/// `9HJ2-K4TX-0MZQ-7WCV`. Whoever guesses hits it once in 2^80 tries.
std::string short_code(const Digest& digest);
/// A typed code in the form that short_code gives: case, blanks and hyphens do not matter, O is 0, I and L
/// are 1. Nothing when it can't be one.
std::optional<std::string> read_code(std::string_view typed);

}  // namespace passline
