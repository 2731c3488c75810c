#include "plan/calendar_file.h"

#include <map>
#include <utility>

#include "policy/reader.h"
#include "yaml/document.h"
#include "yaml/schema.h"

namespace passline {
namespace {

constexpr std::int32_t longest_range = 366;  // days; more than a year is a mistyped year

class CalendarReader {
  public:
    CalendarReader(const Document& document, Diagnostics& diagnostics)
        : root_(document.root()), read_(document, nullptr, diagnostics) {}

    Calendar run() {
        if (const Node* years = root_.find("covers")) {
            for (const Node& year : years->items) {
                if (const auto number = read_.count(&year)) calendar_.cover_year(*number);
            }
        }
        days("holidays", false);
        days("workdays", true);
        return std::move(calendar_);
    }

  private:
    struct Stated {
        bool working;
        const Node* node;
    };

    void days(std::string_view list, bool working) {
        const Node* node = root_.find(list);
        if (node == nullptr) return;
        for (const Node& item : node->items) entry(item, working);
    }

    void entry(const Node& item, bool working) {
        const Node* from = item.is_map() ? item.find("date") : &item;
        const Node* to = from;
        if (from == nullptr) {
            from = item.find("from");
            to = item.find("to");
        }
        const auto first = read_.date(from);
        const auto last = to == from ? first : read_.date(to);
        if (!first || !last || !range_is_sound(*to, *first, *last)) return;
        const std::string name = item.is_map() ? read_.text(item.find("name")).zh : std::string();
        for (Date date = *first; date <= *last; date = Date::from_days(date.days() + 1)) {
            set(date, name, {working, from});
        }
    }

    bool range_is_sound(const Node& to, Date first, Date last) {
        if (last < first) {
            read_.error("calendar-range", to,
                        say("{0} 早于该段的首日 {1}", "{0} is before the first day of the range, {1}",
                            last.text(), first.text()),
                        say("把 from 和 to 对调，或更正日期", "swap `from` and `to`, or correct the dates"));
            return false;
        }
        const std::int32_t length = last.days() - first.days() + 1;
        if (length > longest_range) {
            read_.error("calendar-range", to,
                        say("{0} 至 {1} 长达 {2} 天，一段最多 {3} 天",
                            "{0} to {1} are {2} days; a range has at most {3}", first.text(), last.text(),
                            length, longest_range),
                        say("检查年份", "check the year"));
            return false;
        }
        return true;
    }

    void set(Date date, const std::string& name, Stated stated) {
        const auto [earlier, fresh] = stated_.emplace(date, stated);
        if (!fresh) {
            repeated(date, earlier->second, stated);
            return;
        }
        if (stated.working) {
            calendar_.set_working_day(date, name);
        } else {
            calendar_.set_holiday(date, name);
        }
    }

    void repeated(Date date, const Stated& earlier, const Stated& now) {
        const std::uint32_t line = earlier.node->line;
        Diagnostic problem;
        problem.place = read_.place(*now.node);
        problem.related = {read_.place(*earlier.node)};
        if (earlier.working == now.working) {
            problem.severity = Severity::warning;
            problem.code = "calendar-day-twice";
            problem.message =
                say("{0} 已在第 {1} 行列出", "{0} is stated in line {1} already", date.text(), line);
            problem.hint = say("删去其中一处", "remove one of the two");
        } else {
            problem.code = "calendar-conflict";
            problem.message = say("{0} 既列为上班日，又在第 {1} 行列为放假日",
                                  "{0} is a working day here and a day off in line {1}", date.text(), line);
            problem.hint = say("只保留正确的一处", "keep the one that is right");
        }
        read_.diagnostics().add(std::move(problem));
    }

    const Node& root_;
    RuleReader read_;
    Calendar calendar_;
    std::map<Date, Stated> stated_;
};

std::optional<Calendar> read_calendar(const std::optional<Document>& document, Diagnostics& diagnostics) {
    if (!document || !Schema::builtin("calendar").check(*document, diagnostics)) return std::nullopt;
    const std::size_t before = diagnostics.errors();
    Calendar calendar = CalendarReader(*document, diagnostics).run();
    if (diagnostics.errors() != before) return std::nullopt;
    return calendar;
}

}  // namespace

std::optional<Calendar> load_calendar(const std::string& path, Diagnostics& diagnostics) {
    return read_calendar(Document::load(path, diagnostics), diagnostics);
}

std::optional<Calendar> parse_calendar(std::string name, std::string text, Diagnostics& diagnostics) {
    return read_calendar(Document::parse(std::move(name), std::move(text), diagnostics), diagnostics);
}

}  // namespace passline
