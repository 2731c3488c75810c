#pragma once
#include <fmt/format.h>

#include <string>
#include <type_traits>

namespace passline {

enum class Language { en, zh };

/// A text in both languages that passline speaks. A text that a file gives as one plain string is the same in
/// both.
struct Text {
    std::string zh;
    std::string en;

    const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
    bool empty() const { return zh.empty() && en.empty(); }
    bool operator==(const Text&) const = default;
};

/// The same string in both languages (a name, an id, a figure).
inline Text same(const std::string& text) { return {text, text}; }

namespace detail {
template <class T>
using Shown =
    std::conditional_t<std::is_same_v<std::remove_cvref_t<T>, Text>, std::string, std::remove_cvref_t<T>>;

template <class T>
const Shown<T>& shown(const T& value, [[maybe_unused]] Language language) {
    if constexpr (std::is_same_v<T, Text>) {
        return value.in(language);
    } else {
        return value;
    }
}
}  // namespace detail

/// One message in both languages: `say("{0} 大于 {1}", "{0} is more than {1}", a, b)`. Both formats are
/// checked at compile time. An argument that is itself a `Text` shows in the language of the message around
/// it.
template <class... Args>
Text say(fmt::format_string<const detail::Shown<Args>&...> zh,
         fmt::format_string<const detail::Shown<Args>&...> en, const Args&... args) {
    return {fmt::format(zh, detail::shown(args, Language::zh)...),
            fmt::format(en, detail::shown(args, Language::en)...)};
}

}  // namespace passline
