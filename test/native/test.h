// The few lines of test framework that these tests need: no dependency for a fresh machine to find.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace test {

struct Case {
  const char* name;
  void (*run)();
};

inline std::vector<Case>& cases() {
  static std::vector<Case> list;
  return list;
}

struct Registration {
  Registration(const char* name, void (*run)()) { cases().push_back({name, run}); }
};

inline int failures = 0;

inline void fail(const char* file, int line, const std::string& what) {
  if (++failures <= 20) std::printf("%s:%d: %s\n", file, line, what.c_str());
}

constexpr uint64_t kSeed = 20261124;

// NEXTOKEN_TEST_SEED repeats a run.
inline uint64_t seed() {
  static const uint64_t value = [] {
    const char* text = std::getenv("NEXTOKEN_TEST_SEED");
    return text != nullptr ? std::strtoull(text, nullptr, 10) : kSeed;
  }();
  return value;
}

// NEXTOKEN_TEST_SCALE: percent of the trials, for emulators and sanitizers.
inline int trials(int count) {
  const char* text = std::getenv("NEXTOKEN_TEST_SCALE");
  const int scaled = text != nullptr ? int(std::strtol(text, nullptr, 10)) * count / 100 : count;
  return scaled > 1 ? scaled : 1;
}

// The same numbers on every platform (SplitMix64).
class Random {
 public:
  explicit Random(uint64_t stream) : state_(seed() * 0x9e3779b97f4a7c15ull + stream) {}

  uint64_t bits() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  int between(int low, int high) { return low + int(bits() % uint64_t(high - low + 1)); }
  double uniform() { return double(bits() >> 11) * 0x1p-53; }
  // Nearly normal: the sum of twelve uniforms.
  float normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += uniform();
    return float(sum);
  }

 private:
  uint64_t state_;
};

}  // namespace test

#define TEST(name)                                                     \
  static void test_##name();                                           \
  static const test::Registration register_##name(#name, test_##name); \
  static void test_##name()

#define EXPECT(condition, ...)                                                         \
  do {                                                                                 \
    if (!(condition)) {                                                                \
      char text[512];                                                                  \
      std::snprintf(text, sizeof text, __VA_ARGS__);                                   \
      test::fail(__FILE__, __LINE__, std::string("expected " #condition ": ") + text); \
    }                                                                                  \
  } while (0)
