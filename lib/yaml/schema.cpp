#include "yaml/schema.h"

#include <cassert>
#include <map>
#include <mutex>
#include <string>

#include "yaml/embedded.h"
#include "yaml/json_reader.h"
#include "yaml/schema_check.h"
#include "yaml/schema_messages.h"
#include "yaml/schema_rule.h"

namespace passline {

struct Schema::Impl {
    std::unique_ptr<RuleSet> rules;
};

Schema::Schema(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Schema::~Schema() = default;

std::unique_ptr<Schema> Schema::parse(std::string_view json) {
    Diagnostics problems;
    JsonFailure failure;
    std::optional<Node> tree = read_json(SourceText("schema", json), problems, failure);
    if (!tree || !problems.ok()) return nullptr;
    auto impl = std::make_unique<Impl>();
    impl->rules = RuleSet::compile(std::move(*tree));
    if (!impl->rules) return nullptr;
    return std::unique_ptr<Schema>(new Schema(std::move(impl)));
}

const Schema& Schema::builtin(std::string_view name) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Schema>, std::less<>> schemas;
    const std::lock_guard lock(mutex);
    auto found = schemas.find(name);
    if (found == schemas.end()) found = schemas.emplace(name, parse(embedded_schema(name))).first;
    assert(found->second != nullptr &&
           "an embedded schema is missing or can't be read; a unit test guards this");
    return *found->second;
}

bool Schema::check(const Document& document, Diagnostics& diagnostics) const {
    std::vector<Problem> problems = find_problems(impl_->rules->root(), document.root());
    const bool obeys = problems.empty();
    report_problems(std::move(problems), document, diagnostics);
    return obeys;
}

}  // namespace passline
