// Lets threads do the same work again and again, all at the same time, and takes the best time of the passes.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { passes = 8, most_threads = 256 };

static pthread_barrier_t barrier;
static void (*work)(int thread);

// What a thread tells of its pass; a cache line each. Threads take the time themselves: where all cores work,
// the main thread would see the start too late.
static struct {
  _Alignas(64) double start;
  double end;
} reports[most_threads];

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static void* run_passes(void* index_pointer) {
  const size_t index = (size_t)index_pointer;
  for (int pass = 0; pass < passes; pass++) {
    pthread_barrier_wait(&barrier);
    reports[index].start = seconds();
    work((int)index);
    reports[index].end = seconds();
    pthread_barrier_wait(&barrier);
  }
  return NULL;
}

// Seconds of the best pass, from the first thread's start to the last one's end.
static double best_seconds(int threads, void (*thread_work)(int thread)) {
  work = thread_work;
  pthread_barrier_init(&barrier, NULL, threads + 1);
  pthread_t workers[most_threads];
  for (size_t i = 0; i < (size_t)threads; i++) {
    if (pthread_create(&workers[i], NULL, run_passes, (void*)i)) exit(1);
  }
  double best = 1e9;
  for (int pass = 0; pass < passes; pass++) {
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    double start = reports[0].start, end = reports[0].end;
    for (int i = 1; i < threads; i++) {
      if (reports[i].start < start) start = reports[i].start;
      if (reports[i].end > end) end = reports[i].end;
    }
    if (end - start < best) best = end - start;
  }
  for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  return best;
}

static int thread_count(const char* text) {
  const int threads = atoi(text);
  if (threads < 1 || threads > most_threads) exit(1);
  return threads;
}
