#pragma once
#include <cstdint>
#include <string>

#include "base/diagnostics.h"
#include "base/language.h"

namespace passline {

/// The name of a file that many places name: a word that is copied freely. The name itself is kept once, as
/// long as the program runs.
class FileName {
  public:
    FileName() = default;
    FileName(const std::string& name);  // NOLINT(google-explicit-constructor): it is the same name

    const std::string& text() const;
    bool empty() const { return name_ == nullptr; }
    bool operator==(const FileName&) const = default;

  private:
    const std::string* name_ = nullptr;
};

/// A place in a policy or plan file that states a rule or a figure.
struct Origin {
    FileName file;
    std::uint32_t line = 0;
    std::uint32_t column = 1;
    std::uint32_t width = 1;
    std::string address() const { return line == 0 ? file.text() : file.text() + ":" + std::to_string(line); }
};

/// The origin as a place for diagnostics, with its line as the excerpt (the file is read again for it). A
/// `column` other than 0 stands instead of the origin's own.
Place place_of(const Origin& origin, std::uint32_t column = 0);

/// An article of a regulation, as the policy file cites it: "9", "2(2)5.3", or a text of its own in both
/// languages.
struct Article {
    Text raw;          ///< as results print it
    bool own = false;  ///< given as {zh, en}: printed as it stands, without the policy's `cite`
    bool empty() const { return raw.empty(); }
    bool operator==(const Article&) const = default;
};

/// `cite` ("第{}条") around the article; the raw text when `cite` is empty or the article has a text of its
/// own.
Text cited(const Article& article, const Text& cite);

}  // namespace passline
