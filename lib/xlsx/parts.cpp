#include "xlsx/parts.h"

#include <algorithm>
#include <charconv>

#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::uint32_t most_rows = 1'048'576;  // of a sheet, and of its columns
constexpr std::uint32_t most_columns = 16'384;

std::optional<std::uint32_t> number_of(std::string_view text) {
    std::uint32_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "AB12" → column 27, row 12.
struct Reference {
    std::uint32_t column = 0, row = 0;
};
/// Control characters are stored as _x000D_, and an underscore that would look so as _x005F_. Carriage
/// returns go: a line break is one character.
std::string unescaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        unsigned code = 0;
        const bool shaped = text.size() >= 7 && text.starts_with("_x") && text[6] == '_';
        const auto read = shaped ? std::from_chars(text.data() + 2, text.data() + 6, code, 16)
                                 : std::from_chars_result{text.data(), std::errc{}};
        const bool escape = shaped && read.ptr == text.data() + 6 && (code < 0x20 || code == '_');
        if (!escape) {
            result += text.front();
        } else if (code != '\r' && code != 0) {
            result += static_cast<char>(code);
        }
        text.remove_prefix(escape ? 7 : 1);
    }
    return result;
}

std::optional<Reference> reference(std::string_view text) {
    std::uint32_t column = 0;
    std::size_t letters = 0;
    while (letters < text.size() && letters < 4 && text[letters] >= 'A' && text[letters] <= 'Z')
        column = column * 26 + static_cast<std::uint32_t>(text[letters++] - 'A' + 1);
    const auto row = number_of(text.substr(letters));
    if (letters == 0 || !row || column > most_columns || *row == 0 || *row > most_rows) return std::nullopt;
    return Reference{column - 1, *row};
}

}  // namespace

std::string folder_of(const std::string& part) {
    const std::size_t at = part.rfind('/');
    return at == std::string::npos ? std::string() : part.substr(0, at + 1);
}

void Relations::start(std::string_view name, const XmlAttributes& attributes) {
    if (name != "Relationship" || attributes["TargetMode"] == "External") return;
    std::string target(attributes["Target"]);
    std::string folder = folder_;
    if (target.starts_with('/')) {
        target.erase(0, 1);
        folder.clear();
    }
    while (target.starts_with("../")) {
        target.erase(0, 3);
        if (!folder.empty()) folder = folder_of(folder.substr(0, folder.size() - 1));
    }
    all_.push_back({std::string(attributes["Id"]), std::string(attributes["Type"]), folder + target});
}

std::optional<std::string> Relations::target_of(const std::string& id) const {
    const auto found = std::ranges::find(all_, id, &Relation::id);
    return found == all_.end() ? std::nullopt : std::optional(found->target);
}

std::optional<std::string> Relations::target(std::string_view type) const {
    for (const Relation& relation : all_) {
        const std::string_view whole = relation.type;
        if (whole.substr(whole.rfind('/') + 1) == type) return relation.target;
    }
    return std::nullopt;
}

void Book::start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "workbookPr") from_1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true";
    if (name != "sheet") return;
    const std::string_view state = attributes["state"];
    sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                      state == "hidden" || state == "veryHidden"});
}

void Strings::start(std::string_view name, const XmlAttributes&) {
    if (name == "si") current_.clear();
    if (name == "rPh") ++in_reading_;
    if (name == "t") in_text_ = in_reading_ == 0;
}

void Strings::end(std::string_view name) {
    if (name == "t") in_text_ = false;
    if (name == "rPh") --in_reading_;
    if (name == "si") all.emplace_back(trimmed(unescaped(current_)));
}

void Strings::text(std::string_view text) {
    if (in_text_) current_ += text;
}

void Styles::start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "numFmt") {
        if (const auto id = number_of(attributes["numFmtId"]))
            own_[static_cast<int>(*id)] = NumberFormat::of_code(attributes["formatCode"]);
    }
    if (name == "cellXfs") in_cells_ = true;
    if (name != "xf" || !in_cells_) return;
    const auto id = static_cast<int>(number_of(attributes["numFmtId"]).value_or(0));
    const auto own = own_.find(id);
    cells.push_back(own != own_.end() ? own->second : NumberFormat::of_number(id));
}

void Styles::end(std::string_view name) {
    if (name == "cellXfs") in_cells_ = false;
}

void Cells::start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "row") start_row(attributes["r"]);
    if (name == "c") start_cell(attributes);
    if (name == "f") has_formula_ = true;
    if (name == "rPh") ++in_reading_;
    if (name == "v" || name == "t") {
        in_value_ = in_reading_ == 0;
        has_value_ = true;
    }
    if (name == "mergeCell") {
        const std::string_view range = attributes["ref"];
        const std::size_t colon = range.find(':');
        if (colon == std::string_view::npos) return;
        const auto from = reference(range.substr(0, colon));
        const auto to = reference(range.substr(colon + 1));
        if (from && to) merged.push_back({from->row, to->row, from->column, to->column});
    }
}

void Cells::start_row(std::string_view number) {
    row_ = {};
    row_.number = number.empty() ? last_row_ + 1 : number_of(number).value_or(0);
    sound = sound && row_.number > last_row_ && row_.number <= most_rows;
    last_row_ = row_.number;
    next_column_ = 0;
}

void Cells::start_cell(const XmlAttributes& attributes) {
    const std::string_view at = attributes["r"];
    column_ = next_column_;
    if (!at.empty()) {
        const auto where = reference(at);
        sound = sound && where && where->row == row_.number && where->column >= next_column_;
        if (where) column_ = where->column;
    }
    sound = sound && column_ < most_columns;
    next_column_ = column_ + 1;
    type_ = attributes["t"];
    style_ = number_of(attributes["s"]).value_or(0);
    value_.clear();
    has_value_ = has_formula_ = in_value_ = false;
}

void Cells::text(std::string_view text) {
    if (in_value_) value_ += text;
}

void Cells::end(std::string_view name) {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") --in_reading_;
    if (name == "c" && sound) end_cell();
    if (name != "row" || !sound) return;
    while (!row_.cells.empty() && row_.cells.back().empty()) row_.cells.pop_back();
    if (!row_.cells.empty()) rows.push_back(std::move(row_));
}

std::string Cells::shown() const {
    if (type_ == "s") return strings_.all[*number_of(trimmed(value_))];
    if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
    if (type_ == "str" || type_ == "inlineStr" || type_ == "e")
        return std::string(trimmed(unescaped(value_)));
    if (type_ == "d") {
        std::string moment(trimmed(value_));
        if (const std::size_t t = moment.find('T'); t != std::string::npos) moment[t] = ' ';
        return moment;
    }
    const NumberFormat format = style_ < styles_.cells.size() ? styles_.cells[style_] : NumberFormat{};
    return shown_number(trimmed(value_), format, from_1904_);
}

void Cells::end_cell() {
    if (has_formula_ && !has_value_) never_computed.emplace_back(row_.number, column_);
    if (!has_value_) return;
    if (type_ == "s") {
        const auto at = number_of(trimmed(value_));
        sound = at && *at < strings_.all.size();
        if (!sound) return;
    }
    std::string text = shown();
    if (text.empty()) return;
    row_.cells.resize(column_ + 1);
    row_.cells[column_] = std::move(text);
}

}  // namespace passline
