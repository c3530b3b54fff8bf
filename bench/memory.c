// Reads an array again and again and prints the best rate of the passes, in GB/s.
// Arguments: threads, bytes.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

enum { passes = 8, most_threads = 256, streams = 4, lanes = 32 };

static uint64_t* words;
static size_t words_each;
static pthread_barrier_t barrier;

// What a thread tells of its pass; a cache line each. Threads take the time themselves: where all
// cores read, the main thread would see the start too late.
static struct {
  _Alignas(64) double start;
  double end;
  volatile uint64_t sum;
} reports[most_threads];

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static void* read_share(void* index_pointer) {
  const size_t index = (size_t)index_pointer;
  const uint64_t* share = words + index * words_each;
  for (int pass = 0; pass < passes; pass++) {
    pthread_barrier_wait(&barrier);
    reports[index].start = seconds();
    // Integers and many sums: the compiler may vectorise. Several streams: one core's prefetchers
    // follow each, and read about a third more than from one.
    uint64_t sums[lanes] = {0};
    const size_t stride = words_each / streams;
    for (size_t i = 0; i + lanes <= stride; i += lanes)
      for (int stream = 0; stream < streams; stream++) {
        const uint64_t* from = share + stream * stride + i;
        for (int lane = 0; lane < lanes; lane++) sums[lane] += from[lane];
      }
    uint64_t sum = 0;
    for (int lane = 0; lane < lanes; lane++) sum += sums[lane];
    reports[index].sum = sum;
    reports[index].end = seconds();
    pthread_barrier_wait(&barrier);
  }
  return NULL;
}

int main(int count, char** arguments) {
  if (count != 3) return 1;
  const int threads = atoi(arguments[1]);
  const size_t total_words = strtoull(arguments[2], NULL, 10) / sizeof *words;
  if (threads < 1 || threads > most_threads || total_words == 0) return 1;
  void* memory;
  if (posix_memalign(&memory, 1 << 21, total_words * sizeof *words)) return 1;
  words = memory;
#ifdef MADV_HUGEPAGE
  madvise(words, total_words * sizeof *words, MADV_HUGEPAGE);
#endif
  // Touched once, or every page would be the same page of zeros.
  for (size_t i = 0; i < total_words; i++) words[i] = i;
  words_each = total_words / threads;
  pthread_barrier_init(&barrier, NULL, threads + 1);
  pthread_t workers[most_threads];
  for (size_t i = 0; i < (size_t)threads; i++) pthread_create(&workers[i], NULL, read_share, (void*)i);
  double best = 0;
  for (int pass = 0; pass < passes; pass++) {
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    double start = reports[0].start, end = reports[0].end;
    for (int i = 1; i < threads; i++) {
      if (reports[i].start < start) start = reports[i].start;
      if (reports[i].end > end) end = reports[i].end;
    }
    const double rate = words_each * threads * sizeof *words / (end - start) / 1e9;
    if (rate > best) best = rate;
  }
  for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  printf("%.2f\n", best);
  return 0;
}
