#include "retraining/appeals.h"

#include <algorithm>
#include <tuple>

#include "base/suggest.h"
#include "workspace/person_sheet.h"

namespace passline {

std::string_view appeal_status_name(AppealStatus status) {
    constexpr std::string_view names[] = {"open", "upheld", "rejected"};
    return names[static_cast<std::size_t>(status)];
}

Text appeal_status_title(AppealStatus status) {
    switch (status) {
        case AppealStatus::open:
            return {"受理中", "open"};
        case AppealStatus::upheld:
            return {"成立", "upheld"};
        case AppealStatus::rejected:
            return {"驳回", "rejected"};
    }
    return {};
}

namespace {

/// What reading appeals and decisions have in common.
struct CaseReader {
    PersonSheet& sheet;
    Workspace& all;
    CellReader& cells = sheet.cells;

    std::string text(const Row& row, std::string_view column) const { return sheet.text(row, column); }
    int column(std::string_view name) const { return sheet.column(name); }
};

class AppealReader : CaseReader {
  public:
    AppealReader(PersonSheet& opened, Workspace& workspace) : CaseReader{opened, workspace} {}

    std::optional<Appeal> read(const Row& row) {
        Appeal appeal;
        appeal.id = text(row, "appeal_id");
        appeal.person = sheet.person(row);
        appeal.course = sheet.course(row);
        if (!sheet.has_course(row)) {
            cells.error("course-empty", row, column("course_id"),
                        say("没有课程编号", "the course id is missing"), say("补上课程编号", "fill it in"));
        }
        if (const auto attempt = cells.integer(row, column("attempt"), 1, 999))
            appeal.attempt = static_cast<std::uint16_t>(*attempt);
        const int status = sheet.word(row, "status", 0);
        appeal.status = static_cast<AppealStatus>(std::max(0, status));
        appeal.filed_on = cells.date(row, column("filed_on"));
        appeal.decided_on = cells.date(row, column("decided_on"));
        appeal.decided_by = text(row, "decided_by");
        appeal.ground = text(row, "ground");
        if (appeal.course == Workspace::none || appeal.person == People::none || status < 0) return {};
        const auto& rules = all.courses[appeal.course].rules;
        if (!rules) return {};  // cancelled
        component(row, *rules, appeal);
        corrected(row, *rules, appeal);
        appeal.place = sheet.place(row, "appeal_id");
        return appeal;
    }

  private:
    void component(const Row& row, const CourseRules& rules, Appeal& appeal) {
        const std::string name = text(row, "component");
        if (name.empty()) {
            if (rules.components.size() == 1) appeal.component = 0;
            return;
        }
        appeal.component = rules.component(name);
        if (appeal.component >= 0) return;
        std::vector<std::string> known;
        for (const RuledComponent& rule : rules.components) known.push_back(rule.id);
        cells.error("unknown-component", row, column("component"),
                    say("课程 '{0}' 没有考核项 '{1}'", "the course '{0}' has no component '{1}'",
                        rules.course->id, name),
                    did_you_mean(name, known));
    }

    void corrected(const Row& row, const CourseRules& rules, Appeal& appeal) {
        const int given = column("corrected_score");
        const std::string value = text(row, "corrected_score");
        if (appeal.status != AppealStatus::upheld || value.empty()) return;
        if (appeal.component < 0) {
            if (!text(row, "component").empty()) return;  // has been said
            cells.error(
                "appeal-component", row, column("component"),
                say("申诉成立并更正了成绩，但没有写明考核项",
                    "the appeal is upheld with a corrected score, but does not say of which component"),
                say("填写 component", "fill in `component`"));
            return;
        }
        if (const auto mark = mark_named(value)) {
            appeal.corrected = ScoreValue::of(*mark);
            return;
        }
        const auto score = cells.score(row, given);
        if (!score) return;
        const RuledComponent& rule = rules.components[static_cast<std::size_t>(appeal.component)];
        if (*score < Decimal{} || *score > rule.out_of) {
            cells.error(
                "score-range", row, given,
                say("更正后的成绩 {0} 不在 0 到 {1} 之间", "the corrected score {0} is not from 0 to {1}",
                    score->text(), rule.out_of.text()));
            return;
        }
        appeal.corrected = ScoreValue::of(*score);
    }
};

class DecisionReader : CaseReader {
  public:
    DecisionReader(PersonSheet& opened, Workspace& workspace) : CaseReader{opened, workspace} {}

    std::optional<Decision> read(const Row& row) {
        Decision decision;
        decision.person = sheet.person(row);
        decision.course = sheet.course(row);
        decision.action = text(row, "action");
        const int word_at = sheet.word(row, "decision", -1);
        decision.approved = word_at == 0;
        decision.decided_by = text(row, "decided_by");
        decision.decided_on = cells.date(row, column("decided_on"));
        decision.note = text(row, "note");
        decision.place = sheet.place(row, "action");
        check_action(row, decision);
        for (const std::string_view needed : {"decided_by", "decided_on"}) sheet.require(row, needed);
        if (decision.person == People::none || word_at < 0) return {};
        return decision;
    }

  private:
    /// An action by its id or, as people write it, its title.
    void check_action(const Row& row, Decision& decision) {
        std::vector<std::string> known;
        for (const Policy& policy : all.policies) {
            for (const Action& action : policy.actions) {
                if (action.id == decision.action || action.title.zh == decision.action ||
                    action.title.en == decision.action) {
                    decision.action = action.id;
                    check_who(row, policy, action, decision.decided_by);
                    return;
                }
                known.push_back(action.id);
            }
        }
        cells.error("unknown-action", row, column("action"),
                    say("制度中没有“{0}”这一处理", "no policy has an action '{0}'", decision.action),
                    did_you_mean(decision.action, known));
    }

    /// A role that is not the action's to decide. A person's name says nothing about the role.
    void check_who(const Row& row, const Policy& policy, const Action& action, const std::string& who) {
        const Role* role = policy.role_named(who.substr(0, who.find(':')));
        if (role == nullptr || action.decides.empty() || std::ranges::count(action.decides, role->id) > 0)
            return;
        Text names;
        for (const std::string& id : action.decides)
            names = names.empty() ? policy.role_title(id)
                                  : say("{0}、{1}", "{0}, {1}", names, policy.role_title(id));
        cells.warning(
            "decision-not-theirs", row, column("decided_by"),
            say("“{0}”由{1}决定，不由{2}决定", "'{0}' is decided by {1}, not by {2}",
                policy.action_title(action.id), names, role->title),
            say("核对决定人，或制度中该处理的 decides", "check who decided, or `decides` of the action"));
    }
};

template <class Reader, class Item>
void load_all(const std::string& path, std::string_view kind, Workspace& workspace,
              const SheetOptions& options, Diagnostics& diagnostics, std::vector<Item>& items) {
    const auto sheet = PersonSheet::open(path, kind, workspace, options, diagnostics);
    if (sheet == nullptr) return;
    Reader reader(*sheet, workspace);
    sheet->each_if_any([&](const Row& row) {
        if (auto item = reader.read(row)) items.push_back(std::move(*item));
    });
}

}  // namespace

void Proceedings::load_appeals(const std::string& path, Workspace& workspace, const SheetOptions& options,
                               Diagnostics& diagnostics) {
    const std::size_t before = appeals_.size();
    load_all<AppealReader>(path, "appeals", workspace, options, diagnostics, appeals_);
    for (std::size_t i = before; i < appeals_.size(); ++i) {
        const Appeal& appeal = appeals_[i];
        const auto first =
            std::find_if(appeals_.begin(), appeals_.begin() + static_cast<std::ptrdiff_t>(i),
                         [&](const Appeal& other) { return !appeal.id.empty() && other.id == appeal.id; });
        if (first == appeals_.begin() + static_cast<std::ptrdiff_t>(i)) continue;
        diagnostics.error(
            "appeal-twice", appeal.place,
            say("申诉 {0} 已在 {1} 出现", "the appeal {0} stands in {1} already", appeal.id,
                first->place.address()),
            say("每件申诉只能有一行，写明目前的状态", "an appeal has one row, with its present state"));
    }
}

void Proceedings::load_decisions(const std::string& path, Workspace& workspace, const SheetOptions& options,
                                 Diagnostics& diagnostics) {
    load_all<DecisionReader>(path, "decisions", workspace, options, diagnostics, decisions_);
}

void Proceedings::sort() {
    std::stable_sort(appeals_.begin(), appeals_.end(), [](const Appeal& a, const Appeal& b) {
        return std::tie(a.person, a.course, a.decided_on) < std::tie(b.person, b.course, b.decided_on);
    });
    std::stable_sort(decisions_.begin(), decisions_.end(), [](const Decision& a, const Decision& b) {
        return std::tie(a.person, a.course, a.action, a.decided_on) <
               std::tie(b.person, b.course, b.action, b.decided_on);
    });
}

std::span<const Appeal> Proceedings::appeals(std::uint32_t person, std::uint32_t course) const {
    const auto key = [](const Appeal& a) { return std::pair(a.person, a.course); };
    const auto found = std::ranges::equal_range(appeals_, std::pair(person, course), {}, key);
    return {found.begin(), found.end()};
}

const Decision* Proceedings::decision(std::uint32_t person, std::uint32_t course,
                                      std::string_view action) const {
    const Decision* latest = nullptr;
    for (const Decision& decision : std::ranges::equal_range(decisions_, person, {}, &Decision::person)) {
        if ((decision.course == course || decision.course == Workspace::none) && decision.action == action)
            latest = &decision;
    }
    return latest;
}

}  // namespace passline
