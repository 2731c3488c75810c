#pragma once
#include <memory>
#include <string_view>

#include "base/diagnostics.h"
#include "yaml/document.h"

namespace passline {

/// A JSON Schema (2020-12) of the keywords that `schemas/` use, checked against YAML with YAML positions. An
/// unknown key is `schema-key` with a "did you mean", a missing one `schema-required`, a wrong type
/// `schema-type`, a value out of its range, list or pattern `schema-value`. Under anyOf/oneOf the branch
/// whose type fits (or that comes furthest) speaks.
class Schema {
  public:
    /// The schema compiled in under `name` ("policy", "plan", …). It must exist.
    static const Schema& builtin(std::string_view name);
    /// For tests: from JSON text. Null when the text is not JSON or uses a keyword that is not supported.
    static std::unique_ptr<Schema> parse(std::string_view json);
    ~Schema();

    /// True when the document obeys; else every problem is in `diagnostics`.
    bool check(const Document& document, Diagnostics& diagnostics) const;

  private:
    struct Impl;
    explicit Schema(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace passline
