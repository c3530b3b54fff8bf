#include "engine/step_budget.h"

#include <algorithm>

namespace nextoken {

namespace {

// Before a row beside others has been measured, it is taken to cost this many times a row of a step of
// prompts alone, whose tiles are full.
constexpr double kBesideOthers = 2.0;
// Fewer rows say little about the time of one.
constexpr int kTellingRows = 4;
// A new measurement's share in the running average; a disturbed one counts as this many times the average.
constexpr double kShare = 0.2;
constexpr double kOutlier = 2.0;
// Of what a larger step takes beyond the one that is measured.
constexpr double kForgotten = 0.002;
// A row that costs more than was known makes somebody wait: that is learned at once.
constexpr double kShareOfSlower = 0.6;

void average(double& known, double measured, double share_of_slower = kShare) {
  const double share = measured > known ? share_of_slower : kShare;
  if (known == 0.0)
    known = measured;
  else
    known += share * (std::min(measured, kOutlier * known) - known);
}

}  // namespace

int StepBudget::bucket(int decoding) {
  int index = 0;
  while ((1 << index) < decoding && index < kBuckets - 1) ++index;
  return index;
}

double StepBudget::decode_ms(int decoding) const {
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
  const double decode = decode_ms(decoding);
  const double row = row_ms_ != 0.0 ? row_ms_ : kBesideOthers * alone_row_ms_;
  if (decode == 0.0) return 0;
  if (row == 0.0) return kLeastRows;
  const double rows = (kStretch - 1.0) * decode / row;
  return std::clamp(int(std::min(rows, double(kMostRows))), kLeastRows, kMostRows);
}

StepBudget::Draft StepBudget::draft_rows(int rows, float probability, int most, double each_ms) const {
  // What is promised must be a little more than nothing.
  constexpr double kLeastGain = 1.05;
  const double now = decode_ms(rows);
  Draft best;
  if (now == 0.0) return best;
  double expected = 0.0, chance = 1.0;  // tokens from proposals, and that all so far come true
  for (int count = 1; count <= most; ++count) {
    chance *= probability;
    expected += chance;
    const double time = decode_ms(rows + count) + count * each_ms;
    const double gain = (rows + expected) / time * (now / rows);
    if (gain > std::max(kLeastGain, best.gain)) best = {count, gain};
  }
  return best;
}

// Fewer rows take no longer, more take no less. Beyond that, what has not been measured for long is taken for
// a little cheaper with every step, so that one disturbed measurement is tried again some day.
void StepBudget::settle_others(int measured) {
  const double now = decode_ms_[measured];
  for (int i = 0; i < measured; ++i) decode_ms_[i] = std::min(decode_ms_[i], now);
  for (int i = measured + 1; i < kBuckets; ++i) {
    if (decode_ms_[i] != 0.0) decode_ms_[i] = now + std::max(0.0, (1.0 - kForgotten) * (decode_ms_[i] - now));
  }
}

void StepBudget::learn(int decoding, int prompt_rows, double milliseconds) {
  if (prompt_rows == 0) {
    const int measured = bucket(decoding);
    average(decode_ms_[measured], milliseconds);
    settle_others(measured);
  } else if (prompt_rows >= kTellingRows) {
    if (decoding == 0) return average(alone_row_ms_, milliseconds / prompt_rows);
    // At least a tenth, should the step have been quicker than those without prompts.
    const double rows = std::max(milliseconds - decode_ms(decoding), 0.1 * milliseconds);
    average(row_ms_, rows / prompt_rows, kShareOfSlower);
  }
}

}  // namespace nextoken
