// Starters and policies, compiled into the binary.
#pragma once

#include <span>
#include <string_view>

namespace passline {

// The text of lib/starter/<name>.starter, as it stood when the binary was built. Empty when there is none of
// that name. The view is valid for the life of the program.
std::string_view embedded_starter(std::string_view name);
// The names of all embedded starters, in byte order.
std::span<const std::string_view> embedded_starter_names();

// The text of examples/<name>/policy.yaml and policy.test.yaml, likewise.
std::string_view embedded_policy(std::string_view name);
std::span<const std::string_view> embedded_policy_names();
std::string_view embedded_policy_test(std::string_view name);
std::span<const std::string_view> embedded_policy_test_names();

}  // namespace passline
