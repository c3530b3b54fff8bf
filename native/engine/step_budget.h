// How many rows a step may take beside the one row of each who decodes, from measured times: of prompts, so
// that a long one makes nobody's next token wait much longer than usual; and of proposed tokens, as far as
// they pay.
#pragma once

namespace nextoken {

class StepBudget {
 public:
  // A step with prompts should take this many times as long as one without; what is not foreseen comes on
  // top.
  static constexpr double kStretch = 1.6;
  // Rows of a step in which nobody decodes: enough for full speed, few enough that a newcomer soon has his
  // turn.
  static constexpr int kMostRows = 256;

  // At least: a prompt must get on.
  static constexpr int kLeastRows = 4;

  // Rows of prompts for a step in which `decoding` sequences wait for their next token. 0 while it is not
  // known what a step without prompts takes: that comes first.
  int prompt_rows(int decoding) const;

  struct Draft {
    int count = 0;      // 0: proposals do not pay
    double gain = 1.0;  // tokens in a time, of all rows, with these proposals over those without
  };
  // Proposals, at most `most`, that give the most tokens in a time for one of `rows` who decode, when each
  // comes true with this probability if those before it did, and takes `each_ms` to be made.
  Draft draft_rows(int rows, float probability, int most, double each_ms = 0.0) const;

  // Of a step with so many who decode, and of a row of a step in which nobody does; 0 before it is known.
  double decode_ms(int decoding) const;
  double row_ms() const { return alone_row_ms_; }

  // What a step took; `decoding` rows of sequences that decode, proposals included.
  void learn(int decoding, int prompt_rows, double milliseconds);

 private:
  // Steps with 1, 2, 3-4, 5-8, ... decoding rows.
  static constexpr int kBuckets = 11;
  static int bucket(int decoding);
  void settle_others(int measured);

  // 0: not known yet.
  double decode_ms_[kBuckets] = {};
  double row_ms_ = 0.0;        // one more row of a prompt beside those who decode
  double alone_row_ms_ = 0.0;  // a row of a step in which nobody decodes: many at a time take less each
};

}  // namespace nextoken
