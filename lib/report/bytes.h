#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

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

/// Copies a short text to where 16 bytes more than its size may be written, and returns its end.
inline char* put(char* to, std::string_view text) {
    const std::size_t size = text.size();
    const char* const from = text.data();
    if (size >= 16) {
        std::memcpy(to, from, size);
    } else if (size >= 8) {
        std::memcpy(to, from, 8);
        std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(to, from, 4);
        std::memcpy(to + size - 4, from + size - 4, 4);
    } else {
        for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
    }
    return to + size;
}

}  // namespace passline
