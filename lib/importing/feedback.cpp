#include <algorithm>
#include <array>
#include <utility>

#include "csv/header.h"
#include "importing/makers.h"
#include "text/unicode.h"

namespace passline {
namespace {

/// "1、您对内容是否满意？", "5、(讲师)", "2. Content" → without the number and the bracket around the whole.
std::string question_name(const std::string& header) {
    const std::string plain = plain_forms(header);
    std::string_view text = trimmed(plain);
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits > 0) {
        for (const std::string_view mark : {"、", ".", "．", ")", ":", "—"}) {
            if (!text.substr(digits).starts_with(mark)) continue;
            text = trimmed(text.substr(digits + mark.size()));
            break;
        }
    }
    if (text.starts_with('(') && text.ends_with(')') && text.find(')') == text.size() - 1)
        text = trimmed(text.substr(1, text.size() - 2));
    return std::string(text);
}

struct Question {
    const ForeignColumn* column = nullptr;
    std::string name;
    bool asked_for = false;  ///< by --map
    std::size_t right = 0, wrong = 0;
    bool kept = true;
};

class FeedbackMaker {
  public:
    FeedbackMaker(ForeignRows& rows, Imported& result) : rows_(rows), result_(result) {}

    void run() {
        for (const ForeignColumn& column : rows_.layout().columns) {
            const std::string_view to = column.to();
            if (to == "comment") comments_.push_back(&column);
            constexpr std::array<std::string_view, 5> others{"", "unused", "course_id", "name", "-"};
            if (to == "comment" || to == "respondent" || std::ranges::find(others, to) != others.end())
                continue;
            const bool mapped = !column.own_target.empty();
            questions_.push_back(
                {&column, mapped ? column.own_target : question_name(column.header), mapped, 0, 0, true});
        }
        while (rows_.next()) row();
        settle();
    }

  private:
    /// 1 to 5; nothing for another answer.
    std::optional<std::string> answer(const std::string& text) const {
        if (text.find("┋") != std::string::npos) return std::nullopt;  // several choices
        if (const auto word = rows_.word(text)) return *word == "empty" ? std::string() : *word;
        std::string number = rows_.number_text(text);
        if (number.size() > 1 && number.ends_with(".0")) number.resize(number.size() - 2);
        if (number.size() == 1 && number[0] >= '1' && number[0] <= '5') return number;
        return std::nullopt;
    }

    void row() {
        Answered answered;
        answered.course = rows_.course(true);
        answered.respondent = rows_.first("respondent");
        for (Question& question : questions_) {
            const std::string& text = rows_.cell(*question.column);
            auto one = answer(text);
            if (!one) {
                ++question.wrong;
            } else if (!one->empty()) {
                ++question.right;
            }
            answered.answers.push_back(one.value_or(std::string()));
            answered.wrong.push_back(!one);
        }
        for (const ForeignColumn* column : comments_) {
            const std::string& text = rows_.cell(*column);
            if (rows_.word(text) == "empty" || text.empty()) continue;
            answered.comment += (answered.comment.empty() ? "" : "\n") + text;
        }
        answered.row = rows_.address();
        all_.push_back(std::move(answered));
    }

    /// A column with more wrong answers than right ones asks for something else.
    void settle() {
        std::vector<const ForeignColumn*> left;
        for (Question& question : questions_) {
            question.kept = question.asked_for || (question.right > 0 && question.right >= question.wrong);
            if (!question.kept) left.push_back(question.column);
        }
        report_left_out(rows_.layout(), left, rows_.request(), rows_.diagnostics());
        result_.columns = {"course_id", "respondent"};
        for (const Question& question : questions_) {
            if (!question.kept) continue;
            if (std::ranges::find(result_.columns, question.name) != result_.columns.end()) {
                rows_.diagnostics().error(
                    "column-twice", rows_.layout().header_place(*question.column),
                    say("不止一列成为“{0}”", "several columns become '{0}'", question.name),
                    say("用 --map \"列名=另一名称\" 区分", "tell them apart with --map \"HEADER=OTHER\""));
            }
            result_.columns.push_back(question.name);
        }
        result_.columns.emplace_back("comment");
        for (const Answered& answered : all_) put(answered);
    }

    struct Answered {
        std::string course, respondent, comment;
        std::vector<std::string> answers;
        std::vector<bool> wrong;
        std::uint64_t row = 0;
    };

    void put(const Answered& answered) {
        std::vector<std::string> row{answered.course, answered.respondent};
        for (std::size_t i = 0; i < questions_.size(); ++i) {
            if (!questions_[i].kept) continue;
            if (answered.wrong[i]) {
                const Place place = rows_.layout().grid->place(answered.row, questions_[i].column->index);
                rows_.diagnostics().error(
                    "value-integer", place,
                    say("此答案不是 1 至 5，也不是认识的词",
                        "the answer is neither 1 to 5 nor a word that is known"),
                    say("用 --word \"答案=1 至 5 或 empty\" 说明，或用 --map \"{0}=-\" 略去这一题",
                        "say what it stands for with --word \"ANSWER=1…5 or empty\", or leave the question "
                        "out with "
                        "--map \"{0}=-\"",
                        questions_[i].column->header));
            }
            row.push_back(answered.answers[i]);
        }
        row.push_back(answered.comment);
        result_.rows.push_back(std::move(row));
    }

    ForeignRows& rows_;
    Imported& result_;
    std::vector<Question> questions_;
    std::vector<const ForeignColumn*> comments_;
    std::vector<Answered> all_;
};

}  // namespace

void make_feedback(ForeignRows& rows, Imported& result) { FeedbackMaker(rows, result).run(); }

}  // namespace passline
