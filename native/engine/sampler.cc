#include "engine/sampler.h"

#include <algorithm>
#include <cmath>

#include "engine/random.h"
#include "engine/row.h"

namespace nextoken {

namespace {

constexpr uint32_t kTokenStream = 0;
constexpr uint32_t kXtcStream = 1;
// Bounds that only narrow the candidates leave room for rounding.
constexpr float kSlack = 0.99f;
constexpr float kMargin = 0.01f;
// In nats: of tokens that are at least as likely as that, there are 20 at most.
constexpr float kFirstSurprise = 3.0f;

// Eta sampling (Hewitt et al. 2022, "Truncation sampling as language model desmoothing").
float eta_bound(float cutoff, float entropy) {
  return std::min(cutoff, std::sqrt(cutoff) * std::exp(-entropy));
}

}  // namespace

Sampler::Sampler(const Kernels& kernels, int vocab_size)
    : kernels_(kernels),
      vocab_size_(vocab_size),
      rules_(vocab_size),
      logprobs_(kernels, vocab_size),
      candidates_(kernels, vocab_size),
      weights_(size_t(vocab_size)),
      found_(size_t(vocab_size)) {}

Sample Sampler::sample(const Plan& plan, SamplerState& state, const float* logits, const Steering& steering) {
  Row row{logits, kernels_.max(logits, vocab_size_), 1.0f};
  weighed_ = nullptr;
  if (!std::isfinite(row.largest)) return {kNoNumbers, 0.0f};
  logprobs_.read(logits, row.largest, weigh_all(row));

  Sample result;
  const auto forced = std::find_if(plan.forced.begin(), plan.forced.end(), [&](const ForcedToken& each) {
    return uint64_t(each.position) == state.draws();
  });
  if (forced != plan.forced.end()) {
    result.token = forced->id;
  } else {
    const float* offered = steering.logits != nullptr ? steering.logits : logits;
    row.logits = ruled(plan, state, offered, steering.mask);
    if (row.logits != logits) row.largest = kernels_.max(row.logits, vocab_size_);
    if (row.largest == -INFINITY) return {kNoneLeft, 0.0f};
    row.scale = 1.0f / temperature(plan, row);
    const bool greedy = !std::isfinite(row.scale) || plan.top_k == 1;
    result.token = greedy ? likeliest(row) : draw(plan, state, row);
  }
  result.logprob = logprobs_.of(result.token);
  return result;
}

const float* Sampler::ruled(const Plan& plan, const SamplerState& state, const float* logits,
                            const int32_t* mask) {
  if (mask == nullptr && !LogitRules::apply(plan, state)) return logits;
  const float* ruled = rules_.adjust(plan, state, logits, mask);
  if (kernels_.max(ruled, vocab_size_) == -INFINITY) rules_.lift_dynamic_bans();
  return ruled;
}

int32_t Sampler::likeliest(const Row& row) const {
  const float* end = row.logits + vocab_size_;
  const float* first = std::find(row.logits, end, row.largest);
  return first == end ? 0 : int32_t(first - row.logits);
}

// Dynamic temperature, as llama.cpp has it (after kalomaze's): between low and high by the entropy's share of
// the largest that so many tokens can have.
float Sampler::temperature(const Plan& plan, const Row& row) {
  if (!plan.dynamic_temperature) return plan.temperature;
  const auto possible = [](float logit) { return logit > -INFINITY; };
  const auto count = std::count_if(row.logits, row.logits + vocab_size_, possible);
  if (count < 2) return plan.temperature_high;
  weigh_all(row);
  const float share = std::clamp(entropy_of_all(row) / std::log(float(count)), 0.0f, 1.0f);
  return plan.temperature_low +
         (plan.temperature_high - plan.temperature_low) * std::pow(share, plan.temperature_exponent);
}

int32_t Sampler::draw(const Plan& plan, SamplerState& state, const Row& row) {
  const double random = uniform_random(plan.seed, state.draws(), kTokenStream);
  const TruncationPlan& truncation = plan.truncation;
  const bool xtc = truncation.xtc_probability > 0.0f &&
                   uniform_random(plan.seed, state.draws(), kXtcStream) < double(truncation.xtc_probability);
  const float exclude_top = xtc ? truncation.xtc_threshold : 0.0f;
  const bool top_k = plan.top_k > 0 && plan.top_k < vocab_size_;
  if (!top_k && plan.top_p >= 1.0f && !truncation.narrows()) {
    return draw_from_all(row, random, exclude_top);
  }
  truncate(plan, row, state.mu, exclude_top);
  const size_t drawn = candidates_.draw(random);
  if (truncation.mirostat_tau > 0.0f) {
    // Mirostat 2.0 (Basu et al. 2021, "Mirostat: a neural text decoding algorithm that directly controls
    // perplexity"), as llama.cpp has it: tokens of a surprise above mu are cut; mu follows the surprise of
    // the token among those left.
    const float surprise = -std::log2(candidates_.probability(drawn));
    state.mu -= truncation.mirostat_eta * (surprise - truncation.mirostat_tau);
  }
  return candidates_.id(drawn);
}

// `exclude_top`: XTC's threshold, or 0.
int32_t Sampler::draw_from_all(const Row& row, double random, float exclude_top) {
  const float all = weigh_all(row);
  if (exclude_top > 0.0f) exclude_top_of_all(row, exclude_top * all);
  double total = 0.0;
  sums_.clear();
  for (int32_t begin = 0; begin < vocab_size_; begin += kRowBlock) {
    sums_.push_back(block_sum(&weights_[size_t(begin)], std::min(kRowBlock, vocab_size_ - begin)));
    total += sums_.back();
  }
  // The block that the random number falls on, then the token.
  const double target = random * total;
  double seen = 0.0, before = 0.0;
  size_t chosen = 0;
  for (size_t block = 0; block < sums_.size(); ++block) {
    if (sums_[block] <= 0.0) continue;
    chosen = block;
    before = seen;
    seen += sums_[block];
    if (seen > target) break;
  }
  const int32_t begin = int32_t(chosen) * kRowBlock;
  int32_t last = begin;
  seen = before;
  for (int32_t id = begin; id < std::min(begin + kRowBlock, vocab_size_); ++id) {
    if (weights_[size_t(id)] <= 0.0f) continue;
    seen += weights_[size_t(id)];
    last = id;
    if (seen > target) break;
  }
  return last;
}

// Of the tokens that weigh `least` at least, the least likely stays, of equal ones the last.
void Sampler::exclude_top_of_all(const Row& row, float least) {
  const int count =
      find_above(kernels_, weights_.data(), vocab_size_, std::nextafter(least, 0.0f), found_.data());
  if (count < 2) return;
  int32_t stays = found_[0];
  for (int i = 1; i < count; ++i) {
    if (row.logits[found_[size_t(i)]] <= row.logits[stays]) stays = found_[size_t(i)];
  }
  for (int i = 0; i < count; ++i) {
    if (found_[size_t(i)] != stays) weights_[size_t(found_[size_t(i)])] = 0.0f;
  }
  weighed_ = nullptr;
}

// Fills candidates_. `exclude_top`: XTC's threshold, or 0.
void Sampler::truncate(const Plan& plan, const Row& row, float mu, float exclude_top) {
  const TruncationPlan& truncation = plan.truncation;
  // Shares are of all tokens until a step has made them fewer: that step also lists the candidates.
  bool whole = false;
  if (plan.top_k > 0 && plan.top_k < vocab_size_) {
    candidates_.keep_top_k(row, plan.top_k);
    if (truncation.top_n_sigma > 0.0f) {
      candidates_.cut_below_logit(sigma_bound(truncation.top_n_sigma, row));
    }
  } else {
    weigh_all(row);
    if (truncation.top_n_sigma > 0.0f) {
      const float lowest = sigma_bound(truncation.top_n_sigma, row);
      const float weight = std::exp((lowest - row.largest) * row.scale);
      candidates_.keep_above(row, weights_.data(), kSlack * weight, lowest);
    } else {
      whole = true;
    }
  }
  const auto total = [&] { return whole ? double(weighed_total_) : candidates_.total(); };
  const auto entropy = [&] { return whole ? entropy_of_all(row) : candidates_.entropy(); };
  // The likeliest token, of weight 1, always stays.
  const auto cut_below = [&](float weight) {
    if (whole) candidates_.keep_above(row, weights_.data(), kSlack * std::min(weight, 1.0f), -INFINITY);
    candidates_.cut_below(weight);
    whole = false;
  };

  if (truncation.mirostat_tau > 0.0f) return cut_below(float(std::exp2(-mu) * total()));
  if (plan.top_p < 1.0f) {
    const double wanted = double(plan.top_p) * total();
    if (whole) list_mass(row, wanted, kFirstSurprise);
    candidates_.keep_nucleus(wanted);
    whole = false;
  }
  if (truncation.min_p > 0.0f) cut_below(truncation.min_p);
  if (truncation.typical_p < 1.0f) {
    if (whole) {
      keep_typical_of_all(row, truncation.typical_p);
    } else {
      candidates_.keep_typical(truncation.typical_p, total(), entropy());
    }
    whole = false;
  }
  if (truncation.epsilon_cutoff > 0.0f) cut_below(float(truncation.epsilon_cutoff * total()));
  if (truncation.eta_cutoff > 0.0f) cut_below(float(eta_bound(truncation.eta_cutoff, entropy()) * total()));
  if (exclude_top > 0.0f) candidates_.exclude_top(exclude_top);
}

// Lists the likeliest tokens, as few as weigh more than `wanted`: most rows have their mass in a small part
// of the vocabulary. Tokens of a surprise (-log p, in nats) below a bound are listed, which grows from
// `surprise`; returns the bound.
float Sampler::list_mass(const Row& row, double wanted, float surprise) {
  for (;; surprise += 2.0f) {
    const float least = std::min(weighed_total_ * std::exp(-surprise), kSlack);
    const bool all = !(least > 0.0f);
    if (!all && !(sum_above(weights_.data(), vocab_size_, least) > wanted)) continue;
    candidates_.keep_above(row, weights_.data(), all ? 0.0f : least, -INFINITY);
    return all ? INFINITY : surprise;
  }
}

void Sampler::keep_typical_of_all(const Row& row, float mass) {
  const double wanted = double(mass) * double(weighed_total_);
  const float entropy = entropy_of_all(row);
  float surprise = entropy + 1.0f;
  for (;; surprise += 2.0f) {
    surprise = list_mass(row, wanted, surprise);
    const float farthest = candidates_.keep_typical(mass, double(weighed_total_), entropy);
    // A token that was not listed might be closer to the entropy.
    if (!(entropy + farthest > surprise - kMargin)) return;
  }
}

float Sampler::weigh_all(const Row& row) {
  if (weighed_ != row.logits || weighed_scale_ != row.scale) {
    weighed_ = row.logits;
    weighed_scale_ = row.scale;
    weighed_total_ = kernels_.exp_sum(row.logits, vocab_size_, row.largest, row.scale, weights_.data());
  }
  return weighed_total_;
}

// Of what weigh_all() has weighed, in nats.
float Sampler::entropy_of_all(const Row& row) const {
  const double sum = weighed_scale_ * weighted_sum(weights_.data(), row.logits, vocab_size_, row.largest);
  return std::log(weighed_total_) - float(sum / double(weighed_total_));
}

// Top-n-sigma (Tang et al. 2024, "Top-nσ: not all logits are you need"): tokens stay whose logit lies within
// n standard deviations below the largest. The temperature changes neither.
float Sampler::sigma_bound(float n, const Row& row) const {
  const Moments all = moments(row.logits, vocab_size_, row.largest);
  return all.count == 0 ? -INFINITY : float(double(row.largest) - double(n) * std::sqrt(all.variance));
}

}  // namespace nextoken
