#include "items/answers.h"

#include <algorithm>

namespace passline {

std::uint32_t ItemSheets::OfCourse::question(const std::string& id) {
    const auto known = std::ranges::find(questions, id, &Asked::id);
    if (known != questions.end()) return static_cast<std::uint32_t>(known - questions.begin());
    questions.push_back({id, {}, {}, true, {}, 0});
    return static_cast<std::uint32_t>(questions.size() - 1);
}

std::uint32_t ItemSheets::OfCourse::option(const std::string& plain) {
    const auto known = std::ranges::find(options, plain);
    if (known != options.end()) return static_cast<std::uint32_t>(known - options.begin());
    options.push_back(plain);
    return static_cast<std::uint32_t>(options.size() - 1);
}

Question ItemSheets::question_of(const Asked& asked, std::uint64_t people) {
    Question question{asked.id, Decimal::whole(1), asked.key, people - asked.answered};
    if (asked.most) {
        question.most = *asked.most;
    } else if (asked.key.empty() && !asked.only_right_or_wrong) {
        question.most = asked.highest;
    }
    return question;
}

ExamAnswers ItemSheets::answers(std::uint32_t course) const {
    ExamAnswers exam;
    const auto found = courses_.find(course);
    if (found == courses_.end()) return exam;
    const OfCourse& of = found->second;
    exam.options = of.options;
    for (const Answered& row : of.rows) {
        if (row.answers.empty()) {
            ++exam.without_answers;
        } else {
            exam.people.push_back(row.person);
        }
    }
    std::vector<std::size_t> place(of.questions.size());
    for (std::size_t i = 0; i < of.questions.size(); ++i) {
        place[i] = exam.questions.size();
        if (of.questions[i].answered > 0)
            exam.questions.push_back(question_of(of.questions[i], exam.people.size()));
    }
    exam.points.resize(exam.people.size() * exam.questions.size());
    exam.chosen.resize(exam.points.size());
    std::size_t first = 0;  // of the person's answers
    for (const Answered& row : of.rows) {
        for (const Answer& answer : row.answers) {
            exam.points[first + place[answer.question]] = answer.points;
            exam.chosen[first + place[answer.question]] = answer.option;
        }
        if (!row.answers.empty()) first += exam.questions.size();
    }
    return exam;
}

}  // namespace passline
