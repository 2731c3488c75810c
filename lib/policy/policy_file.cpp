#include "policy/policy_file.h"

#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "policy/references.h"
#include "yaml/schema.h"

namespace passline {

namespace {

/// Reads one policy document; each section is a function, and what sections refer to is checked once all are
/// read.
class PolicyReader {
  public:
    PolicyReader(const Document& document, Diagnostics& diagnostics)
        : root_(document.root()), read_(document, &policy_.settings, diagnostics), refer_(policy_, read_) {}

    Policy run() {
        head();
        if (const Node* tracks = root_.find("tracks")) {
            for (const auto& [key, value] : tracks->entries) policy_.tracks.push_back(track(key, value));
        }
        policy_.sections = read_sections(root_, policy_, read_);
        mentors();
        return std::move(policy_);
    }

  private:
    void head() {
        policy_.file = read_.document().file();
        policy_.origin = read_.origin(root_);
        policy_.id = read_.string(root_.find("id"));
        policy_.title = read_.text(root_.find("title"));
        policy_.effective = read_.date(root_.find("effective"));
        policy_.until = read_.date(root_.find("until"));
        policy_.cite = read_.text(root_.find("cite"));
        if (policy_.effective && policy_.until && *policy_.until < *policy_.effective) {
            read_.error("policy-dates", *root_.find("until"),
                        say("until（{0}）早于 effective（{1}）", "until ({0}) lies before effective ({1})",
                            policy_.until->text(), policy_.effective->text()));
        }
        settings();
        roles();
        actions();
    }

    void settings() {
        const Node* settings = root_.find("settings");
        if (settings == nullptr) return;
        for (const auto& [key, value] : settings->entries) {
            const Node* figure = value.is_map() ? value.find("value") : &value;
            policy_.settings.push_back({key.text, read_.string(figure), read_.origin(key),
                                        read_.text(value.find("title")), read_.text(value.find("note")),
                                        read_.article(value.find("article"))});
        }
    }

    void roles() {
        const Node* roles = root_.find("roles");
        if (roles == nullptr) return;
        for (const auto& [key, value] : roles->entries) {
            const Node* title =
                value.is_map() && value.find("title") != nullptr ? value.find("title") : &value;
            Text text = read_.text(title);
            policy_.roles.push_back({key.text, text.empty() ? same(key.text) : text});
        }
    }

    void actions() {
        const Node* actions = root_.find("actions");
        if (actions == nullptr) return;
        for (const auto& [key, value] : actions->entries) {
            Action action{key.text,
                          {},
                          {},
                          read_.origin(key),
                          read_.text(value.find("note")),
                          read_.article(value.find("article"))};
            action.title = value.is_map() ? read_.text(value.find("title")) : read_.text(&value);
            if (action.title.empty()) action.title = same(key.text);
            if (value.is_map()) action.decides = refer_.roles(value.find("decides"));
            policy_.actions.push_back(std::move(action));
        }
    }

    std::vector<std::string> action_list(const Node* node) { return refer_.actions(node); }

    Track track(const Node& key, const Node& node) {
        Track track;
        track.id = key.text;
        track.title = read_.text(node.find("title"));
        if (track.title.empty()) track.title = same(track.id);
        track.description = read_.text(node.find("description"));
        track.article = read_.article(node.find("article"));
        track.origin = read_.origin(key);
        if (const Node* length = node.find("length")) {
            track.length =
                LengthRule{read_.duration(length->find("at_least")), read_.duration(length->find("at_most")),
                           read_.article(length->find("article")), read_.origin(*length)};
        }
        frequency(node.find("frequency"), track);
        track.topics = read_.choices(node.find("topics"));
        track.methods = read_.choices(node.find("methods"));
        if (const Node* assessed = node.find("assessment")) assessment(*assessed, track.assessment);
        on_pass(node.find("on_pass"), track.on_pass);
        bands(node.find("bands"), track);
        ladder(node.find("on_fail"), track);
        track.on_fails = count_rules(node.find("on_fails"));
        track.on_consecutive_fails = count_rules(node.find("on_consecutive_fails"));
        if (const Node* mentor = node.find("mentor")) {
            MentorRule rule{read_.string(mentor->find("from_track")), read_.strings(mentor->find("levels")),
                            0, read_.article(mentor->find("article")), read_.origin(*mentor)};
            rule.trainees_at_most = read_.count_from_one(mentor->find("trainees_at_most")).value_or(0);
            track.mentor = std::move(rule);
        }
        return track;
    }

    /// A mentor's track and levels may stand anywhere in the file: looked up once all is read.
    void mentors() {
        const Node* tracks = root_.find("tracks");
        if (tracks == nullptr) return;
        for (const auto& [key, value] : tracks->entries) {
            const Node* mentor = value.find("mentor");
            if (mentor == nullptr) continue;
            refer_.track(mentor->find("from_track"));
            refer_.levels(mentor->find("levels"), policy_.sections.levels);
        }
    }

    void frequency(const Node* node, Track& track) {
        if (node == nullptr) return;
        for (const Node& item : node->items) {
            FrequencyRule rule;
            rule.kind = read_.string(item.find("kind"));
            rule.title = read_.text(item.find("title"));
            if (rule.title.empty()) rule.title = same(rule.kind);
            rule.at_least = read_.count_from_one(item.find("at_least")).value_or(1);
            const std::string per = read_.string(item.find("per"));
            rule.per = per == "year"    ? FrequencyRule::Per::year
                       : per == "month" ? FrequencyRule::Per::month
                                        : FrequencyRule::Per::quarter;
            rule.each = read_.duration(item.find("each"));
            rule.article = read_.article(item.find("article"));
            rule.origin = read_.origin(item);
            track.frequency.push_back(std::move(rule));
        }
    }

    PassLine pass_line(const Node* node) {
        PassLine line;
        if (node == nullptr || node->is_null()) return line;
        line.origin = read_.origin(*node);
        if (node->text == "from plan") {
            line.kind = PassLine::Kind::from_plan;
        } else if (auto value = read_.decimal(node, &line.setting)) {
            line.kind = PassLine::Kind::stated;
            line.value = *value;
        }
        return line;
    }

    void assessment(const Node& node, Assessment& result) {
        result.origin = read_.origin(node);
        result.article = read_.article(node.find("article"));
        result.pass = pass_line(node.find("pass"));
        if (const Node* groups = node.find("groups")) {
            for (const auto& [key, value] : groups->entries) {
                GroupRule group{key.text,
                                read_.text(value.find("title")),
                                {},
                                read_.article(value.find("article")),
                                read_.origin(key)};
                if (group.title.empty()) group.title = same(group.id);
                group.weight = read_.decimal(value.find("weight")).value_or(Decimal{});
                result.groups.push_back(std::move(group));
            }
        }
        if (const Node* components = node.find("components")) {
            result.components_from_plan = components->is_scalar();
            if (components->is_map()) result.components = components_of(*components);
        }
        rounding(node.find("round"), result);
        marks(node.find("marks"), result);
        check_assessment(node, result);
    }

    std::vector<ComponentRule> components_of(const Node& components) {
        std::vector<ComponentRule> result;
        for (const auto& [key, value] : components.entries) {
            ComponentRule rule;
            rule.id = key.text;
            rule.origin = read_.origin(key);
            rule.title = read_.text(value.find("title"));
            if (rule.title.empty()) rule.title = same(rule.id);
            rule.group = read_.string(value.find("group"));
            if (auto most = read_.decimal(value.find("out_of"))) {
                rule.out_of = *most;
                rule.out_of_stated = true;
            }
            rule.pass = pass_line(value.find("pass"));
            rule.weight = read_.decimal(value.find("weight"));
            rule.raters = refer_.raters(value.find("raters"));
            rule.optional = read_.boolean(value.find("optional"));
            rule.from_attendance = read_.string(value.find("from")) == "attendance";
            rule.baseline_of = read_.string(value.find("baseline_of"));
            rule.article = read_.article(value.find("article"));
            check_component(value, rule);
            result.push_back(std::move(rule));
        }
        return result;
    }

    void check_component(const Node& node, const ComponentRule& rule) {
        if (rule.out_of <= Decimal{}) {  // the schema sees figures, not those that a setting gives
            read_.error("figure", *node.find("out_of"), say("满分必须大于 0", "`out_of` must be above 0"));
            return;
        }
        if (rule.pass.kind == PassLine::Kind::stated && rule.pass.value < Decimal{}) {
            read_.error("pass-line-range", *node.find("pass"),
                        say("合格线 {0} 低于 0", "the pass-line {0} is below 0", rule.pass.value.text()));
        }
        if (rule.pass.kind == PassLine::Kind::stated && rule.pass.value > rule.out_of) {
            read_.error(
                "pass-line-range", *node.find("pass"),
                say("合格线 {0} 高于满分 {1}", "the pass-line {0} is above {1}, the most that can be scored",
                    rule.pass.value.text(), rule.out_of.text()),
                say("改正合格线，或用 out_of 写明满分",
                    "correct the pass-line, or state the most with `out_of`"));
        }
    }

    void rounding(const Node* node, Assessment& result) {
        if (node == nullptr || node->is_null()) return;
        Rounding rounding;
        const std::optional<Decimal> to = read_.decimal(node->find("to"));
        if (!to) return;
        rounding.to = *to;
        if (rounding.to <= Decimal{}) {
            read_.error("figure", *node, say("round.to 必须大于 0", "round.to must be above 0"));
            return;
        }
        const std::string mode = read_.string(node->find("mode"));
        if (mode == "half_even") rounding.mode = RoundMode::half_even;
        if (mode == "down") rounding.mode = RoundMode::down;
        if (mode == "up") rounding.mode = RoundMode::up;
        result.round = rounding;
        result.round_article = read_.article(node->find("article"));
    }

    void marks(const Node* node, Assessment& result) {
        result.marks[static_cast<std::size_t>(Mark::absent)].as = MarkRule::As::incomplete;
        result.marks[static_cast<std::size_t>(Mark::exempt)].as = MarkRule::As::skip;
        result.marks[static_cast<std::size_t>(Mark::voided)].as = MarkRule::As::fail;
        if (node == nullptr) return;
        for (const auto& [key, value] : node->entries) {
            const auto mark = mark_named(key.text);
            if (!mark) continue;  // the schema has spoken
            MarkRule& rule = result.marks[static_cast<std::size_t>(*mark)];
            const std::string as = read_.string(value.is_map() ? value.find("as") : &value);
            rule.as = as == "fail"   ? MarkRule::As::fail
                      : as == "skip" ? MarkRule::As::skip
                                     : MarkRule::As::incomplete;
            rule.origin = read_.origin(key);
            if (value.is_map()) {
                rule.actions = action_list(value.find("actions"));
                rule.article = read_.article(value.find("article"));
            }
        }
    }

    void check_assessment(const Node& node, const Assessment& result) {
        check_groups(node, result);
        check_baselines(node, result);
        check_weights(node, result);
    }

    void check_groups(const Node& node, const Assessment& result) {
        std::vector<std::string> known;
        for (const GroupRule& group : result.groups) known.push_back(group.id);
        const Node* components = node.find("components");
        for (const ComponentRule& rule : result.components) {
            const Node& value = *components->find(rule.id);
            if (!rule.group.empty() && std::find(known.begin(), known.end(), rule.group) == known.end()) {
                read_.error("unknown-group", *value.find("group"),
                            say("groups 中没有“{0}”", "there is no group '{0}'", rule.group),
                            did_you_mean(rule.group, known));
            }
            if (rule.group.empty() && !known.empty() && rule.baseline_of.empty()) {
                read_.error("group-missing", components->find_entry(rule.id)->key,
                            say("“{0}”不属于任何分组，而本考核按分组计权",
                                "'{0}' is in no group, but this assessment is weighted by groups", rule.id),
                            say("用 group 指明分组", "name its group with `group`"));
            }
        }
        const bool all_known =
            std::all_of(result.components.begin(), result.components.end(), [&](const ComponentRule& rule) {
                return rule.group.empty() ? !rule.baseline_of.empty()
                                          : std::find(known.begin(), known.end(), rule.group) != known.end();
            });
        for (const GroupRule& group : result.groups) {
            if (!all_known) break;  // the group may be the one that was meant
            const bool used = std::any_of(result.components.begin(), result.components.end(),
                                          [&](const ComponentRule& rule) { return rule.group == group.id; });
            if (!used && !result.components_from_plan) {
                read_.error("group-empty", node.find("groups")->find_entry(group.id)->key,
                            say("分组“{0}”没有考核项", "the group '{0}' has no component", group.id));
            }
        }
    }

    void check_baselines(const Node& node, const Assessment& result) {
        std::vector<std::string> ids;
        for (const ComponentRule& rule : result.components) ids.push_back(rule.id);
        for (const ComponentRule& rule : result.components) {
            if (rule.baseline_of.empty()) continue;
            const Node& at = *node.find("components")->find(rule.id)->find("baseline_of");
            if (rule.baseline_of == rule.id) {
                read_.error("baseline-self", at,
                            say("“{0}”不能以自身为基线", "'{0}' can't be its own baseline", rule.id),
                            say("写培训后与之比较的考核项",
                                "name the component after the course that it is compared with"));
            }
            if (std::find(ids.begin(), ids.end(), rule.baseline_of) != ids.end()) continue;
            read_.error("unknown-component", at,
                        say("没有考核项“{0}”", "there is no component '{0}'", rule.baseline_of),
                        did_you_mean(rule.baseline_of, ids));
        }
    }

    /// Weights of the whole and, within each group, of its components: all or none, and 100 together.
    void check_weights(const Node& node, const Assessment& result) {
        if (!result.groups.empty()) {
            std::vector<std::optional<Decimal>> weights;
            for (const GroupRule& group : result.groups) weights.emplace_back(group.weight);
            weights_add_up(*node.find("groups"), weights, say("各分组", "the groups"));
            for (const GroupRule& group : result.groups) {
                std::vector<std::optional<Decimal>> shares;
                for (const ComponentRule& rule : result.components) {
                    if (rule.group == group.id) shares.push_back(rule.weight);
                }
                weights_add_up(*node.find("components"), shares,
                               say("分组“{0}”内各项", "the components of group '{0}'", group.id));
            }
            return;
        }
        std::vector<std::optional<Decimal>> weights;
        for (const ComponentRule& rule : result.components) {
            if (rule.baseline_of.empty()) weights.push_back(rule.weight);
        }
        if (node.find("components") != nullptr)
            weights_add_up(*node.find("components"), weights, say("各考核项", "the components"));
        // A total without any weights here is no mistake yet: a course's plan may state them
        // (course_rules.h).
    }

    void weights_add_up(const Node& node, const std::vector<std::optional<Decimal>>& weights,
                        const Text& whose) {
        const auto given =
            std::count_if(weights.begin(), weights.end(), [](const auto& w) { return w.has_value(); });
        if (given == 0) return;
        if (static_cast<std::size_t>(given) != weights.size()) {
            read_.error("weights", node, say("{0}的权重只写了一部分", "{0} have weights only in part", whose),
                        say("要么都写，要么都不写", "give all of them one, or none"));
            return;
        }
        std::int64_t sum = 0;
        for (const auto& weight : weights) sum += weight->millionths();
        if (sum != Decimal::whole(100).millionths()) {
            read_.error("weights", node,
                        say("{0}的权重合计 {1}，应为 100", "the weights of {0} add up to {1}, not to 100",
                            whose, Decimal::from_millionths(sum).text()));
        }
    }

    void on_pass(const Node* node, PassRule& rule) {
        if (node == nullptr) return;
        rule.origin = read_.origin(*node);
        rule.article = read_.article(node->find("article"));
        rule.actions = action_list(node->find("actions"));
        if (const Node* certificate = node->find("certificate")) {
            CertificateRule result;
            result.id = read_.string(certificate->is_map() ? certificate->find("id") : certificate);
            result.title = read_.text(certificate->find("title"));
            result.valid = read_.duration(certificate->find("valid"));
            result.article = read_.article(certificate->find("article"));
            rule.certificate = result;
        }
    }

    void bands(const Node* node, Track& track) {
        if (node == nullptr) return;
        for (const auto& [key, value] : node->entries) {
            BandRule band{key.text, read_.text(value.find("title")),      {},
                          {},       read_.article(value.find("article")), read_.origin(key),
                          {}};
            if (band.title.empty()) band.title = same(band.id);
            band.at_least = read_.decimal(value.find("at_least"), &band.setting).value_or(Decimal{});
            band.actions = action_list(value.find("actions"));
            if (band.at_least < Decimal{} || band.at_least > Decimal::whole(100)) {
                read_.error(
                    "band-range", *value.find("at_least"),
                    say("“{0}”的起点 {1} 不在 0 到 100 之间",
                        "'{0}' begins at {1}, which is not between 0 and 100", band.id, band.at_least.text()),
                    say("等级按总评的百分数划分", "bands are ranges of the total, in per cent"));
            }
            const auto twin =
                std::find_if(track.bands.begin(), track.bands.end(),
                             [&](const BandRule& other) { return other.at_least == band.at_least; });
            if (twin != track.bands.end()) {
                read_.error("band-twice", key,
                            say("“{0}”与“{1}”的 at_least 相同（{2}）",
                                "'{0}' and '{1}' begin at the same figure, {2}", band.id, twin->id,
                                band.at_least.text()));
            }
            track.bands.push_back(std::move(band));
        }
        std::stable_sort(track.bands.begin(), track.bands.end(),
                         [](const BandRule& a, const BandRule& b) { return a.at_least > b.at_least; });
    }

    static Then then_of(const std::string& word) {
        return word == "resit" ? Then::resit : word == "retrain" ? Then::retrain : Then::end;
    }

    void ladder(const Node* node, Track& track) {
        if (node == nullptr) return;
        for (const Node& item : node->items) {
            LadderStep step;
            step.origin = read_.origin(item);
            step.then = then_of(read_.string(item.find("then")));
            step.within = read_.duration(item.find("within"), &step.within_setting);
            step.actions = action_list(item.find("actions"));
            step.repeat = read_.boolean(item.find("repeat"));
            step.carry_passed = read_.string(item.find("carry")) == "passed";
            step.article = read_.article(item.find("article"));
            const bool last = &item == &node->items.back();
            if (!last && (step.then == Then::end || step.repeat)) {
                read_.error(
                    "ladder", item,
                    say("end 和 repeat 只能是最后一级", "only the last step may be `end` or say `repeat`"));
            }
            if (last && step.then != Then::end && !step.repeat) {
                read_.error("ladder", item,
                            say("最后一级必须是 end，或写明 repeat: true",
                                "the last step must be `end` or say `repeat: true`"),
                            say("写明再次不合格之后怎么办", "say what follows when this, too, is failed"));
            }
            if (step.then == Then::end && step.repeat) {
                read_.error("ladder", item, say("end 不能重复", "`end` can't be repeated"));
            }
            track.on_fail.push_back(std::move(step));
        }
    }

    std::vector<CountRule> count_rules(const Node* node) {
        std::vector<CountRule> result;
        if (node == nullptr) return result;
        for (const Node& item : node->items) {
            CountRule rule;
            rule.origin = read_.origin(item);
            rule.count = read_.count_from_one(item.find("count"), &rule.setting).value_or(1);
            if (const Node* then = item.find("then")) rule.then = then_of(read_.string(then));
            rule.within = read_.duration(item.find("within"), &rule.within_setting);
            rule.actions = action_list(item.find("actions"));
            rule.article = read_.article(item.find("article"));
            result.push_back(std::move(rule));
        }
        return result;
    }

    Policy policy_;  // first: the reader looks settings up in it while it grows
    const Node& root_;
    RuleReader read_;
    References refer_;
};

std::optional<Policy> read_policy(const Document& document, Diagnostics& diagnostics) {
    const std::size_t before = diagnostics.errors();
    if (!Schema::builtin("policy").check(document, diagnostics)) return {};
    Policy policy = PolicyReader(document, diagnostics).run();
    if (diagnostics.errors() != before) return {};
    return policy;
}

}  // namespace

std::optional<Policy> load_policy(const std::string& path, Diagnostics& diagnostics) {
    const auto document = Document::load(path, diagnostics);
    if (!document) return {};
    return read_policy(*document, diagnostics);
}

std::optional<Policy> parse_policy(std::string name, std::string text, Diagnostics& diagnostics) {
    const auto document = Document::parse(std::move(name), std::move(text), diagnostics);
    if (!document) return {};
    return read_policy(*document, diagnostics);
}

}  // namespace passline
