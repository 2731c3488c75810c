#pragma once
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace passline {

/// A list that no longer changes, which its copies share: thousands of courses are judged by the same
/// components.
template <class T>
class SharedList {
  public:
    SharedList() = default;
    SharedList(std::vector<T> items)  // NOLINT(google-explicit-constructor): it is the same list
        : items_(items.empty() ? nullptr : std::make_shared<const std::vector<T>>(std::move(items))) {}

    std::size_t size() const { return items_ == nullptr ? 0 : items_->size(); }
    bool empty() const { return items_ == nullptr; }
    const T* begin() const { return items_ == nullptr ? nullptr : items_->data(); }
    const T* end() const { return begin() + size(); }
    const T& operator[](std::size_t index) const { return (*items_)[index]; }

  private:
    std::shared_ptr<const std::vector<T>> items_;  ///< null where there are none
};

}  // namespace passline
