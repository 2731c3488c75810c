#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "stats/share.h"
#include "workspace/course_sheet.h"
#include "workspace/workspace.h"

namespace passline {

/// Answers from 1 to 5, counted.
struct Answers {
    std::array<std::uint64_t, 5> counts{};  ///< of 1, 2, 3, 4, 5

    std::uint64_t count() const;
    /// Of 4 and 5.
    Share satisfied() const;
    /// 1 to 5, exact; nothing without answers.
    std::optional<Fraction> mean() const;
    Answers& operator+=(const Answers& other);
    bool operator==(const Answers&) const = default;
};

/// What people wrote, and where it stands.
struct Comment {
    std::string text;
    RowPlace row;
};

/// The feedback sheets, counted by course and question: an answer sheet takes no memory but its comment and
/// the name of who answered.
class Feedback {
  public:
    /// Questions are those of the policies' `evaluation.reaction.questions`, the usual ones of
    /// `schemas/sheets/feedback.json`, and every other column of a sheet under its own header.
    explicit Feedback(const Workspace& workspace);

    /// Errors: an unknown course or none, an answer that is not a whole number from 1 to 5 (`value-integer`),
    /// and what the reader of sheets finds. Warnings: a respondent twice in a course
    /// (`respondent-twice`; both count), a cancelled course (`course-cancelled`; left out), a sheet without
    /// any question (`no-questions`).
    void load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics);

    bool empty() const { return sheets_read_ == 0; }

    struct Question {
        std::string id;  ///< as the policy or the schema names it; else the header
        Text title;
    };
    const std::vector<Question>& questions() const { return questions_; }

    struct OfCourse {
        std::uint64_t sheets = 0;          ///< answer sheets with at least one answer
        std::vector<Answers> by_question;  ///< as `questions`; may be shorter
        std::vector<Comment> comments;
        std::set<std::string> files;  ///< that the answers stand in
    };
    /// Of a course by its number in the workspace; without feedback: no sheets.
    const OfCourse& of(std::uint32_t course) const;

  private:
    class SheetReader;
    std::uint32_t question(std::string_view id);

    const Workspace& workspace_;
    std::vector<Question> questions_;
    std::vector<ColumnSpec> columns_;  ///< of the known questions
    std::vector<OfCourse> courses_;    ///< as the workspace's
    std::map<std::pair<std::uint32_t, std::string>, RowPlace> respondents_;
    std::size_t sheets_read_ = 0;
};

}  // namespace passline
