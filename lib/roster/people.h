#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "base/brief_text.h"
#include "base/diagnostics.h"
#include "base/names.h"
#include "csv/sheet.h"
#include "roster/person_ids.h"
#include "time/date.h"

namespace passline {

/// What grading needs of a person; the rest of the roster's row is read when it is asked for.
struct Person {
    static constexpr std::int32_t no_date = std::numeric_limits<std::int32_t>::min();
    std::string_view name;         ///< empty when no file gives one
    std::uint64_t row = 0;         ///< in the roster's bytes
    std::uint32_t department = 0;  ///< number in People::departments(); 0 is the empty one
    std::uint32_t track = 0;  ///< number in People::tracks(), as written in the roster; 0 is the empty one
    std::int32_t hired = no_date;  ///< first day, in days since 1970
    std::int32_t left = no_date;   ///< last day
    std::uint32_t sheet = 0;       ///< which roster file

    /// Employed on some day from `first` to `last`, both included; an unknown date does not exclude.
    bool employed_during(Date first, Date last) const {
        return (hired == no_date || hired <= last.days()) && (left == no_date || left >= first.days());
    }
    bool left_before(Date day) const { return left != no_date && left < day.days(); }
};

/// The columns of a roster row that only lists and reports show.
struct PersonDetails {
    std::string position, level, mentor_id, manager_id, email;
};

/// Everyone by a dense number: the roster's people in the file's order, or, without a roster, those whom
/// sheets name in the order of appearance. 24 bytes a person beside the mapped file, 8 more where the roster
/// has dates, and 21 to 43 for finding an id.
class People {
  public:
    using Index = std::uint32_t;
    static constexpr Index none = Names::none;

    People() {
        departments_.add("");
        tracks_.add("");
    }

    bool has_roster() const { return !sheets_.empty(); }
    Index size() const { return ids_.size(); }
    std::string_view id(Index person) const { return ids_[person]; }
    Person operator[](Index person) const;
    std::string_view name(Index person) const { return known_[person].name.view(); }
    Index find(std::string_view id) const { return ids_.find(id); }
    /// The same for who adds whom it does not find.
    Index find_to_add(std::string_view id) { return ids_.find_to_add(id); }
    /// Makes finding quick, also for several threads, where people did not come in order.
    void index(unsigned threads = 1) { ids_.index(threads); }
    /// Forgets everyone whom only sheets name, and keeps the room for as many others.
    void clear();
    const PersonIds& ids() const { return ids_; }
    const Names& departments() const { return departments_; }
    const Names& tracks() const { return tracks_; }
    std::uint32_t department_number(Index person) const {
        return belongings_[known_[person].belonging].department;
    }
    std::uint32_t track_number(Index person) const { return belongings_[known_[person].belonging].track; }
    bool has_dates() const { return !left_.empty() || !hired_.empty(); }  ///< of anybody's employment
    std::string_view department(Index person) const { return departments_[department_number(person)]; }

    /// Reads one roster file in addition; so many threads may do it side by side. Errors: an employee twice
    /// (`employee-twice`), no id (`id-empty`), left before hired (`roster-dates`), no row (`sheet-empty`),
    /// and what the reader finds. People without a name are warned of once (`name-empty`).
    bool add_roster(std::unique_ptr<Sheet> sheet, Diagnostics& diagnostics, unsigned threads = 1);
    /// A copy that lives as long as this.
    std::string_view keep(std::string_view text) { return arena_.keep(text); }
    /// Someone whom only a sheet names. `id` and `name` outlive this: see `keep`. `row` is where the sheet
    /// first did.
    Index add_unlisted(std::string_view id, std::string_view name, std::uint64_t row = 0);
    /// The same where `is_next` says that the person follows on all others in the order of the ids.
    bool is_next(std::string_view id) const { return ids_.is_next(id); }
    [[gnu::always_inline]] Index append_unlisted(std::string_view id, std::string_view name,
                                                 std::uint64_t row) {
        return add_known(ids_.append(id, arena_), name, {row, 0}, {});
    }
    /// Gives an unlisted person a name that an earlier row lacked. It outlives this.
    void set_name(Index person, std::string_view name);

    PersonDetails details(Index person) const;
    /// The id of who leads the person's team; the department where nobody does.
    std::string team(Index person) const;
    /// Where the roster has the person: this column, or the employee id when there is no such column; an
    /// empty place without a roster.
    Place place(Index person, std::string_view column = "employee_id") const;

    /// The one person with this name; none when there is no or more than one such person (`several` tells).
    Index by_name(std::string_view name, bool* several = nullptr) const;
    /// For an id that nobody has: the known one that differs by leading zeros only, else the nearest one;
    /// empty hint else.
    Text hint_for_unknown(std::string_view id) const;

    /// Everyone by id, in byte order; so many threads may sort.
    std::vector<Index> in_order(unsigned threads = 1) const;
    /// Asks for what is known of people who will be looked at next, in no order, so that memory is waited for
    /// once. Changes nothing.
    void look_ahead(std::span<const Index> people) const;

  private:
    class RosterWorker;
    std::string_view staying(std::string_view text);
    void warn_of_nameless(Index first, const Sheet& roster, Diagnostics& diagnostics) const;

    std::uint64_t row_of(Index person, std::uint32_t& sheet) const;

    /// People of one department and track share a number: there are few such pairs.
    struct Belonging {
        std::uint32_t department = 0;
        std::uint32_t track = 0;
        bool operator==(const Belonging&) const = default;
    };
    /// Rows are kept as 32 bits on from here, by the people from `first` on.
    struct Stretch {
        Index first = 0;
        std::uint32_t sheet = 0;
        std::uint64_t base = 0;
    };

    /// What is kept of everyone beside the id.
    struct Known {
        BriefText name;
        std::uint32_t row = 0;        ///< from the base of its stretch on
        std::uint32_t belonging = 0;  ///< place in belongings_
    };
    static_assert(sizeof(Known) == 16);

    struct RosterRow {
        std::uint64_t offset = 0;
        std::uint32_t sheet = 0;
    };
    void store(std::string_view id, const Person& person);
    static constexpr Belonging no_belonging{none, none};
    static constexpr std::size_t recent_count = 256;
    /// What the person added last has, in the form in which it is kept: the next one mostly has the same.
    struct Last {
        bool known = false;
        std::uint32_t sheet = 0;
        std::uint64_t base = 0;  ///< of the stretch
        Belonging belonging = no_belonging;
        std::uint32_t number = 0;  ///< of the belonging
    };
    static constexpr std::uint64_t longest_stretch = std::numeric_limits<std::uint32_t>::max();
    [[gnu::always_inline]] Index add_known(Index index, std::string_view name, RosterRow row,
                                           Belonging belonging) {
        if (!last_.known || last_.sheet != row.sheet ||
            row.offset - last_.base > longest_stretch)  // also where it lies before
            begin_stretch(index, row);
        if (last_.belonging != belonging) {
            last_.belonging = belonging;
            last_.number = number_of(belonging);
        }
        known_.push_back(
            {BriefText(name, arena_), static_cast<std::uint32_t>(row.offset - last_.base), last_.number});
        if (!hired_.empty()) {
            hired_.push_back(Person::no_date);
            left_.push_back(Person::no_date);
        }
        return index;
    }
    void begin_stretch(Index index, RosterRow row);
    std::uint32_t number_of(Belonging belonging) {
        const auto& [known, number] = recent_belongings_[place_of(belonging)];
        return known == belonging ? number : look_up(belonging);
    }
    std::uint32_t look_up(Belonging belonging);
    static std::size_t place_of(Belonging belonging) {
        return (belonging.department + 37 * std::size_t{belonging.track}) % recent_count;
    }

    PersonIds ids_;
    std::vector<Known> known_;
    std::vector<std::int32_t> hired_;  ///< as long as the list of people once somebody has a date, else empty
    std::vector<std::int32_t> left_;
    std::vector<Stretch> stretches_;
    Last last_;
    /// Numbers that were looked up last: departments may alternate from person to person.
    std::vector<std::pair<Belonging, std::uint32_t>> recent_belongings_{recent_count, {no_belonging, 0}};
    std::vector<Belonging> belongings_;
    std::unordered_map<std::uint64_t, std::uint32_t> belonging_numbers_;  ///< by department and track
    Names departments_;
    Names tracks_;
    Arena arena_;
    std::vector<std::unique_ptr<Sheet>> sheets_;
};

}  // namespace passline
