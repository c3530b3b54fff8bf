// How alike hidden states are.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nextoken {

// The largest product of `vector` [width] with one of rows [count, width]; -infinity for none.
inline float largest_product(const float* rows, size_t count, size_t width, const float* vector) {
  constexpr size_t kLanes = 16;  // sums that do not wait for each other
  float largest = -INFINITY;
  for (const float* row = rows; row < rows + count * width; row += width) {
    float sums[kLanes] = {};
    size_t i = 0;
    for (; i + kLanes <= width; i += kLanes) {
      for (size_t lane = 0; lane < kLanes; ++lane) sums[lane] += row[i + lane] * vector[i + lane];
    }
    for (; i < width; ++i) sums[i % kLanes] += row[i] * vector[i];
    float sum = 0.0f;
    for (const float each : sums) sum += each;
    largest = std::max(largest, sum);
  }
  return largest;
}

}  // namespace nextoken
