#include "threads/workers.h"

#include <chrono>

namespace nextoken {

namespace {

// How long an idle worker spins before it parks. A decode step issues a job every 10 to 100 us, and
// waking a parked thread costs about 50 us: spinning through the gaps inside a step is worth it,
// spinning while nobody generates is not.
constexpr std::chrono::microseconds kSpinTime(60);
// Spins between two looks at the clock.
constexpr int kSpinsPerLook = 32;

template <class Ready>
bool spin_until(Ready ready) {
  const auto start = std::chrono::steady_clock::now();
  do {
    for (int i = 0; i < kSpinsPerLook; ++i) {
      if (ready()) return true;
      spin_hint();
    }
  } while (std::chrono::steady_clock::now() - start < kSpinTime);
  return ready();
}

}  // namespace

Workers::Workers(int threads) {
  threads_.reserve(static_cast<size_t>(threads - 1));
  for (int i = 1; i < threads; ++i) threads_.emplace_back([this, i] { work(i); });
}

Workers::~Workers() {
  mutex_.lock();
  stopping_.store(true);
  epoch_.fetch_add(1);
  wake_.notify_all();
  mutex_.unlock();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::run(int count, int grain, Task task, void* context) {
  if (threads_.empty() || count <= grain) {
    task(context, 0, count, 0);
    return;
  }
  job_ = {task, context, count, grain};
  next_.store(0, std::memory_order_relaxed);
  unfinished_.store(static_cast<int>(threads_.size()), std::memory_order_relaxed);
  epoch_.fetch_add(1);  // publishes the job
  if (parked_.load() != 0) {
    mutex_.lock();
    wake_.notify_all();
    mutex_.unlock();
  }
  claim_pieces(0);
  while (!spin_until([this] { return unfinished_.load(std::memory_order_acquire) == 0; })) {
    yield_thread();
  }
}

void Workers::claim_pieces(int worker) {
  for (;;) {
    const int begin = next_.fetch_add(job_.grain, std::memory_order_relaxed);
    if (begin >= job_.count) return;
    const int end = begin + job_.grain < job_.count ? begin + job_.grain : job_.count;
    job_.task(job_.context, begin, end, worker);
  }
}

void Workers::work(int worker) {
  uint32_t seen = 0;
  for (;;) {
    if (!spin_until([&] { return epoch_.load(std::memory_order_acquire) != seen; })) {
      mutex_.lock();
      parked_.fetch_add(1);
      while (epoch_.load() == seen) wake_.wait(mutex_);
      parked_.fetch_sub(1);
      mutex_.unlock();
    }
    seen = epoch_.load();
    if (stopping_.load()) return;
    claim_pieces(worker);
    unfinished_.fetch_sub(1, std::memory_order_release);
  }
}

}  // namespace nextoken
