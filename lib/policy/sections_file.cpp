#include <algorithm>
#include <map>

#include "policy/policy_file.h"
#include "policy/section_reader.h"

namespace passline {

Sections read_sections(const Node& root, const Policy& policy, RuleReader& reader) {
    return SectionReader(root, policy, reader).run();
}

Sections SectionReader::run() {
    attendance(root_.find("attendance"));
    conduct(root_.find("conduct"));
    evaluation(root_.find("evaluation"));  // before those that name its metrics
    performance(root_.find("performance"));
    deadlines(root_.find("deadlines"));
    levels(root_.find("levels"));  // before those that name a level
    service(root_.find("service"));
    approvals(root_.find("approvals"));
    if (const Node* must_state = root_.find("must_state")) {
        result_.plan_states = stated(must_state->find("plan"));
        result_.notice_states = stated(must_state->find("notice"));
    }
    trainers(root_.find("trainers"));
    certificates(root_.find("certificates"));
    appeals(root_.find("appeals"));
    audit(root_.find("audit"));
    reports(root_.find("reports"));
    records(root_.find("records"));
    duties(root_.find("duties"));
    return std::move(result_);
}

void SectionReader::deadlines(const Node* node) {
    if (node == nullptr) return;
    for (const Node& item : node->items) {
        DeadlineRule rule = deadline(item);
        if (const DeadlineRule* twin = result_.deadline(rule.id)) {
            read_.error("deadline-twice", *item.find("id"),
                        say("期限“{0}”已在第 {1} 行出现", "the deadline '{0}' stands in line {1} already",
                            rule.id, twin->origin.line));
        }
        result_.deadlines.push_back(std::move(rule));
    }
}

DeadlineRule SectionReader::deadline(const Node& node) {
    DeadlineRule rule;
    rule.id = read_.string(node.find("id"));
    rule.title = read_.text(node.find("title"));
    if (rule.title.empty()) rule.title = same(rule.id);
    rule.due = read_.due(node.find("due"), &rule.setting).value_or(DueRule{});
    rule.opens = read_.due(node.find("opens"));
    using Side = DueRule::Side;
    if (rule.opens && rule.opens->anchor == rule.due.anchor && rule.opens->side == Side::after &&
        rule.due.side == Side::after) {
        check_window(*node.find("due"), rule.opens->offset, rule.due.offset);
    }
    rule.owner = refer_.role(node.find("owner"));
    const std::string when = read_.string(node.find("when"));
    if (when == "inside") rule.when = DeadlineRule::When::inside;
    if (when == "outside" || when == "external") rule.when = DeadlineRule::When::outside;
    rule.tracks = refer_.tracks(node.find("tracks"));
    rule.kinds = read_.strings(node.find("kinds"));
    rule.reviewed_by = refer_.roles(node.find("reviewed_by"));
    rule.documents = read_.strings(node.find("documents"));
    rule.to = refer_.roles(node.find("to"));
    rule.article = read_.article(node.find("article"));
    rule.origin = read_.origin(node);
    return rule;
}

void SectionReader::approvals(const Node* node) {
    if (node == nullptr) return;
    for (const auto& [key, value] : node->entries) {
        ApprovalRule rule;
        rule.of = key.text;
        rule.title = read_.text(value.find("title"));
        if (rule.title.empty()) rule.title = same(rule.of);
        rule.by = refer_.roles(value.find("by"));
        rule.due = read_.due(value.find("due"));
        rule.again_when_changed = read_.boolean(value.find("again_when_changed"), true);
        rule.to = refer_.roles(value.find("to"));
        rule.article = read_.article(value.find("article"));
        rule.origin = read_.origin(key);
        result_.approvals.push_back(std::move(rule));
    }
}

std::optional<StatedRule> SectionReader::stated(const Node* node) {
    if (node == nullptr) return {};
    return StatedRule{read_.strings(node->find("of")), read_.article(node->find("article")),
                      read_.origin(*node)};
}

void SectionReader::trainers(const Node* node) {
    if (node == nullptr) return;
    const Article common = read_.article(node->find("article"));
    const auto rule = [&](const Node* stated) -> std::optional<TrainerRule> {
        if (stated == nullptr) return {};
        const Node* article = stated->find("article");
        return TrainerRule{read_.string(stated->find("certificate")),
                           read_.strings(stated->find("departments")),
                           article == nullptr ? common : read_.article(article), read_.origin(*stated)};
    };
    result_.inside_trainers = rule(node->find("inside"));
    result_.outside_trainers = rule(node->find("outside"));
}

void SectionReader::certificates(const Node* node) {
    if (node == nullptr) return;
    for (const auto& [key, value] : node->entries) {
        CertificateKind kind;
        kind.id = key.text;
        kind.title = read_.text(value.find("title"));
        if (kind.title.empty()) kind.title = same(kind.id);
        kind.valid = read_.duration(value.find("valid"));
        kind.review_every = read_.duration(value.find("review_every"));
        if (const Node* needed = value.find("needed_for")) {
            kind.needed = true;
            kind.positions = read_.strings(needed->find("positions"));
            kind.departments = read_.strings(needed->find("departments"));
            kind.tracks = refer_.tracks(needed->find("tracks"));
            kind.levels = refer_.levels(needed->find("levels"), result_.levels);
        }
        kind.actions = refer_.actions(value.find("actions"));
        kind.article = read_.article(value.find("article"));
        kind.origin = read_.origin(key);
        result_.certificates.push_back(std::move(kind));
    }
}

void SectionReader::appeals(const Node* node) {
    if (node == nullptr) return;
    AppealRules rules;
    rules.file_within = read_.duration(node->find("file_within"));
    rules.answer_within = read_.duration(node->find("answer_within"));
    rules.decides = refer_.roles(node->find("decides"));
    rules.article = read_.article(node->find("article"));
    rules.origin = read_.origin(*node);
    result_.appeals = std::move(rules);
}

void SectionReader::audit(const Node* node) {
    if (node == nullptr) return;
    result_.audit = AuditRules{refer_.roles(node->find("owner")), read_.article(node->find("article")),
                               read_.origin(*node)};
}

void SectionReader::reports(const Node* node) {
    if (node == nullptr) return;
    using Per = ReportRule::Per;
    for (const auto& [key, value] : node->entries) {
        ReportRule rule;
        rule.id = key.text;
        rule.title = read_.text(value.find("title"));
        if (rule.title.empty()) rule.title = same(rule.id);
        const std::string per = read_.string(value.find("per"));
        rule.per = per == "course"    ? Per::course
                   : per == "month"   ? Per::month
                   : per == "quarter" ? Per::quarter
                   : per == "year"    ? Per::year
                                      : Per::unstated;
        rule.tracks = refer_.tracks(value.find("tracks"));
        rule.sections = read_.choices(value.find("sections")).value_or(Choices{});
        rule.to = refer_.roles(value.find("to"));
        rule.article = read_.article(value.find("article"));
        rule.origin = read_.origin(key);
        result_.reports.push_back(std::move(rule));
    }
}

void SectionReader::records(const Node* node) {
    if (node == nullptr) return;
    RecordRules& rules = result_.records;
    rules.article = read_.article(node->find("article"));
    rules.origin = read_.origin(*node);
    rules.keep = keep(node->find("keep"));
    rules.documents = documents(node->find("documents"));
    rules.personal = documents(node->find("personal"));
    if (const Node* stated = node->find("access")) {
        const Node* own = stated->find("article");
        const Article article = own == nullptr ? rules.article : read_.article(own);
        rules.inside = access(stated->find("inside"), article);
        rules.outside = access(stated->find("outside"), article);
    }
}

/// `3 years after leaving`, `2 years after end`; `2 years` counts from the course's end too.
std::optional<KeepRule> SectionReader::keep(const Node* node) {
    if (node == nullptr) return {};
    KeepRule rule;
    rule.origin = read_.origin(*node);
    std::string text = read_.value(node, &rule.setting);
    constexpr std::string_view after_leaving = " after leaving";
    constexpr std::string_view after_end = " after end";
    if (text.ends_with(after_leaving)) {
        rule.from = KeepRule::From::leaving;
        text.resize(text.size() - after_leaving.size());
    } else if (text.ends_with(after_end)) {
        text.resize(text.size() - after_end.size());
    }
    const auto length = Duration::parse(text);
    if (!length) {
        read_.error(
            "duration", *node,
            say("“{0}”不是保存期限，也不是 settings 中的名称",
                "'{0}' is neither a time to keep records nor the name of a setting", read_.value(node)),
            say("写成“3 years after leaving”“2 years”这样的形式",
                "write it like '3 years after leaving', '2 years'"));
        return {};
    }
    rule.length = *length;
    return rule;
}

std::vector<DocumentRule> SectionReader::documents(const Node* node) {
    std::vector<DocumentRule> result;
    if (node == nullptr) return result;
    using Per = DocumentRule::Per;
    for (const Node& item : node->items) {
        DocumentRule rule;
        const Node& id = item.is_map() ? *item.find("id") : item;
        rule.id = id.text;
        rule.title = read_.text(item.find("title"));
        if (rule.title.empty()) rule.title = same(rule.id);
        const std::string per = read_.string(item.find("per"));
        rule.per = per == "session"  ? Per::session
                   : per == "person" ? Per::person
                   : per == "period" ? Per::period
                                     : Per::course;
        rule.article = read_.article(item.find("article"));
        rule.origin = read_.origin(item);
        const auto twin = std::ranges::find(result, rule.id, &DocumentRule::id);
        if (twin != result.end()) {
            read_.error("document-twice", id,
                        say("资料“{0}”已在第 {1} 行列出", "the document '{0}' is listed in line {1} already",
                            rule.id, twin->origin.line));
        }
        result.push_back(std::move(rule));
    }
    return result;
}

std::optional<AccessRule> SectionReader::access(const Node* node, const Article& otherwise) {
    if (node == nullptr) return {};
    AccessRule rule;
    rule.origin = read_.origin(*node);
    rule.article = otherwise;
    if (!node->is_map()) {
        rule.by = refer_.roles(node);
        return rule;
    }
    rule.by = refer_.roles(node->find("by"));
    rule.present = refer_.roles(node->find("present"));
    rule.requirement = read_.text(node->find("requires"));
    if (const Node* article = node->find("article")) rule.article = read_.article(article);
    return rule;
}

void SectionReader::duties(const Node* node) {
    if (node == nullptr) return;
    for (const Node& item : node->items) {
        result_.duties.push_back({read_.string(item.find("id")), read_.text(item.find("title")),
                                  refer_.roles(item.find("owner")), refer_.roles(item.find("to")),
                                  refer_.tracks(item.find("tracks")), read_.article(item.find("article")),
                                  read_.origin(item)});
    }
}

std::optional<Decimal> SectionReader::per_cent(const Node* node, std::string* setting) {
    const auto value = read_.decimal(node, setting);
    if (value && *value > Decimal::whole(100)) {
        read_.error("figure", *node,
                    say("{0} 超过 100，不是百分数", "{0} is more than 100 per cent", value->text()));
    }
    return value;
}

Choices SectionReader::titles(const Node* node) {
    Choices result;
    if (node == nullptr) return result;
    result.origin = read_.origin(*node);
    for (const auto& [key, value] : node->entries) result.of.push_back({key.text, read_.text(&value)});
    return result;
}

void SectionReader::check_window(const Node& node, const Duration& from, const Duration& to) {
    if (from.unit != to.unit || from.count <= to.count) return;
    read_.error("window", node,
                say("窗口在开始（{0}）之前就已结束（{1}）", "the window closes ({1}) before it opens ({0})",
                    from.words(), to.words()),
                say("把两个时限对调，或改正其一", "swap the two, or correct one of them"));
}

}  // namespace passline
