#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "num/decimal.h"
#include "num/fraction.h"
#include "policy/sections.h"
#include "time/date.h"
#include "time/offset.h"
#include "trace/article.h"

namespace passline {

/// A mark in place of a score.
enum class Mark { absent, exempt, voided };
constexpr std::size_t mark_count = 3;
std::string_view mark_name(Mark mark);  ///< absent exempt void
Text mark_title(Mark mark);             ///< 缺考 免考 作弊
/// From any of the words a sheet may use (absent 缺考 缺席 缓考, exempt 免考, void 作弊 无效), case does not
/// matter.
std::optional<Mark> mark_named(std::string_view word);

/// What a mark does to its component: the attempt stays incomplete, the component is left out, or it fails.
struct MarkRule {
    enum class As { incomplete, skip, fail };
    As as = As::incomplete;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
};

/// A pass-line that the policy states, leaves to the plan, or does not have.
struct PassLine {
    enum class Kind { none, stated, from_plan };
    Kind kind = Kind::none;
    Decimal value;        ///< in the component's own scale; of a total, per cent
    std::string setting;  ///< name of the company setting that gives it, if one does
    Origin origin;
};

struct ComponentRule {
    std::string id;
    Text title;
    std::string group;  ///< empty: none
    Decimal out_of = Decimal::whole(100);
    bool out_of_stated = false;  ///< else the 100 is only assumed, and the plan may say otherwise
    PassLine pass;
    std::optional<Decimal> weight;    ///< per cent of the whole, or of its group
    std::vector<std::string> raters;  ///< role ids; empty: not rated
    bool optional = false;
    bool from_attendance = false;
    std::string baseline_of;  ///< a test before the course; never judged
    Article article;
    Origin origin;
};

struct GroupRule {
    std::string id;
    Text title;
    Decimal weight;
    Article article;
    Origin origin;
};

struct Assessment {
    bool components_from_plan = false;
    std::vector<ComponentRule>
        components;  ///< in the file's order, which is the order in which results print them
    std::vector<GroupRule> groups;
    PassLine pass;  ///< of the total
    std::optional<Rounding> round;
    Article round_article;
    std::array<MarkRule, mark_count> marks;  ///< by Mark
    Article article;
    Origin origin;
};

struct BandRule {
    std::string id;
    Text title;
    Decimal at_least;  ///< of the total, per cent; reaching it is enough
    std::vector<std::string> actions;
    Article article;
    Origin origin;
    std::string setting;  ///< of at_least
};

/// What must follow a failure.
enum class Then { retrain, resit, end };
std::string_view then_name(Then then);
Text then_title(Then then);  ///< 补训 补考 终止

/// One step of a ladder.
struct LadderStep {
    Then then = Then::end;
    std::optional<Duration> within;
    std::string within_setting;
    std::vector<std::string> actions;
    bool repeat = false;        ///< last step only: stands for all further failures
    bool carry_passed = false;  ///< only what failed is sat again
    Article article;
    Origin origin;
};

/// `on_fails`, `on_consecutive_fails`.
struct CountRule {
    std::int32_t count = 0;
    std::optional<Then> then;
    std::optional<Duration> within;
    std::string within_setting;
    std::vector<std::string> actions;
    Article article;
    Origin origin;
    std::string setting;  ///< of the count
};

struct CertificateRule {
    std::string id;
    Text title;                     ///< empty: the policy's certificates may have one
    std::optional<Duration> valid;  ///< none: for good, unless the policy's certificates say otherwise
    Article article;
};

struct PassRule {
    std::vector<std::string> actions;
    std::optional<CertificateRule> certificate;
    Article article;
    Origin origin;
};

struct Track {
    std::string id;
    Text title;
    Text description;
    Article article;
    std::optional<LengthRule> length;
    std::vector<FrequencyRule> frequency;
    std::optional<Choices> topics;   ///< the content the regulation names
    std::optional<Choices> methods;  ///< the methods the regulation names
    Assessment assessment;
    PassRule on_pass;
    std::vector<BandRule> bands;
    std::vector<LadderStep> on_fail;
    std::vector<CountRule> on_fails;
    std::vector<CountRule> on_consecutive_fails;
    std::optional<MentorRule> mentor;
    Origin origin;
};

struct Role {
    std::string id;
    Text title;
};

/// Something that can follow. `decides`: the roles that must decide it; empty: it follows by itself.
struct Action {
    std::string id;
    Text title;
    std::vector<std::string> decides;
    Origin origin;
    Text note;
    Article article;
};

/// What the regulation leaves open and the company has set.
struct Setting {
    std::string name;
    std::string value;
    Origin origin;
    Text title;       ///< empty: not stated
    Text note;        ///< why the company decided so
    Article article;  ///< that leaves it open
};

/// One version of one regulation (workspace.md, Policy). Holds from `effective` to `until`, both included.
struct Policy {
    std::string file;
    std::string id;
    Text title;
    std::optional<Date> effective;
    std::optional<Date> until;
    Text cite;
    std::vector<Setting> settings;
    std::vector<Role> roles;
    std::vector<Action> actions;
    std::vector<Track> tracks;
    Sections sections;  ///< attendance, conduct, deadlines, evaluation, levels, service, approvals, trainers,
                        ///< records
    Origin origin;

    const Track* track(std::string_view wanted) const;
    /// By id, or by title in either language, blanks and case aside: what a roster may say.
    const Track* track_named(std::string_view name) const;
    const Action* action(std::string_view wanted) const;
    const Role* role(std::string_view wanted) const;
    /// By id, or by title in either language, blanks and case aside.
    const Role* role_named(std::string_view name) const;
    bool in_force(Date date) const;
    /// An action's title, or its id when it has none.
    Text action_title(std::string_view id) const;
    bool decided_by_someone(std::string_view action_id) const;
    Text cite_article(const Article& article) const { return cited(article, cite); }
    /// A line as cited: its article, and the company setting that gives its figure, where there is one.
    Text cite_line(const Article& article, const std::string& setting) const;
    /// Where a rule stands, then where the setting does that gives its figure.
    std::vector<std::string> addresses(const Origin& rule, const std::string& setting) const;
    /// A role's title, or its id when it has none.
    Text role_title(std::string_view wanted) const;
    /// 人力资源部、导师 / HR, the mentor and the manager; empty without any.
    Text role_titles(const std::vector<std::string>& ids) const;
    /// A rule as messages name it: the article, if it has one, and file:line.
    Text cite_rule(const Article& article, const Origin& stated_at) const;
};

/// "company setting retraining_time", or nothing when no setting gives the figure.
Text setting_cited(const std::string& setting);

}  // namespace passline
