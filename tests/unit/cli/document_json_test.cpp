// JSON documents against schemas/document.schema.json.
#include <nlohmann/json.hpp>

#include "../report/writers.h"
#include "report/diagnostic_text.h"
#include "yaml/schema.h"

using passline::Diagnostics;
using passline::DocumentFormat;
using passline::filled_with;
using passline::Language;
using passline::sample_document;
using passline::Schema;
using passline::written;
namespace doc = passline::doc;

namespace {

/// What the schema says against it.
std::string faults(const std::string& json) {
    Diagnostics diagnostics;
    const auto document = passline::Document::parse("document.json", json, diagnostics);
    if (document) Schema::builtin("document").check(*document, diagnostics);
    return render_all(diagnostics, Language::en, false);
}

const nlohmann::json& block(const nlohmann::json& document, std::string_view id) {
    for (const auto& each : document.at("blocks")) {
        if (each.value("id", "") == id) return each;
    }
    FAIL(id);
    return document;
}

}  // namespace

TEST_CASE("cli: JSON documents obey their schema") {
    CHECK(faults(written(sample_document(), DocumentFormat::json, Language::zh)) == "");
    CHECK(faults(written(sample_document(), DocumentFormat::json, Language::en)) == "");
    CHECK(faults(written(filled_with("\"\\\n\x01</script>"), DocumentFormat::json)) == "");
    CHECK(faults(written(doc::Document{"empty", {}}, DocumentFormat::json)) == "");
}

TEST_CASE("cli: what breaks the schema of documents is found") {
    std::string json = written(sample_document(), DocumentFormat::json);
    json.replace(json.find("\"at_least\":true"), 15, "\"at_least\":1");
    CHECK(faults(json) != "");
}

TEST_CASE("cli: JSON documents hold figures as numbers, and say why there is none") {
    const auto json = nlohmann::json::parse(written(sample_document(), DocumentFormat::json, Language::en));
    CHECK(json.at("language") == "en");
    CHECK(json.at("as_of") == "2026-03-31");
    const auto& table = block(json, "by_department");
    CHECK(table.at("rows").at(0).dump() ==
          R"({"cost":21500.0,"department":"support","last_day":"2026-01-23","pass_rate":93.9,"people":82,)"
          R"("score_id":"0012","state":"met"})");
    CHECK(table.at("rows").size() == 3);
    CHECK(table.at("totals").size() == 1);
    CHECK(table.at("rows").at(2).at("pass_rate").is_null());
    CHECK(table.at("missing").dump() == R"([{"column":"pass_rate","reason":"too few people","row":2}])");
    CHECK(block(json, "trend").at("rows").at(1).dump() == R"({"final":null,"first":74.0,"point":"2025-Q2"})");
    CHECK(block(json, "gain").at("rows").at(2).at("change") == -1.6);
    CHECK(block(json, "figures").at("figures").at(0).at("value") == 91.5);
}
