#include "reminders/mail_message.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "report/output_text.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::size_t line_width = 76;
constexpr std::size_t longest_word = 75;
constexpr std::string_view word_begin = "=?utf-8?B?";
constexpr std::string_view word_end = "?=";

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8U | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) text += i <= count ? digits[group >> (18U - 6U * i) & 63U] : '=';
    }
    return text;
}

std::string in_lines(std::string_view text) {
    std::string lines;
    for (; !text.empty(); text.remove_prefix(std::min(line_width, text.size())))
        lines.append(text.substr(0, line_width)).append("\n");
    return lines;
}

/// At most `count` bytes, without cutting a character.
std::string_view piece(std::string_view text, std::size_t count) {
    if (count >= text.size()) return text;
    while (count > 0 && (static_cast<unsigned char>(text[count]) & 0xC0U) == 0x80U) --count;
    return text.substr(0, count);
}

/// Nothing in it asks for encoding where it stands unquoted.
bool plain(std::string_view text) {
    return is_ascii(text) && text.find("=?") == std::string_view::npos && text.size() <= line_width - 20;
}

/// `"Name" <address>`, or the address alone.
std::string mailbox(const std::string& name, const std::string& address, std::size_t column) {
    if (name.empty()) return address;
    std::string text;
    if (plain(name)) {
        text = "\"";
        for (const char c : name) text += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
        text += "\"";
    } else {
        text = encoded_text(name, column);
    }
    const std::size_t last =
        text.size() - (text.rfind('\n') + 1) + (text.find('\n') == std::string::npos ? column : 0);
    return text + (last + address.size() + 3 > line_width ? "\n <" : " <") + address + ">";
}

bool seven_bit(std::string_view text) {
    if (!is_ascii(text)) return false;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (line.size() > line_width) return false;
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return true;
}

/// FNV-1a, 64 bits: to know a text again, not to keep anything secret.
std::string fingerprint(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4)
        digits += "0123456789abcdef"[hash >> static_cast<unsigned>(shift) & 15U];
    return digits;
}

std::string header_date(Date day) {
    constexpr std::array<std::string_view, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {:04} 00:00:00 -0000", days[day.weekday() - 1], day.day(),
                       months[day.month() - 1], day.year());
}

std::string message(const Letter& letter, const std::string& date) {
    std::string text;
    if (!letter.from.empty()) text += "From: " + letter.from + "\n";
    text += "To: " + mailbox(printable(letter.to_name), letter.to, 4) + "\n";
    text += "Subject: " + encoded_text(printable(letter.subject), 9) + "\n";
    if (!date.empty()) text += "Date: " + date + "\n";
    const std::size_t at = letter.from.find('@');
    const std::string domain = at == std::string::npos ? "passline.invalid" : letter.from.substr(at + 1);
    text += "Message-ID: <" + fingerprint(letter.id) + "@" + domain + ">\n";
    text += "MIME-Version: 1.0\n";
    text += "Content-Type: text/plain; charset=utf-8\n";
    const bool as_it_is = seven_bit(letter.text);
    text += as_it_is ? "Content-Transfer-Encoding: 7bit\n" : "Content-Transfer-Encoding: base64\n";
    text += letter.language == Language::zh ? "Content-Language: zh-CN\n" : "Content-Language: en\n";
    text += "Auto-Submitted: auto-generated\n\n";
    return text + (as_it_is ? letter.text : in_lines(base64(letter.text)));
}

}  // namespace

std::string encoded_text(std::string_view text, std::size_t column) {
    if (plain(text)) return std::string(text);
    std::string encoded;
    while (!text.empty()) {
        const std::size_t room =
            std::min(longest_word, line_width - column) - word_begin.size() - word_end.size();
        const std::string_view part = piece(text, room / 4 * 3);
        encoded.append(encoded.empty() ? "" : "\n ").append(word_begin).append(base64(part)).append(word_end);
        text.remove_prefix(part.size());
        column = 1;
    }
    return encoded;
}

std::string mail_message(const Letter& letter) { return message(letter, {}); }

std::string mbox_entry(Letter letter, Date day) {
    if (letter.from.empty()) letter.from = "passline@localhost";
    const std::string date = header_date(day);
    // "Mon Mar  2 00:00:00 2026", as asctime has it
    std::string entry = fmt::format("From {} {} {} {:2} 00:00:00 {:04}\n", letter.from, date.substr(0, 3),
                                    date.substr(8, 3), day.day(), day.year());
    const std::string whole = message(letter, date);
    for (std::string_view rest = whole; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        if (line.substr(std::min(line.find_first_not_of('>'), line.size())).starts_with("From "))
            entry += '>';
        entry.append(line).append("\n");
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return entry + "\n";
}

}  // namespace passline
