#include "text.h"

#include <iconv.h>

#include <cstdlib>

namespace bench {

namespace {

[[noreturn]] void give_up(const std::string& path) {
    std::perror(path.c_str());
    std::exit(4);
}

void add_padded(std::string& out, std::uint32_t number, int digits) {
    char text[16];
    for (int place = digits; place-- > 0; number /= 10) text[place] = static_cast<char>('0' + number % 10);
    out.append(text, static_cast<std::size_t>(digits));
}

constexpr std::string_view surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";
constexpr std::string_view given = "一二三四五六七八九安平宁远明华志";
constexpr std::size_t character_bytes = 3;

}  // namespace

const char* const results_header =
    "employee_id,name,department,course_id,track,attempts,scores,total,outcome,failed,band,next,due,actions,"
    "articles,appeal\n";
const char* const summary_header =
    "course_id,department,enrolled,assessed,passed_first,passed,failed,incomplete,not_attended,first_pass_"
    "rate,"
    "pass_rate,mean_total\n";

Sheet::Sheet(const std::string& path) : file_(std::fopen(path.c_str(), "wb")), path_(path) {
    if (file_ == nullptr) give_up(path);
    text_.reserve((1U << 20U) + 4096);
}

Sheet::~Sheet() {
    flush();
    if (std::fclose(file_) != 0) give_up(path_);
}

void Sheet::flush() {
    if (std::fwrite(text_.data(), 1, text_.size(), file_) != text_.size()) give_up(path_);
    text_.clear();
}

std::string Layout::encode(std::string_view utf8) const {
    if (!dirty) return std::string(utf8);
    iconv_t converter = iconv_open("GB18030", "UTF-8");
    std::string from(utf8);
    std::string to(utf8.size() * 2, '\0');
    char* in = from.data();
    char* out = to.data();
    std::size_t left = from.size();
    std::size_t room = to.size();
    if (iconv(converter, &in, &left, &out, &room) == static_cast<std::size_t>(-1)) give_up("iconv");
    iconv_close(converter);
    to.resize(to.size() - room);
    return to;
}

void add_figure(std::string& out, int hundredths) {
    out += std::to_string(hundredths / 100);
    const int rest = hundredths % 100;
    if (rest == 0) return;
    out += '.';
    out += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

void add_two_places(std::string& out, std::int64_t hundredths) {
    out += std::to_string(hundredths / 100);
    out += '.';
    add_padded(out, static_cast<std::uint32_t>(hundredths % 100), 2);
}

void add_employee(std::string& out, std::uint32_t number) {
    out += 'E';
    add_padded(out, number, 8);
}

void add_department(std::string& out, std::uint32_t number) {
    out += 'D';
    add_padded(out, number % department_count, 2);
}

Names::Names(const Layout& layout) {
    for (std::size_t i = 0; i < 16; ++i) {
        surnames_[i] = layout.encode(surnames.substr(i * character_bytes, character_bytes));
        given_[i] = layout.encode(given.substr(i * character_bytes, character_bytes));
    }
}

void Names::add(std::string& out, std::uint32_t number) const {
    out += surnames_[number % 16];
    out += given_[number / 16 % 16];
    out += given_[number / 256 % 16];
}

void add_rate(std::string& out, std::int64_t part, std::int64_t whole) {
    if (whole != 0) add_two_places(out, (2 * 10000 * part + whole) / (2 * whole));
}

}  // namespace bench
