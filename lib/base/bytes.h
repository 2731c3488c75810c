#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>

namespace passline {

/// Bytes that grow at the end, for writers: room is made once for a whole row, then written without asking.
class Bytes {
  public:
    /// A place to write `most` bytes at; what was written is told by `end_at`. 32 more may be overwritten
    /// with anything.
    char* room(std::size_t most) {
        if (size_ + most + slack > capacity_) grow(size_ + most + slack);
        return bytes_.get() + size_;
    }
    void end_at(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

    void append(std::string_view text) {
        char* const to = room(text.size());
        std::memcpy(to, text.data(), text.size());
        size_ += text.size();
    }
    std::string_view view() const { return {bytes_.get(), size_}; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    void clear() { size_ = 0; }

    static constexpr std::size_t slack = 32;

  private:
    void grow(std::size_t least) {
        const std::size_t capacity = std::max(least, capacity_ * 2);
        auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
        if (size_ != 0) std::memcpy(bytes.get(), bytes_.get(), size_);
        bytes_ = std::move(bytes);
        capacity_ = capacity;
    }
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Copies a text, mostly a short one, to where 16 bytes more than its size may be written, and returns its
/// end. Few branches and no call: texts of a table differ in length from cell to cell.
[[gnu::always_inline]] inline char* put(char* to, std::string_view text) {
    const std::size_t size = text.size();
    const char* const from = text.data();
    const auto copy = [&]<std::size_t width>(std::integral_constant<std::size_t, width>) {
        std::memcpy(to, from, width);
        std::memcpy(to + size - width, from + size - width, width);
    };
    if (size > 64) {
        std::memcpy(to, from, size);
    } else if (size >= 32) {
        copy(std::integral_constant<std::size_t, 32>());
    } else if (size >= 16) {
        copy(std::integral_constant<std::size_t, 16>());
    } else if (size >= 8) {
        copy(std::integral_constant<std::size_t, 8>());
    } else if (size >= 4) {
        copy(std::integral_constant<std::size_t, 4>());
    } else if (size != 0) {  // the first, the one in the middle, the last: some of them may be the same
        to[0] = from[0];
        to[size / 2] = from[size / 2];
        to[size - 1] = from[size - 1];
    }
    return to + size;
}

}  // namespace passline
