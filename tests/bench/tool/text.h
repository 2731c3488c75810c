// Writing large sheets: a buffered file, figures as people type them, invented names, GB18030.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace bench {

// A file that is written from front to back. Ends the program with a message when the disk is full.
class Sheet {
  public:
    explicit Sheet(const std::string& path);
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;
    ~Sheet();

    // The text gathered so far; append to it, then call `row_done`.
    std::string& text() { return text_; }
    void row_done() {
        if (text_.size() >= 1U << 20U) flush();
    }

  private:
    void flush();

    std::FILE* file_;
    std::string path_;
    std::string text_;
};

// How a sheet is laid out: clean is UTF-8 with LF and no quotes, dirty is GB18030 with CRLF, text fields in
// quotes.
struct Layout {
    bool dirty = false;

    std::string_view end() const { return dirty ? "\r\n" : "\n"; }
    std::string_view quote() const { return dirty ? "\"" : ""; }
    // The UTF-8 text in this layout's encoding.
    std::string encode(std::string_view utf8) const;
};

// 8000 → 80, 7950 → 79.5, 7995 → 79.95.
void add_figure(std::string& out, int hundredths);
// Always two decimals: 8000 → 80.00.
void add_two_places(std::string& out, std::int64_t hundredths);
// E00000007
void add_employee(std::string& out, std::uint32_t number);
// D07, the person's department in the roster.
void add_department(std::string& out, std::uint32_t number);
constexpr std::uint32_t department_count = 40;

// Three characters, one of 4,096 names, in the layout's encoding.
class Names {
  public:
    explicit Names(const Layout& layout);
    void add(std::string& out, std::uint32_t number) const;

  private:
    std::string surnames_[16];
    std::string given_[16];
};

// The 16 columns of the results of `grade`, and the 12 of its summary.
extern const char* const results_header;
extern const char* const summary_header;

// 100 × part / whole with two decimals, halves up; nothing when whole is 0.
void add_rate(std::string& out, std::int64_t part, std::int64_t whole);

}  // namespace bench
