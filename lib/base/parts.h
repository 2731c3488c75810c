// Work that comes in parts: several threads do them side by side, and what must keep the order keeps it.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace passline {

/// Hands out parts 0, 1, 2 … `count` - 1 to threads, and lets them pass one point in that order.
class Parts {
  public:
    explicit Parts(std::size_t count) : count_(count) {}

    std::size_t count() const { return count_; }

    /// The next part that nobody has taken; false when there is none, or when the work was given up.
    bool take(std::size_t& part) {
        const std::lock_guard lock(mutex_);
        if (given_up_ || taken_ == count_) return false;
        part = taken_++;
        return true;
    }

    /// Waits until all parts before this one have passed. False when the work was given up meanwhile.
    bool wait_for_turn(std::size_t part) {
        std::unique_lock lock(mutex_);
        turn_.wait(lock, [&] { return given_up_ || passed_ == part; });
        return !given_up_;
    }
    /// The part whose turn it was lets the next one pass.
    void pass() {
        {
            const std::lock_guard lock(mutex_);
            ++passed_;
        }
        turn_.notify_all();
    }

    /// No further part is handed out, and nobody waits any longer.
    void give_up() {
        {
            const std::lock_guard lock(mutex_);
            given_up_ = true;
        }
        turn_.notify_all();
    }
    bool given_up() const {
        const std::lock_guard lock(mutex_);
        return given_up_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable turn_;
    const std::size_t count_;
    std::size_t taken_ = 0;
    std::size_t passed_ = 0;
    bool given_up_ = false;
};

/// Calls `work(thread)` on `threads` threads, of which the caller's is number 0, and returns when all have
/// ended. An exception of one of them is thrown here; `parts` is given up then.
template <class Work>
void on_threads(unsigned threads, Parts& parts, Work work) {
    std::vector<std::exception_ptr> failures(threads == 0 ? 1 : threads);
    const auto guarded = [&](unsigned thread) {
        try {
            work(thread);
        } catch (...) {
            failures[thread] = std::current_exception();
            parts.give_up();
        }
    };
    std::vector<std::thread> others;
    for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(guarded, thread);
    guarded(0);
    for (std::thread& other : others) other.join();
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

}  // namespace passline
