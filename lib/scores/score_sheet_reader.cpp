#include "scores/score_sheet_reader.h"

#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "csv/values.h"
#include "scores/raters.h"
#include "text/unicode.h"
#include "workspace/person_cells.h"

namespace passline {

/// Reads the rows of one sheet into entries.
class ScoreSheetReader {
  public:
    ScoreSheetReader(ScoreSheets& all, std::uint32_t number, Diagnostics& diagnostics)
        : all_(all),
          workspace_(all.workspace_),
          number_(number),
          sheet_(*all.sheets_[number].sheet),
          outer_(diagnostics),
          cells_(sheet_, row_diagnostics_),
          people_(sheet_, cells_, workspace_, outer_),
          course_(sheet_.column("course_id")),
          attempt_(sheet_.column("attempt")),
          date_(sheet_.column("date")),
          component_(sheet_.column("component")),
          score_(sheet_.column("score")),
          rater_(sheet_.column("rater")),
          long_(component_ >= 0 && score_ >= 0) {}

    void run() {
        if (!has_columns()) return;
        all_.sheets_[number_].score_column = score_;
        if (!long_) all_.sheets_[number_].components = sheet_.extras();
        const std::size_t scores_a_row = long_ ? 1 : std::max<std::size_t>(1, sheet_.extras().size());
        make_room(sheet_.estimated_rows() * scores_a_row);
        const bool quarantine = all_.options_.quarantine;
        Sheet::Reader rows = sheet_.rows(quarantine ? unreadable_ : outer_);
        Row row;
        std::size_t count = 0;
        const std::size_t problems = outer_.errors();
        for (bool more = true; more;) {
            more = rows.next(row);
            if (quarantine) set_aside_unreadable(rows);
            if (!more) break;
            ++count;
            begin_ = all_.entries_.size();
            read(row);
            settle(row);
        }
        if (too_many_ || workspace_.people.size() > PackedEntry::most_people ||
            workspace_.courses.size() > PackedEntry::most_courses) {
            outer_.error("too-many", {sheet_.file(), 0, 0, 1, {}},
                         say("一次最多评定 {0} 人、{1} 门课程、{2} 名评分人",
                             "one run takes at most {0} people, {1} courses and {2} raters",
                             PackedEntry::most_people, PackedEntry::most_courses, PackedEntry::most_raters),
                         say("把输入分成几次评定", "grade the input in several runs"));
        }
        if (count == 0 && outer_.errors() == problems) {
            outer_.error(
                "sheet-empty", {sheet_.file(), 0, 0, 1, {}},
                say("表头之下没有数据行", "there is no row below the header"),
                say("重新导出，或从输入中去掉这张表", "export it again, or take the sheet out of the input"));
        }
    }

  private:
    /// Growing by pushing would hold the old and the new block at once; room that is never used costs no
    /// memory.
    void make_room(std::size_t more) {
        const std::size_t needed = all_.entries_.size() + more;
        if (needed > all_.entries_.capacity())
            all_.entries_.reserve(std::max(needed, 2 * all_.entries_.capacity()));
    }

    bool has_columns() {
        std::vector<std::string_view> needed;
        if (!sheet_.has("employee_id") && !people_.by_name()) needed.push_back("employee_id");
        if (component_ >= 0 && score_ < 0) needed.push_back("score");
        bool missing = !needed.empty() && !sheet_.require(needed, outer_);
        if (course_ < 0 && all_.options_.course.empty()) {
            missing = true;
            outer_.error(
                "column-missing", sheet_.header_place(-1),
                say("没有课程编号列（course_id）", "there is no column course_id"),
                say("加入“课程编号”列；整张表是同一门课程时用 --course 指定",
                    "add the column, or name the course with --course when the whole sheet is of one"));
        }
        if (!long_ && score_ < 0 && component_ < 0 && sheet_.extras().empty()) {
            outer_.error("no-score-column", sheet_.header_place(-1),
                         say("没有成绩列：既没有 component 和 score，也没有以考核项命名的列",
                             "there is no column with scores: neither component and score nor one named "
                             "after a component"),
                         say("把列名改为考核项的名称，或在 passline.yaml 的 columns: 中对应",
                             "name columns after components, or map them under columns: in passline.yaml"));
            return false;
        }
        if (!missing) people_.warn_of_names(outer_);
        return !missing;
    }

    /// After a row: its problems are passed on, or the row is set aside.
    void settle(const Row& row) {
        if (row_diagnostics_.errors() == 0 && row_diagnostics_.warnings() == 0) return;
        if (row_diagnostics_.errors() > 0)
            all_.entries_.erase(all_.entries_.begin() + static_cast<std::ptrdiff_t>(begin_),
                                all_.entries_.end());
        if (row_diagnostics_.errors() > 0 && all_.options_.quarantine) {
            for (const Diagnostic& diagnostic : row_diagnostics_.all()) {
                if (diagnostic.severity != Severity::error) continue;
                all_.set_aside_.push_back(
                    {all_.address(number_, row.offset), diagnostic.code, diagnostic.message});
                break;
            }
        } else {
            outer_.merge(std::move(row_diagnostics_));
        }
        row_diagnostics_ = Diagnostics();
    }

    /// Rows that the reader could not give (too few fields, an open quote …).
    void set_aside_unreadable(Sheet::Reader& rows) {
        if (unreadable_.errors() == 0 && unreadable_.warnings() == 0) return;
        const std::vector<std::uint64_t> refused = rows.take_refused();
        std::size_t at = 0;
        for (const Diagnostic& diagnostic : unreadable_.all()) {
            if (diagnostic.severity == Severity::warning) {
                outer_.add(diagnostic);
            } else if (at < refused.size()) {
                all_.set_aside_.push_back(
                    {all_.address(number_, refused[at++]), diagnostic.code, diagnostic.message});
            }
        }
        unreadable_ = Diagnostics();
    }

    void error(std::string_view code, const Row& row, int column, Text message, Text hint = {}) {
        cells_.error(code, row, column, std::move(message), std::move(hint));
    }

    void read(const Row& row) {
        const People::Index person = people_.person(row);
        const std::uint32_t course = course_of(row);
        ScoreEntry entry;
        if (const auto attempt = cells_.integer(row, attempt_, 1, 999))
            entry.attempt = static_cast<std::uint16_t>(*attempt);
        if (const auto date = cells_.date(row, date_)) set_date(row, *date, entry);
        entry.row = all_.address(number_, row.offset);
        if (course == Workspace::none || person == People::none) return;
        const auto& rules = workspace_.courses[course].rules;
        if (!rules) {
            cancelled(row, course);
            return;
        }
        entry.person = person;
        entry.course = course;
        long_ ? read_long(row, entry, *rules) : read_wide(row, entry, *rules);
    }

    void set_date(const Row& row, Date date, ScoreEntry& entry) {
        if (date.days() >= PackedEntry::first_date && date.days() <= PackedEntry::last_date) {
            entry.date = date.days();
            return;
        }
        error("value-date", row, date_,
              say("考核日期 {0} 不在 1970 至 2149 年之间",
                  "{0} is no date of an assessment: it is not from 1970 to 2149", date.text()),
              say("改正日期", "correct the date"));
    }

    std::uint32_t course_of(const Row& row) {
        const std::string_view id = course_ < 0 ? std::string_view{} : cells_.id(row, course_);
        const std::string_view wanted = id.empty() ? std::string_view(all_.options_.course) : id;
        if (wanted.empty()) {
            error("course-empty", row, course_, say("没有课程编号", "the course id is missing"),
                  say("补上课程编号，或用 --course 指定", "fill it in, or name it with --course"));
            return Workspace::none;
        }
        if (wanted == last_course_text_) return last_course_;
        const std::uint32_t course = workspace_.course(wanted);
        if (course == Workspace::none) {
            const std::string unknown(wanted);
            const Text near = did_you_mean(unknown, workspace_.course_ids());
            error("unknown-course", row, course_,
                  say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", unknown),
                  near.empty()
                      ? say("改正课程编号，或把课程加入计划", "correct the id, or add the course to a plan")
                      : near);
            return course;
        }
        last_course_text_ = wanted;
        return last_course_ = course;
    }

    void cancelled(const Row& row, std::uint32_t course) {
        if (!cancelled_.insert(course).second) return;
        cells_.warning(
            "course-cancelled", row, course_,
            say("课程 '{0}' 已取消，其成绩不计", "the course '{0}' is cancelled, its scores are left out",
                workspace_.courses[course].course->id));
    }

    void read_long(const Row& row, ScoreEntry entry, const CourseRules& rules) {
        const std::string_view name = cells_.text(row, component_);
        const int component = component_of(row, component_, name, rules);
        if (component < 0) return;
        entry.component = static_cast<std::uint8_t>(component);
        const std::string_view rater = rater_ < 0 ? std::string_view{} : cells_.text(row, rater_);
        add(row, entry, score_, rater_, rater, rules.components[static_cast<std::size_t>(component)]);
    }

    void read_wide(const Row& row, ScoreEntry entry, const CourseRules& rules) {
        if (score_ >= 0) read_single(row, entry, rules);
        const std::vector<ColumnUse>& uses = uses_for(rules);
        const std::vector<Sheet::Extra>& extras = sheet_.extras();
        for (std::size_t i = 0; i < extras.size(); ++i) {
            const ColumnUse& use = uses[i];
            if (use.component < 0) {
                foreign_component(row, extras[i], rules);
                continue;
            }
            const RuledComponent& rule = rules.components[static_cast<std::size_t>(use.component)];
            const bool empty = row.cells[static_cast<std::size_t>(extras[i].index)].empty();
            if (empty && !extras[i].suffix.empty() && use.role < 0) continue;
            entry.component = static_cast<std::uint8_t>(use.component);
            add(row, entry, extras[i].index, extras[i].index, extras[i].suffix, rule);
        }
    }

    /// What each component column of a wide sheet is to one course.
    struct ColumnUse {
        int component = -1;
        int role = -1;
    };

    const std::vector<ColumnUse>& uses_for(const CourseRules& rules) {
        if (&rules == uses_rules_) return uses_;
        uses_rules_ = &rules;
        uses_.clear();
        for (const Sheet::Extra& extra : sheet_.extras()) {
            ColumnUse use{rules.component(extra.name), -1};
            if (use.component >= 0)
                use.role = role_of(extra.suffix, rules.components[static_cast<std::size_t>(use.component)]);
            uses_.push_back(use);
        }
        return uses_;
    }

    /// `score` in a sheet without components: of a course that has only one.
    void read_single(const Row& row, ScoreEntry entry, const CourseRules& rules) {
        int component = rules.component("score");
        if (component < 0) component = rules.component(sheet_.header(score_));
        if (component < 0) {
            for (std::size_t i = 0; i < rules.components.size(); ++i) {
                if (rules.components[i].baseline) continue;
                if (component >= 0) {
                    if (cells_.text(row, score_).empty()) return;
                    error("score-of-what", row, score_,
                          say("课程 '{0}' 有多个考核项，不知“成绩”是哪一项",
                              "the course '{0}' has several components, so a plain score is of none of them",
                              rules.course->id),
                          say("列名写考核项的名称，或加入 component 列",
                              "name the column after the component, or add a column `component`"));
                    return;
                }
                component = static_cast<int>(i);
            }
        }
        if (component < 0) return;
        entry.component = static_cast<std::uint8_t>(component);
        const std::string_view rater = rater_ < 0 ? std::string_view{} : cells_.text(row, rater_);
        add(row, entry, score_, rater_ < 0 ? score_ : rater_, rater,
            rules.components[static_cast<std::size_t>(component)]);
    }

    /// A column of another course's component is fine as long as it is empty here.
    void foreign_component(const Row& row, const Sheet::Extra& extra, const CourseRules& rules) {
        const std::string_view text = cells_.text(row, extra.index);
        if (text.empty() || text == "-" || text == "--") return;
        unknown_component(row, extra.index, extra.name, rules);
    }

    int component_of(const Row& row, int column, std::string_view name, const CourseRules& rules) {
        if (name.empty()) {
            error("component-empty", row, column, say("没有考核项", "the component is missing"));
            return -1;
        }
        if (&rules == last_rules_ && name == last_component_text_) return last_component_;
        const int component = rules.component(name);
        if (component < 0) {
            unknown_component(row, column, std::string(name), rules);
            return -1;
        }
        last_rules_ = &rules;
        last_component_text_ = name;
        return last_component_ = component;
    }

    void unknown_component(const Row& row, int column, const std::string& name, const CourseRules& rules) {
        std::vector<std::string> known;
        std::string list;
        for (const RuledComponent& component : rules.components) {
            known.push_back(component.id);
            list += (list.empty() ? "" : ", ") + component.id;
        }
        const Text near = did_you_mean(name, known);
        error("unknown-component", row, column,
              say("课程 '{0}' 没有考核项 '{1}'", "the course '{0}' has no component '{1}'", rules.course->id,
                  name),
              near.empty() ? say("该课程的考核项：{0}", "its components are: {0}", list) : near);
    }

    /// The role of a rater as the sheet names it. False after an error.
    bool set_rater(const Row& row, int column, std::string_view rater, const RuledComponent& component,
                   ScoreEntry& entry, bool empty) {
        if (rater.empty()) {
            if (!component.rated() || empty) return true;
            error("rater-missing", row, column,
                  say("'{0}' 由 {1} 评分，此处没有写明评分人",
                      "'{0}' is scored by {1}, but no rater is named here", component.id,
                      list_of(component.raters)),
                  say("填写 rater 列，或用“考核项@评分人”作列名",
                      "fill in the column `rater`, or name columns component@rater"));
            return false;
        }
        const auto [name, who] = split_rater(rater);
        const int role = role_of(rater, component);
        if (role < 0) {
            unknown_rater(row, column, std::string(name), component);
            return false;
        }
        entry.role = static_cast<std::uint8_t>(role);
        if (!who.empty()) entry.who = who_number(who);
        return true;
    }

    void unknown_rater(const Row& row, int column, const std::string& name, const RuledComponent& component) {
        if (!component.rated()) {
            error("unknown-rater", row, column,
                  say("'{0}' 不由评分人评分，此处却写了 '{1}'",
                      "'{0}' has no raters, but '{1}' is named here", component.id, name),
                  say("去掉评分人，或在制度中为该考核项写明 raters",
                      "leave the rater out, or state `raters` for the component in the policy"));
            return;
        }
        std::vector<std::string> known;
        for (const Role& role : component.raters) known.push_back(role.id);
        const Text near = did_you_mean(name, known);
        error("unknown-rater", row, column,
              say("'{0}' 的评分人中没有 '{1}'", "'{1}' is not a rater of '{0}'", component.id, name),
              near.empty() ? say("评分人为：{0}", "its raters are: {0}", list_of(component.raters)) : near);
    }

    std::uint32_t who_number(std::string_view who) {
        const std::uint32_t known = all_.who_.find(who);
        if (known == Names::none && all_.who_.size() == PackedEntry::most_raters) too_many_ = true;
        return known != Names::none ? known : too_many_ ? 0 : all_.who_.add(all_.arena_.keep(who));
    }

    void add(const Row& row, ScoreEntry entry, int column, int rater_column, std::string_view rater,
             const RuledComponent& component) {
        const bool empty = !read_value(row, column, component, entry.value) || entry.value.empty();
        if (!set_rater(row, rater_column, rater, component, entry, empty)) return;
        all_.entries_.emplace_back(entry);
    }

    /// False after an error.
    bool read_value(const Row& row, int column, const RuledComponent& component, ScoreValue& value) {
        const Cell& cell = row.cells[static_cast<std::size_t>(column)];
        if (cell.empty()) return true;
        const char first = cell.raw.front();
        if (first < '0' || first > '9') {
            const std::string_view text = cells_.text(row, column);
            if (text == "-" || text == "--" || text.empty()) return true;
            if (const auto mark = mark_named(text)) {
                value = ScoreValue::of(*mark);
                return true;
            }
        }
        cells_.reset();
        const auto score = cells_.score(row, column);
        if (!score) return !cells_.failed();
        if (*score < Decimal{} || *score > component.out_of) {
            out_of_range(row, column, *score, component);
            return false;
        }
        value = ScoreValue::of(*score);
        return true;
    }

    void out_of_range(const Row& row, int column, Decimal score, const RuledComponent& component) {
        if (score < Decimal{}) {
            error("score-range", row, column, say("{0} 小于 0", "{0} is less than 0", score.text()),
                  say("改正成绩", "correct the score"));
            return;
        }
        error("score-range", row, column,
              say("{0} 大于 '{2}' 的满分 {1}（{3}）", "{0} is more than {1}, the most that '{2}' gives ({3})",
                  score.text(), component.out_of.text(), component.id, component.out_of_origin.address()),
              say("改正成绩，或在制度中写明 `out_of`", "correct the score, or set `out_of` in the policy"));
    }

    ScoreSheets& all_;
    Workspace& workspace_;
    const std::uint32_t number_;
    const Sheet& sheet_;
    Diagnostics& outer_;
    Diagnostics row_diagnostics_;
    Diagnostics unreadable_;  // only with quarantine: what the reader itself says
    CellReader cells_;
    PersonCells people_;
    int course_, attempt_, date_, component_, score_, rater_;
    bool long_;
    std::size_t begin_ = 0;
    bool too_many_ = false;
    std::set<std::uint32_t> cancelled_;
    std::string last_course_text_;
    std::uint32_t last_course_ = Workspace::none;
    const CourseRules* last_rules_ = nullptr;
    std::string last_component_text_;
    int last_component_ = -1;
    const CourseRules* uses_rules_ = nullptr;
    std::vector<ColumnUse> uses_;
};

void read_score_sheet(ScoreSheets& all, std::uint32_t number, Diagnostics& diagnostics) {
    ScoreSheetReader(all, number, diagnostics).run();
}

}  // namespace passline
