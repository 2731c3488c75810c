#include "scores/entry_store.h"

#include <algorithm>
#include <cstring>

#include "base/large_pages.h"

namespace passline {

namespace {

constexpr std::size_t chunk_entries = 256;
constexpr std::uint64_t value_bits = 32;

struct Stored {
    std::uint32_t person;
    std::uint32_t shape;
    std::uint32_t value;
};

/// What few entries differ in: two words, the second with the value's upper bits.
struct Shape {
    std::uint64_t key;   // as ScoreEntry::key
    std::uint64_t rest;  // date 32, value's upper bits 8, who 24
    bool operator==(const Shape&) const = default;
};

Shape shape_of(const ScoreEntry& entry) {
    const std::uint64_t high = entry.value.packed() >> value_bits;
    return {entry.key(),
            std::uint64_t{static_cast<std::uint32_t>(entry.date)} << 32U | high << 24U | entry.who};
}

ScoreEntry entry_of(const Stored& stored, const Shape& shape) {
    ScoreEntry entry;
    entry.person = stored.person;
    entry.course = static_cast<std::uint32_t>(shape.key >> 32U);
    entry.attempt = static_cast<std::uint16_t>(shape.key >> 16U);
    entry.component = static_cast<std::uint8_t>(shape.key >> 8U);
    entry.role = static_cast<std::uint8_t>(shape.key);
    entry.date = static_cast<std::int32_t>(static_cast<std::uint32_t>(shape.rest >> 32U));
    entry.who = static_cast<std::uint32_t>(shape.rest & 0xFFFFFFU);
    entry.value = ScoreValue::unpacked((shape.rest >> 24U & 0xFFU) << value_bits | stored.value);
    return entry;
}

/// Numbers for shapes in the order of arrival.
class Shapes {
  public:
    std::uint32_t number(const Shape& shape) {
        if ((shapes_.size() + 1) * 2 > table_.size()) grow();
        const std::size_t at = slot(shape);
        if (table_[at] == none) {
            table_[at] = static_cast<std::uint32_t>(shapes_.size());
            shapes_.push_back(shape);
        }
        return table_[at];
    }
    const Shape& operator[](std::uint32_t number) const { return shapes_[number]; }

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    std::size_t slot(const Shape& shape) const {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
        const std::uint64_t mixed = (shape.key * odd ^ shape.rest) * odd;
        const std::size_t mask = table_.size() - 1;
        std::size_t at = (mixed >> 32U) & mask;
        while (table_[at] != none && !(shapes_[table_[at]] == shape)) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        table_.assign(table_.empty() ? 64 : table_.size() * 2, none);
        for (std::uint32_t i = 0; i < shapes_.size(); ++i) table_[slot(shapes_[i])] = i;
    }
    std::vector<Shape> shapes_;
    std::vector<std::uint32_t> table_;
};

using Chunk = std::array<Stored, chunk_entries>;
using ChunkOfRows = std::array<std::uint64_t, chunk_entries>;

struct Stack {
    std::vector<Chunk*> chunks;
    std::vector<std::unique_ptr<ChunkOfRows>> rows;  ///< as chunks, or none
    std::size_t in_last = chunk_entries;             ///< entries in the last chunk

    std::size_t in(std::size_t chunk) const { return chunk + 1 == chunks.size() ? in_last : chunk_entries; }
};

/// Chunks, cut from ever larger pieces: entries come in any order, and what finds them in few large pages
/// need not wait twice.
class Chunks {
  public:
    Chunks() = default;
    Chunks(const Chunks&) = delete;
    Chunks& operator=(const Chunks&) = delete;
    ~Chunks() {
        for (const auto& [begin, count] : pieces_) LargePages<Chunk>().deallocate(begin, count);
    }
    Chunk* add() {
        if (!free_.empty()) {
            Chunk* const chunk = free_.back();
            free_.pop_back();
            return chunk;
        }
        if (next_ == end_) {
            const std::size_t count = pieces_.empty() ? 16 : std::min(pieces_.back().second * 2, most);
            pieces_.emplace_back(LargePages<Chunk>().allocate(count), count);
            next_ = pieces_.back().first;
            end_ = next_ + count;
        }
        return next_++;
    }
    void take_back(Chunk* chunk) { free_.push_back(chunk); }

  private:
    static constexpr std::size_t most = 4 * LargePages<Chunk>::page / sizeof(Chunk);  // fills whole pages
    std::vector<std::pair<Chunk*, std::size_t>> pieces_;
    std::vector<Chunk*> free_;
    Chunk* next_ = nullptr;
    Chunk* end_ = nullptr;
};

/// Orders one stack: a counting sort by person, then each person's few entries.
void order(std::vector<ScoreEntry>& entries, std::uint32_t first_person) {
    std::array<std::uint32_t, EntryStore::people_a_stack + 1> begins{};
    for (const ScoreEntry& entry : entries) ++begins[entry.person - first_person + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    thread_local std::vector<ScoreEntry> ordered;
    ordered.resize(entries.size());
    auto next = begins;
    for (const ScoreEntry& entry : entries) ordered[next[entry.person - first_person]++] = entry;
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
        const auto first = ordered.begin() + begins[i];
        const auto last = ordered.begin() + begins[i + 1];
        if (!std::is_sorted(first, last)) std::sort(first, last);
    }
    entries.swap(ordered);
}

}  // namespace

struct EntryStore::Thread {
    void add(const Stored& stored, std::uint64_t row, bool with_rows) {
        const std::uint32_t at = stored.person / people_a_stack;
        if (at >= stacks.size()) stacks.resize(at + 1);
        Stack& stack = stacks[at];
        if (stack.in_last == chunk_entries) {
            stack.chunks.push_back(chunks.add());
            if (with_rows) stack.rows.push_back(std::make_unique_for_overwrite<ChunkOfRows>());
            stack.in_last = 0;
        }
        (*stack.chunks.back())[stack.in_last] = stored;
        if (with_rows) (*stack.rows.back())[stack.in_last] = row;
        ++stack.in_last;
        ++size;
    }

    std::vector<Stack> stacks;
    Chunks chunks;
    Shapes shapes;
    std::size_t size = 0;
};

EntryStore::EntryStore(unsigned threads, bool with_rows) : with_rows_(with_rows) {
    for (unsigned i = 0; i < threads; ++i) threads_.push_back(std::make_unique<Thread>());
}
EntryStore::~EntryStore() = default;
EntryStore::EntryStore(EntryStore&&) noexcept = default;
EntryStore& EntryStore::operator=(EntryStore&&) noexcept = default;

void EntryStore::add(unsigned thread, const ScoreEntry& entry) {
    Thread& mine = *threads_[thread];
    const Stored stored{entry.person, mine.shapes.number(shape_of(entry)),
                        static_cast<std::uint32_t>(entry.value.packed())};
    mine.add(stored, entry.row.packed(), with_rows_);
}

std::size_t EntryStore::size() const {
    std::size_t all = 0;
    for (const auto& thread : threads_) all += thread->size;
    return all;
}

std::uint32_t EntryStore::stacks() const {
    std::size_t most = 0;
    for (const auto& thread : threads_) most = std::max(most, thread->stacks.size());
    return static_cast<std::uint32_t>(most);
}

void EntryStore::take(std::uint32_t stack, std::vector<ScoreEntry>& into, bool release) {
    into.clear();
    for (const auto& thread : threads_) {
        if (stack >= thread->stacks.size()) continue;
        Stack& from = thread->stacks[stack];
        for (std::size_t c = 0; c < from.chunks.size(); ++c) {
            for (std::size_t i = 0; i < from.in(c); ++i) {
                const Stored& stored = (*from.chunks[c])[i];
                into.push_back(entry_of(stored, thread->shapes[stored.shape]));
                if (with_rows_) into.back().row = RowAddress((*from.rows[c])[i]);
            }
        }
        if (release) from = Stack();
    }
    order(into, stack * people_a_stack);
}

void EntryStore::renumber(std::span<const std::uint32_t> number_of) {
    for (const auto& thread : threads_) {
        std::vector<Stack> old;
        old.swap(thread->stacks);
        thread->size = 0;
        for (Stack& from : old) {
            for (std::size_t c = 0; c < from.chunks.size(); ++c) {
                for (std::size_t i = 0; i < from.in(c); ++i) {
                    Stored stored = (*from.chunks[c])[i];
                    stored.person = number_of[stored.person];
                    thread->add(stored, with_rows_ ? (*from.rows[c])[i] : 0, with_rows_);
                }
                thread->chunks.take_back(from.chunks[c]);
            }
            from = Stack();
        }
    }
}

}  // namespace passline
