#pragma once
#include <string_view>

#include "base/language.h"

namespace passline {

struct YamlMessage {
    Text message;
    Text hint;
};

/// What the YAML library's words mean to the writer of the file. Words that are not known are passed on
/// within a general message.
YamlMessage explain_yaml_error(std::string_view words);

/// Chinese keyboards give `：`, which YAML takes for a letter.
bool holds_full_width_colon(std::string_view text);
Text full_width_colon_hint();

}  // namespace passline
