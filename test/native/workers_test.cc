// The worker pool: every index once, whatever the counts, the pauses and the lifetimes.
#include "threads/workers.h"

#include <chrono>

#include "test.h"

using namespace nextoken;

TEST(workers_run_every_index_once) {
  test::Random random(20);
  for (int threads = 1; threads <= 4; ++threads) {
    Workers workers(threads);
    EXPECT(workers.threads() == threads, "%d", workers.threads());
    for (int job = 0; job < test::trials(400); ++job) {
      const int count = random.between(0, job % 10 == 0 ? 5000 : 40);
      std::vector<int> seen(size_t(count), 0);
      workers.run(count, random.between(1, 9), [&](int begin, int end, int worker) {
        EXPECT(worker >= 0 && worker < threads, "%d", worker);
        for (int i = begin; i < end; ++i) seen[size_t(i)] += 1;
      });
      for (int i = 0; i < count; ++i) EXPECT(seen[size_t(i)] == 1, "%d was run %d times", i, seen[size_t(i)]);
      // Long enough for the workers to park.
      if (job % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
}

TEST(workers_start_and_end) {
  for (int i = 0; i < test::trials(200); ++i) {
    Workers workers(1 + i % 4);
    int sum = 0;
    if (i % 2) workers.run(1, 1, [&](int, int, int) { sum += 1; });
    EXPECT(sum == i % 2, "%d", sum);
  }
}
