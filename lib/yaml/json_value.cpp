#include "yaml/json_value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

namespace passline {
namespace {

/// digits × 10^exponent, the digits without zeros at either end; zero has none.
struct Parts {
    bool negative = false;
    std::string digits;
    std::int64_t exponent = 0;

    /// The power of ten of the first digit, plus one.
    std::int64_t magnitude() const { return exponent + static_cast<std::int64_t>(digits.size()); }
};

/// Exponents beyond this are all alike; no figure of ours comes near.
constexpr std::int64_t furthest_exponent = 1'000'000'000'000;

std::int64_t read_exponent(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::result_out_of_range)
        return text.starts_with('-') ? -furthest_exponent : furthest_exponent;
    return std::clamp(value, -furthest_exponent, furthest_exponent);
}

Parts parts_of(std::string_view number) {
    Parts parts;
    if (number.starts_with('-')) {
        parts.negative = true;
        number.remove_prefix(1);
    }
    if (const std::size_t e = number.find_first_of("eE"); e != std::string_view::npos) {
        parts.exponent = read_exponent(number.substr(e + 1));
        number = number.substr(0, e);
    }
    const std::size_t point = number.find('.');
    parts.digits = number.substr(0, point);
    if (point != std::string_view::npos) {
        const std::string_view fraction = number.substr(point + 1);
        parts.digits += fraction;
        parts.exponent -= static_cast<std::int64_t>(fraction.size());
    }
    parts.digits.erase(0, std::min(parts.digits.find_first_not_of('0'), parts.digits.size()));
    while (parts.digits.ends_with('0')) {
        parts.digits.pop_back();
        ++parts.exponent;
    }
    if (parts.digits.empty()) parts = {};
    return parts;
}

std::strong_ordering compare_sizes(const Parts& a, const Parts& b) {
    if (a.digits.empty() || b.digits.empty()) return !a.digits.empty() <=> !b.digits.empty();
    if (a.magnitude() != b.magnitude()) return a.magnitude() <=> b.magnitude();
    return a.digits.compare(b.digits) <=> 0;
}

void append_length_and(std::string& out, std::string_view text) {
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

}  // namespace

std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
    const Parts left = parts_of(a);
    const Parts right = parts_of(b);
    if (left.negative != right.negative) return right.negative <=> left.negative;
    return left.negative ? compare_sizes(right, left) : compare_sizes(left, right);
}

bool is_whole(std::string_view number) { return parts_of(number).exponent >= 0; }

bool same_value(const Node& a, const Node& b) {
    if (a.kind != b.kind) return false;
    if (a.is_null()) return true;
    if (!a.is_scalar()) return canonical_text(a) == canonical_text(b);
    if (a.is_number() && b.is_number()) return compare_numbers(a.text, b.text) == 0;
    return a.is_number() == b.is_number() && a.is_boolean() == b.is_boolean() && a.text == b.text;
}

std::string canonical_text(const Node& node) {
    std::string out;
    switch (node.kind) {
        case Node::Kind::null:
            return "n";
        case Node::Kind::scalar:
            if (node.is_number()) {
                const Parts parts = parts_of(node.text);
                return (parts.negative ? "-" : "+") + parts.digits + "e" + std::to_string(parts.exponent) +
                       ";";
            }
            out = node.is_boolean() ? "b" : "s";
            append_length_and(out, node.text);
            return out;
        case Node::Kind::sequence:
            out = "[";
            for (const Node& item : node.items) out += canonical_text(item);
            return out + "]";
        case Node::Kind::map:
            break;
    }
    std::vector<std::string> entries;
    for (const Node::Entry& entry : node.entries) {
        std::string& text = entries.emplace_back();
        append_length_and(text, entry.key.text);
        text += canonical_text(entry.value);
    }
    std::sort(entries.begin(), entries.end());
    out = "{";
    for (const std::string& entry : entries) out += entry;
    return out + "}";
}

}  // namespace passline
