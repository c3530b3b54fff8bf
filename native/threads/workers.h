// A small pool of threads that share one loop at a time. Knows neither arithmetic nor model.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "threads/sync.h"

namespace nextoken {

class Workers {
 public:
  // A piece of a loop: indices [begin, end), on worker `worker` (0 is the calling thread).
  using Task = void (*)(void* context, int begin, int end, int worker);

  // `threads` >= 1, the calling thread included.
  explicit Workers(int threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  int threads() const { return static_cast<int>(threads_.size()) + 1; }

  // Runs task over [0, count) in pieces of `grain`, and returns when all are done. Pieces are claimed
  // as workers come free, so a task's result must not depend on who computes it. One caller at a time.
  void run(int count, int grain, Task task, void* context);

  // The same for a callable (int begin, int end, int worker).
  template <class Body>
  void run(int count, int grain, Body&& body) {
    run(
        count, grain,
        [](void* context, int begin, int end, int worker) {
          (*static_cast<Body*>(context))(begin, end, worker);
        },
        &body);
  }

 private:
  void work(int worker);
  void claim_pieces(int worker);

  struct Job {
    Task task = nullptr;
    void* context = nullptr;
    int count = 0;
    int grain = 1;
  };

  Job job_;
  std::atomic<uint32_t> epoch_{0};  // counts jobs; a change starts the workers
  std::atomic<int> next_{0};        // first index nobody has claimed
  std::atomic<int> unfinished_{0};  // workers that have not finished this job
  std::atomic<bool> stopping_{false};
  std::atomic<int> parked_{0};
  Mutex mutex_;
  Condition wake_;
  std::vector<std::thread> threads_;
};

}  // namespace nextoken
