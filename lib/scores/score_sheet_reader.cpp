#include "scores/score_sheet_reader.h"

#include <algorithm>

#include "scores/raters.h"
#include "text/unicode.h"

namespace passline {

namespace {

/// Nothing is changed or said when it is read.
bool stands_as_read(const Cell& cell) { return !cell.escaped && is_ascii(cell.raw); }

}  // namespace

ScoreSheetReader::ScoreSheetReader(ScoreSheetContext& shared)
    : shared_(shared),
      workspace_(shared.workspace_),
      sheet_(shared.sheet_),
      quarantine_(shared.all_.options_.quarantine),
      has_roster_(shared.workspace_.people.has_roster()),
      sheet_begin_(shared.all_.address(shared.number_, 0).packed()),
      cells_(sheet_, quarantine_ ? row_diagnostics_ : part_.diagnostics),
      people_(sheet_, cells_, has_roster_ ? workspace_.people : part_.people, part_.diagnostics,
              shared.by_name_, true) {
    const auto has_scores = [&](int column) {
        const auto place = static_cast<std::size_t>(column);
        if (place >= figures_.size()) figures_.resize(place + 1);
        figures_[place] = std::make_unique<Figures>();
    };
    if (shared.score_ >= 0) has_scores(shared.score_);
    if (shared.long_) return;
    for (const Sheet::Extra& extra : sheet_.extras()) has_scores(extra.index);
}

ScorePart& ScoreSheetReader::read(Diagnostics diagnostics, std::size_t begin, std::size_t end) {
    part_.entries.clear();
    part_.set_aside.clear();
    part_.cancelled.clear();
    part_.rows = 0;
    part_.in_order = true;
    last_person_ = 0;
    if (!has_roster_) part_.people.clear();
    if (part_.who.size() != 1) {
        part_.who = Names();
        part_.who.add("");
        part_.arena = Arena();
    }
    uses_rules_ = nullptr;  // raters have numbers of the part's
    part_.diagnostics = std::move(diagnostics);
    if (quarantine_) row_diagnostics_ = Diagnostics::beside(part_.diagnostics);
    Sheet::Reader rows = sheet_.rows(quarantine_ ? unreadable_ : part_.diagnostics, begin, end);
    RowBatch batch;
    do {
        rows.next(batch);
        if (quarantine_) set_aside_unreadable(rows);
        people_.look_ahead(batch);
        read_figures(batch);
        for (std::size_t i = 0; i < batch.size; ++i) {
            const std::size_t known = i + people_.people(batch, i, who_.data());
            for (const People::Index* who = who_.data(); i < known; ++i)
                read_row(batch, i, [&](const Row&) { return *who++; });
            if (i < batch.size) read_odd_row(batch, i);
        }
        part_.rows += batch.size;
    } while (batch.size == RowBatch::most);
    part_.stopped_at = rows.stopped_at();
    return part_;
}

/// With quarantine, after a row: its problems are passed on, or the row is set aside.
void ScoreSheetReader::settle(const Row& row, std::size_t entries_before) {
    if (row_diagnostics_.errors() == 0 && row_diagnostics_.warnings() == 0) return;
    if (row_diagnostics_.errors() > 0) {
        part_.entries.truncate(entries_before);
        const std::vector<Diagnostic>& all = row_diagnostics_.all();
        const auto first = std::find_if(all.begin(), all.end(), [](const Diagnostic& diagnostic) {
            return diagnostic.severity == Severity::error;
        });
        part_.set_aside.push_back(
            {shared_.all_.address(shared_.number_, row.offset), first->code, first->message});
    } else {
        part_.diagnostics.merge(std::move(row_diagnostics_));
    }
    row_diagnostics_ = Diagnostics::beside(part_.diagnostics);
}

/// Rows that the reader could not give (too few fields, an open quote …).
void ScoreSheetReader::set_aside_unreadable(Sheet::Reader& rows) {
    if (unreadable_.errors() == 0 && unreadable_.warnings() == 0) return;
    const std::vector<std::uint64_t> refused = rows.take_refused();
    std::size_t at = 0;
    for (const Diagnostic& diagnostic : unreadable_.all()) {
        if (diagnostic.severity == Severity::warning) {
            part_.diagnostics.add(diagnostic);
        } else if (at < refused.size()) {
            part_.set_aside.push_back(
                {shared_.all_.address(shared_.number_, refused[at++]), diagnostic.code, diagnostic.message});
        }
    }
    unreadable_ = Diagnostics();
}

[[gnu::always_inline]] inline std::uint16_t ScoreSheetReader::attempt_of(const Row& row) {
    const std::string_view raw = row.cells[static_cast<std::size_t>(shared_.attempt_)].raw;
    if (raw.size() == 1 && raw[0] >= '1' && raw[0] <= '9') return static_cast<std::uint16_t>(raw[0] - '0');
    return static_cast<std::uint16_t>(cells_.integer(row, shared_.attempt_, 1, 999).value_or(1));
}

/// Assessments are held on few days.
[[gnu::always_inline]] inline std::int32_t ScoreSheetReader::date_of(const Row& row) {
    const Cell& cell = row.cells[static_cast<std::size_t>(shared_.date_)];
    const BriefKey key = cells_.key(cell);
    const std::int32_t* const known = dates_.find(key);
    return known != nullptr && !cell.escaped ? *known : read_date(row, key);
}

std::int32_t ScoreSheetReader::read_date(const Row& row, const BriefKey& key) {
    const auto date = cells_.date(row, shared_.date_);
    if (!date) return ScoreEntry::no_date;
    if (date->days() < first_score_date || date->days() > last_score_date) {
        error("value-date", row, shared_.date_,
              say("考核日期 {0} 不在 1970 至 2149 年之间",
                  "{0} is no date of an assessment: it is not from 1970 to 2149", date->text()),
              say("改正日期", "correct the date"));
        return ScoreEntry::no_date;
    }
    if (stands_as_read(row.cells[static_cast<std::size_t>(shared_.date_)])) dates_.keep(key, date->days());
    return date->days();
}

[[gnu::always_inline]] inline std::uint32_t ScoreSheetReader::course_of(const Row& row) {
    if (shared_.course_ < 0) return look_up_course(row);
    const Cell& cell = row.cells[static_cast<std::size_t>(shared_.course_)];
    const BriefKey key = cells_.key(cell);
    const std::uint32_t* const known = courses_.find(key);
    return known != nullptr && !cell.escaped ? *known : read_course(row, key);
}

std::uint32_t ScoreSheetReader::read_course(const Row& row, const BriefKey& key) {
    const Cell& cell = row.cells[static_cast<std::size_t>(shared_.course_)];
    const std::uint32_t course = look_up_course(row);
    if (course != Workspace::none && !cell.empty() && stands_as_read(cell)) courses_.keep(key, course);
    return course;
}

std::uint32_t ScoreSheetReader::look_up_course(const Row& row) {
    const int column = shared_.course_;
    const std::string_view id = column < 0 ? std::string_view{} : cells_.id(row, column);
    const std::string_view wanted = id.empty() ? std::string_view(shared_.all_.options_.course) : id;
    if (wanted.empty()) {
        error("course-empty", row, column, say("没有课程编号", "the course id is missing"),
              say("补上课程编号，或用 --course 指定", "fill it in, or name it with --course"));
        return Workspace::none;
    }
    const std::uint32_t course = shared_.all_.courses_.find(wanted);
    if (course == Names::none) unknown_course(row, wanted);
    return course;
}

void ScoreSheetReader::read_figures(const RowBatch& batch) {
    for (std::size_t column = 0; column < figures_.size(); ++column) {
        if (figures_[column] != nullptr)
            cells_.short_decimals(batch, static_cast<int>(column), figures_[column]->data());
    }
}

/// What most scores are; empty where it takes a closer look.
[[gnu::always_inline]] inline ScoreValue ScoreSheetReader::short_value(
    const std::int64_t* figures, const RuledComponent& component) const {
    const std::int64_t score = figures[in_batch_];
    if (score < 0 || score > component.out_of.millionths()) return {};
    return ScoreValue::of(Decimal::from_millionths(score));
}

ScoreValue ScoreSheetReader::short_value(int column, const RuledComponent& component) const {
    return short_value(figures_[static_cast<std::size_t>(column)]->data(), component);
}

/// Field by field: copied as a whole, what was written in pieces would have to be waited for.
[[gnu::always_inline]] inline void ScoreSheetReader::push(const ScoreEntry& entry, int component,
                                                          ScoreValue value, int role, std::uint32_t who) {
    ScoreEntry& added = part_.entries.add();
    added.person = entry.person;
    added.course = entry.course;
    added.who = who;
    added.date = entry.date;
    added.value = value;
    added.row = entry.row;
    added.attempt = entry.attempt;
    added.component = static_cast<std::uint8_t>(component);
    added.role = static_cast<std::uint8_t>(role);
}

/// Sheets name few components, of course after course.
[[gnu::always_inline]] inline int ScoreSheetReader::component_of(const Row& row, int column,
                                                                 const CourseRules& rules) {
    const Cell& cell = row.cells[static_cast<std::size_t>(column)];
    const BriefKey key = cells_.key(cell);
    const int* const known = components_.find(key, reinterpret_cast<std::uintptr_t>(&rules));
    return known != nullptr && !cell.escaped ? *known : read_component(row, column, rules, key);
}

int ScoreSheetReader::read_component(const Row& row, int column, const CourseRules& rules,
                                     const BriefKey& key) {
    const std::string_view name = cells_.text(row, column);
    if (name.empty()) {
        error("component-empty", row, column, say("没有考核项", "the component is missing"));
        return -1;
    }
    const int component = rules.component(name);
    if (component < 0) {
        unknown_component(row, column, std::string(name), rules);
    } else if (!row.cells[static_cast<std::size_t>(column)].escaped) {
        components_.keep(key, component, reinterpret_cast<std::uintptr_t>(&rules));
    }
    return component;
}

/// Null where it takes a closer look.
[[gnu::always_inline]] inline const int* ScoreSheetReader::known_role(const Row& row,
                                                                      const RuledComponent& component) const {
    static constexpr int no_role = 0;
    if (shared_.rater_ < 0) return component.rated() ? nullptr : &no_role;
    const Cell& cell = row.cells[static_cast<std::size_t>(shared_.rater_)];
    if (cell.empty()) return component.rated() ? nullptr : &no_role;
    return cell.escaped ? nullptr
                        : roles_.find(cells_.key(cell), reinterpret_cast<std::uintptr_t>(&component));
}

[[gnu::always_inline]] inline void ScoreSheetReader::read_long(const Row& row, const ScoreEntry& entry,
                                                               const CourseRules& rules) {
    const int component = component_of(row, shared_.component_, rules);
    if (component < 0) return;
    const RuledComponent& rule = rules.components[static_cast<std::size_t>(component)];
    if (const int* const role = known_role(row, rule)) {
        if (const ScoreValue value = short_value(shared_.score_, rule); value.is_score())
            return push(entry, component, value, *role, 0);
    }
    const int rater_column = shared_.rater_;
    const std::string_view rater = rater_column < 0 ? std::string_view{} : cells_.text(row, rater_column);
    add(row, ScoreEntry(entry), component, shared_.score_, rater_column, rater, rule);
}

[[gnu::always_inline]] inline void ScoreSheetReader::read_wide(const Row& row, const ScoreEntry& entry,
                                                               const CourseRules& rules) {
    if (shared_.score_ >= 0) read_single(row, ScoreEntry(entry), rules);
    if (&rules != uses_rules_) find_uses(rules);
    for (const ColumnUse& use : uses_) {
        if (use.plain != nullptr) {
            if (const ScoreValue value = short_value(use.figures, *use.plain); value.is_score()) {
                push(entry, use.component, value, 0, 0);
                continue;
            }
        }
        read_column(row, ScoreEntry(entry), rules, use);
    }
}

/// A column whose cell takes a closer look.
void ScoreSheetReader::read_column(const Row& row, const ScoreEntry& entry, const CourseRules& rules,
                                   const ColumnUse& use) {
    const Sheet::Extra& extra = sheet_.extras()[static_cast<std::size_t>(&use - uses_.data())];
    if (use.component < 0) {
        foreign_component(row, extra, rules);
        return;
    }
    const RuledComponent& rule = rules.components[static_cast<std::size_t>(use.component)];
    if (use.role < 0 || extra.suffix.empty()) {
        if (extra.suffix.empty() || !is_empty(row, extra.index))
            add(row, entry, use.component, extra.index, extra.index, extra.suffix, rule);
        return;
    }
    ScoreValue value;
    read_value(row, extra.index, rule, value);
    push(entry, use.component, value, use.role, use.who);
}

/// `person(row)` says whose row it is.
template <class Whose>
[[gnu::always_inline]] inline void ScoreSheetReader::read_row(const RowBatch& batch, std::size_t i,
                                                              Whose person) {
    in_batch_ = i;
    const Row row = batch[i];
    const std::size_t entries_before = part_.entries.size();
    const std::size_t errors_before = part_.diagnostics.errors();
    read_cells(row, person(row));
    if (quarantine_) {
        settle(row, entries_before);
    } else if (part_.diagnostics.errors() != errors_before) {
        part_.entries.truncate(entries_before);
    }
}

/// A row whose person takes a closer look.
void ScoreSheetReader::read_odd_row(const RowBatch& batch, std::size_t i) {
    read_row(batch, i, [&](const Row& row) { return people_.person(row); });
}

[[gnu::always_inline]] inline void ScoreSheetReader::read_cells(const Row& row, People::Index person) {
    const std::uint32_t course = course_of(row);
    ScoreEntry entry;
    if (shared_.attempt_ >= 0) entry.attempt = attempt_of(row);
    if (shared_.date_ >= 0) entry.date = date_of(row);
    entry.row = RowAddress(sheet_begin_ + row.offset);
    if (course == Workspace::none || person == People::none) return;
    if (course != rules_course_) {
        const auto& rules = workspace_.courses[course].rules;
        if (!rules) {
            part_.cancelled.emplace_back(course, row.offset);
            return;
        }
        rules_course_ = course;
        rules_ = &*rules;
    }
    part_.in_order &= person >= last_person_;
    last_person_ = person;
    entry.person = person;
    entry.course = course;
    shared_.long_ ? read_long(row, entry, *rules_) : read_wide(row, entry, *rules_);
}

/// A dash, too, stands for nothing.
bool ScoreSheetReader::is_empty(const Row& row, int column) {
    const std::string_view text = cells_.text(row, column);
    return text.empty() || text == "-" || text == "--";
}

void ScoreSheetReader::find_uses(const CourseRules& rules) {
    uses_rules_ = &rules;
    uses_.clear();
    for (const Sheet::Extra& extra : sheet_.extras()) {
        ColumnUse use;
        use.figures = figures_[static_cast<std::size_t>(extra.index)]->data();
        use.component = rules.component(extra.name);
        if (use.component >= 0)
            use.role = role_of(extra.suffix, rules.components[static_cast<std::size_t>(use.component)]);
        const std::string_view who = split_rater(extra.suffix).second;
        if (use.role >= 0 && !who.empty()) use.who = who_number(who);
        if (use.component >= 0 && extra.suffix.empty()) {
            const RuledComponent& rule = rules.components[static_cast<std::size_t>(use.component)];
            if (!rule.rated()) use.plain = &rule;
        }
        uses_.push_back(use);
    }
}

/// `score` in a sheet without components: of a course that has only one.
void ScoreSheetReader::read_single(const Row& row, const ScoreEntry& entry, const CourseRules& rules) {
    const int score = shared_.score_;
    int component = rules.component("score");
    if (component < 0) component = rules.component(sheet_.header(score));
    if (component < 0) {
        for (std::size_t i = 0; i < rules.components.size(); ++i) {
            if (rules.components[i].baseline) continue;
            if (component >= 0) {
                if (!is_empty(row, score)) score_of_what(row, rules);
                return;
            }
            component = static_cast<int>(i);
        }
    }
    if (component < 0) return;
    const int rater_column = shared_.rater_;
    const std::string_view rater = rater_column < 0 ? std::string_view{} : cells_.text(row, rater_column);
    add(row, entry, component, score, rater_column < 0 ? score : rater_column, rater,
        rules.components[static_cast<std::size_t>(component)]);
}

/// The role of a rater as the sheet names it. False after an error.
bool ScoreSheetReader::set_rater(const Row& row, int column, std::string_view rater,
                                 const RuledComponent& component, bool empty, int& role, std::uint32_t& who) {
    if (rater.empty()) {
        if (!component.rated() || empty) return true;
        rater_missing(row, column, component);
        return false;
    }
    const auto [name, person] = split_rater(rater);
    role = role_of(rater, component);
    if (role < 0) {
        unknown_rater(row, column, std::string(name), component);
        return false;
    }
    if (!person.empty()) {
        who = who_number(person);
    } else if (column == shared_.rater_) {
        const Cell& cell = row.cells[static_cast<std::size_t>(column)];
        if (!cell.escaped) roles_.keep(cells_.key(cell), role, reinterpret_cast<std::uintptr_t>(&component));
    }
    return true;
}

std::uint32_t ScoreSheetReader::who_number(std::string_view who) {
    const std::uint32_t known = part_.who.find(who);
    return known != Names::none ? known : part_.who.add(part_.arena.keep(who));
}

void ScoreSheetReader::add(const Row& row, const ScoreEntry& entry, int component, int column,
                           int rater_column, std::string_view rater, const RuledComponent& rule) {
    ScoreValue value = short_value(column, rule);
    const bool empty = value.empty() && (!read_value(row, column, rule, value) || value.empty());
    int role = 0;
    std::uint32_t who = 0;
    const bool no_rater = rater.empty() && !rule.rated();
    if (!no_rater && !set_rater(row, rater_column, rater, rule, empty, role, who)) return;
    push(entry, component, value, role, who);
}

/// False after an error.
bool ScoreSheetReader::read_value(const Row& row, int column, const RuledComponent& component,
                                  ScoreValue& value) {
    if (value = short_value(column, component); !value.empty()) return true;
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

}  // namespace passline
