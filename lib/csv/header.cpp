#include "csv/header.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/suggest.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// Shorter names are too near to everything: 成绩 is one edit from 总成绩.
constexpr std::size_t shortest_near = 3;
constexpr std::size_t two_edits_from = 8;

bool is_ascii_byte(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Without what templates add to a name: a star for "required", a colon.
std::string_view without_ornaments(std::string_view form) {
    form = trimmed(form);
    while (form.starts_with('*') || form.starts_with(':')) form = trimmed(form.substr(1));
    while (form.ends_with('*') || form.ends_with(':')) form = trimmed(form.substr(0, form.size() - 1));
    return form;
}

/// Without the bracket at the end: 成绩(分) is 成绩. Empty when there is none, or nothing before it.
std::string_view without_bracket(std::string_view form) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> brackets{
        {{"(", ")"}, {"[", "]"}, {"【", "】"}}};
    for (const auto& [open, close] : brackets) {
        if (!form.ends_with(close)) continue;
        const std::size_t at = form.rfind(open);
        if (at != std::string_view::npos) return trimmed(form.substr(0, at));
    }
    return {};
}

/// The forms that a header may be known in, the fullest first.
std::vector<std::string> forms_of(std::string_view header) {
    std::vector<std::string> forms;
    const auto add = [&](std::string_view form) {
        if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end())
            forms.emplace_back(form);
    };
    const std::string plain = plain_forms(header);
    add(trimmed(plain));
    add(without_ornaments(plain));
    add(without_ornaments(without_bracket(without_ornaments(plain))));
    return forms;
}

}  // namespace

std::string header_key(std::string_view header) {
    const std::string text = folded(header);
    std::string key;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inner = i > 0 && i + 1 < text.size();
        if (text[i] == ' ' && inner && (!is_ascii_byte(text[i - 1]) || !is_ascii_byte(text[i + 1]))) continue;
        key += text[i];
    }
    return key;
}

HeaderNames::HeaderNames(const SheetSpec& spec, const SheetOptions& options)
    : suffixes_(options.extra_takes_suffix), keep_unknown_(options.keep_unknown) {
    for (const auto& [header, name] : options.columns) own_.emplace(header_key(header), name);
    for (const std::string& header : options.ignored) ignored_.insert(header_key(header));
    const auto enter = [&](Names& names, const ColumnSpec& column) {
        const auto add = [&](const std::string& shown) {
            if (shown.empty()) return;
            std::string key = header_key(shown);
            names.emplace(key, column.name);
            candidates_.push_back({std::move(key), shown, column.name});
        };
        add(column.name);
        for (const std::string& alias : column.aliases) add(alias);
    };
    for (const ColumnSpec& column : spec.columns) enter(spec_, column);
    for (const ColumnSpec& column : options.extra) enter(extra_, column);
    for (const std::string& header : spec.unused) unused_.insert(header_key(header));
}

/// By the names of the kind of sheet and of its further columns.
std::optional<ColumnMeaning> HeaderNames::named(std::string_view form) const {
    const std::string key = header_key(form);
    if (const auto found = spec_.find(key); found != spec_.end()) {
        return ColumnMeaning{ColumnMeaning::Kind::spec, found->second, {}};
    }
    if (const auto found = extra_.find(key); found != extra_.end()) {
        return ColumnMeaning{ColumnMeaning::Kind::extra, found->second, {}};
    }
    const std::size_t at = form.find('@');
    if (suffixes_ && at != std::string_view::npos) {
        if (const auto found = extra_.find(header_key(form.substr(0, at))); found != extra_.end()) {
            return ColumnMeaning{ColumnMeaning::Kind::extra, found->second,
                                 std::string(trimmed(form.substr(at + 1)))};
        }
    }
    if (unused_.contains(key)) return ColumnMeaning{ColumnMeaning::Kind::unused, {}, {}};
    return std::nullopt;
}

/// By the workspace's own headers first, then by the names of the sheet.
std::optional<ColumnMeaning> HeaderNames::known(std::string_view form) const {
    const std::string key = header_key(form);
    if (const auto found = own_.find(key); found != own_.end()) {
        if (auto meaning = named(plain_forms(found->second))) return meaning;
        // The name of a column that only other kinds of sheets have.
        if (!keep_unknown_) return ColumnMeaning{ColumnMeaning::Kind::ignored, {}, {}};
        return ColumnMeaning{ColumnMeaning::Kind::extra, found->second, {}};
    }
    if (ignored_.contains(key)) return ColumnMeaning{ColumnMeaning::Kind::ignored, {}, {}};
    return named(form);
}

ColumnMeaning HeaderNames::meaning(std::string_view header) const {
    for (const std::string& form : forms_of(header)) {
        if (auto meaning = known(form)) return std::move(*meaning);
    }
    return {};
}

std::optional<std::string> HeaderNames::near(std::string_view header,
                                             const std::set<std::string>& present) const {
    std::vector<std::string> forms = forms_of(header);
    const bool suffixed = suffixes_ && header_key(header).find('@') != std::string::npos;
    if (suffixed) {
        for (std::string& form : forms) form = form.substr(0, form.find('@'));
    }
    std::size_t best = 3;
    const Candidate* found = nullptr;
    for (const std::string& form : forms) {
        const std::string key = header_key(form);
        const std::size_t length = characters(key);
        if (length < shortest_near) continue;
        const std::size_t limit = length < two_edits_from ? 1 : 2;
        for (const Candidate& candidate : candidates_) {
            // One component may have a column for each of its raters.
            if (!suffixed && present.contains(candidate.name)) continue;
            if (characters(candidate.key) < shortest_near) continue;
            const std::size_t edits = edit_distance(key, candidate.key, limit);
            if (edits <= limit && edits < best) {
                best = edits;
                found = &candidate;
            }
        }
    }
    return found == nullptr ? std::nullopt : std::optional<std::string>(found->shown);
}

}  // namespace passline
