#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"

namespace passline {

/// What a case is about; a case is about one of them.
enum class CaseKind : std::uint8_t { course, workplace, conduct, deadline, level, performance, ticket, plan };
/// The word by which a case says so: track, workplace, incidents …
std::string_view kind_key(CaseKind kind);
Text kind_title(CaseKind kind);

/// A value of `expect`, or what came out in its place, as it is printed. Nothing in `items`: there is none.
struct CaseValue {
    enum class Form : std::uint8_t {
        text,    ///< the same text
        figure,  ///< the same number: 1.5 and 1.50 are equal
        list,    ///< the same items in the same order
        set      ///< the same items in any order
    };
    std::string key;
    Form form = Form::text;
    std::vector<std::string> items;
    std::vector<std::string> zh = {};  ///< the items in Chinese, where a text has two languages

    /// As YAML writes it in one line.
    Text text() const;
    bool same_as(const CaseValue& other) const;
    bool operator==(const CaseValue&) const = default;
};

/// The form of a key of `expect` in cases of this kind; nothing where no such case can come to it. Without
/// the keys that stand in Expectation by themselves.
std::optional<CaseValue::Form> form_of(CaseKind kind, std::string_view key);
/// All keys of `expect` that cases of this kind have, for a hint.
std::vector<std::string> keys_of(CaseKind kind);

}  // namespace passline
