// Who a row of a foreign file is about.
#include <algorithm>
#include <utility>

#include "importing/foreign_rows.h"
#include "text/unicode.h"

namespace passline {

/// Chinese names are written without a blank, the surname first.
std::string ForeignRows::joined(const std::string& surname, const std::string& given) const {
    if (surname.empty() || given.empty()) return surname + given;
    if (!is_ascii(surname) && !is_ascii(given)) {
        const bool latin = display_width(surname) == characters(surname);
        if (!latin) return surname + given;
    }
    return given + " " + surname;
}

std::string ForeignRows::name() const {
    std::string whole = first("name");
    if (whole.empty()) return joined(first("surname"), first("given_name"));
    if (!preset_.surname_first) return whole;
    const std::size_t comma = whole.find(',');
    if (comma == std::string::npos) return whole;
    return joined(std::string(trimmed(std::string_view(whole).substr(0, comma))),
                  std::string(trimmed(std::string_view(whole).substr(comma + 1))));
}

void ForeignRows::error_of_person(Place place, Text message, Text hint) {
    diagnostics_.error("import-person", std::move(place), std::move(message), std::move(hint));
}

std::optional<Who> ForeignRows::in_roster(const std::string& id, const ForeignColumn& column,
                                          const std::string& name) {
    if (!knows_people() || request_.people->find(id) != People::none) return Who{id, name};
    diagnostics_.report(Severity::error, "unknown-employee", [&] {
        Text hint = request_.people->hint_for_unknown(id);
        if (hint.empty() && layout_.column("email") != nullptr) {
            hint = say("如果这一列不是工号，用 --match email 按邮箱对应",
                       "if this column is not the employee id, --match email finds people by e-mail");
        }
        return Diagnostic{
            Severity::error, "unknown-employee",
            place(column),   say("花名册中没有员工 {0}", "there is no employee {0} in the roster", id),
            std::move(hint), {},
            Trouble::input};
    });
    return std::nullopt;
}

std::optional<Who> ForeignRows::by_email(const std::string& email, const ForeignColumn& column) {
    const People& people = *request_.people;
    if (!emails_read_) {
        emails_read_ = true;
        for (People::Index i = 0; i < people.size(); ++i) {
            const std::string address = folded(people.details(i).email);
            if (address.empty()) continue;
            const auto [at, fresh] = emails_.emplace(address, i);
            if (!fresh) at->second = People::none;
        }
    }
    const auto found = emails_.find(folded(email));
    if (found != emails_.end() && found->second != People::none) {
        return Who{std::string(people.id(found->second)), std::string(people.name(found->second))};
    }
    error_of_person(
        place(column),
        found == emails_.end()
            ? say("花名册中没有邮箱 {0}", "nobody in the roster has the e-mail {0}", email)
            : say("花名册中不止一人的邮箱是 {0}", "several people in the roster have the e-mail {0}", email),
        say("在花名册的 email 列补上或更正", "correct the column email of the roster"));
    return std::nullopt;
}

std::optional<Who> ForeignRows::by_name(const std::string& name) {
    const People& people = *request_.people;
    if (names_.empty()) {
        for (People::Index i = 0; i < people.size(); ++i) {
            const auto [at, fresh] = names_.emplace(folded(people.name(i)), i);
            if (!fresh) at->second = People::none;
        }
    }
    const auto found = names_.find(folded(name));
    if (found != names_.end() && found->second != People::none) {
        if (by_name_++ == 0) by_name_place_ = row_place();
        return Who{std::string(people.id(found->second)), std::string(people.name(found->second))};
    }
    const ForeignColumn* column = layout_.column("name");
    if (column == nullptr) column = layout_.column("surname");
    error_of_person(
        column == nullptr ? row_place() : place(*column),
        found == names_.end()
            ? say("花名册中没有“{0}”", "nobody in the roster is called '{0}'", name)
            : say("花名册中有多名“{0}”", "several people in the roster are called '{0}'", name),
        say("在来源系统中填上工号后重新导出", "enter the employee ids in the other system and export again"));
    return std::nullopt;
}

std::optional<Who> ForeignRows::who() {
    const Match match = request_.match;
    const auto may = [&](Match way) { return match == Match::any || match == way; };
    const ForeignColumn* column = nullptr;
    const std::string called = name();
    if (may(Match::id)) {
        const std::string id(trimmed(plain_forms(first("employee_id", &column))));
        if (!id.empty()) return in_roster(id, *column, called);
    }
    const std::string email = may(Match::email) ? first("email", &column) : std::string();
    if (!email.empty() && knows_people()) return by_email(email, *column);
    if (may(Match::name) && !called.empty() && knows_people()) return by_name(called);
    const Text hint =
        knows_people() ? say("补上工号、邮箱或姓名", "fill in an id, an e-mail or a name")
                       : say("补上工号；或在工作区中运行，由花名册的邮箱、姓名找到工号",
                             "fill it in, or run in a workspace, whose roster tells ids by e-mail or name");
    error_of_person(
        row_place(),
        say("无法知道这一行是谁：没有工号", "who this row is about can't be told: it has no employee id"),
        hint);
    return std::nullopt;
}

}  // namespace passline
