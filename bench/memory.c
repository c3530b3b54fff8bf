// Reads a large array with some threads and prints the best rate of several passes, in GB/s.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { passes = 8, most_threads = 256 };
static const size_t total_words = (size_t)512 << 17;  // 512 MiB of 8-byte words

static uint64_t* words;
static size_t words_each;
static pthread_barrier_t barrier;
static volatile uint64_t sink[most_threads][8];  // a cache line each

static void* read_share(void* index_pointer) {
  const size_t index = (size_t)index_pointer;
  const uint64_t* share = words + index * words_each;
  for (int pass = 0; pass < passes; pass++) {
    pthread_barrier_wait(&barrier);
    uint64_t sums[32] = {0};  // integers, many of them: the compiler may vectorise the sum
    for (size_t i = 0; i + 32 <= words_each; i += 32)
      for (int lane = 0; lane < 32; lane++) sums[lane] += share[i + lane];
    uint64_t sum = 0;
    for (int lane = 0; lane < 32; lane++) sum += sums[lane];
    sink[index][0] = sum;
    pthread_barrier_wait(&barrier);
  }
  return NULL;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int count, char** arguments) {
  const int threads = count > 1 ? atoi(arguments[1]) : 1;
  if (threads < 1 || threads > most_threads) return 1;
  words = malloc(total_words * sizeof *words);
  if (!words) return 1;
  // Touched once, or every page would be the same page of zeros.
  for (size_t i = 0; i < total_words; i++) words[i] = i;
  words_each = total_words / threads;
  pthread_barrier_init(&barrier, NULL, threads + 1);
  pthread_t workers[most_threads];
  for (size_t i = 0; i < (size_t)threads; i++) pthread_create(&workers[i], NULL, read_share, (void*)i);
  double best = 0;
  for (int pass = 0; pass < passes; pass++) {
    pthread_barrier_wait(&barrier);
    const double start = seconds();
    pthread_barrier_wait(&barrier);
    const double rate = words_each * threads * sizeof *words / (seconds() - start) / 1e9;
    if (rate > best) best = rate;
  }
  for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  printf("%.2f\n", best);
  return 0;
}
