// Work that comes in parts: several threads do them side by side, and what must keep the order keeps it.
#pragma once
#include <array>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
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

    /// Sees to it that `job` is done when those of all parts before have been: here, or where one of those is
    /// being done right now, so that nobody waits for a slow one. Jobs are done one at a time. For a use of
    /// Parts with `wait_for_turn` and `pass`, or with this, not with both. False when the work was given up.
    bool in_turn(std::size_t part, std::function<void()> job) {
        std::unique_lock lock(mutex_);
        turn_.wait(lock, [&] { return given_up_ || part < passed_ + most_ahead; });
        jobs_[part % most_ahead] = std::move(job);
        if (passing_) return !given_up_;
        passing_ = true;
        while (!given_up_ && jobs_[passed_ % most_ahead]) {
            const auto next = std::exchange(jobs_[passed_ % most_ahead], nullptr);
            lock.unlock();
            next();
            lock.lock();
            ++passed_;
            turn_.notify_all();
        }
        passing_ = false;
        return !given_up_;
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
    /// So many parts may be kept that are ready before their turn.
    static constexpr std::size_t most_ahead = 4;
    std::array<std::function<void()>, most_ahead> jobs_;  ///< from passed_ on
    bool passing_ = false;                                ///< somebody does them
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
