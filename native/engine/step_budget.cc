#include "engine/step_budget.h"

#include <algorithm>

namespace nextoken {

namespace {

// Before anything is known, and at least: a prompt must get on.
constexpr int kFirstRows = 16;
constexpr int kLeastRows = 4;
// Fewer rows say little about the time of one.
constexpr int kTellingRows = 8;
// A new measurement's share in the running average; a disturbed one counts as this many times the average.
constexpr double kShare = 0.2;
constexpr double kOutlier = 2.0;

void average(double& known, double measured) {
  if (known == 0.0)
    known = measured;
  else
    known += kShare * (std::min(measured, kOutlier * known) - known);
}

}  // namespace

int StepBudget::bucket(int decoding) {
  int index = 0;
  while ((1 << index) < decoding && index < kBuckets - 1) ++index;
  return index;
}

double StepBudget::decode_time(int decoding) const {
  const int wanted = bucket(decoding);
  if (decode_ms_[wanted] != 0.0) return decode_ms_[wanted];
  // A step with fewer sequences takes less time, and half as long at the least for half as many.
  for (int i = wanted - 1; i >= 0; --i) {
    if (decode_ms_[i] != 0.0) return decode_ms_[i];
  }
  for (int i = wanted + 1; i < kBuckets; ++i) {
    if (decode_ms_[i] != 0.0) return decode_ms_[i] / (1 << (i - wanted));
  }
  return 0.0;
}

int StepBudget::prompt_rows(int decoding) const {
  if (decoding == 0) return kMostRows;
  const double decode = decode_time(decoding);
  if (decode == 0.0 || row_ms_ == 0.0) return kFirstRows;
  const double rows = (kStretch - 1.0) * decode / row_ms_;
  return std::clamp(int(std::min(rows, double(kMostRows))), kLeastRows, kMostRows);
}

int StepBudget::draft_rows(int rows, float probability, int most) const {
  // What is promised must be a little more than nothing.
  constexpr double kLeastGain = 1.05;
  const double now = decode_time(rows);
  if (now == 0.0) return 0;
  double best = kLeastGain * rows / now;
  int best_count = 0;
  double expected = 0.0, chance = 1.0;  // tokens from proposals, and that all so far come true
  for (int count = 1; count <= most; ++count) {
    chance *= probability;
    expected += chance;
    const double rate = (rows + expected) / decode_time(rows + count);
    if (rate > best) {
      best = rate;
      best_count = count;
    }
  }
  return best_count;
}

void StepBudget::learn(int decoding, int prompt_rows, double milliseconds) {
  if (prompt_rows == 0) {
    average(decode_ms_[bucket(decoding)], milliseconds);
  } else if (prompt_rows >= kTellingRows) {
    const double decode = decoding == 0 ? 0.0 : decode_time(decoding);
    // At least a tenth, should the step have been quicker than those without prompts.
    average(row_ms_, std::max(milliseconds - decode, 0.1 * milliseconds) / prompt_rows);
  }
}

}  // namespace nextoken
