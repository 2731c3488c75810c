#pragma once
#include <string>
#include <vector>

#include "cases/case_run.h"
#include "policy/policy.h"
#include "retraining/outcome.h"
#include "trace/trace.h"

namespace passline {

/// A rule that decides a result, and what of it the cases have shown.
struct CoveredRule {
    std::string path;  ///< as in the policy: "tracks.onboarding.assessment.components.theory.pass"
    Article article;
    Origin origin;
    bool is_line = false;   ///< covered when figures were held against it on both sides
    bool of_scores = true;  ///< a line that scores are held against
    std::string part = {};  ///< of several lines of one rule, which one it is
    bool reached = false;  ///< of a line: some figure reached it; of another rule: it took part in a decision
    bool missed = false;   ///< of a line: some figure was below it

    bool covered() const { return reached && (missed || !is_line); }
};

/// An article that rules which decide results cite.
struct CoveredArticle {
    Article article;
    bool covered = false;  ///< some result named it
};

/// A rule that no case can touch: its section has no policy tests yet, or it is about plans.
struct UntestedRule {
    std::string path;
    std::vector<Article> articles;  ///< once each
    bool of_plans = false;          ///< `check` holds plans against it
};

/// Which rules and articles of one policy the cases have touched. Fed from what was decided; it decides
/// nothing.
class Coverage {
  public:
    explicit Coverage(const Policy& policy);

    /// One course of a case, with the trace below its root.
    void record(const CourseOutcome& outcome, const TraceNode& trace);
    /// What else a case has touched.
    void record(const std::vector<Touch>& touched);

    const std::vector<CoveredRule>& rules() const { return rules_; }
    const std::vector<CoveredArticle>& articles() const { return articles_; }
    const std::vector<UntestedRule>& untested() const { return untested_; }
    bool complete() const;

  private:
    void add_track(const Track& track);
    // coverage_sections.cpp
    void add_sections(const Sections& sections);
    void add_attendance(const std::string& path, const AttendanceRules& rules);
    void add_levels(const Sections& sections);
    void add_leave(const std::string& path, const LeaveRule& rule);
    /// A rule that `Touch`es name; once, also where a track takes it over.
    void touchable(std::string path, const Article& article, const Origin& origin, bool is_line,
                   std::string part = {});
    void add_assessment(const std::string& path, const Assessment& assessment);
    /// `cited`: results can name the rule's article.
    CoveredRule& rule(std::string path, const Article& article, const Origin& origin, bool cited = true);
    void hit(const std::string& path);
    void line(const std::string& path, bool reached);
    void record_attempt(const std::string& assessment, const CourseRules& rules, const AttemptResult& result);
    void record_counts(const std::string& path, const std::vector<CountRule>& counts,
                       const CourseOutcome& outcome, const TraceNode& trace);

    std::vector<CoveredRule> rules_;
    std::vector<CoveredArticle> articles_;
    std::vector<UntestedRule> untested_;
};

/// The sections of a policy, and the rules of its tracks, that no case can touch.
std::vector<UntestedRule> untested_rules(const Policy& policy);

}  // namespace passline
