#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/suggest.h"
#include "csv/header.h"
#include "importing/makers.h"
#include "importing/points.h"
#include "text/unicode.h"

namespace passline {
namespace {

constexpr std::string_view own[] = {"employee_id", "name",    "surname", "given_name", "email",
                                    "course_id",   "attempt", "date",    "unused",     "-"};

/// A column of scores, and the component it gives.
struct ScoreColumn {
    const ForeignColumn* column = nullptr;
    std::string component;                 ///< `component` or `component@rater`
    Decimal to;                            ///< the most that the policy gives for it
    bool ruled = false;                    ///< the policy does say so
    const ForeignColumn* spare = nullptr;  ///< another one with the same scores, in per cent
    bool differs = false;                  ///< from the other one: told of once
};

Text decimal_comma_hint() {
    return say("小数点写作逗号的文件用 --decimal comma",
               "--decimal comma reads a comma as the decimal point");
}

class ScoreMaker {
  public:
    ScoreMaker(ForeignRows& rows, Imported& result) : rows_(rows), result_(result) {}

    void run() {
        if (!choose()) return;
        head();
        while (rows_.next()) row();
        for (const ScoreColumn& each : chosen_) tell_of_scale(each);
        if (cuts_ > 0) {
            rows_.diagnostics().warning("import-cut", first_cut_,
                                        say("{0} 个分数有 6 位以上小数，已舍去多余的位数",
                                            "{0} {1} more than 6 decimal places: the rest is cut off", cuts_,
                                            cuts_ == 1 ? "score has" : "scores have"),
                                        say("舍去不会使分数越过任何合格线",
                                            "cutting brings no score to the other side of a pass-line"));
        }
    }

  private:
    bool choose();
    void take(const ForeignColumn& column, const std::string& component);
    void check_rater(const ForeignColumn& column, const std::string& component, const RuledComponent& ruled);
    void take_the_one();
    void compare(ScoreColumn& each);
    void none_chosen();
    void head();
    void row();
    std::string score(const ScoreColumn& each);
    Decimal out_of(const ScoreColumn& each, bool& stated);
    void tell_of_scale(const ScoreColumn& each);
    std::string attempt() const;
    void write(const Who& who, const std::string& course, const std::string& date,
               const std::vector<std::string>& scores);

    ForeignRows& rows_;
    Imported& result_;
    std::vector<ScoreColumn> chosen_;
    std::vector<const ForeignColumn*> left_;
    std::map<std::pair<std::string, std::string>, std::uint64_t> seen_;  // person and course → row
    const ForeignColumn* attempt_column_ = nullptr;
    const ForeignColumn* date_column_ = nullptr;
    std::size_t cuts_ = 0;
    Place first_cut_;
};

/// Columns that --map names, then those whose name the course's components have, then the one of --component.
bool ScoreMaker::choose() {
    const Layout& layout = rows_.layout();
    for (const ForeignColumn& column : layout.columns) {
        const std::string_view to = column.to();
        const bool unknown = column.meaning == nullptr && column.own_target.empty();
        if (column.own_target.empty() && to != "item" && !unknown) continue;
        if (!column.own_target.empty()) {
            if (std::ranges::find(own, to) == std::end(own)) take(column, std::string(to));
            continue;
        }
        if (const std::string component = component_of(rows_.request().rules, column); !component.empty()) {
            take(column, component);
        } else if (!unknown) {
            left_.push_back(&column);
        }
    }
    if (!rows_.request().component.empty()) take_the_one();
    std::erase_if(left_, [&](const ForeignColumn* column) {
        return column->meaning != nullptr && column->meaning->spare && !chosen_.empty();
    });
    attempt_column_ = layout.column("attempt");
    date_column_ = layout.column("date");
    if (chosen_.empty()) {
        none_chosen();
        return false;
    }
    report_left_out(layout, left_, rows_.request(), rows_.diagnostics());
    return true;
}

void ScoreMaker::take(const ForeignColumn& column, const std::string& component) {
    const CourseRules* rules = rows_.request().rules;
    const auto same = std::ranges::find(chosen_, component, &ScoreColumn::component);
    const bool spare = column.meaning != nullptr && column.meaning->spare && column.own_target.empty();
    if (same != chosen_.end()) {
        if (spare) {
            same->spare = &column;
            return;
        }
        if (same->column->meaning != nullptr && same->column->meaning->spare &&
            same->column->own_target.empty()) {
            same->spare = std::exchange(same->column, &column);
            return;
        }
        rows_.diagnostics().error(
            "column-twice", rows_.layout().header_place(column),
            say("“{0}”和“{1}”两列都成为 {2}", "'{0}' and '{1}' both become {2}", same->column->header,
                column.header, component),
            say("用 --map \"列名=-\" 略去一列", "leave one out with --map \"HEADER=-\""));
        return;
    }
    ScoreColumn each{&column, component, Decimal::whole(100), false, nullptr, false};
    if (rules != nullptr) {
        const int at = rules->component(component.substr(0, component.find('@')));
        if (at >= 0) {
            const RuledComponent& ruled = rules->components[static_cast<std::size_t>(at)];
            each.to = ruled.out_of;
            each.ruled = true;
            check_rater(column, component, ruled);
        }
    }
    chosen_.push_back(std::move(each));
}

/// A component that several people rate needs to know whose scores a column holds.
void ScoreMaker::check_rater(const ForeignColumn& column, const std::string& component,
                             const RuledComponent& ruled) {
    if (!ruled.rated() || component.find('@') != std::string::npos) return;
    std::vector<std::string> raters;
    for (const Role& rater : ruled.raters) raters.push_back(rater.id);
    rows_.diagnostics().error(
        "import-items", rows_.layout().header_place(column),
        say("{0} 由 {1} 评分：“{2}”是谁的评分？", "{0} is rated by {1}: whose scores does '{2}' hold?",
            component, listed_text(raters), column.header),
        say("用 --map \"{0}={1}@{2}\" 指明，或用 --map \"{0}=-\" 略去",
            "say it with --map \"{0}={1}@{2}\", or leave it out with --map \"{0}=-\"", column.header,
            component, raters.front()));
}

void ScoreMaker::take_the_one() {
    const std::string& wanted = rows_.request().component;
    std::vector<const ForeignColumn*> items, totals;
    for (const ForeignColumn* column : left_) {
        if (!column->meaning->spare) items.push_back(column);
    }
    if (items.empty()) items = left_;
    for (const ForeignColumn& column : rows_.layout().columns) {
        if (column.own_target.empty() && column.to() == "total") totals.push_back(&column);
    }
    const ForeignColumn* one = items.size() == 1    ? items.front()
                               : totals.size() == 1 ? totals.front()
                                                    : nullptr;
    if (one == nullptr) return;
    std::erase(left_, one);
    take(*one, wanted);
}

void ScoreMaker::none_chosen() {
    const bool no_course = rows_.request().rules == nullptr && rows_.request().course.empty() &&
                           !rows_.request().courses.empty();
    const Layout& layout = rows_.layout();
    std::vector<std::string> names;
    for (const ForeignColumn& column : layout.columns) {
        if (column.to() == "item" || column.to() == "total") names.push_back(column.header);
    }
    const Place place = layout.grid->place(layout.header_at, -1);
    if (names.empty()) {
        rows_.diagnostics().error(
            "import-items", place, say("没有任何成绩列", "no column holds scores"),
            say("用 --map \"列名=考核项\" 指明", "name one with --map \"HEADER=COMPONENT\""));
        return;
    }
    rows_.diagnostics().error(
        "import-items", place,
        say("不知道哪一列是哪个考核项：{0}", "which column is which component is not known: {0}",
            listed_text(names)),
        no_course ? say("先用 --course 课程编号 指明课程，考核项由其名称得知",
                        "name the course first, with --course ID: its components are known by their names")
                  : say("用 --map \"{0}=考核项\" 指明；只有一列时用 --component",
                        "say it with --map \"{0}=COMPONENT\", or with --component where there is one column",
                        names.front()));
}

void ScoreMaker::head() {
    result_.columns = {"employee_id", "name", "course_id"};
    if (rows_.request().attempt || attempt_column_ != nullptr) result_.columns.emplace_back("attempt");
    if (rows_.request().date || date_column_ != nullptr) result_.columns.emplace_back("date");
    if (rows_.request().long_form) {
        result_.columns.insert(result_.columns.end(), {"component", "score", "rater"});
        return;
    }
    for (const ScoreColumn& each : chosen_) result_.columns.push_back(each.component);
}

std::string ScoreMaker::attempt() const {
    if (attempt_column_ != nullptr && !rows_.cell(*attempt_column_).empty())
        return rows_.cell(*attempt_column_);
    return rows_.request().attempt ? std::to_string(*rows_.request().attempt) : std::string("1");
}

void ScoreMaker::row() {
    const auto who = rows_.who();
    const std::string course = rows_.course(true);
    std::optional<Date> date = rows_.request().date;
    if (date_column_ != nullptr) {
        if (const auto stated = rows_.date(*date_column_)) date = stated;
    }
    std::vector<std::string> scores;
    for (ScoreColumn& each : chosen_) {
        scores.push_back(score(each));
        compare(each);
    }
    if (!who || course.empty()) return;
    const auto [at, fresh] = seen_.try_emplace({who->id, course + "\n" + attempt()}, rows_.address());
    if (!fresh) {
        const Place earlier = rows_.layout().grid->place(at->second, -1);
        rows_.diagnostics().add(
            {Severity::error,
             "import-person-twice",
             rows_.row_place(),
             say("{0} 已在第 {1} 行出现", "{0} is in line {1} already", who->id, earlier.line),
             say("删去其中一行；补考用 --attempt 另行导入",
                 "remove one of the rows; import another attempt on its own with --attempt"),
             {earlier},
             Trouble::input});
        return;
    }
    write(*who, course, date ? date->text() : std::string(), scores);
}

void ScoreMaker::write(const Who& who, const std::string& course, const std::string& date,
                       const std::vector<std::string>& scores) {
    std::vector<std::string> row{who.id, who.name, course};
    if (rows_.request().attempt || attempt_column_ != nullptr) row.push_back(attempt());
    if (rows_.request().date || date_column_ != nullptr) row.push_back(date);
    if (!rows_.request().long_form) {
        row.insert(row.end(), scores.begin(), scores.end());
        result_.rows.push_back(std::move(row));
        return;
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const std::string& component = chosen_[i].component;
        const std::size_t at = component.find('@');
        std::vector<std::string> line = row;
        line.push_back(component.substr(0, at));
        line.push_back(scores[i]);
        line.push_back(at == std::string::npos ? std::string() : component.substr(at + 1));
        result_.rows.push_back(std::move(line));
    }
}

/// What the file says the column gives, else --map or the preset, else what the policy gives.
Decimal ScoreMaker::out_of(const ScoreColumn& each, bool& stated) {
    stated = true;
    if (each.column->out_of) return *each.column->out_of;
    const auto found = rows_.out_of().find(each.column->index);
    if (found != rows_.out_of().end()) {
        const auto points = Decimal::parse(rows_.number_text(found->second));
        if (points) return *points;
    }
    stated = false;
    return each.to;
}

void ScoreMaker::tell_of_scale(const ScoreColumn& each) {
    const auto found = rows_.out_of().find(each.column->index);
    if (found == rows_.out_of().end() || each.column->out_of) return;
    bool stated = false;
    const Decimal most = out_of(each, stated);
    const Place place = rows_.out_of_place(each.column->index);
    if (!stated || most <= Decimal{}) {
        Text hint =
            say("用 --map \"{0}={1}/满分\" 写明满分，或用 --map \"{0}=-\" 略去",
                "state what it gives with --map \"{0}={1}/OUT_OF\", or leave it out with --map \"{0}=-\"",
                each.column->header, each.component);
        if (found->second.find(',') != std::string::npos) hint = decimal_comma_hint();
        rows_.diagnostics().error("import-scale", place,
                                  say("“{0}”的满分是“{1}”，分数无法换算",
                                      "'{0}' is worth '{1}' here, so its scores can't be brought to a scale",
                                      each.column->header, found->second),
                                  std::move(hint));
    } else if (most != each.to) {
        rows_.diagnostics().warning("import-scale", place,
                                    say("“{0}”满分 {1}，已按 {2} 的满分 {3} 换算",
                                        "'{0}' gives {1}: its scores are brought to the {3} that {2} gives",
                                        each.column->header, most.text(), each.component, each.to.text()));
    }
}

std::string ScoreMaker::score(const ScoreColumn& each) {
    const std::string& text = rows_.cell(*each.column);
    if (const auto word = rows_.word(text)) return *word == "empty" ? std::string() : *word;
    bool stated = false;
    Decimal most = out_of(each, stated);
    if (ForeignRows::is_per_cent(text)) {
        most = Decimal::whole(100);
        stated = true;
    }
    if (most <= Decimal{}) return {};  // told of at the end
    const std::string number = rows_.number_text(text);
    const auto points = scaled_points(number, most, each.to);
    if (!points) {
        Text hint =
            say("应为数字；另一种写法用 --word \"{0}=empty|absent|exempt|void\" 说明",
                "write a number, or say what the word means: --word \"{0}=empty|absent|exempt|void\"", text);
        if (number.find(',') != std::string::npos && number.find('.') == std::string::npos) {
            hint = decimal_comma_hint();
        }
        rows_.diagnostics().error("value-number", rows_.place(*each.column),
                                  say("“{0}”不是分数", "'{0}' is no score", text), std::move(hint));
        return {};
    }
    if (points->value < Decimal{} || ((stated || each.ruled) && points->value > each.to)) {
        rows_.diagnostics().error(
            "score-range", rows_.place(*each.column),
            say("{0} 不在 0 至 {1} 之内", "{0} is not between 0 and {1}", text, most.text()),
            say("更正后重新导出；满分不同时用 --map \"列名=考核项/满分\"",
                "correct it and export again, or state what the column gives: --map "
                "\"HEADER=COMPONENT/OUT_OF\""));
        return {};
    }
    if (points->cut && cuts_++ == 0) first_cut_ = rows_.place(*each.column);
    return points->value.text();
}

/// The same score in points and in per cent tells whether the scale of the points is the one that is taken.
void ScoreMaker::compare(ScoreColumn& each) {
    if (each.spare == nullptr || each.differs || !each.spare->out_of) return;
    bool stated = false;
    const Decimal most = out_of(each, stated), hundred = Decimal::whole(100);
    const std::string& shown = rows_.cell(*each.column);
    const std::string& other = rows_.cell(*each.spare);
    if (most <= Decimal{} || rows_.word(shown) || rows_.word(other)) return;
    const auto points = scaled_points(rows_.number_text(shown), most, hundred);
    const auto per_cent = scaled_points(rows_.number_text(other), *each.spare->out_of, hundred);
    // both are rounded, to whole numbers at worst
    const auto rounding = scaled_points("0.6", most, hundred);
    if (!points || !per_cent || !rounding) return;
    const std::int64_t apart = std::abs(points->value.millionths() - per_cent->value.millionths());
    if (apart <= rounding->value.millionths() + Decimal::whole(1).millionths()) return;
    each.differs = true;
    rows_.diagnostics().error(
        "import-scale", rows_.place(*each.column),
        say("“{0}”的 {1} 不是满分 {2} 中的 {1}：“{3}”写的是 {4}",
            "'{0}' has {1}, which of {2} is not the {4} of '{3}'", each.column->header, shown, most.text(),
            each.spare->header, other),
        say("用 --map \"{0}={1}/满分\" 写明满分", "state what it gives with --map \"{0}={1}/OUT_OF\"",
            each.column->header, each.component));
}

}  // namespace

std::string component_of(const CourseRules* rules, const ForeignColumn& column) {
    if (rules == nullptr) return {};
    const std::string whole = column.meaning == nullptr ? header_key(column.header) : column.name;
    std::vector<std::string> names{whole, std::string(without_bracket(whole))};
    for (std::size_t i = 0; i < 2; ++i) {
        if (const std::size_t at = names[i].find(':'); at != std::string::npos)
            names.emplace_back(trimmed(std::string_view(names[i]).substr(at + 1)));
    }
    for (const RuledComponent& component : rules->components) {
        for (const std::string& name : names) {
            if (name == header_key(component.id) || name == header_key(component.title.zh) ||
                name == header_key(component.title.en))
                return component.id;
        }
    }
    return {};
}

void make_scores(ForeignRows& rows, Imported& result) { ScoreMaker(rows, result).run(); }

}  // namespace passline
