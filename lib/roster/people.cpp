#include "roster/people.h"

#include <algorithm>
#include <mutex>

#include "base/parts.h"
#include "base/suggest.h"
#include "csv/row_parts.h"
#include "roster/id_order.h"
#include "roster/roster_reader.h"
#include "text/unicode.h"

namespace passline {

namespace {
/// 1.23457E+11: what a spreadsheet makes of a long id.
bool in_scientific_notation(std::string_view id) {
    const auto digits = [](std::string_view text) {
        return !text.empty() &&
               std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::size_t power = id.find_first_of("eE");
    if (power == std::string_view::npos || id.substr(power + 1, 1) != "+" || !digits(id.substr(power + 2)))
        return false;
    const std::string_view figure = id.substr(0, power);
    const std::size_t point = figure.find('.');
    return digits(figure.substr(0, point)) &&
           (point == std::string_view::npos || digits(figure.substr(point + 1)));
}

}  // namespace

/// One thread of RowParts.
class People::RosterWorker {
  public:
    RosterWorker(People& people, const Sheet& sheet, Diagnostics& diagnostics, std::mutex& guard)
        : people_(people),
          outer_(diagnostics),
          guard_(guard),
          sheet_(sheet),
          reader_(sheet, static_cast<std::uint32_t>(people.sheets_.size() - 1)) {}

    std::size_t read(std::size_t begin, std::size_t end) {
        const auto beside = [&] {
            const std::lock_guard lock(guard_);
            return Diagnostics::beside(outer_);
        };
        return reader_.read(beside(), begin, end);
    }
    bool settle(std::size_t) {
        const std::lock_guard lock(guard_);
        outer_.merge(std::move(reader_.diagnostics()));
        for (const RosterReader::Read& read : reader_.people()) add(read);
        return true;
    }
    void use(std::size_t) {}

  private:
    /// The numbers that the reader's names have in the list of all, which gets those that people have.
    class Numbers {
      public:
        std::uint32_t number(std::uint32_t mine, const Names& names, Names& all, People& people) {
            if (mine >= of_.size()) of_.resize(names.size(), Names::none);
            std::uint32_t& known = of_[mine];
            if (known == Names::none) known = all.find(names[mine]);
            if (known == Names::none) known = all.add(people.staying(names[mine]));
            return known;
        }

      private:
        std::vector<std::uint32_t> of_;
    };

    void add(const RosterReader::Read& read) {
        if (const Index known = people_.ids_.find_to_add(read.id); known != none) {
            report_twice(read, known);
            return;
        }
        Person person = read.person;
        person.name = people_.staying(person.name);
        person.department =
            departments_.number(person.department, reader_.departments(), people_.departments_, people_);
        person.track = tracks_.number(person.track, reader_.tracks(), people_.tracks_, people_);
        people_.store(people_.staying(read.id), person);
    }
    void report_twice(const RosterReader::Read& read, Index known) {
        outer_.report(Severity::error, "employee-twice", [&] {
            const Place first = people_.place(known);
            return Diagnostic{Severity::error,
                              "employee-twice",
                              sheet_.place(read.person.row, sheet_.column("employee_id")),
                              say("员工 {0} 已在 {1} 出现", "the employee {0} stands in {1} already", read.id,
                                  first.address()),
                              say("花名册中每人只能有一行", "a roster holds each employee once"),
                              {first},
                              Trouble::input};
        });
    }

    People& people_;
    Diagnostics& outer_;
    std::mutex& guard_;
    const Sheet& sheet_;
    RosterReader reader_;
    Numbers departments_, tracks_;
};

/// The file's own bytes, where a text stands in them, else a copy.
std::string_view People::staying(std::string_view text) {
    return text.empty() || sheets_.back()->holds(text) ? text : arena_.keep(text);
}

bool People::add_roster(std::unique_ptr<Sheet> sheet, Diagnostics& diagnostics, unsigned threads) {
    if (sheet == nullptr) return false;
    const std::size_t before = diagnostics.errors();
    if (!sheet->require_spec(diagnostics)) return false;
    const std::size_t expected = sheet->estimated_rows();
    ids_.reserve(ids_.size() + expected);
    known_.reserve(known_.size() + expected);
    sheets_.push_back(std::move(sheet));
    const Sheet& roster = *sheets_.back();
    const Index first = size();
    std::mutex guard;
    RowParts(roster, threads).run([&](unsigned) { return RosterWorker(*this, roster, diagnostics, guard); });
    if (size() == first && diagnostics.errors() == before) {
        diagnostics.error(
            "sheet-empty", {roster.file(), 0, 0, 1, {}},
            say("表头之下没有数据行", "there is no row below the header"),
            say("重新导出，或从输入中去掉这张表", "export it again, or take the sheet out of the input"));
    }
    ids_.index(threads);
    warn_of_nameless(first, roster, diagnostics);
    return diagnostics.errors() == before;
}

/// One warning a file: names are for people to read, nothing depends on them.
void People::warn_of_nameless(Index first, const Sheet& roster, Diagnostics& diagnostics) const {
    Index nameless = none;
    std::size_t count = 0;
    for (Index person = first; person < size(); ++person) {
        if (!name(person).empty()) continue;
        if (count++ == 0) nameless = person;
    }
    if (nameless == none) return;
    diagnostics.warning("name-empty", roster.place((*this)[nameless].row, roster.column("name")),
                        count == 1 ? say("此人没有姓名", "this person has no name")
                                   : say("此人没有姓名；本表共 {0} 人没有姓名",
                                         "this person has no name; {0} in this sheet have none", count),
                        say("补上姓名", "fill it in"));
}

void People::store(std::string_view id, const Person& person) {
    const Index index = ids_.add(id, arena_);
    add_known(index, person.name, {person.row, person.sheet}, {person.department, person.track});
    if (person.hired == Person::no_date && person.left == Person::no_date) return;
    hired_.resize(known_.size(), Person::no_date);
    left_.resize(known_.size(), Person::no_date);
    hired_.back() = person.hired;
    left_.back() = person.left;
}

/// Of people from this one on.
void People::begin_stretch(Index index, RosterRow row) {
    if (stretches_.empty() || stretches_.back().sheet != row.sheet ||
        row.offset - stretches_.back().base > longest_stretch)
        stretches_.push_back({index, row.sheet, row.offset});
    last_.known = true;
    last_.sheet = row.sheet;
    last_.base = stretches_.back().base;
}

std::uint32_t People::look_up(Belonging belonging) {
    const auto [at, fresh] = belonging_numbers_.emplace(
        std::uint64_t{belonging.department} << 32U | belonging.track, belongings_.size());
    if (fresh) belongings_.push_back(belonging);
    recent_belongings_[place_of(belonging)] = {belonging, at->second};
    return at->second;
}

std::uint64_t People::row_of(Index person, std::uint32_t& sheet) const {
    const auto after =
        std::upper_bound(stretches_.begin(), stretches_.end(), person,
                         [](Index wanted, const Stretch& stretch) { return wanted < stretch.first; });
    const Stretch& stretch = *(after - 1);
    sheet = stretch.sheet;
    return stretch.base + known_[person].row;
}

Person People::operator[](Index person) const {
    Person result;
    result.name = name(person);
    result.row = row_of(person, result.sheet);
    const Belonging& belonging = belongings_[known_[person].belonging];
    result.department = belonging.department;
    result.track = belonging.track;
    if (!hired_.empty()) {
        result.hired = hired_[person];
        result.left = left_[person];
    }
    return result;
}

People::Index People::add_unlisted(std::string_view id, std::string_view name, std::uint64_t row) {
    return add_known(ids_.add(id, arena_), name, {row, 0}, {});
}

void People::clear() {
    ids_.clear();
    known_.clear();
    hired_.clear();
    left_.clear();
    stretches_.clear();
    last_ = Last();
    arena_ = Arena();
}

void People::set_name(Index person, std::string_view name) { known_[person].name = BriefText(name, arena_); }

PersonDetails People::details(Index person) const {
    PersonDetails result;
    if (!has_roster()) return result;
    std::uint32_t number = 0;
    const std::uint64_t offset = row_of(person, number);
    const Sheet& sheet = *sheets_[number];
    const Row row = sheet.row_at(offset);
    std::string scratch;
    const auto field = [&](std::string_view name) {
        const int column = sheet.column(name);
        return column < 0 ? std::string{}
                          : std::string(sheet.text(row.cells[static_cast<std::size_t>(column)], scratch));
    };
    result.position = field("position");
    result.level = field("level");
    result.mentor_id = field("mentor_id");
    result.manager_id = field("manager_id");
    result.email = field("email");
    return result;
}

std::string People::team(Index person) const {
    std::string manager = details(person).manager_id;
    return manager.empty() ? std::string(department(person)) : manager;
}

Place People::place(Index person, std::string_view column) const {
    if (!has_roster()) return {};
    std::uint32_t number = 0;
    const std::uint64_t offset = row_of(person, number);
    const Sheet& sheet = *sheets_[number];
    return sheet.place(offset, sheet.column(sheet.has(column) ? column : "employee_id"));
}

People::Index People::by_name(std::string_view name, bool* several) const {
    Index found = none;
    if (several != nullptr) *several = false;
    for (Index i = 0; i < size(); ++i) {
        if (this->name(i) != name) continue;
        if (found != none) {
            if (several != nullptr) *several = true;
            return none;
        }
        found = i;
    }
    return found;
}

Text People::hint_for_unknown(std::string_view id) const {
    if (in_scientific_notation(id)) {
        return say(
            "表格软件把工号变成了数字：把该列设为文本格式后重新导出",
            "a spreadsheet has turned the id into a number: format the column as text and export again");
    }
    const auto without_zeros = [](std::string_view text) {
        const auto first = text.find_first_not_of('0');
        return first == std::string_view::npos ? std::string_view{} : text.substr(first);
    };
    std::vector<std::string> known;
    known.reserve(size());
    for (Index i = 0; i < size(); ++i) {
        if (without_zeros(ids_[i]) == without_zeros(id)) {
            return say(
                "是不是 {0}？表格软件会丢掉开头的 0：把该列设为文本格式后重新导出",
                "is it {0}? Spreadsheets drop leading zeros: format the column as text and export again",
                ids_[i]);
        }
        known.emplace_back(ids_[i]);
    }
    Text near = did_you_mean(id, known);
    if (!near.empty()) return near;
    return say("改正工号，或把此人加入花名册", "correct the id, or add the person to the roster");
}

std::vector<People::Index> People::in_order(unsigned threads) const { return order_of(ids_, threads); }

void People::look_ahead(std::span<const Index> people) const {
    for (const Index person : people) {
        __builtin_prefetch(&known_[person]);
        ids_.prefetch_view(person);
    }
    for (const Index person : people) {
        __builtin_prefetch(ids_[person].data());
        __builtin_prefetch(known_[person].name.data());
    }
}

}  // namespace passline
