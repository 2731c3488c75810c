#include "text/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "text/utf8.h"

namespace passline {
namespace {

unsigned char byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

void append_utf8(std::string& to, char32_t code) {
    const auto tail = [&](unsigned shift) { to += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        to += static_cast<char>(0xE0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

// GB18030-2005: one byte 00–7F; two bytes 81–FE, 40–7E or 80–FE; four bytes 81–FE, 30–39, 81–FE, 30–39, of
// which those from 81 30 81 30 to 84 31 A4 39 stand for the rest of the BMP and those from 90 30 81 30 to E3
// 32 9A 35 for the planes above it.

bool is_lead(unsigned char byte) { return byte >= 0x81 && byte <= 0xFE; }
bool is_digit(unsigned char byte) { return byte >= 0x30 && byte <= 0x39; }

/// Which of the four-byte characters this is, counted from 81 30 81 30.
std::uint32_t four_byte_index(std::string_view bytes) {
    return (((byte_at(bytes, 0) - 0x81U) * 10 + (byte_at(bytes, 1) - 0x30U)) * 126 +
            (byte_at(bytes, 2) - 0x81U)) *
               10 +
           (byte_at(bytes, 3) - 0x30U);
}

constexpr std::uint32_t last_of_bmp = 39419;       // 84 31 A4 39, U+FFFF
constexpr std::uint32_t first_of_planes = 189000;  // 90 30 81 30, U+10000
constexpr std::uint32_t last_of_planes = first_of_planes + 0xFFFFF;

/// Characters that have a code of two bytes since 2005 (U+9FB4 to 9FBB, U+FE10 to FE19) have no other.
bool has_two_byte_code(std::uint32_t index) {
    return (index >= 19057 && index <= 19064) || (index >= 39076 && index <= 39085);
}

/// Length of the valid character that begins `bytes` (not empty), 0 when there is none; `cut` is set when
/// more bytes could make it one.
std::size_t gb_length(std::string_view bytes, bool euro, bool& cut) {
    const unsigned char lead = byte_at(bytes, 0);
    if (lead < 0x80) return 1;
    if (lead == 0x80 && euro) return 1;
    if (!is_lead(lead)) return 0;
    if (bytes.size() < 2) {
        cut = true;
        return 0;
    }
    const unsigned char second = byte_at(bytes, 1);
    if (second >= 0x40) return second != 0x7F && second != 0xFF ? 2 : 0;
    if (!is_digit(second)) return 0;
    if (bytes.size() < 4) {
        cut = bytes.size() == 2 || is_lead(byte_at(bytes, 2));
        return 0;
    }
    if (!is_lead(byte_at(bytes, 2)) || !is_digit(byte_at(bytes, 3))) return 0;
    const std::uint32_t index = four_byte_index(bytes);
    const bool assigned = index <= last_of_bmp ? !has_two_byte_code(index)
                                               : index >= first_of_planes && index <= last_of_planes;
    return assigned ? 4 : 0;
}

/// iconv from GB18030 to UTF-32 in this machine's byte order.
class Converter {
  public:
    Converter() : handle_(::iconv_open(little_endian() ? "UTF-32LE" : "UTF-32BE", "GB18030")) {}
    ~Converter() {
        if (open()) ::iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    bool open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    /// Converts whole characters, which give `room` characters at most; returns how many came out before the
    /// end or the first that has no counterpart.
    std::size_t convert(std::string_view bytes, char32_t* out, std::size_t room) {
        if (!open()) return 0;
        ::iconv(handle_, nullptr, nullptr, nullptr, nullptr);
        char* from = const_cast<char*>(bytes.data());  // NOLINT: iconv's signature; it does not write there
        std::size_t left = bytes.size();
        char* to = reinterpret_cast<char*>(out);
        std::size_t free = room * sizeof(char32_t);
        ::iconv(handle_, &from, &left, &to, &free);
        return room - free / sizeof(char32_t);
    }

  private:
    static bool little_endian() {
        const std::uint16_t one = 1;
        return *reinterpret_cast<const unsigned char*>(&one) == 1;
    }
    iconv_t handle_;
};

constexpr std::size_t trails = 192;  // 40 to FF
constexpr std::size_t leads = 126;   // 81 to FE

/// A character as UTF-8, up to three bytes, and how many; none where it takes more or there is none.
using EncodedPair = std::array<char, 4>;

/// All characters of two bytes, by lead and trail, asked of iconv once: cells are short, and a call for each
/// would cost more than its characters.
const std::vector<EncodedPair>& two_byte_table() {
    static const std::vector<EncodedPair> table = [] {
        std::vector<EncodedPair> result(leads * trails);
        Converter converter;
        for (std::size_t lead = 0; lead < leads; ++lead) {
            std::string codes;
            std::vector<std::size_t> places;
            for (std::size_t trail = 0; trail + 1 < trails; ++trail) {
                if (trail + 0x40 == 0x7F) continue;
                codes += static_cast<char>(lead + 0x81);
                codes += static_cast<char>(trail + 0x40);
                places.push_back(lead * trails + trail);
            }
            std::array<char32_t, trails> row{};
            const std::size_t count = converter.convert(codes, row.data(), row.size());
            for (std::size_t i = 0; i < count; ++i) {
                std::string text;
                if (row[i] != 0) append_utf8(text, row[i]);
                if (text.size() > 3) continue;  // six lie beyond U+FFFF
                EncodedPair& pair = result[places[i]];
                std::copy(text.begin(), text.end(), pair.begin());
                pair[3] = static_cast<char>(text.size());
            }
        }
        return result;
    }();
    return table;
}

/// A character of four bytes, or one of the few of two that are no EncodedPair; 0 where there is none.
char32_t rare_character(std::string_view bytes) {
    if (bytes.size() == 4) {
        const std::uint32_t index = four_byte_index(bytes);
        if (index >= first_of_planes) return 0x10000 + (index - first_of_planes);
    }
    thread_local Converter converter;
    char32_t code = 0;
    return converter.convert(bytes, &code, 1) == 1 ? code : 0;
}

/// Two bytes that have the form of a character of two bytes, as nearly all Chinese text is.
bool is_pair(std::string_view bytes, std::size_t at) {
    if (at + 1 >= bytes.size() || !is_lead(byte_at(bytes, at))) return false;
    const unsigned char second = byte_at(bytes, at + 1);
    return second >= 0x40 && second != 0x7F && second != 0xFF;
}

/// Two bytes become three or four, 0x80 three as well, and one more may be overwritten.
constexpr std::size_t most_from_gb(std::size_t size) { return 3 * size + 1; }

struct PutCharacter {
    std::size_t length;  ///< of what was read; 0 where there is no character
    char* end;           ///< of what was written
};
/// One that is neither ASCII nor an EncodedPair. Out of line: the rare ones leave the others their registers.
[[gnu::noinline]] PutCharacter put_rare_character(std::string_view bytes, bool euro, char* to) {
    bool cut = false;
    const std::size_t length = gb_length(bytes, euro, cut);
    std::string text;
    if (length == 1) {
        text = "€";
    } else if (length > 1) {
        const char32_t code = rare_character(bytes.substr(0, length));
        if (code == 0) return {0, to};
        append_utf8(text, code);
    }
    return {length, std::copy(text.begin(), text.end(), to)};
}

/// Writes UTF-8 to where `most_from_gb` bytes can be written and returns its end; null where bytes are not
/// valid.
char* gb_to_utf8(std::string_view bytes, bool euro, char* to, std::size_t* bad_offset) {
    static const EncodedPair* const pairs = two_byte_table().data();
    for (std::size_t i = 0; i < bytes.size();) {
        const unsigned lead = byte_at(bytes, i);
        if (lead < 0x80) {
            *to++ = bytes[i++];
            continue;
        }
        if (i + 1 < bytes.size() && lead - 0x81U < leads) {
            if (const unsigned trail = byte_at(bytes, i + 1) - 0x40U; trail < trails) {
                const EncodedPair& pair = pairs[(lead - 0x81U) * trails + trail];
                if (pair[3] != 0) {
                    std::memcpy(to, pair.data(), pair.size());
                    to += pair[3];
                    i += 2;
                    continue;
                }
            }
        }
        const PutCharacter put = put_rare_character(bytes.substr(i), euro, to);
        if (put.length == 0) {
            if (bad_offset != nullptr) *bad_offset = i;
            return nullptr;
        }
        to = put.end;
        i += put.length;
    }
    return to;
}

char32_t unit_at(std::string_view bytes, std::size_t i, bool little) {
    const unsigned a = byte_at(bytes, i);
    const unsigned b = byte_at(bytes, i + 1);
    return little ? a | (b << 8) : b | (a << 8);
}

/// Length of the valid character at the front (not empty), 0 when there is none.
std::size_t utf16_length(std::string_view bytes, bool little, char32_t& code, bool& cut) {
    cut = bytes.size() < 2;
    if (cut) return 0;
    code = unit_at(bytes, 0, little);
    if (code < 0xD800 || code > 0xDFFF) return 2;
    if (code >= 0xDC00) return 0;
    cut = bytes.size() < 4;
    if (cut) return 0;
    const char32_t second = unit_at(bytes, 2, little);
    if (second < 0xDC00 || second > 0xDFFF) return 0;
    code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
    return 4;
}

std::optional<std::string> utf16_to_utf8(std::string_view bytes, bool little, std::size_t* bad_offset) {
    std::string result;
    result.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        char32_t code = 0;
        bool cut = false;
        const std::size_t length = utf16_length(bytes.substr(i), little, code, cut);
        if (length == 0) {
            if (bad_offset != nullptr) *bad_offset = i;
            return std::nullopt;
        }
        append_utf8(result, code);
        i += length;
    }
    return result;
}

/// Goes on from `begin`, where a character begins, over blocks that hold nothing but ASCII and characters of
/// two bytes above it, as nearly all Chinese text is; ends where a character begins.
std::size_t skip_usual_gb([[maybe_unused]] std::string_view bytes, std::size_t begin,
                          [[maybe_unused]] EncodingScan& scan) {
    std::size_t i = begin;
#if defined(__x86_64__)
    constexpr std::size_t block = 64;
    constexpr std::uint64_t even = 0x5555555555555555U;
    const __m128i zero = _mm_setzero_si128();
    const __m128i lowest =
        _mm_set1_epi8(static_cast<char>(0x80));  // neither this nor FF is in such a character
    const __m128i highest = _mm_set1_epi8(static_cast<char>(0xFF));
    __m128i zeros = zero;
    std::uint64_t wider = 0;
    while (i + block <= bytes.size()) {
        std::uint64_t high = 0;
        __m128i other = zero;
        __m128i nuls = zero;
        for (unsigned part = 0; part < 4; ++part) {
            const __m128i chunk =
                _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + i + std::size_t{part} * 16));
            high |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(chunk))} << (16 * part);
            nuls = _mm_or_si128(nuls, _mm_cmpeq_epi8(chunk, zero));
            other = _mm_or_si128(other,
                                 _mm_or_si128(_mm_cmpeq_epi8(chunk, lowest), _mm_cmpeq_epi8(chunk, highest)));
        }
        // Pairs side by side are runs of even length. Added to a run, its first bit becomes the one behind
        // its end; a run that goes on in the next block has none here.
        const std::uint64_t first = high & ~(high << 1U);
        const std::uint64_t behind_from_even = (high + (first & even)) & ~high;
        const std::uint64_t behind_from_odd = (high + (first & ~even)) & ~high;
        const std::uint64_t halves = (behind_from_even & ~even) | (behind_from_odd & even);
        if (halves != 0 || _mm_movemask_epi8(other) != 0) break;
        wider |= high;
        zeros = _mm_or_si128(zeros, nuls);
        i += block - static_cast<std::size_t>(std::countl_one(high)) % 2;  // not between the two of a pair
    }
    scan.ascii = scan.ascii && wider == 0;
    scan.has_nul = scan.has_nul || _mm_movemask_epi8(zeros) != 0;
#endif
    return i;
}

EncodingScan scan_gb(std::string_view bytes, bool euro) {
    constexpr std::size_t stretch = 64;
    EncodingScan scan;
    std::size_t i = 0;
    while (i < bytes.size()) {
        i = skip_usual_gb(bytes, i, scan);
        for (const std::size_t stop = std::min(bytes.size(), i + stretch); i < stop;) {
            // Up to here everything is valid, so that ASCII bytes are characters of their own and their fast
            // path holds.
            i = skip_ascii(bytes, i, scan.has_nul);
            if (i == bytes.size()) break;
            scan.ascii = false;
            while (i < bytes.size() && byte_at(bytes, i) >= 0x80) {
                if (is_pair(bytes, i)) {
                    i += 2;
                    continue;
                }
                bool cut = false;
                const std::size_t length = gb_length(bytes.substr(i), euro, cut);
                if (length == 0) {
                    scan.first_invalid = i;
                    scan.truncated = cut;
                    return scan;
                }
                i += length;
            }
        }
    }
    return scan;
}

EncodingScan scan_utf16(std::string_view bytes, bool little) {
    EncodingScan scan;
    for (std::size_t i = 0; i < bytes.size();) {
        char32_t code = 0;
        const std::size_t length = utf16_length(bytes.substr(i), little, code, scan.truncated);
        if (length == 0) {
            scan.first_invalid = i;
            return scan;
        }
        if (code == 0) scan.has_nul = true;
        if (code >= 0x80) scan.ascii = false;
        i += length;
    }
    return scan;
}

/// True when more bytes could make the end of the text, invalid from `bad` on, a character of UTF-8.
bool utf8_cut(std::string_view bytes, std::size_t bad) {
    if (bytes.size() - bad > 3) return false;
    const std::string tail(bytes.substr(bad));
    // The lowest and the highest continuation: E0 and F0 need a high one, ED and F4 a low one.
    for (const char fill : {'\x80', '\xBF'}) {
        std::string whole = tail;
        while (whole.size() < 4) {
            whole += fill;
            if (utf8_length(whole) == whole.size()) return true;
        }
    }
    return false;
}

}  // namespace

std::optional<Encoding> encoding_named(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, Encoding>, 14> names{{
        {"utf-8", Encoding::utf8},
        {"utf8", Encoding::utf8},
        {"utf-8-sig", Encoding::utf8},
        {"gb18030", Encoding::gb18030},
        {"gb-18030", Encoding::gb18030},
        {"gbk", Encoding::gbk},
        {"cp936", Encoding::gbk},
        {"gb2312", Encoding::gbk},
        {"utf-16", Encoding::utf16le},
        {"utf16", Encoding::utf16le},
        {"utf-16le", Encoding::utf16le},
        {"utf16le", Encoding::utf16le},
        {"utf-16be", Encoding::utf16be},
        {"utf16be", Encoding::utf16be},
    }};
    const std::string wanted = folded(name);
    const auto* found =
        std::find_if(names.begin(), names.end(), [&](const auto& known) { return known.first == wanted; });
    return found == names.end() ? std::nullopt : std::optional<Encoding>(found->second);
}

std::string_view encoding_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8:
            return "UTF-8";
        case Encoding::gb18030:
            return "GB18030";
        case Encoding::gbk:
            return "GBK";
        case Encoding::utf16le:
            return "UTF-16LE";
        case Encoding::utf16be:
            return "UTF-16BE";
    }
    return {};
}

std::optional<ByteOrderMark> byte_order_mark(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return ByteOrderMark{Encoding::utf8, 3};
    if (bytes.starts_with("\xFF\xFE")) return ByteOrderMark{Encoding::utf16le, 2};
    if (bytes.starts_with("\xFE\xFF")) return ByteOrderMark{Encoding::utf16be, 2};
    if (bytes.starts_with("\x84\x31\x95\x33")) return ByteOrderMark{Encoding::gb18030, 4};
    return std::nullopt;
}

EncodingScan scan_encoding(std::string_view bytes, Encoding encoding) {
    switch (encoding) {
        case Encoding::gb18030:
        case Encoding::gbk:
            return scan_gb(bytes, encoding == Encoding::gbk);
        case Encoding::utf16le:
        case Encoding::utf16be:
            return scan_utf16(bytes, encoding == Encoding::utf16le);
        case Encoding::utf8:
            break;
    }
    const Utf8Scan scan = scan_utf8(bytes);
    const bool bad = scan.first_invalid != std::string_view::npos;
    return {scan.first_invalid, bad && utf8_cut(bytes, scan.first_invalid), scan.has_nul, scan.ascii};
}

std::size_t characters_in(std::string_view bytes, Encoding encoding) {
    if (encoding == Encoding::utf8) return characters(bytes);
    std::size_t count = 0;
    while (!bytes.empty()) {
        bool cut = false;
        char32_t code = 0;
        const std::size_t length = encoding == Encoding::utf16le || encoding == Encoding::utf16be
                                       ? utf16_length(bytes, encoding == Encoding::utf16le, code, cut)
                                       : gb_length(bytes, encoding == Encoding::gbk, cut);
        bytes.remove_prefix(std::max<std::size_t>(length, 1));
        ++count;
    }
    return count;
}

std::optional<std::string_view> to_utf8_in(std::string& room, std::string_view bytes, Encoding encoding,
                                           std::size_t* bad_offset) {
    if (encoding == Encoding::gb18030 || encoding == Encoding::gbk) {
        if (const std::size_t most = most_from_gb(bytes.size()); room.size() < most) room.resize(most);
        const char* const end = gb_to_utf8(bytes, encoding == Encoding::gbk, room.data(), bad_offset);
        if (end == nullptr) return std::nullopt;
        return std::string_view(room.data(), static_cast<std::size_t>(end - room.data()));
    }
    std::optional<std::string> made = to_utf8(bytes, encoding, bad_offset);
    if (!made) return std::nullopt;
    room = std::move(*made);
    return room;
}

std::optional<std::string> to_utf8(std::string_view bytes, Encoding encoding, std::size_t* bad_offset) {
    switch (encoding) {
        case Encoding::gb18030:
        case Encoding::gbk:
            if (std::string room; const auto text = to_utf8_in(room, bytes, encoding, bad_offset)) {
                room.resize(text->size());
                return room;
            }
            return std::nullopt;
        case Encoding::utf16le:
        case Encoding::utf16be:
            return utf16_to_utf8(bytes, encoding == Encoding::utf16le, bad_offset);
        case Encoding::utf8:
            break;
    }
    const std::size_t bad = first_invalid_utf8(bytes);
    if (bad == std::string_view::npos) return std::string(bytes);
    if (bad_offset != nullptr) *bad_offset = bad;
    return std::nullopt;
}

}  // namespace passline
