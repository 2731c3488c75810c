#include "scores/entry_store.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

#include "base/parts.h"

namespace passline {

namespace {

constexpr std::size_t chunk_entries = 256;
constexpr std::uint64_t value_bits = 32;

/// What is stored of an entry: its person within the stack, its shape's number and the score's lower bits. A
/// number too large for its place is given as `wide` here and stands in a word of its own behind.
struct Word {
    static constexpr unsigned person_bits = 11, shape_bits = 21;
    static constexpr std::uint32_t wide = (1U << shape_bits) - 1;
    static_assert(EntryStore::people_a_stack == 1U << person_bits);

    static std::uint64_t packed(std::uint32_t person, std::uint32_t shape, std::uint32_t value) {
        const std::uint64_t in_stack = person % EntryStore::people_a_stack;
        return (in_stack << shape_bits | std::min(shape, wide)) << value_bits | value;
    }
    static std::uint32_t person(std::uint64_t word) {
        return static_cast<std::uint32_t>(word >> (value_bits + shape_bits));
    }
    static std::uint32_t shape(std::uint64_t word) {
        return static_cast<std::uint32_t>(word >> value_bits) & wide;
    }
    static std::uint32_t value(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
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

/// What entries of a shape have alike, as it is given back.
struct Alike {
    explicit Alike(const Shape& shape)
        : course(static_cast<std::uint32_t>(shape.key >> 32U)),
          who(static_cast<std::uint32_t>(shape.rest & 0xFFFFFFU)),
          date(static_cast<std::int32_t>(static_cast<std::uint32_t>(shape.rest >> 32U))),
          attempt(static_cast<std::uint16_t>(shape.key >> 16U)),
          component(static_cast<std::uint8_t>(shape.key >> 8U)),
          role(static_cast<std::uint8_t>(shape.key)),
          value((shape.rest >> 24U & 0xFFU) << value_bits) {}

    void restore(std::uint32_t lower_value, ScoreEntry& entry) const {
        entry.course = course;
        entry.who = who;
        entry.date = date;
        entry.value = ScoreValue::unpacked(value | lower_value);
        entry.role = role;
        entry.component = component;
        entry.attempt = attempt;
    }

    std::uint32_t course, who;
    std::int32_t date;
    std::uint16_t attempt;
    std::uint8_t component, role;
    std::uint64_t value;  ///< its upper bits
};

/// Numbers for shapes in the order of arrival.
class Shapes {
  public:
    std::uint32_t number(const Shape& shape) {
        const std::uint32_t known = table_[slot(shape)];
        return known != none ? known : add(shape);
    }
    std::span<const Shape> all() const { return shapes_; }

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
    [[gnu::noinline]] std::uint32_t add(const Shape& shape) {
        const auto number = static_cast<std::uint32_t>(shapes_.size());
        shapes_.push_back(shape);
        if (shapes_.size() * 2 > table_.size()) {
            table_.assign(table_.size() * 2, none);
            for (std::uint32_t i = 0; i < number; ++i) table_[slot(shapes_[i])] = i;
        }
        table_[slot(shape)] = number;
        return number;
    }
    std::vector<Shape> shapes_;
    std::vector<std::uint32_t> table_ = std::vector<std::uint32_t>(64, none);  ///< a power of two of them
};

using Chunk = std::array<std::uint64_t, chunk_entries>;
using ChunkOfRows = std::array<std::uint64_t, chunk_entries>;

struct Stack {
    std::vector<Chunk*> chunks;                      ///< the last one is open, the others full
    std::vector<std::unique_ptr<ChunkOfRows>> rows;  ///< as chunks, or none
};

/// Where a stack grows: what adding an entry looks at, apart from the rest.
struct Open {
    std::uint64_t* next = nullptr;
    std::uint64_t* end = nullptr;
};

/// Chunks, cut from ever larger pieces. In pages of the ordinary size: where memory is new to the process,
/// large ones cost more than finding an address twice (docs/design.md).
class Chunks {
  public:
    Chunk* add() {
        if (!free_.empty()) {
            Chunk* const chunk = free_.back();
            free_.pop_back();
            return chunk;
        }
        if (next_ == end_) {
            piece_ = pieces_.empty() ? 16 : std::min(piece_ * 2, most);
            pieces_.push_back(std::make_unique_for_overwrite<Chunk[]>(piece_));
            next_ = pieces_.back().get();
            end_ = next_ + piece_;
        }
        return next_++;
    }
    void take_back(Chunk* chunk) { free_.push_back(chunk); }

  private:
    static constexpr std::size_t most = (std::size_t{8} << 20U) / sizeof(Chunk);
    std::vector<std::unique_ptr<Chunk[]>> pieces_;
    std::size_t piece_ = 0;  ///< chunks of the last one
    std::vector<Chunk*> free_;
    Chunk* next_ = nullptr;
    Chunk* end_ = nullptr;
};

/// An entry of one person that is being put in order: its shape's rank, then the score's lower bits.
struct Loose {
    std::uint64_t word = 0;

    Loose() = default;
    Loose(std::uint32_t rank, std::uint32_t /*key*/, std::uint32_t value, std::uint64_t /*row*/)
        : word(std::uint64_t{rank} << value_bits | value) {}
    std::uint32_t rank() const { return static_cast<std::uint32_t>(word >> value_bits); }
    std::uint32_t value() const { return static_cast<std::uint32_t>(word); }
    RowAddress address() const { return {}; }
    bool operator<(const Loose& other) const { return word < other.word; }
};

/// The same where it knows its row: that comes before what tells shapes of one key and rater apart.
struct LooseWithRow : Loose {
    std::uint32_t key = 0;
    std::uint64_t row = 0;

    LooseWithRow() = default;
    LooseWithRow(std::uint32_t rank, std::uint32_t key_rank, std::uint32_t value, std::uint64_t row_address)
        : Loose(rank, key_rank, value, row_address), key(key_rank), row(row_address) {}
    RowAddress address() const { return RowAddress(row); }
    bool operator<(const LooseWithRow& other) const {
        return key != other.key ? key < other.key : row < other.row;
    }
};

/// Of one person, mostly few: each is moved before those that are greater.
template <class Entry>
void order_few(std::span<Entry> entries) {
    constexpr std::size_t few = 16;
    if (entries.size() > few) return std::sort(entries.begin(), entries.end());
    for (std::size_t i = 1; i < entries.size(); ++i) {
        const Entry entry = entries[i];
        std::size_t at = i;
        for (; at > 0 && entry < entries[at - 1]; --at) entries[at] = entries[at - 1];
        entries[at] = entry;
    }
}

}  // namespace

struct EntryStore::Thread {
    [[gnu::always_inline]] void add(std::uint32_t person, std::uint32_t shape, std::uint32_t value,
                                    std::uint64_t row, bool with_rows) {
        const std::uint32_t at = person / people_a_stack;
        if (at >= open.size()) make_stack(at);
        put(at, Word::packed(person, shape, value), row, with_rows);
        if (shape >= Word::wide) put(at, shape, row, with_rows);
    }

    /// Calls `take(person within the stack, shape, value, row)` for each entry of a stack.
    template <class Take>
    void each(std::size_t number, Take take) const {
        const Stack& stack = stacks[number];
        std::uint64_t before = 0;  // a word whose shape stands in the next one
        for (std::size_t c = 0; c < stack.chunks.size(); ++c) {
            const bool last = c + 1 == stack.chunks.size();
            const std::size_t count =
                last ? static_cast<std::size_t>(open[number].next - stack.chunks[c]->data()) : chunk_entries;
            for (std::size_t i = 0; i < count; ++i) {
                const std::uint64_t word = (*stack.chunks[c])[i];
                const std::uint64_t row = stack.rows.empty() ? 0 : (*stack.rows[c])[i];
                if (before != 0) {
                    take(Word::person(before), static_cast<std::uint32_t>(word), Word::value(before), row);
                    before = 0;
                } else if (Word::shape(word) == Word::wide) {
                    before = word;
                } else {
                    take(Word::person(word), Word::shape(word), Word::value(word), row);
                }
            }
        }
    }

    /// Forgets a stack's entries.
    void release(std::size_t number) {
        stacks[number] = Stack();
        open[number] = Open();
    }

    std::vector<Open> open;
    std::vector<Stack> stacks;
    Chunks chunks;
    Shapes shapes;
    std::size_t size = 0;

  private:
    void make_stack(std::uint32_t at) {
        open.resize(at + 1);
        stacks.resize(at + 1);
    }
    void put(std::size_t number, std::uint64_t word, std::uint64_t row, bool with_rows) {
        Open& at = open[number];
        if (at.next == at.end) add_chunk(number, with_rows);
        if (with_rows) {
            const Stack& stack = stacks[number];
            (*stack.rows.back())[static_cast<std::size_t>(at.next - stack.chunks.back()->data())] = row;
        }
        *at.next++ = word;
    }
    [[gnu::noinline]] void add_chunk(std::size_t number, bool with_rows) {
        Stack& stack = stacks[number];
        Chunk* const chunk = stack.chunks.emplace_back(chunks.add());
        if (with_rows) stack.rows.push_back(std::make_unique_for_overwrite<ChunkOfRows>());
        open[number] = {chunk->data(), chunk->data() + chunk->size()};
    }
};

/// The shapes of all threads in the order of their keys and raters. It takes all adding to be over.
struct EntryStore::Ranks {
    std::mutex building;
    std::atomic<std::size_t> count{0};           ///< shapes that are ranked, each thread's own
    std::vector<std::vector<std::uint32_t>> of;  ///< by thread and its number of the shape
    std::vector<Alike> alike;                    ///< by rank
    std::vector<std::uint32_t> keys;             ///< by rank: which key and rater, in order

    void build(const std::vector<std::unique_ptr<Thread>>& threads) {
        std::vector<Shape> shapes;
        for (const auto& thread : threads) {
            const std::span<const Shape> mine = thread->shapes.all();
            shapes.insert(shapes.end(), mine.begin(), mine.end());
        }
        const std::size_t all = shapes.size();
        const auto rater = [](const Shape& shape) { return shape.rest & 0xFFFFFFU; };
        const auto before = [&](const Shape& a, const Shape& b) {
            if (a.key != b.key) return a.key < b.key;
            return rater(a) != rater(b) ? rater(a) < rater(b) : a.rest < b.rest;
        };
        std::sort(shapes.begin(), shapes.end(), before);
        shapes.erase(std::unique(shapes.begin(), shapes.end()), shapes.end());
        alike.clear();
        for (const Shape& shape : shapes) alike.emplace_back(shape);
        keys.resize(shapes.size());
        for (std::size_t i = 1; i < shapes.size(); ++i) {
            const bool same_key =
                shapes[i].key == shapes[i - 1].key && rater(shapes[i]) == rater(shapes[i - 1]);
            keys[i] = keys[i - 1] + (same_key ? 0 : 1);
        }
        of.resize(threads.size());
        for (std::size_t thread = 0; thread < threads.size(); ++thread) {
            of[thread].clear();
            for (const Shape& shape : threads[thread]->shapes.all()) {
                const auto at = std::lower_bound(shapes.begin(), shapes.end(), shape, before);
                of[thread].push_back(static_cast<std::uint32_t>(at - shapes.begin()));
            }
        }
        count.store(all, std::memory_order_release);
    }
};

EntryStore::EntryStore(unsigned threads, bool with_rows)
    : ranks_(std::make_unique<Ranks>()), with_rows_(with_rows) {
    for (unsigned i = 0; i < threads; ++i) threads_.push_back(std::make_unique<Thread>());
}
EntryStore::~EntryStore() = default;
EntryStore::EntryStore(EntryStore&&) noexcept = default;
EntryStore& EntryStore::operator=(EntryStore&&) noexcept = default;

void EntryStore::add(unsigned thread, std::span<const ScoreEntry> entries) {
    Thread& mine = *threads_[thread];
    for (const ScoreEntry& entry : entries) {
        mine.add(entry.person, mine.shapes.number(shape_of(entry)),
                 static_cast<std::uint32_t>(entry.value.packed()), entry.row.packed(), with_rows_);
    }
    mine.size += entries.size();
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

const EntryStore::Ranks& EntryStore::ranks() {
    std::size_t count = 0;
    for (const auto& thread : threads_) count += thread->shapes.all().size();
    if (ranks_->count.load(std::memory_order_acquire) != count) {
        const std::lock_guard lock(ranks_->building);
        if (ranks_->count.load(std::memory_order_relaxed) != count) ranks_->build(threads_);
    }
    return *ranks_;
}

/// A counting sort by person, then each person's few entries.
template <class Entry>
void EntryStore::take_as(std::uint32_t stack, std::vector<ScoreEntry>& into, bool release) {
    const Ranks& ranks = this->ranks();
    const auto each = [&](auto take) {
        for (std::size_t number = 0; number < threads_.size(); ++number) {
            const Thread& thread = *threads_[number];
            if (stack >= thread.stacks.size()) continue;
            thread.each(stack, [&, of = ranks.of[number].data()](std::uint32_t person, std::uint32_t shape,
                                                                 std::uint32_t value, std::uint64_t row) {
                take(person, of[shape], value, row);
            });
        }
    };
    std::array<std::uint32_t, people_a_stack + 1> ends{};  // of the people before
    each([&](std::uint32_t person, std::uint32_t, std::uint32_t, std::uint64_t) { ++ends[person + 1]; });
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
    thread_local std::vector<Entry> ordered;
    ordered.resize(ends.back());
    into.resize(ends.back());
    each([&](std::uint32_t person, std::uint32_t rank, std::uint32_t value, std::uint64_t row) {
        ordered[ends[person]++] = Entry(rank, ranks.keys[rank], value, row);
    });
    if (release) {
        for (const auto& thread : threads_) {
            if (stack < thread->stacks.size()) thread->release(stack);
        }
    }
    ScoreEntry* to = into.data();
    std::uint32_t begin = 0;
    for (std::uint32_t person = 0; person < people_a_stack; ++person) {
        const std::span<Entry> mine = std::span(ordered).subspan(begin, ends[person] - begin);
        order_few(mine);
        for (const Entry& from : mine) {
            to->person = stack * people_a_stack + person;
            to->row = from.address();
            ranks.alike[from.rank()].restore(from.value(), *to++);
        }
        begin = ends[person];
    }
}

void EntryStore::take(std::uint32_t stack, std::vector<ScoreEntry>& into, bool release) {
    with_rows_ ? take_as<LooseWithRow>(stack, into, release) : take_as<Loose>(stack, into, release);
}

/// Each thread's entries on a thread of their own.
void EntryStore::renumber(std::span<const std::uint32_t> number_of) {
    Parts parts(threads_.size());
    on_threads(static_cast<unsigned>(threads_.size()), parts, [&](unsigned number) {
        Thread& thread = *threads_[number];
        Thread old;
        old.stacks.swap(thread.stacks);
        old.open.swap(thread.open);
        for (std::size_t stack = 0; stack < old.stacks.size(); ++stack) {
            const std::size_t first = stack * people_a_stack;
            old.each(stack,
                     [&](std::uint32_t person, std::uint32_t shape, std::uint32_t value, std::uint64_t row) {
                         thread.add(number_of[first + person], shape, value, row, with_rows_);
                     });
            for (Chunk* const chunk : old.stacks[stack].chunks) thread.chunks.take_back(chunk);
            old.release(stack);
        }
    });
}

}  // namespace passline
