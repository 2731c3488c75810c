#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "levels/levels.h"

namespace passline {

/// One person's review.
class LevelJudge::Review {
  public:
    Review(const LevelJudge& judge, People::Index person, Diagnostics& diagnostics, bool explained)
        : judge_(judge),
          people_(judge.workspace_.people),
          steps_(judge.rules().steps),
          person_(person),
          diagnostics_(diagnostics),
          explained_(explained) {}

    const LevelResult& run() {
        result_.person = person_;
        find_present();
        take_means();
        warn_of_hire_date();
        std::vector<bool> met(steps_.size());
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            const std::size_t below = below_of(i);
            if (below != none && !met[below]) continue;
            std::vector<Missing> missing;
            nodes_.clear();
            judge_step(steps_[i], missing);
            met[i] = missing.empty();
            explain_step(steps_[i], met[i]);
            if (met[i]) {
                result_.reached = &steps_[i];
                result_.met.push_back(&steps_[i]);
            } else {
                result_.lacking.emplace_back(&steps_[i], std::move(missing));
            }
        }
        conclude();
        return result_;
    }

    TraceNode explained(const DecisionOf& decision);

  private:
    static constexpr std::size_t none = ~std::size_t{0};

    /// The figures of one metric in the period.
    struct Mean {
        std::vector<Figure> months;
        Fraction value;
        bool asked_for = false;
    };

    std::size_t place_of_step(const LevelStep* step) const {
        return step == nullptr ? none : static_cast<std::size_t>(step - steps_.data());
    }
    /// The place in the list of the step below; none for the lowest.
    std::size_t below_of(std::size_t step) const {
        return steps_[step].after.empty() ? none : place_of_step(judge_.rules().step(steps_[step].after));
    }

    void find_present();
    void take_means();
    const Mean& ask_for(Metrics::Number metric);
    std::vector<std::string> months_without(const Mean& mean) const;
    void warn_of_hire_date() const;
    bool present_is_at_least(const LevelStep& step) const;
    void judge_step(const LevelStep& step, std::vector<Missing>& missing);
    void judge_lines(const LevelStep& step, const std::vector<MetricLine>& lines, bool upper,
                     std::vector<Missing>& missing);
    void judge_exam(const LevelStep& step, std::vector<Missing>& missing);
    void judge_tenure(const LevelStep& step, std::vector<Missing>& missing);
    void conclude();

    void note(const LevelStep& step, Text what, const std::string& setting = {},
              const std::vector<std::string>& addresses = {});
    void explain_line(const LevelStep& step, const MetricLine& line, bool upper, const Mean& mean,
                      const std::string& figure, bool met);
    void explain_step(const LevelStep& step, bool met);

    const LevelJudge& judge_;
    const People& people_;
    const std::vector<LevelStep>& steps_;
    People::Index person_;
    Diagnostics& diagnostics_;
    bool explained_;
    LevelResult result_;
    std::vector<Mean> means_;       ///< by the places of judge_.metrics_
    std::vector<TraceNode> nodes_;  ///< of the step that is judged
    std::vector<TraceNode> step_nodes_;
};

void LevelJudge::Review::find_present() {
    const std::string level = people_.details(person_).level;
    if (level.empty()) return;
    result_.present = step_named(judge_.rules(), level);
    if (result_.present != nullptr) return;
    std::vector<std::string> known;
    for (const LevelStep& step : steps_) known.push_back(step.id);
    const Text near = did_you_mean(level, known);
    diagnostics_.error("unknown-level", people_.place(person_, "level"),
                       say("制度没有职级“{0}”", "the policy has no level '{0}'", level),
                       near.empty()
                           ? say("改正花名册中的职级；没有职级则留空",
                                 "correct the level in the roster; leave it empty for someone without one")
                           : near);
}

void LevelJudge::Review::take_means() {
    for (const Metrics::Number metric : judge_.metrics_) {
        Mean mean;
        for (const Figure& figure : judge_.figures_.until(judge_.as_of_, person_, metric)) {
            if (!judge_.period_.contains(figure.month.first())) continue;
            mean.months.push_back(figure);
            mean.value += Fraction(figure.value);
        }
        if (!mean.months.empty())
            mean.value = mean.value / Fraction::ratio(static_cast<std::int64_t>(mean.months.size()), 1);
        means_.push_back(std::move(mean));
    }
}

/// Months without a figure in which the person was employed and that have ended.
std::vector<std::string> LevelJudge::Review::months_without(const Mean& mean) const {
    std::vector<std::string> missing;
    const Month last = Month::of(judge_.period_.last);
    for (Month month = Month::of(judge_.period_.first); month <= last; month = month.next()) {
        if (month.last() > judge_.as_of_ || !people_[person_].employed_during(month.first(), month.last()))
            continue;
        if (std::ranges::find(mean.months, month, &Figure::month) == mean.months.end())
            missing.push_back(month.text());
    }
    return missing;
}

const LevelJudge::Review::Mean& LevelJudge::Review::ask_for(Metrics::Number metric) {
    const auto at = std::ranges::find(judge_.metrics_, metric) - judge_.metrics_.begin();
    Mean& mean = means_[static_cast<std::size_t>(at)];
    if (std::exchange(mean.asked_for, true)) return mean;
    const std::vector<std::string> missing = months_without(mean);
    if (missing.empty()) return mean;
    if (mean.months.empty()) {
        result_.unmeasured.push_back(metric);
        return mean;
    }
    diagnostics_.report(Severity::warning, "kpi-month-missing", [&] {
        return Diagnostic{
            Severity::warning,
            "kpi-month-missing",
            judge_.figures_.place(mean.months.front()),
            say("{0} 在 {2} 没有“{1}”的数据", "{0} has no figure of '{1}' for {2}", people_.id(person_),
                judge_.figures_.metrics().id(metric), listed_text(missing)),
            say("补上；平均值只含有数据的月份", "add it; the mean is of the months that have a figure"),
            {},
            Trouble::input};
    });
    return mean;
}

void LevelJudge::Review::warn_of_hire_date() const {
    if (people_[person_].hired != Person::no_date ||
        std::ranges::none_of(steps_, [](const LevelStep& step) { return step.tenure.has_value(); }))
        return;
    diagnostics_.report(Severity::warning, "hire-date-missing", [&] {
        return Diagnostic{Severity::warning,
                          "hire-date-missing",
                          people_.place(person_, "hire_date"),
                          say("{0} 没有入职日期，无法计算在职时间",
                              "{0} has no hire date, so there is no tenure", people_.id(person_)),
                          say("在花名册中补上 hire_date；没有即视为未满",
                              "add hire_date to the roster; without it no tenure is met"),
                          {},
                          Trouble::input};
    });
}

bool LevelJudge::Review::present_is_at_least(const LevelStep& step) const {
    for (std::size_t i = place_of_step(result_.present); i != none; i = below_of(i)) {
        if (&steps_[i] == &step) return true;
    }
    return false;
}

void LevelJudge::Review::judge_step(const LevelStep& step, std::vector<Missing>& missing) {
    judge_lines(step, step.at_least, false, missing);
    judge_lines(step, step.at_most, true, missing);
    if (!step.exam.empty()) judge_exam(step, missing);
    if (step.tenure) judge_tenure(step, missing);
}

void LevelJudge::Review::judge_lines(const LevelStep& step, const std::vector<MetricLine>& lines, bool upper,
                                     std::vector<Missing>& missing) {
    for (const MetricLine& line : lines) {
        const Metrics::Number metric = judge_.figures_.metrics().find(line.metric);
        const Mean& mean = ask_for(metric);
        const Fraction limit(line.value);
        const bool met = !mean.months.empty() && (upper ? mean.value <= limit : mean.value >= limit);
        const std::string figure =
            mean.months.empty() ? std::string{} : print_shortest(mean.value, {{line.value, upper}});
        explain_line(step, line, upper, mean, figure, met);
        if (met) continue;
        missing.push_back({upper ? Missing::Kind::at_most : Missing::Kind::at_least, line.metric, figure,
                           line.value.text()});
    }
}

void LevelJudge::Review::judge_exam(const LevelStep& step, std::vector<Missing>& missing) {
    const Track* track = judge_.policy_.track(step.exam);
    const Text title = track == nullptr ? same(step.exam) : track->title;
    if (present_is_at_least(step)) {
        note(step, say("考核“{0}”：已在此职级或以上，不再要求",
                       "the exam '{0}' is not asked of someone who is at this level or above", title));
        return;
    }
    const auto passed = judge_.exam_
                            ? judge_.exam_(person_, step.exam, std::min(judge_.period_.last, judge_.as_of_))
                            : std::nullopt;
    if (passed) {
        note(step,
             say("考核“{0}”合格：课程 {1}，{2} 结束", "the exam '{0}' is passed: course {1}, ended {2}",
                 title, passed->course, passed->end.text()),
             {}, passed->addresses);
        return;
    }
    note(step, say("考核“{0}”尚未合格", "the exam '{0}' is not passed", title));
    missing.push_back({Missing::Kind::exam, step.exam, {}, {}});
}

void LevelJudge::Review::judge_tenure(const LevelStep& step, std::vector<Missing>& missing) {
    const std::int32_t hired = people_[person_].hired;
    bool met = false;
    if (hired == Person::no_date) {
        note(step, say("要求在职满 {0}，但没有入职日期",
                       "{0} of service are asked for, and there is no hire date", step.tenure->words()));
    } else {
        const Date from = Date::from_days(hired);
        const Date full = after(from, *step.tenure, judge_.workspace_.calendar).date;
        met = full <= judge_.period_.last;
        note(step,
             met ? say("{0} 入职，{2} 在职满 {1}", "hired on {0}: {1} of service are complete on {2}",
                       from.text(), step.tenure->words(), full.text())
                 : say("{0} 入职，{2} 才在职满 {1}",
                       "hired on {0}: {1} of service are not complete before {2}", from.text(),
                       step.tenure->words(), full.text()),
             {}, {people_.place(person_, "hire_date").address()});
    }
    if (!met) missing.push_back({Missing::Kind::tenure, {}, {}, step.tenure->text()});
}

void LevelJudge::Review::conclude() {
    const std::size_t reached = place_of_step(result_.reached);
    for (const auto& [step, missing] : result_.lacking) {
        if (below_of(place_of_step(step)) != reached) continue;
        result_.next = step;
        result_.missing = missing;
        break;
    }
    // `none` is below all.
    const std::size_t had = place_of_step(result_.present) + 1;
    const std::size_t has = reached + 1;
    result_.recommendation = has > had    ? Recommendation::rise
                             : has == had ? Recommendation::stay
                                          : Recommendation::below;
}

void LevelJudge::Review::note(const LevelStep& step, Text what, const std::string& setting,
                              const std::vector<std::string>& addresses) {
    if (!explained_) return;
    std::vector<std::string> sources = addresses;
    for (std::string& address : judge_.policy_.addresses(step.origin, setting))
        sources.push_back(std::move(address));
    nodes_.push_back({std::move(what),
                      setting.empty() ? judge_.policy_.cite_article(step.article) : setting_cited(setting),
                      std::move(sources),
                      {}});
}

void LevelJudge::Review::explain_line(const LevelStep& step, const MetricLine& line, bool upper,
                                      const Mean& mean, const std::string& figure, bool met) {
    if (!explained_) return;
    const Metrics& metrics = judge_.figures_.metrics();
    const Text title = metrics.title(metrics.find(line.metric));
    const std::string limit = line.value.text();
    if (mean.months.empty()) {
        note(step,
             upper ? say("{0}没有数据，要求至多 {1}", "{0} has no figure; at most {1} is asked for", title,
                         limit)
                   : say("{0}没有数据，要求至少 {1}", "{0} has no figure; at least {1} is asked for", title,
                         limit),
             line.setting);
        return;
    }
    Text asked = upper ? say("至多 {0}", "at most {0}", limit) : say("至少 {0}", "at least {0}", limit);
    asked = met ? say("达到要求（{0}）", "as asked for ({0})", asked)
                : say("未达到要求（{0}）", "not as asked for ({0})", asked);
    note(step, say("{0}平均 {1}，{2}", "the mean of {0} is {1}, {2}", title, figure, asked), line.setting);
    for (const Figure& each : mean.months)
        nodes_.back().children.push_back({say("{0}：{1}", "{0}: {1}", each.month.text(), each.value.text()),
                                          {},
                                          {judge_.figures_.address(each)},
                                          {}});
}

void LevelJudge::Review::explain_step(const LevelStep& step, bool met) {
    if (!explained_) return;
    TraceNode node{met ? say("达到“{0}”", "'{0}' is reached", step.title)
                       : say("未达到“{0}”", "'{0}' is not reached", step.title),
                   judge_.policy_.cite_article(step.article),
                   {step.origin.address()},
                   std::move(nodes_)};
    nodes_.clear();
    step_nodes_.push_back(std::move(node));
}

TraceNode LevelJudge::Review::explained(const DecisionOf& decision) {
    const auto name = [](const LevelStep* step) { return step == nullptr ? say("无", "none") : step->title; };
    const Policy& policy = judge_.policy_;
    TraceNode root{say("{0} 职级评定：现为{1}，达到{2}：{3}", "staff level in {0}: {1} now, {2} reached: {3}",
                       judge_.period_.text(), name(result_.present), name(result_.reached),
                       recommendation_title(result_.recommendation)),
                   policy.cite_article(judge_.rules().article),
                   {judge_.rules().origin.address()},
                   std::move(step_nodes_)};
    if (people_.has_roster()) root.sources.push_back(people_.place(person_, "level").address());
    if (result_.recommendation != Recommendation::rise) return root;
    const LevelStep& step = *result_.reached;
    if (!step.decides.empty()) {
        root.children.push_back({say("升为“{0}”须由{1}决定", "{1} must decide on the rise to '{0}'",
                                     step.title, policy.role_titles(step.decides)),
                                 policy.cite_article(step.article),
                                 {step.origin.address()},
                                 {}});
    }
    for (TraceNode& node :
         follow_nodes(person_, step.actions, step.decides, step.article, step.origin, policy, decision))
        root.children.push_back(std::move(node));
    return root;
}

LevelResult LevelJudge::person(People::Index person, Diagnostics& diagnostics, Trace* trace,
                               const DecisionOf& decision) const {
    Review review(*this, person, diagnostics, trace != nullptr);
    LevelResult result = review.run();
    if (trace != nullptr) trace->add(review.explained(decision));
    return result;
}

}  // namespace passline
