#pragma once
#include <string>
#include <string_view>

#include "base/language.h"
#include "time/date.h"

namespace passline {

/// What a message is made from. Addresses satisfy `is_mail_address`; `from` may be empty.
struct Letter {
    std::string from;
    std::string to;
    std::string to_name;  ///< any text
    std::string subject;  ///< any text
    std::string text;     ///< UTF-8, lines end with LF
    Language language = Language::en;
    std::string id;  ///< the same for the same content: by it programs know a repeated message
};

/// A message as RFC 5322 and 2045 have it, with LF line ends as sendmail takes it. Names and subject are
/// encoded as RFC 2047 says where they are not plain; line breaks in them are blanks, so that no text can add
/// a header. The body is text/plain in UTF-8, as it stands where it is ASCII with short lines, else base64.
/// `Date` is left to whoever takes the message, and so is `From` where none is given.
std::string mail_message(const Letter& letter);

/// The message as an entry of a mailbox file (mboxrd: `>` before lines that begin with any number of `>` and
/// `From `), with the blank line that ends it, `Date` at the beginning of the day, and a sender where none is
/// given.
std::string mbox_entry(Letter letter, Date day);

/// A header field's text: as it stands where it is plain ASCII, else encoded words, folded so that no line
/// is longer than 76; `column` is where it begins.
std::string encoded_text(std::string_view text, std::size_t column);

}  // namespace passline
