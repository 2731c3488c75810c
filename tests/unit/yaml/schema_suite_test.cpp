// The public JSON Schema test suite as Debian ships it, for the keywords that our schemas use. Its newest
// part there is draft 7, in which these keywords mean what they mean in 2020-12, but for what stands beside a
// $ref.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "yaml/document.h"
#include "yaml/schema.h"

namespace {

using nlohmann::ordered_json;
using passline::Diagnostics;
using passline::Document;
using passline::Schema;

const std::filesystem::path suite = "/usr/share/json-schema-test-suite/tests/draft7";

struct Tally {
    int groups = 0;  ///< whose schema is supported
    int not_supported = 0;
    int tests = 0;
};

/// Instances are read as YAML, so that both readers and the check are tried together.
void run_group(const ordered_json& group, Tally& tally) {
    if (group.at("description") == "ref overrides any sibling keywords") return;  // no more since 2019-09
    const std::unique_ptr<Schema> schema = Schema::parse(group.at("schema").dump());
    if (!schema) {
        ++tally.not_supported;
        return;
    }
    ++tally.groups;
    for (const ordered_json& test : group.at("tests")) {
        const std::string title =
            group.at("description").get<std::string>() + " / " + test.at("description").get<std::string>();
        CAPTURE(title);
        Diagnostics diagnostics;
        const auto document = Document::parse("instance", test.at("data").dump(), diagnostics);
        REQUIRE(document.has_value());
        const bool valid = schema->check(*document, diagnostics);
        CHECK(valid == test.at("valid").get<bool>());
        CHECK(valid == diagnostics.ok());
        ++tally.tests;
    }
}

Tally run_file(const std::string& name) {
    Tally tally;
    CAPTURE(name);
    std::ifstream file(suite / (name + ".json"));
    REQUIRE(file.good());
    for (const ordered_json& group : ordered_json::parse(file)) run_group(group, tally);
    return tally;
}

}  // namespace

TEST_CASE("yaml: the JSON Schema test suite agrees on every keyword that is used") {
    if (!std::filesystem::exists(suite)) {
        MESSAGE("json-schema-test-suite is not installed: nothing compared");
        return;
    }
    Tally all;
    for (const char* name : {"additionalProperties",
                             "allOf",
                             "anyOf",
                             "boolean_schema",
                             "const",
                             "default",
                             "definitions",
                             "enum",
                             "exclusiveMaximum",
                             "exclusiveMinimum",
                             "if-then-else",
                             "items",
                             "maxItems",
                             "maxLength",
                             "maxProperties",
                             "maximum",
                             "minItems",
                             "minLength",
                             "minProperties",
                             "minimum",
                             "not",
                             "oneOf",
                             "pattern",
                             "patternProperties",
                             "properties",
                             "propertyNames",
                             "ref",
                             "required",
                             "type",
                             "uniqueItems"}) {
        const Tally one = run_file(name);
        all.groups += one.groups;
        all.not_supported += one.not_supported;
        all.tests += one.tests;
    }
    MESSAGE(all.tests, " tests of ", all.groups, " schemas; ", all.not_supported,
            " schemas use what ours do not");
    CHECK(all.tests >= 300);
    CHECK(all.not_supported <= 11);
}
