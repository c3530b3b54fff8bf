// How many rows of prompts a step may take beside those who decode: from measured times, so that a long
// prompt makes nobody's next token wait much longer than usual.
#pragma once

namespace nextoken {

class StepBudget {
 public:
  // A step with prompts may take this many times as long as one without.
  static constexpr double kStretch = 2.0;
  // Rows of a step in which nobody decodes: enough for full speed, few enough that a newcomer soon has his
  // turn.
  static constexpr int kMostRows = 256;

  // Rows of prompts for a step in which `decoding` sequences wait for their next token.
  int prompt_rows(int decoding) const;

  // What a step took.
  void learn(int decoding, int prompt_rows, double milliseconds);

 private:
  // Steps with 1, 2, 3-4, 5-8, ... decoding sequences.
  static constexpr int kBuckets = 11;
  static int bucket(int decoding);
  double decode_time(int decoding) const;

  double decode_ms_[kBuckets] = {};  // 0: not known yet
  double row_ms_ = 0.0;              // of one more row of a prompt
};

}  // namespace nextoken
