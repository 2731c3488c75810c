#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "csv/sheet.h"
#include "num/decimal.h"
#include "workspace/course_sheet.h"
#include "workspace/workspace.h"

namespace passline {

/// One question of an exam.
struct Question {
    std::string id;   ///< the header of its column
    Decimal most;     ///< the points that it gives: as a row of maxima states; else 1 where all answers are
                      ///< 0 or 1 or there is a key; else the most that anybody has
    std::string key;  ///< the right option, in its plain form; empty: the sheet gives points
    std::uint64_t unanswered = 0;
};

/// The answers to one course's exam: points of each person, question by question. An answer that was left out
/// gives no points.
struct ExamAnswers {
    std::vector<Question> questions;    ///< that at least one person answered, in the sheets' order
    std::vector<People::Index> people;  ///< who answered at least one question, in the sheets' order
    std::vector<Decimal> points;        ///< people × questions, a person's together
    /// What was chosen, as `points`, by number in `options`; 0 where points stand instead, or nothing.
    std::vector<std::uint32_t> chosen;
    std::vector<std::string> options;   ///< in their plain forms; the first is empty
    std::uint64_t without_answers = 0;  ///< rows in which nothing is answered, left out

    const Decimal& point(std::size_t person, std::size_t question) const {
        return points[person * questions.size() + question];
    }
    std::uint32_t choice(std::size_t person, std::size_t question) const {
        return chosen[person * questions.size() + question];
    }
};

/// Item sheets: one row a person and course, a column for each question. A row whose employee id (or name)
/// reads `key`, 答案 … holds the right option of each question (`B`, `A、C`), one that reads `out_of`, 满分 …
/// the points that each gives; both hold for their course in their sheet. Sheets of one course are one exam.
class ItemSheets {
  public:
    /// Errors: what PersonSheet finds, an unknown course or none, an answer that is no number where there is
    /// no key (`value-number`; an option: `key-missing`), points below 0 or above the maximum
    /// (`value-range`), a person twice in a course (`answers-twice`), a key or maximum that differs from one
    /// before (`key-differs`). Warnings: a cancelled course (`course-cancelled`; left out), a sheet without
    /// any question (`no-questions`).
    void load(const std::string& path, Workspace& workspace, const SheetOptions& options,
              Diagnostics& diagnostics);

    bool has(std::uint32_t course) const { return courses_.contains(course); }
    ExamAnswers answers(std::uint32_t course) const;

  private:
    class SheetReader;
    /// A question of a course as the sheets have it.
    struct Asked {
        std::string id;
        std::optional<Decimal> most;  ///< as stated
        std::string key;
        bool only_right_or_wrong = true;
        Decimal highest;
        std::uint64_t answered = 0;
    };
    /// One cell that is not empty.
    struct Answer {
        std::uint32_t question = 0;  ///< number in OfCourse::questions
        std::uint32_t option = 0;    ///< number in OfCourse::options; 0: points
        Decimal points;
    };
    struct Answered {
        People::Index person = 0;
        RowPlace row;
        std::vector<Answer> answers;
    };
    struct OfCourse {
        std::vector<Asked> questions;
        std::vector<std::string> options{""};
        std::vector<Answered> rows;
        std::map<People::Index, std::size_t> by_person;
        std::uint32_t question(const std::string& id);
        std::uint32_t option(const std::string& plain);
    };
    static Question question_of(const Asked& asked, std::uint64_t people);

    std::map<std::uint32_t, OfCourse> courses_;
};

}  // namespace passline
