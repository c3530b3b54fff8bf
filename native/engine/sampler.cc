#include "engine/sampler.h"

#include <algorithm>
#include <cmath>

#include "engine/random.h"

namespace nextoken {

namespace {

constexpr uint32_t kTokenStream = 0;
constexpr uint32_t kXtcStream = 1;
// Bounds that only narrow the candidates leave room for rounding.
constexpr float kSlack = 0.99f;

// Eta sampling (Hewitt et al. 2022, "Truncation sampling as language model desmoothing").
float eta_bound(float cutoff, float entropy) {
  return std::min(cutoff, std::sqrt(cutoff) * std::exp(-entropy));
}

}  // namespace

Sampler::Sampler(const Kernels& kernels, int vocab_size)
    : kernels_(kernels),
      vocab_size_(vocab_size),
      rules_(vocab_size),
      candidates_(kernels, vocab_size),
      weights_(size_t(vocab_size)) {}

Sample Sampler::sample(const Plan& plan, SamplerState& state, const float* logits, const Steering& steering) {
  Row row{logits, kernels_.max(logits, vocab_size_), 1.0f};
  const float largest = row.largest;
  weighed_ = nullptr;
  const float total = weigh_all(row);

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
    if (row.largest == -INFINITY) return {-1, 0.0f};
    row.scale = 1.0f / temperature(plan, row);
    const bool greedy = !std::isfinite(row.scale) || plan.top_k == 1;
    result.token = greedy ? likeliest(row) : draw(plan, state, row);
  }
  result.logprob = (logits[result.token] - largest) - std::log(total);
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
  const float top = exclude_top > 0.0f ? exclude_top * all : INFINITY;
  // Of the tokens at the top the least likely stays, of equal ones the last.
  int32_t stays = -1;
  int above = 0;
  double total = 0.0;
  for (int32_t id = 0; id < vocab_size_; ++id) {
    total += weights_[size_t(id)];
    if (weights_[size_t(id)] < top) continue;
    ++above;
    if (stays < 0 || row.logits[id] <= row.logits[stays]) stays = id;
  }
  if (above > 1) {
    for (float& weight : weights_) {
      if (weight < top || &weight == &weights_[size_t(stays)]) continue;
      total -= weight;
      weight = 0.0f;
    }
    weighed_ = nullptr;
  }
  const double target = random * total;
  double seen = 0.0;
  int32_t last = 0;
  for (int32_t id = 0; id < vocab_size_; ++id) {
    if (weights_[size_t(id)] <= 0.0f) continue;
    seen += weights_[size_t(id)];
    last = id;
    if (seen > target) break;
  }
  return last;
}

// A weight that the first truncating step is certain to keep nothing below: this spares the steps the
// vocabulary. The likeliest token, of weight 1, always stays.
float Sampler::narrowing_bound(const Plan& plan, const Row& row, float mu, float total) const {
  const TruncationPlan& truncation = plan.truncation;
  // Tokens less likely than (1 - p) / vocab add up to less than 1 - p.
  const auto rest = [&](float p) { return total * (1.0f - p) / float(vocab_size_); };
  float bound;
  if (truncation.mirostat_tau > 0.0f) {
    bound = std::exp2(-mu) * total;
  } else if (plan.top_p < 1.0f) {
    bound = rest(plan.top_p);
  } else if (truncation.min_p > 0.0f) {
    bound = truncation.min_p;
  } else if (truncation.typical_p < 1.0f) {
    bound = rest(truncation.typical_p);
  } else if (truncation.epsilon_cutoff > 0.0f) {
    bound = truncation.epsilon_cutoff * total;
  } else {
    bound = eta_bound(truncation.eta_cutoff, entropy_of_all(row)) * total;
  }
  return kSlack * std::min(bound, 1.0f);
}

// Fills candidates_. `exclude_top`: XTC's threshold, or 0.
void Sampler::truncate(const Plan& plan, const Row& row, float mu, float exclude_top) {
  const TruncationPlan& truncation = plan.truncation;
  // Shares are of all tokens until a step has made them fewer.
  bool whole = false;
  float bound = 0.0f;
  if (plan.top_k > 0 && plan.top_k < vocab_size_) {
    candidates_.keep_top_k(row.logits, plan.top_k);
    candidates_.sort();
    candidates_.weigh(row.largest, row.scale);
    if (truncation.top_n_sigma > 0.0f) {
      candidates_.cut_below_logit(sigma_bound(truncation.top_n_sigma, row));
    }
  } else {
    const float total = weigh_all(row);
    float lowest = -INFINITY;
    if (truncation.top_n_sigma > 0.0f) {
      lowest = sigma_bound(truncation.top_n_sigma, row);
    } else {
      whole = true;
      bound = narrowing_bound(plan, row, mu, total);
    }
    candidates_.keep_above(row.logits, weights_.data(), bound, lowest);
    candidates_.weigh(row.largest, row.scale);
  }
  const auto total = [&] { return whole ? double(weighed_total_) : candidates_.total(); };
  const auto entropy = [&] { return whole ? entropy_of_all(row) : candidates_.entropy(); };
  const auto cut_below_share = [&](float share) {
    candidates_.cut_below(float(share * total()));
    whole = false;
  };

  if (truncation.mirostat_tau > 0.0f) return cut_below_share(std::exp2(-mu));
  if (plan.top_p < 1.0f) {
    candidates_.keep_nucleus(double(plan.top_p) * total());
    whole = false;
  }
  if (truncation.min_p > 0.0f) {
    candidates_.cut_below(truncation.min_p);  // the likeliest has weight 1
    whole = false;
  }
  if (truncation.typical_p < 1.0f) {
    const float typical = entropy();
    const float farthest = candidates_.keep_typical(truncation.typical_p, total(), typical);
    // If one that was left out at once may be closer to the entropy, none may be.
    if (whole && farthest > std::log(weighed_total_ / bound) - typical) {
      candidates_.keep_above(row.logits, weights_.data(), 0.0f, -INFINITY);
      candidates_.weigh(row.largest, row.scale);
      candidates_.keep_typical(truncation.typical_p, total(), typical);
    }
    whole = false;
  }
  if (truncation.epsilon_cutoff > 0.0f) cut_below_share(truncation.epsilon_cutoff);
  if (truncation.eta_cutoff > 0.0f) cut_below_share(eta_bound(truncation.eta_cutoff, entropy()));
  if (exclude_top > 0.0f) candidates_.exclude_top(exclude_top);
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
  double sum = 0.0;
  for (int32_t id = 0; id < vocab_size_; ++id) {
    const float weight = weights_[size_t(id)];
    if (weight > 0.0f) sum += double(weight) * double((row.logits[id] - row.largest) * row.scale);
  }
  return std::log(weighed_total_) - float(sum / double(weighed_total_));
}

// Top-n-sigma (Tang et al. 2024, "Top-nσ: not all logits are you need"): tokens stay whose logit lies within
// n standard deviations below the largest. The temperature changes neither.
float Sampler::sigma_bound(float n, const Row& row) const {
  double sum = 0.0, squares = 0.0;
  int count = 0;
  for (int32_t id = 0; id < vocab_size_; ++id) {
    if (!(row.logits[id] > -INFINITY)) continue;
    // From the largest: no cancellation to speak of.
    const double below = double(row.logits[id]) - double(row.largest);
    sum += below;
    squares += below * below;
    ++count;
  }
  if (count == 0) return -INFINITY;
  const double mean = sum / count;
  const double variance = std::max(0.0, squares / count - mean * mean);
  return float(double(row.largest) - double(n) * std::sqrt(variance));
}

}  // namespace nextoken
