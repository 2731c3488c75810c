// Compares a tool's results with the expected ones, row by row.
//
// Both files are in order of employee and course. Cells are compared by what they say: 80, 80.0 and 80.00 are
// the same, quotes do not matter. Prints, as one line of JSON, how many verdicts (outcomes) differ or are
// missing, and how many further rows differ in another column: a band, a total's last digit, text.

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "jobs.h"

namespace bench {

namespace {

class File {
  public:
    explicit File(const std::string& path) {
        const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat about = {};
        if (file < 0 || fstat(file, &about) != 0) {
            std::perror(path.c_str());
            std::exit(4);
        }
        if (about.st_size > 0) {
            const auto size = static_cast<std::size_t>(about.st_size);
            void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
            rest_ = {static_cast<const char*>(bytes), size};
        }
        close(file);
    }

    // The next row's cells, false at the end. No cell of these sheets holds a comma, a quote or a line end.
    bool next(std::vector<std::string_view>& cells) {
        cells.clear();
        if (rest_.empty()) return false;
        const std::size_t end = rest_.find('\n');
        std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        for (;;) {
            const std::size_t comma = line.find(',');
            cells.push_back(bare(line.substr(0, comma)));
            if (comma == std::string_view::npos) return true;
            line.remove_prefix(comma + 1);
        }
    }

  private:
    static std::string_view bare(std::string_view cell) {
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
            return cell.substr(1, cell.size() - 2);
        return cell;
    }

    std::string_view rest_;
};

// 80.00 → 80, 79.50 → 79.5; anything else as it stands.
std::string_view short_figure(std::string_view text) {
    if (text.find('.') == std::string_view::npos) return text;
    while (text.back() == '0') text.remove_suffix(1);
    if (text.back() == '.') text.remove_suffix(1);
    return text;
}

// Also of lists such as theory=80.00;practical=85.00.
bool same(std::string_view left, std::string_view right) {
    while (left != right) {
        const std::size_t left_end = left.find(';');
        const std::size_t right_end = right.find(';');
        if (short_figure(left.substr(0, left_end)) != short_figure(right.substr(0, right_end))) return false;
        const bool left_over = left_end == std::string_view::npos;
        if (left_over || right_end == std::string_view::npos)
            return left_over == (right_end == std::string_view::npos);
        left.remove_prefix(left_end + 1);
        right.remove_prefix(right_end + 1);
    }
    return true;
}

using Row = std::vector<std::string_view>;

constexpr std::size_t columns = 16;
constexpr std::size_t employee = 0;
constexpr std::size_t course = 3;
constexpr std::size_t outcome = 8;

// Below, at or above 0 as the left row stands before, beside or behind the right one.
int order(const Row& left, const Row& right) {
    const int people = left[employee].compare(right[employee]);
    return people != 0 ? people : left[course].compare(right[course]);
}

bool whole(const Row& row) { return row.size() == columns; }

}  // namespace

int compare(const std::string& expected_path, const std::string& got_path) {
    File expected_file(expected_path);
    File got_file(got_path);
    Row expected;
    Row got;
    std::size_t rows = 0;
    std::size_t verdicts = 0;
    std::size_t others = 0;
    bool more = expected_file.next(expected);
    bool more_got = got_file.next(got);
    if (expected != got) {
        std::puts(R"({"problem": "other columns"})");
        return 1;
    }
    more = expected_file.next(expected);
    more_got = got_file.next(got);
    while (more || more_got) {
        if (more_got && !whole(got)) {
            std::puts(R"({"problem": "a row with too many or too few cells"})");
            return 1;
        }
        const int place = !more ? 1 : !more_got ? -1 : order(expected, got);
        rows += place <= 0 ? 1 : 0;
        if (place != 0 || !same(expected[outcome], got[outcome])) {
            ++verdicts;
        } else {
            bool all_same = true;
            for (std::size_t i = 0; i < columns; ++i) all_same = all_same && same(expected[i], got[i]);
            others += all_same ? 0 : 1;
        }
        if (place <= 0) more = expected_file.next(expected);
        if (place >= 0) more_got = got_file.next(got);
    }
    std::printf("{\"rows\": %zu, \"verdicts\": %zu, \"others\": %zu}\n", rows, verdicts, others);
    return 0;
}

}  // namespace bench
