#pragma once
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace passline {

/// Keeps texts for as long as it lives; views into it stay valid when it grows or is moved.
class Arena {
  public:
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (text.size() > left_) {
            const std::size_t size = std::max<std::size_t>(block_size, text.size());
            blocks_.push_back(std::make_unique<char[]>(size));
            next_ = blocks_.back().get();
            left_ = size;
        }
        char* const begin = next_;
        std::memcpy(begin, text.data(), text.size());
        next_ += text.size();
        left_ -= text.size();
        return {begin, text.size()};
    }

  private:
    static constexpr std::size_t block_size = 1 << 16;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace passline
