#include "reporting/report.h"

#include <algorithm>
#include <functional>

#include "reporting/headline.h"

namespace passline {

namespace {

using doc::Kind;

/// A part with its name, made once.
struct NamedPart {
    std::string id;
    Text title;
    Part part;
};

/// A section as readers see it: a heading, and the parts under it.
struct SectionPlan {
    Text title;
    std::vector<std::string> parts;
};

Text comparison_title(const ReportScope& scope) {
    return scope.of_period() ? say("与上期比较", "Compared with the previous period")
                             : say("与上一次同类课程比较", "Compared with the previous course");
}

std::vector<NamedPart> parts_of(const ReportInput& input, const ReportScope& scope) {
    return {
        {"purpose", say("目的", "Purpose"), purpose_part(input, scope)},
        {"method", say("评估方法", "Method"), method_part(input, scope)},
        {"delivery", say("计划与实施", "Plan and delivery"), delivery_part(input, scope)},
        {"participants", say("参训人员", "Participants"), participants_part(input, scope)},
        {"results", say("合格情况", "Pass rates"), results_part(input, scope)},
        {"components", say("成绩", "Scores"), components_part(input, scope)},
        {"retraining", say("补训补考", "Retraining"), retraining_part(input, scope)},
        {"attendance", say("出勤", "Attendance"), attendance_part(input, scope)},
        {"reaction", say("反应层", "Reaction"), reaction_part(input, scope)},
        {"learning", say("学习层", "Learning"), learning_part(input, scope)},
        {"behaviour", say("行为层", "Behaviour"), behaviour_part(input, scope)},
        {"organisation", say("结果层", "Results for the organisation"), organisation_part(input, scope)},
        {"costs", say("费用与预算", "Costs and budgets"), costs_part(input, scope)},
        {"deadlines", say("时限", "Deadlines"), deadlines_part(input, scope)},
        {"decisions", say("待决事项", "Decisions"), decisions_part(input, scope)},
        {"comparison", comparison_title(scope), comparison_part(input, scope)},
    };
}

std::vector<Finding> findings_of(const std::vector<NamedPart>& parts) {
    std::vector<Finding> findings;
    for (const NamedPart& each : parts)
        findings.insert(findings.end(), each.part.findings.begin(), each.part.findings.end());
    return findings;
}

Part problems_part(const std::vector<Finding>& findings) {
    Part part;
    doc::Table table{"problems", say("问题与措施", "Problems and measures"), {}, {}};
    table.columns = {{"area", say("方面", "Area"), Kind::id},
                     {"article", say("依据", "Basis"), Kind::id},
                     {"problem", say("问题", "Problem"), Kind::text},
                     {"measure", say("措施", "Measure"), Kind::text}};
    for (const Finding& finding : findings) {
        table.rows.push_back({{doc::coded(finding.area, finding.area_title), doc::words(finding.article),
                               doc::words(finding.problem),
                               finding.measure.empty() ? doc::none(say("待定", "to be decided"))
                                                       : doc::words(finding.measure)}});
        for (const Text& source : finding.sources)
            if (std::ranges::find(table.sources, source) == table.sources.end())
                table.sources.push_back(source);
    }
    table.empty = say("没有发现问题。", "No problems were found.");
    part.add(std::move(table));
    return part;
}

/// What is to be done, once each; where the regulation demands nothing, a line for those who decide it.
Part measures_part(const std::vector<Finding>& findings) {
    Part part;
    doc::List measures;
    measures.numbered = true;
    for (const Finding& finding : findings) {
        const Text what = finding.measure.empty()
                              ? say("{0}；措施待定", "{0}; the measure is to be decided", finding.problem)
                              : finding.measure;
        const Text line = finding.article.empty() ? say("{0}：{1}", "{0}: {1}", finding.area_title, what)
                                                  : say("{0}：{1}（{2}）", "{0}: {1} ({2})",
                                                        finding.area_title, what, finding.article);
        if (std::ranges::find(measures.items, line) == measures.items.end()) measures.items.push_back(line);
    }
    if (measures.items.empty())
        part.add(doc::Paragraph{say("没有须采取的措施。", "No measures are called for."), {}, {}});
    else
        part.add(std::move(measures));
    return part;
}

std::vector<SectionPlan> general_outline(const ReportScope& scope) {
    return {{say("概况", "Overview"), {"overview"}},
            {say("培训目的", "Purpose"), {"purpose"}},
            {say("培训计划与实施", "Plan and delivery"), {"delivery"}},
            {say("参训人员", "Participants"), {"participants"}},
            {say("考核结果", "Results"), {"results", "components"}},
            {say("补训补考", "Retraining"), {"retraining"}},
            {say("出勤", "Attendance"), {"attendance"}},
            {say("培训效果评估", "Evaluation"), {"reaction", "learning", "behaviour", "organisation"}},
            {say("费用与预算", "Costs and budgets"), {"costs"}},
            {say("时限", "Deadlines"), {"deadlines"}},
            {say("待决事项", "Decisions"), {"decisions"}},
            {comparison_title(scope), {"comparison"}},
            {say("问题与改进措施", "Problems and measures"), {"problems"}}};
}

/// What a regulation's section holds, by its id; empty: nothing here knows.
std::vector<std::string> parts_named(const std::string& id, const std::vector<Choices::Choice>& all) {
    const auto has = [&](std::string_view other) {
        return std::ranges::any_of(all, [&](const Choices::Choice& choice) { return choice.id == other; });
    };
    if (id == "results") {
        if (has("reaction") || has("learning")) return {"organisation"};
        return {"overview",   "participants", "results",  "components", "retraining",
                "attendance", "reaction",     "learning", "behaviour",  "organisation"};
    }
    if (id == "problems") return {"problems", "decisions"};
    if (id == "improvements" || id == "measures")
        return has("problems") ? std::vector<std::string>{"measures"}
                               : std::vector<std::string>{"problems", "measures"};
    if (id == "method" || id == "methods") return {"method"};
    if (id == "numbers") return {"participants", "attendance"};
    if (id == "feedback") return {"reaction"};
    if (id == "effect")
        return {"overview", "results", "components", "retraining", "learning", "behaviour", "organisation"};
    if (id == "courses" || id == "plan") return {"delivery", "deadlines", "costs"};
    if (id == "exam") return {"results", "learning", "retraining", "component exam"};
    if (id == "performance") return {"behaviour"};
    for (const char* own : {"purpose", "delivery", "participants", "components", "retraining", "attendance",
                            "reaction", "learning", "behaviour", "organisation", "costs", "deadlines",
                            "decisions", "comparison", "overview"})
        if (id == own) return {id};
    return {"component " + id};  // where the course has a component of this name
}

/// A course's components, each a part of its own: a section may be called after one.
void add_components(const ReportInput& input, const ReportScope& scope, std::vector<NamedPart>& parts) {
    if (scope.of_period()) return;
    for (const RuledComponent& component : input.workspace.courses[scope.course].rules->components)
        parts.push_back(
            {"component " + component.id, component.title, components_part(input, scope, component.id)});
}

std::vector<SectionPlan> outline_of(const ReportScope& scope, const std::vector<Finding>& findings) {
    if (scope.rule == nullptr || scope.of_period() || scope.rule->sections.of.empty())
        return general_outline(scope);
    std::vector<SectionPlan> outline;
    for (const Choices::Choice& choice : scope.rule->sections.of) {
        SectionPlan plan{choice.title.empty() ? same(choice.id) : choice.title,
                         parts_named(choice.id, scope.rule->sections.of)};
        outline.push_back(std::move(plan));
    }
    const bool tells = std::ranges::any_of(outline, [](const SectionPlan& plan) {
        return std::ranges::find(plan.parts, "problems") != plan.parts.end();
    });
    if (!tells && !findings.empty())
        outline.push_back({say("问题与改进措施", "Problems and measures"), {"problems"}});
    return outline;
}

std::string_view month_name(unsigned month) {
    static constexpr std::string_view names[] = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
    return names[month - 1];
}

Text period_words(const Period& period) {
    const int year = period.first.year();
    const unsigned month = period.first.month();
    static const Text quarters[] = {{"第一季度", "First quarter"},
                                    {"第二季度", "Second quarter"},
                                    {"第三季度", "Third quarter"},
                                    {"第四季度", "Fourth quarter"}};
    switch (period.kind) {
        case Period::Kind::month:
            return say("{0}年{1}月", "{2} {0}", year, month, month_name(month));
        case Period::Kind::quarter:
            return say("{0}年{1}", "{1} of {0}", year, quarters[(month - 1) / 3]);
        case Period::Kind::year:
            return say("{0}年度", "{0}", year);
    }
    return {};
}

Text usual_title(const ReportScope& scope) {
    if (!scope.of_period()) return say("培训评估报告", "Training report");
    switch (scope.period->kind) {
        case Period::Kind::month:
            return say("月度培训评估报告", "Monthly training report");
        case Period::Kind::quarter:
            return say("季度培训评估报告", "Quarterly training report");
        case Period::Kind::year:
            return say("年度培训评估报告", "Annual training report");
    }
    return {};
}

/// Who prepared it, and those whose approval the policy asks for.
void add_signatures(const ReportScope& scope, doc::Document& document) {
    doc::Signatures signatures;
    std::vector<Text> to;
    for (const Policy* policy : scope.policies) {
        if (const ApprovalRule* rule = policy->sections.approval("report")) {
            for (const std::string& role : rule->by) {
                const Text title = policy->role_title(role);
                if (std::ranges::find(signatures.signatures, title, &doc::Signature::role) ==
                    signatures.signatures.end())
                    signatures.signatures.push_back({title, {}, true, true, {}});
            }
            for (const std::string& role : rule->to) to.push_back(policy->role_title(role));
        }
    }
    if (scope.rule != nullptr && scope.rule_policy != nullptr)
        for (const std::string& role : scope.rule->to) to.push_back(scope.rule_policy->role_title(role));
    std::vector<Text> once;
    for (const Text& each : to)
        if (std::ranges::find(once, each) == once.end()) once.push_back(each);
    if (!once.empty())
        document.add(doc::Paragraph{say("{0}。", "{0}.", listed(once)), say("报送：", "To: "), {}});
    if (signatures.signatures.empty()) return;
    signatures.signatures.insert(signatures.signatures.begin(),
                                 {say("编制", "Prepared by"), {}, true, false, {}});
    document.add(std::move(signatures));
}

/// Writes the sections, leaving out those with nothing in them.
class Assembly {
  public:
    Assembly(std::vector<NamedPart> parts, doc::Document& document)
        : parts_(std::move(parts)), document_(document) {}

    void section(const SectionPlan& plan) {
        std::vector<NamedPart*> filled;
        for (const std::string& id : plan.parts) {
            const auto found = std::ranges::find(parts_, id, &NamedPart::id);
            if (found != parts_.end() && !found->part.blocks.empty()) filled.push_back(&*found);
        }
        if (filled.empty() && skip_empty_) return;
        document_.add(doc::Heading{plan.title, 1});
        if (filled.empty() && is_unknown(plan))
            document_.add(doc::Paragraph{say("（由编写人填写）", "(To be written by hand)"), {}, {}});
        else if (filled.empty())
            document_.add(doc::Paragraph{say("没有可用的数据。", "There are no figures."), {}, {}});
        for (NamedPart* part : filled) {
            if (filled.size() > 1 && part->id != "overview") document_.add(doc::Heading{part->title, 2});
            for (doc::Block& block : part->part.blocks) document_.blocks.push_back(std::move(block));
            part->part.blocks.clear();  // an id stands in a document once
        }
    }
    /// A section that the regulation asks for stands there also when it is empty.
    void keep_empty() { skip_empty_ = false; }

  private:
    /// Nothing here knows what the regulation wants said.
    bool is_unknown(const SectionPlan& plan) const {
        return std::ranges::none_of(plan.parts, [&](const std::string& id) {
            return std::ranges::find(parts_, id, &NamedPart::id) != parts_.end();
        });
    }

    std::vector<NamedPart> parts_;
    doc::Document& document_;
    bool skip_empty_ = true;
};

}  // namespace

namespace {

/// What is not over yet, before anything is read as a result.
void add_state(const ReportInput& input, const ReportScope& scope, doc::Document& document) {
    const Date first =
        scope.of_period() ? scope.period->first : input.workspace.courses[scope.course].course->start;
    const Date last =
        scope.of_period() ? scope.period->last : input.workspace.courses[scope.course].course->end;
    if (input.as_of >= last) return;
    const Text what = scope.of_period() ? say("本期", "The period") : say("本课程", "The course");
    const Text stands = input.as_of < first
                            ? say("{0}（{1} 至 {2}）尚未开始", "{0} ({1} to {2}) has not begun", what,
                                  first.text(), last.text())
                            : say("{0}（{1} 至 {2}）尚未结束", "{0} ({1} to {2}) is not over", what,
                                  first.text(), last.text());
    document.add(doc::Note{
        say("{0}。期限和待办按 {1} 判断；成绩、反馈和费用取现有的全部数据。",
            "{0}. Deadlines and what is open are judged as of {1}; scores, feedback and costs are all "
            "that the sheets hold.",
            stands, input.as_of.text()),
        doc::Note::Kind::info});
}

}  // namespace

doc::Document report(const ReportInput& input, const ReportScope& scope) {
    doc::Document document{"report", scope.rule != nullptr && !scope.rule->title.empty()
                                         ? scope.rule->title
                                         : usual_title(scope)};
    document.subtitle = scope.of_period()
                            ? period_words(*scope.period)
                            : say("{0}（{1}）", "{0} ({1})", course_title(input.workspace, scope.course),
                                  input.workspace.courses[scope.course].course->id);
    document.as_of = input.as_of;
    document.numbered = true;
    std::vector<NamedPart> parts = parts_of(input, scope);
    const std::vector<Finding> findings = findings_of(parts);
    add_components(input, scope, parts);
    add_state(input, scope, document);
    parts.push_back({"overview", say("概况", "Overview"), overview_part(input, scope, findings)});
    parts.push_back({"problems", say("问题", "Problems"), problems_part(findings)});
    parts.push_back({"measures", say("措施", "Measures"), measures_part(findings)});
    Assembly assembly(std::move(parts), document);
    const std::vector<SectionPlan> outline = outline_of(scope, findings);
    if (scope.rule != nullptr && !scope.of_period() && !scope.rule->sections.of.empty())
        assembly.keep_empty();
    for (const SectionPlan& plan : outline) assembly.section(plan);
    add_signatures(scope, document);
    return document;
}

}  // namespace passline
