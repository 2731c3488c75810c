#include "csv/source.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <iterator>
#include <numeric>
#include <utility>

#include "base/parts.h"
#include "text/encoding.h"

namespace passline {
namespace {

/// Longer lines are not shown whole.
constexpr std::size_t excerpt_bytes = 4096;

/// What is looked through at a time; it stays in the cache between the two things that are looked for.
constexpr std::size_t stride = 256 * 1024;

std::uint32_t line_ends(std::string_view bytes, char line_end) {
    return static_cast<std::uint32_t>(count_byte(bytes, line_end));
}

char line_end_of(std::string_view bytes) {
    if (bytes.find('\n') != std::string_view::npos) return '\n';
    return bytes.find('\r') != std::string_view::npos ? '\r' : '\n';
}

/// Where bytes that are invalid in `encoding` stand. The excerpt stays empty: there is no telling what the
/// line says.
Place bad_place(const std::string& file, std::string_view bytes, Encoding encoding, std::size_t offset) {
    const std::string_view before = bytes.substr(0, offset);
    Place place;
    place.file = file;
    if (encoding == Encoding::utf16le || encoding == Encoding::utf16be) {
        const std::string text = to_utf8(before, encoding).value_or(std::string());
        const std::size_t line = text.rfind('\n') + 1;
        place.line = line_ends(text, '\n') + 1;
        place.column = static_cast<std::uint32_t>(characters(std::string_view(text).substr(line)) + 1);
        return place;
    }
    const char line_end = line_end_of(bytes);
    const std::size_t line = before.rfind(line_end) + 1;
    place.line = line_ends(before, line_end) + 1;
    place.column = static_cast<std::uint32_t>(characters_in(before.substr(line), encoding) + 1);
    return place;
}

std::string hex(std::string_view bytes) {
    std::string result;
    for (const char c : bytes)
        result += fmt::format("{}{:02X}", result.empty() ? "" : " ", static_cast<unsigned char>(c));
    return result;
}

/// Other kinds of files that are handed over as sheets, by how they begin.
Text other_kind(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04")) {
        return say("这是 Excel 工作簿（.xlsx），不是 CSV", "this is an Excel workbook (.xlsx), not CSV");
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return say("这是旧版 Excel 工作簿（.xls），不是 CSV",
                   "this is an old Excel workbook (.xls), not CSV");
    }
    std::string_view start = bytes.substr(0, 200);
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
    for (const std::string_view tag : {"<html", "<!doctype html", "<table", "<meta", "<?xml"}) {
        const auto same_letter = [](char a, char b) {
            return std::tolower(static_cast<unsigned char>(a)) == b;
        };
        if (start.size() >= tag.size() && std::equal(tag.begin(), tag.end(), start.begin(),
                                                     [&](char b, char a) { return same_letter(a, b); })) {
            return say("这是网页或 XML 文件，不是 CSV", "this is a web page or an XML file, not CSV");
        }
    }
    if (bytes.starts_with("%PDF-")) return say("这是 PDF 文件，不是 CSV", "this is a PDF file, not CSV");
    return {};
}

/// ASCII in UTF-16 without a mark: every other byte is zero.
bool looks_like_utf16(std::string_view bytes, std::size_t zero_at) {
    const std::size_t size = std::min<std::size_t>(bytes.size() / 2 * 2, 64);
    if (size < 4) return false;
    for (std::size_t i = 0; i < size; i += 2) {
        if (bytes[i + zero_at] != '\0' || bytes[i + 1 - zero_at] == '\0') return false;
    }
    return true;
}

void report_bad(const std::string& file, std::string_view bytes, Encoding encoding, const EncodingScan& scan,
                Diagnostics& diagnostics) {
    Place place = bad_place(file, bytes, encoding, scan.first_invalid);
    const std::string_view name = encoding_name(encoding);
    if (scan.truncated) {
        diagnostics.error(
            "sheet-encoding", std::move(place),
            say("文件在一个 {0} 字符中间结束", "the file ends in the middle of a {0} character", name),
            say("文件可能被截断：重新导出", "it may have been cut off: export it again"));
        return;
    }
    diagnostics.error("sheet-encoding", std::move(place),
                      say("字节 {1} 不是有效的 {0}", "byte {1} is not valid {0}", name,
                          hex(bytes.substr(scan.first_invalid, 1))),
                      say("用 --encoding 指明真正的编码，或另存为 UTF-8",
                          "give the encoding with --encoding, or save the file as UTF-8"));
}

/// Neither of the two that are tried: the one that got further is more likely the one that was meant.
void report_neither(const std::string& file, std::string_view bytes, const EncodingScan& utf8,
                    const EncodingScan& gb, Diagnostics& diagnostics) {
    if (gb.truncated) {
        report_bad(file, bytes, Encoding::gb18030, gb, diagnostics);
        return;
    }
    const bool further = utf8.first_invalid > gb.first_invalid;
    const Place in_utf8 = bad_place(file, bytes, Encoding::utf8, utf8.first_invalid);
    const Place in_gb = bad_place(file, bytes, Encoding::gb18030, gb.first_invalid);
    const bool gbk = scan_encoding(bytes, Encoding::gbk).first_invalid == std::string_view::npos;
    diagnostics.error(
        "sheet-encoding", further ? in_utf8 : in_gb,
        say("既不是 UTF-8（第 {0} 行第 {1} 个字符：字节 {2}），也不是 GB18030（第 {3} 行第 {4} 个字符：字节 "
            "{5}）",
            "neither UTF-8 (line {0}, character {1}: byte {2}) nor GB18030 (line {3}, character {4}: byte "
            "{5})",
            in_utf8.line, in_utf8.column, hex(bytes.substr(utf8.first_invalid, 1)), in_gb.line, in_gb.column,
            hex(bytes.substr(gb.first_invalid, 1))),
        gbk ? say("作为 GBK 则有效：用 --encoding gbk", "it is valid GBK: give --encoding gbk")
            : say("用 --encoding 指明编码，或另存为 UTF-8",
                  "give the encoding with --encoding, or save the file as UTF-8"));
}

/// Where the part that begins about `offset` really begins: at the first byte of a character. In GB18030 only
/// a line end tells; without one the part is empty and belongs to the one before.
std::size_t part_begin(std::string_view bytes, std::size_t offset, Encoding encoding) {
    if (offset == 0 || offset >= bytes.size()) return std::min(offset, bytes.size());
    if (encoding != Encoding::utf8) {
        const std::size_t end = bytes.find('\n', offset - 1);
        return end == std::string_view::npos ? bytes.size() : end + 1;
    }
    for (int i = 0;
         i < 3 && offset < bytes.size() && (static_cast<unsigned char>(bytes[offset]) & 0xC0) == 0x80; ++i)
        ++offset;
    return offset;
}

/// scan_encoding on several threads. On the way the quotes before each `stride` bytes are counted.
EncodingScan scan_in_parts(std::string_view bytes, Encoding encoding, unsigned threads,
                           std::vector<std::size_t>& quotes) {
    quotes.assign((bytes.size() + stride - 1) / stride + 1, 0);
    if (encoding == Encoding::utf16le || encoding == Encoding::utf16be) return scan_encoding(bytes, encoding);
    EncodingScan whole;
    Parts parts(quotes.size() - 1);
    std::mutex guard;
    on_threads(static_cast<unsigned>(std::min<std::size_t>(threads, parts.count())), parts, [&](unsigned) {
        std::size_t part = 0;
        while (parts.take(part)) {
            const std::size_t offset = part * stride;
            const std::size_t begin = part_begin(bytes, offset, encoding);
            const std::size_t end = part_begin(bytes, offset + stride, encoding);
            const EncodingScan scan = scan_encoding(bytes.substr(begin, end - begin), encoding);
            quotes[part + 1] = count_byte(bytes.substr(offset, stride), Dialect::quote);
            if (scan.first_invalid == std::string_view::npos && !scan.has_nul && scan.ascii) continue;
            const std::lock_guard lock(guard);
            whole.has_nul |= scan.has_nul;
            whole.ascii &= scan.ascii;
            if (scan.first_invalid != std::string_view::npos) {
                whole.first_invalid = begin + scan.first_invalid;
                parts.give_up();
            }
        }
    });
    // Which invalid byte comes first is told by going through it from the front.
    if (whole.first_invalid != std::string_view::npos) return scan_encoding(bytes, encoding);
    std::partial_sum(quotes.begin(), quotes.end(), quotes.begin());
    if (quotes.back() == 0) quotes.clear();
    return whole;
}

/// Valid throughout in the encoding that is stated, by a mark or by the caller. Nothing after an error.
std::optional<EncodingScan> scan_stated(const std::string& file, std::string_view bytes, Encoding stated,
                                        unsigned threads, std::vector<std::size_t>& quotes,
                                        Diagnostics& diagnostics) {
    const EncodingScan scan = scan_in_parts(bytes, stated, threads, quotes);
    if (scan.first_invalid == std::string_view::npos) return scan;
    report_bad(file, bytes, stated, scan, diagnostics);
    return std::nullopt;
}

/// UTF-8 when all of it is valid, else GB18030. Nothing after an error.
std::optional<EncodingScan> scan_by_trial(const std::string& file, std::string_view bytes, Encoding& found,
                                          unsigned threads, std::vector<std::size_t>& quotes,
                                          Diagnostics& diagnostics) {
    found = Encoding::utf8;
    EncodingScan scan = scan_in_parts(bytes, Encoding::utf8, threads, quotes);
    if (scan.first_invalid != std::string_view::npos) {
        // UTF-8 that is cut off may well be valid GB18030, as nonsense.
        if (scan.truncated && !is_ascii(bytes.substr(0, scan.first_invalid))) {
            report_bad(file, bytes, Encoding::utf8, scan, diagnostics);
            return std::nullopt;
        }
        const EncodingScan gb = scan_in_parts(bytes, Encoding::gb18030, threads, quotes);
        if (gb.first_invalid != std::string_view::npos) {
            report_neither(file, bytes, scan, gb, diagnostics);
            return std::nullopt;
        }
        found = Encoding::gb18030;
        scan = gb;
    }
    const bool big_endian = looks_like_utf16(bytes, 0);
    if (!scan.has_nul || (!big_endian && !looks_like_utf16(bytes, 1))) return scan;
    Place place;
    place.file = file;
    diagnostics.error(
        "sheet-encoding", std::move(place),
        say("看来是没有字节顺序标记的 UTF-16", "this looks like UTF-16 without a byte order mark"),
        say("用 --encoding {0}，或另存为 UTF-8", "give --encoding {0}, or save the file as UTF-8",
            big_endian ? "utf-16be" : "utf-16le"));
    return std::nullopt;
}

}  // namespace

std::unique_ptr<SheetSource> SheetSource::open(std::shared_ptr<const FileBytes> file,
                                               std::optional<Encoding> wanted, unsigned threads,
                                               Diagnostics& diagnostics) {
    std::unique_ptr<SheetSource> source(new SheetSource);
    source->file_ = std::move(file);
    source->bytes_ = source->file_->bytes();
    if (Text kind = other_kind(source->bytes_); !kind.empty()) {
        Place place;
        place.file = source->name();
        diagnostics.error("sheet-encoding", std::move(place), std::move(kind),
                          say("另存为“CSV UTF-8（逗号分隔）”", "save it as \"CSV UTF-8 (comma delimited)\""));
        return nullptr;
    }
    if (!source->find_encoding(wanted, threads, diagnostics)) return nullptr;
    source->line_end_ = line_end_of(source->bytes_);
    return source;
}

bool SheetSource::find_encoding(std::optional<Encoding> wanted, unsigned threads, Diagnostics& diagnostics) {
    const std::optional<ByteOrderMark> mark = byte_order_mark(bytes_);
    // "utf-16" leaves the order of bytes to the mark.
    const bool utf16_by_mark = wanted == Encoding::utf16le && mark && mark->encoding == Encoding::utf16be;
    if (mark && mark->encoding != Encoding::gb18030 && (!wanted || utf16_by_mark)) wanted = mark->encoding;
    if (wanted) encoding_ = *wanted;
    const std::optional<EncodingScan> scan =
        wanted ? scan_stated(name(), bytes_, encoding_, threads, quotes_, diagnostics)
               : scan_by_trial(name(), bytes_, encoding_, threads, quotes_, diagnostics);
    if (!scan) return false;

    has_nul_ = scan->has_nul;
    held_in_ = encoding_;
    if (encoding_ == Encoding::utf16le || encoding_ == Encoding::utf16be) {
        converted_ = to_utf8(bytes_, encoding_).value_or(std::string());
        bytes_ = converted_;
        held_in_ = Encoding::utf8;
        scan_in_parts(bytes_, held_in_, threads, quotes_);
    }
    const std::optional<ByteOrderMark> held_mark = byte_order_mark(bytes_);
    const Encoding kind = held_in_ == Encoding::utf8 ? Encoding::utf8 : Encoding::gb18030;
    if (held_mark && held_mark->encoding == kind) begin_ = held_mark->length;
    return true;
}

std::string SheetSource::decoded(std::string_view part) const {
    std::size_t bad = 0;
    if (auto text = to_utf8(part, held_in_, &bad)) return std::move(*text);
    return to_utf8(part.substr(0, bad), held_in_).value_or(std::string());
}

std::uint32_t SheetSource::line(std::size_t offset) const {
    const std::lock_guard lock(guard_);
    const auto after = counted_.upper_bound(offset);
    const auto nearest = after == counted_.begin() ? counted_.end() : std::prev(after);
    const std::size_t from = nearest == counted_.end() ? 0 : nearest->first;
    const std::uint32_t known = nearest == counted_.end() ? 1 : nearest->second;
    const std::uint32_t line = known + line_ends(bytes_.substr(from, offset - from), line_end_);
    if (offset - from > stride) counted_.emplace(offset, line);
    return line;
}

std::size_t SheetSource::row_after(std::size_t offset, char line_end) const {
    bool quoted = false;
    if (!quotes_.empty()) {
        const std::size_t part = offset / stride;
        const std::size_t before =
            quotes_[part] + count_byte(bytes_.substr(part * stride, offset - part * stride), Dialect::quote);
        quoted = before % 2 == 1;
    }
    // A quote that stands alone within a field would deceive for the rest of the sheet: after a while any
    // line end will do.
    const std::size_t patience = std::min(offset + stride, bytes_.size());
    for (std::size_t at = offset; at < patience; ++at) {
        if (bytes_[at] == Dialect::quote) quoted = !quoted;
        if (bytes_[at] == line_end && !quoted) return at + 1;
    }
    const std::size_t end = bytes_.find(line_end, patience);
    return end == std::string_view::npos ? bytes_.size() : end + 1;
}

Place SheetSource::place(std::size_t offset, std::size_t length) const {
    Place place;
    place.file = name();
    place.line = line(offset);
    const std::size_t line_begin =
        std::max(begin_, offset == 0 ? 0 : bytes_.rfind(line_end_, offset - 1) + 1);
    const std::size_t line_stop = std::min(bytes_.find(line_end_, offset), bytes_.size());
    const std::string_view part = bytes_.substr(offset, std::min(length, line_stop - offset));
    place.column = static_cast<std::uint32_t>(
        characters_in(bytes_.substr(line_begin, offset - line_begin), held_in_) + 1);
    place.width = static_cast<std::uint32_t>(std::max<std::size_t>(characters_in(part, held_in_), 1));
    if (offset - line_begin < excerpt_bytes) {
        std::string excerpt =
            decoded(bytes_.substr(line_begin, std::min(line_stop - line_begin, excerpt_bytes)));
        while (excerpt.ends_with('\r')) excerpt.pop_back();
        place.excerpt = std::move(excerpt);
    }
    return place;
}

}  // namespace passline
