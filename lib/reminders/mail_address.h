#pragma once
#include <string_view>

namespace passline {

/// True for an address that a message can be sent to as it stands: `local@domain` in ASCII, the local part in
/// RFC 5322's dot-atom form, the domain of labels of letters, digits and inner hyphens; at most 64 and 254
/// characters. Quoted local parts, comments, several addresses and line breaks are none.
bool is_mail_address(std::string_view text);

}  // namespace passline
