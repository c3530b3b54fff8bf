// Reads an array again and again and prints the best rate of the passes, in GB/s.
// Arguments: threads, bytes.
#include "meter.h"

#include <stdint.h>
#include <sys/mman.h>

enum { streams = 4, lanes = 32 };

static uint64_t* words;
static size_t words_each;
static volatile uint64_t sink;

static void read_share(int thread) {
  const uint64_t* share = words + thread * words_each;
  // Integers and many sums: the compiler may vectorise. Several streams: one core's prefetchers follow each,
  // and read about a third more than from one.
  uint64_t sums[lanes] = {0};
  const size_t stride = words_each / streams;
  for (size_t i = 0; i + lanes <= stride; i += lanes)
    for (int stream = 0; stream < streams; stream++) {
      const uint64_t* from = share + stream * stride + i;
      for (int lane = 0; lane < lanes; lane++) sums[lane] += from[lane];
    }
  uint64_t sum = 0;
  for (int lane = 0; lane < lanes; lane++) sum += sums[lane];
  sink = sum;
}

int main(int count, char** arguments) {
  if (count != 3) return 1;
  const int threads = thread_count(arguments[1]);
  const size_t total_words = strtoull(arguments[2], NULL, 10) / sizeof *words;
  if (total_words == 0) return 1;
  void* memory;
  if (posix_memalign(&memory, 1 << 21, total_words * sizeof *words)) return 1;
  words = memory;
#ifdef MADV_HUGEPAGE
  madvise(words, total_words * sizeof *words, MADV_HUGEPAGE);
#endif
  // Touched once, or every page would be the same page of zeros.
  for (size_t i = 0; i < total_words; i++) words[i] = i;
  words_each = total_words / threads;
  printf("%.2f\n", words_each * threads * sizeof *words / best_seconds(threads, read_share) / 1e9);
  return 0;
}
