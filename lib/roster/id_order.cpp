#include "roster/id_order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <string_view>
#include <utility>

#include "base/parts.h"

namespace passline {
namespace {

constexpr std::size_t places = 12;
constexpr std::size_t worth_a_thread = 50'000;

/// Calls `work(stretch, begin, end)` for each stretch of so many ids, on a thread for each.
template <class Work>
void on_stretches(std::size_t count, std::size_t stretches, Work work) {
    Parts parts(stretches);
    on_threads(static_cast<unsigned>(stretches), parts, [&](unsigned stretch) {
        work(stretch, count * stretch / stretches, count * (stretch + std::size_t{1}) / stretches);
    });
}

/// The bytes that stand at each place of the ids, numbered in their order, and nothing behind an id's end: as
/// digits of a number, each place with its own base, they sort as the ids do.
class Digits {
  public:
    void look_at(std::string_view id) {
        fits_ = fits_ && id.size() <= places && id.find('\0') == std::string_view::npos;
        for (std::size_t place = 0; place < places; ++place) seen_[place][byte(id, place)] = true;
    }
    void look_at(const Digits& others) {
        fits_ = fits_ && others.fits_;
        for (std::size_t place = 0; place < places; ++place) {
            for (std::size_t byte = 0; byte < 256; ++byte) seen_[place][byte] |= others.seen_[place][byte];
        }
    }
    /// When all have been looked at. False where the numbers take more than 32 bits.
    bool number_them() {
        std::uint64_t count = 1;
        for (std::size_t place = 0; place < places && fits_; ++place) {
            std::uint32_t digits = 0;
            for (std::size_t byte = 0; byte < 256; ++byte) {
                if (seen_[place][byte]) digit_[place][byte] = digits++;
            }
            if (digits < 2) continue;
            used_[used_count_++] = {static_cast<std::uint32_t>(place), digits};
            count *= digits;
            fits_ = count <= std::uint64_t{1} << 32U;
        }
        bits_ = static_cast<unsigned>(std::bit_width(count - 1));
        return fits_;
    }
    std::uint32_t number(std::string_view id) const {
        std::uint32_t number = 0;
        for (std::size_t i = 0; i < used_count_; ++i)
            number = number * used_[i].digits + digit_[used_[i].place][byte(id, used_[i].place)];
        return number;
    }
    unsigned bits() const { return bits_; }  ///< of the largest number

  private:
    static unsigned char byte(std::string_view id, std::size_t place) {
        return place < id.size() ? static_cast<unsigned char>(id[place]) : 0;
    }
    struct Place {
        std::uint32_t place = 0;
        std::uint32_t digits = 0;
    };
    std::array<std::array<bool, 256>, places> seen_{};
    std::array<std::array<std::uint32_t, 256>, places> digit_{};
    std::array<Place, places> used_;
    std::size_t used_count_ = 0;
    unsigned bits_ = 0;
    bool fits_ = true;
};

/// By the upper halves, of which so many bits are used: from the lowest digit to the highest, each time
/// keeping the order of those that are alike.
void sort_by_digits(std::vector<std::uint64_t>& items, unsigned bits, std::size_t stretches) {
    constexpr unsigned most_bits = 10;  // a place in memory for each digit's items stays at hand for so many
    const unsigned rounds = (bits + most_bits - 1) / most_bits;
    const unsigned width = rounds == 0 ? 0 : (bits + rounds - 1) / rounds;
    const std::size_t digits = std::size_t{1} << width;
    std::vector<std::uint64_t> sorted(items.size());
    std::vector<std::vector<std::size_t>> at(stretches);
    for (unsigned round = 0; round < rounds; ++round) {
        const unsigned shift = 32 + round * width;
        const auto digit = [&](std::uint64_t item) { return (item >> shift) & (digits - 1); };
        on_stretches(items.size(), stretches, [&](unsigned stretch, std::size_t begin, std::size_t end) {
            at[stretch].assign(digits, 0);
            for (std::size_t i = begin; i < end; ++i) ++at[stretch][digit(items[i])];
        });
        std::size_t next = 0;
        for (std::size_t each = 0; each < digits; ++each) {
            for (std::vector<std::size_t>& counts : at) next += std::exchange(counts[each], next);
        }
        on_stretches(items.size(), stretches, [&](unsigned stretch, std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) sorted[at[stretch][digit(items[i])]++] = items[i];
        });
        items.swap(sorted);
    }
}

/// The beginning of an id as numbers that sort as it does: comparing texts of millions is waiting for them.
struct SortKey {
    std::uint64_t head = 0;
    std::uint32_t tail = 0;
    std::uint32_t number = 0;

    SortKey() = default;
    SortKey(std::string_view id, std::uint32_t whose) : number(whose) {
        std::array<unsigned char, places> first{};
        std::memcpy(first.data(), id.data(), std::min(id.size(), first.size()));
        for (std::size_t i = 0; i < 8; ++i) head = head << 8U | first[i];
        for (std::size_t i = 8; i < places; ++i) tail = tail << 8U | first[i];
    }
};

void sort_by_comparing(const PersonIds& ids, std::size_t stretches, std::vector<std::uint32_t>& order) {
    const auto before = [&](const SortKey& a, const SortKey& b) {
        if (a.head != b.head) return a.head < b.head;
        return a.tail != b.tail ? a.tail < b.tail : ids[a.number] < ids[b.number];
    };
    std::vector<SortKey> keys(ids.size());
    const auto key = [&](std::size_t at) { return keys.begin() + static_cast<std::ptrdiff_t>(at); };
    on_stretches(ids.size(), stretches, [&](unsigned, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto number = static_cast<std::uint32_t>(i);
            keys[i] = SortKey(ids[number], number);
        }
        std::sort(key(begin), key(end), before);
    });
    for (std::size_t stretch = 1; stretch < stretches; ++stretch) {
        std::inplace_merge(key(0), key(keys.size() * stretch / stretches),
                           key(keys.size() * (stretch + 1) / stretches), before);
    }
    std::transform(keys.begin(), keys.end(), order.begin(), [](const SortKey& each) { return each.number; });
}

}  // namespace

std::vector<std::uint32_t> order_of(const PersonIds& ids, unsigned threads) {
    std::vector<std::uint32_t> order(ids.size());
    if (ids.in_order()) {
        std::iota(order.begin(), order.end(), std::uint32_t{0});
        return order;
    }
    const std::size_t stretches =
        std::clamp<std::size_t>(ids.size() / worth_a_thread, 1, std::max(1U, threads));
    std::vector<Digits> seen(stretches);
    on_stretches(ids.size(), stretches, [&](unsigned stretch, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) seen[stretch].look_at(ids[static_cast<std::uint32_t>(i)]);
    });
    Digits& digits = seen.front();
    for (std::size_t stretch = 1; stretch < stretches; ++stretch) digits.look_at(seen[stretch]);
    if (!digits.number_them()) {
        sort_by_comparing(ids, stretches, order);
        return order;
    }
    std::vector<std::uint64_t> items(ids.size());
    on_stretches(ids.size(), stretches, [&](unsigned, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            items[i] = std::uint64_t{digits.number(ids[static_cast<std::uint32_t>(i)])} << 32U | i;
    });
    sort_by_digits(items, digits.bits(), stretches);
    std::transform(items.begin(), items.end(), order.begin(),
                   [](std::uint64_t item) { return static_cast<std::uint32_t>(item); });
    return order;
}

}  // namespace passline
