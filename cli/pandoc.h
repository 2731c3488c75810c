#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/language.h"
#include "time/date.h"

namespace passline {

/// A Word file (.docx) of an HTML page, made by the program `pandoc` that is found on the PATH. The same page
/// and day give the same bytes.
struct WordFile {
    std::string bytes;
    Text problem;  ///< empty on success
    Text hint;
};
WordFile word_file(std::string_view markdown, Language language, Date day);

}  // namespace passline
