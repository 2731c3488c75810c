#pragma once
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file.h"
#include "report/table.h"

namespace passline {

/// Where a command's result goes: a file that appears whole or not at all, or standard output, which then is
/// held back (in memory, beyond some megabytes in an unnamed temporary file) until the input is known to
/// hold.
class Output : public Sink {
  public:
    /// To `path`, or to standard output when it is empty or "-". Null after a problem, which is in
    /// `diagnostics`.
    static std::unique_ptr<Output> open(const std::string& path, Diagnostics& diagnostics);
    ~Output() override;

    void write(std::string_view bytes) override;
    /// Puts the result where it belongs. False after a problem. A reader that has gone away (broken pipe) is
    /// a silent one.
    bool commit(Diagnostics& diagnostics);
    /// Several results that appear together or not at all (null ones are passed over): all files are on the
    /// disk and standard output is written before the first file gets its name.
    static bool commit_all(const std::vector<Output*>& outputs, Diagnostics& diagnostics);

  private:
    Output() = default;
    bool to_standard_output(std::string_view bytes, Diagnostics& diagnostics);
    static constexpr std::size_t held_in_memory = 8U << 20;
    std::unique_ptr<AtomicFile> file_;
    std::string held_;
    std::FILE* spool_ = nullptr;
    bool spool_failed_ = false;
};

}  // namespace passline
