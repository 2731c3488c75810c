#pragma once
#include <cstdint>
#include <vector>

#include "roster/person_ids.h"

namespace passline {

/// The numbers of all ids, in byte order of the ids; so many threads may sort. Ids of up to 12 bytes that
/// differ in little, as those of one employer do, are sorted as numbers, digit by digit; others by comparing
/// them.
std::vector<std::uint32_t> order_of(const PersonIds& ids, unsigned threads);

}  // namespace passline
