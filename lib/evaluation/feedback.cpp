#include "evaluation/feedback.h"

#include <algorithm>
#include <numeric>

#include "text/unicode.h"

namespace passline {

std::uint64_t Answers::count() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Share Answers::satisfied() const { return {counts[3] + counts[4], count()}; }

std::optional<Fraction> Answers::mean() const {
    const std::uint64_t of = count();
    if (of == 0) return std::nullopt;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) sum += (i + 1) * counts[i];
    return Fraction::ratio(static_cast<std::int64_t>(sum), static_cast<std::int64_t>(of));
}

Answers& Answers::operator+=(const Answers& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
    return *this;
}

/// Reads the rows of one sheet.
class Feedback::SheetReader {
  public:
    SheetReader(Feedback& all, CourseSheet& sheet, Diagnostics& diagnostics)
        : all_(all), sheet_(sheet), diagnostics_(diagnostics) {
        for (const Sheet::Extra& extra : sheet.sheet->extras())
            columns_.emplace_back(extra.index, all.question(extra.name));
    }

    void read(const Row& row) {
        const std::uint32_t course = sheet_.course(row);
        sheet_.require(row, "course_id");
        answers_.clear();
        for (const auto& [column, question] : columns_) {
            if (const auto answer = sheet_.cells.integer(row, column, 1, 5))
                answers_.emplace_back(question, static_cast<std::size_t>(*answer - 1));
        }
        if (course == Workspace::none || sheet_.cells.failed()) return;
        if (all_.workspace_.courses[course].course->status == CourseStatus::cancelled) {
            sheet_.cells.warning("course-cancelled", row, sheet_.column("course_id"),
                                 say("课程 '{0}' 已取消，其反馈不计",
                                     "the course '{0}' is cancelled, its feedback is left out",
                                     all_.workspace_.courses[course].course->id));
            return;
        }
        respondent(row, course);
        add(row, all_.courses_[course]);
    }

  private:
    void add(const Row& row, OfCourse& course) {
        if (!answers_.empty()) ++course.sheets;
        for (const auto& [question, answer] : answers_) {
            if (course.by_question.size() <= question) course.by_question.resize(question + 1);
            ++course.by_question[question].counts[answer];
        }
        course.files.insert(sheet_.sheet->file());
        std::string comment = sheet_.text(row, "comment");
        if (comment.empty()) return;
        course.comments.push_back({std::move(comment), sheet_.row_place(row)});
    }

    /// The same name twice in a course is most likely one answer sheet exported twice.
    void respondent(const Row& row, std::uint32_t course) {
        const std::string name = sheet_.text(row, "respondent");
        if (name.empty()) return;
        const auto [known, added] = all_.respondents_.try_emplace({course, name}, RowPlace{});
        if (added) {
            known->second = sheet_.row_place(row);
            return;
        }
        diagnostics_.report(Severity::warning, "respondent-twice", [&] {
            const Place earlier = known->second.place();
            return Diagnostic{Severity::warning,
                              "respondent-twice",
                              sheet_.place(row, "respondent"),
                              say("答卷人 {0} 对课程 {1} 的反馈已在 {2} 出现，两份都计入",
                                  "{0} has answered on the course {1} in {2} already; both count", name,
                                  all_.workspace_.courses[course].course->id, earlier.address()),
                              say("如属同一份答卷重复导出，删去其中一行",
                                  "delete one of the rows if an answer sheet was exported twice"),
                              {earlier},
                              Trouble::input};
        });
    }

    Feedback& all_;
    CourseSheet& sheet_;
    Diagnostics& diagnostics_;
    std::vector<std::pair<int, std::uint32_t>> columns_;  // and their questions
    std::vector<std::pair<std::uint32_t, std::size_t>> answers_;
};

namespace {

/// A usual question's title: its first Chinese name, and its id as a word.
Text usual_title(const ColumnSpec& question) {
    std::string en = question.name;
    if (!en.empty() && en[0] >= 'a' && en[0] <= 'z') en[0] = static_cast<char>(en[0] - 'a' + 'A');
    return {question.aliases.empty() ? question.name : question.aliases.front(), en};
}

}  // namespace

Feedback::Feedback(const Workspace& workspace) : workspace_(workspace), courses_(workspace.courses.size()) {
    for (const Policy& policy : workspace.policies) {
        if (!policy.sections.evaluation.reaction) continue;
        for (const Choices::Choice& choice : policy.sections.evaluation.reaction->questions.of) {
            if (std::ranges::find(questions_, choice.id, &Question::id) != questions_.end()) continue;
            questions_.push_back({choice.id, choice.title});
            columns_.push_back({choice.id, false, {choice.title.zh, choice.title.en}, choice.title});
        }
    }
    for (const ColumnSpec& usual : SheetSpec::builtin("feedback")->questions) {
        const auto known = std::ranges::find(columns_, usual.name, &ColumnSpec::name);
        if (known == columns_.end()) {
            columns_.push_back(usual);
        } else {
            known->aliases.insert(known->aliases.end(), usual.aliases.begin(), usual.aliases.end());
        }
    }
}

std::uint32_t Feedback::question(std::string_view id) {
    const auto known = std::ranges::find(questions_, id, &Question::id);
    if (known != questions_.end()) return static_cast<std::uint32_t>(known - questions_.begin());
    const auto usual = std::ranges::find(columns_, id, &ColumnSpec::name);
    questions_.push_back(
        {std::string(id), usual == columns_.end() ? same(std::string(id)) : usual_title(*usual)});
    return static_cast<std::uint32_t>(questions_.size() - 1);
}

void Feedback::load(const std::string& path, const SheetOptions& options, Diagnostics& diagnostics) {
    SheetOptions own = options;
    own.keep_unknown = true;  // a column for each question
    own.extra = columns_;
    const auto sheet = CourseSheet::open(path, "feedback", workspace_, own, diagnostics);
    if (sheet == nullptr) return;
    if (sheet->sheet->extras().empty()) {
        diagnostics.warning(
            "no-questions", sheet->sheet->header_place(-1),
            say("表头中没有任何问题的列", "the header has no column of a question"),
            say("每个问题一列，答案为 1 至 5", "a column for each question, answers from 1 to 5"));
    }
    ++sheets_read_;
    SheetReader reader(*this, *sheet, diagnostics);
    sheet->each([&](const Row& row) { reader.read(row); });
}

const Feedback::OfCourse& Feedback::of(std::uint32_t course) const { return courses_[course]; }

}  // namespace passline
