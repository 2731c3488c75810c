#pragma once
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace passline {

/// An allocator for tables of millions that are looked up in random order: large ones ask the system for
/// pages of 2 MiB, so that finding the memory's address is no second wait. Where it has none, nothing
/// changes.
template <class T>
struct LargePages {
    using value_type = T;
    static constexpr std::size_t page = std::size_t{2} << 20U;

    LargePages() = default;
    template <class U>
    LargePages(const LargePages<U>&) {}  // NOLINT(google-explicit-constructor): as allocators are

    T* allocate(std::size_t count) {
        if (count * sizeof(T) < 2 * page) return std::allocator<T>().allocate(count);
        const std::size_t bytes = (count * sizeof(T) + page - 1) / page * page;
        void* const memory = std::aligned_alloc(page, bytes);
        if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
        ::madvise(memory, bytes, MADV_HUGEPAGE);  // a wish
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (count * sizeof(T) < 2 * page) return std::allocator<T>().deallocate(memory, count);
        std::free(memory);
    }
    bool operator==(const LargePages&) const { return true; }
};

}  // namespace passline
