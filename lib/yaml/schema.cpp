#include "yaml/schema.h"

#include <cassert>
#include <map>
#include <mutex>
#include <string>

#include "yaml/embedded.h"
#include "yaml/schema_check.h"
#include "yaml/schema_messages.h"
#include "yaml/schema_rule.h"

namespace passline {

struct Schema::Impl {
    std::string text;  ///< of a schema that is not embedded
    std::unique_ptr<RuleSet> rules;
};

Schema::Schema(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Schema::~Schema() = default;

std::unique_ptr<Schema> Schema::parse(std::string_view json) {
    auto impl = std::make_unique<Impl>();
    impl->text = json;
    impl->rules = RuleSet::compile(impl->text);
    if (!impl->rules || !impl->rules->patterns_valid()) return nullptr;
    return std::unique_ptr<Schema>(new Schema(std::move(impl)));
}

const Schema& Schema::builtin(std::string_view name) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Schema>, std::less<>> schemas;
    const std::lock_guard lock(mutex);
    auto found = schemas.find(name);
    if (found == schemas.end()) {
        auto impl = std::make_unique<Impl>();
        impl->rules = RuleSet::compile(embedded_schema(name));
        assert(impl->rules != nullptr &&
               "an embedded schema is missing or can't be read; a unit test guards this");
        found = schemas.emplace(name, std::unique_ptr<Schema>(new Schema(std::move(impl)))).first;
    }
    return *found->second;
}

bool Schema::check(const Document& document, Diagnostics& diagnostics) const {
    std::vector<Problem> problems = find_problems(impl_->rules->root(), document.root());
    const bool obeys = problems.empty();
    report_problems(std::move(problems), document, diagnostics);
    return obeys;
}

}  // namespace passline
