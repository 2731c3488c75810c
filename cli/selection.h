#pragma once
#include <optional>
#include <string>

#include "cli/commands.h"
#include "time/date.h"

namespace passline {

/// What of the results is printed; it never changes what is judged: --period, --only, --course.
class Selection {
  public:
    /// Declares the options; the texts say what a course and a period select. Without the first there is no
    /// --course.
    void declare(const Declaration& declaration, const Text& of_course, const Text& of_period);
    /// False after a usage error.
    bool settle(CommandRun& run, const Workspace& workspace);

    const std::string& course_id() const { return course_text_; }
    /// Everything is printed.
    bool is_all() const { return !only_ && !course_ && !period_; }
    bool has_person(std::uint32_t person) const { return !only_ || *only_ == person; }
    bool has_course(std::uint32_t course) const { return !course_ || *course_ == course; }
    bool has_day(Date day) const { return !period_ || period_->contains(day); }
    const std::optional<Period>& period() const { return period_; }
    bool of_person() const { return !only_text_.empty(); }
    bool of_course() const { return course_.has_value(); }

  private:
    std::string period_text_, only_text_, course_text_;
    std::optional<Period> period_;
    std::optional<std::uint32_t> only_, course_;
};

}  // namespace passline
