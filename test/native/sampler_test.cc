// The sampler against a naive reference in double: what every step keeps, how often each token is drawn, and
// what the rules make of logits.
#include "engine/sampler.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/random.h"
#include "kernels/select.h"
#include "test.h"

using namespace nextoken;

namespace {

// Probabilities by id; a token that was dropped has 0.
using Distribution = std::vector<double>;

// Borderline: rounding may decide otherwise than the reference. Such a case says nothing.
struct Expected {
  Distribution p;
  bool borderline = false;
};

void normalise(Distribution& p) {
  const double total = std::accumulate(p.begin(), p.end(), 0.0);
  for (double& each : p) each /= total;
}

double entropy_of(const Distribution& p) {
  double sum = 0.0;
  for (const double each : p) sum -= each > 0.0 ? each * std::log(each) : 0.0;
  return sum;
}

std::vector<int> by_probability(const std::vector<float>& logits, const Distribution& p) {
  std::vector<int> order;
  for (size_t i = 0; i < p.size(); ++i) {
    if (p[i] > 0.0) order.push_back(int(i));
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return logits[size_t(a)] > logits[size_t(b)]; });
  return order;
}

Distribution softmax(const std::vector<float>& logits, double temperature) {
  const double largest = *std::max_element(logits.begin(), logits.end());
  Distribution p;
  for (const float logit : logits) p.push_back(std::exp((double(logit) - largest) / temperature));
  normalise(p);
  return p;
}

bool close(double a, double b) { return std::abs(a - b) <= 2e-5 * std::max(std::abs(a), std::abs(b)); }

void keep(Expected& e, const std::vector<bool>& kept) {
  for (size_t i = 0; i < e.p.size(); ++i) e.p[i] = kept[i] ? e.p[i] : 0.0;
  normalise(e.p);
}

void keep_at_least(Expected& e, double bound) {
  const double most = *std::max_element(e.p.begin(), e.p.end());
  const double least = std::min(bound, most);
  std::vector<bool> kept;
  for (const double p : e.p) {
    e.borderline = e.borderline || (p != most && close(p, least));
    kept.push_back(p >= least);
  }
  keep(e, kept);
}

double temperature_of(const Plan& plan, const std::vector<float>& logits) {
  if (!plan.dynamic_temperature) return double(plan.temperature);
  double count = 0.0;
  for (const float logit : logits) count += logit > -INFINITY;
  const double share = entropy_of(softmax(logits, 1.0)) / std::log(count);
  return plan.temperature_low +
         (plan.temperature_high - plan.temperature_low) * std::pow(share, double(plan.temperature_exponent));
}

// Every step over the whole vocabulary, one after the other. Mirostat's bound is `mu`.
Expected reference(const Plan& plan, const std::vector<float>& logits, double mu, bool xtc) {
  const TruncationPlan& t = plan.truncation;
  Expected e{softmax(logits, temperature_of(plan, logits)), false};
  const size_t vocab = logits.size();
  std::vector<bool> kept(vocab);
  if (t.mirostat_tau > 0.0f) {
    keep_at_least(e, std::exp2(-mu));
    return e;
  }
  if (t.top_n_sigma > 0.0f) {
    double mean = 0.0, variance = 0.0, count = 0.0, largest = -INFINITY;
    for (const float logit : logits) {
      if (logit == -INFINITY) continue;
      mean += logit;
      count += 1.0;
      largest = std::max(largest, double(logit));
    }
    mean /= count;
    for (const float logit : logits) variance += logit == -INFINITY ? 0.0 : (logit - mean) * (logit - mean);
    const double bound = largest - double(t.top_n_sigma) * std::sqrt(variance / count);
    for (size_t i = 0; i < vocab; ++i) {
      e.borderline = e.borderline || std::abs(logits[i] - bound) < 1e-5;
      kept[i] = logits[i] >= bound;
    }
    keep(e, kept);
  }
  if (plan.top_k > 0) {
    const std::vector<int> order = by_probability(logits, e.p);
    kept.assign(vocab, false);
    for (size_t i = 0; i < std::min(order.size(), size_t(plan.top_k)); ++i) kept[size_t(order[i])] = true;
    keep(e, kept);
  }
  if (plan.top_p < 1.0f) {
    double sum = 0.0;
    kept.assign(vocab, false);
    for (const int id : by_probability(logits, e.p)) {
      e.borderline = e.borderline || close(sum, double(plan.top_p));
      if (sum >= double(plan.top_p)) break;
      sum += e.p[size_t(id)];
      kept[size_t(id)] = true;
    }
    keep(e, kept);
  }
  if (t.min_p > 0.0f) keep_at_least(e, double(t.min_p) * *std::max_element(e.p.begin(), e.p.end()));
  if (t.typical_p < 1.0f) {
    const double entropy = entropy_of(e.p);
    std::vector<int> order = by_probability(logits, e.p);
    const auto distance = [&](int id) { return std::abs(-std::log(e.p[size_t(id)]) - entropy); };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return distance(a) < distance(b); });
    double sum = 0.0;
    kept.assign(vocab, false);
    double bound = 0.0;
    for (const int id : order) {
      e.borderline = e.borderline || close(sum, double(t.typical_p));
      if (sum >= double(t.typical_p)) {
        // The next one is as far away, within rounding.
        e.borderline = e.borderline || distance(id) - bound < 1e-5;
        break;
      }
      sum += e.p[size_t(id)];
      bound = distance(id);
      kept[size_t(id)] = true;
    }
    // Of two that are as far away on either side, rounding decides which comes first.
    for (size_t i = 1; i < order.size(); ++i) {
      if (kept[size_t(order[i])] != kept[size_t(order[i - 1])] &&
          distance(order[i]) - distance(order[i - 1]) < 1e-5)
        e.borderline = true;
    }
    keep(e, kept);
  }
  if (t.epsilon_cutoff > 0.0f) keep_at_least(e, double(t.epsilon_cutoff));
  if (t.eta_cutoff > 0.0f) {
    const double eta = double(t.eta_cutoff);
    keep_at_least(e, std::min(eta, std::sqrt(eta) * std::exp(-entropy_of(e.p))));
  }
  if (xtc) {
    const std::vector<int> order = by_probability(logits, e.p);
    size_t likely = 0;
    while (likely < order.size() && e.p[size_t(order[likely])] >= double(t.xtc_threshold)) ++likely;
    for (const double p : e.p) e.borderline = e.borderline || close(p, double(t.xtc_threshold));
    kept.assign(vocab, true);
    for (size_t i = 0; i + 1 < likely; ++i) kept[size_t(order[i])] = false;
    keep(e, kept);
  }
  return e;
}

std::vector<float> random_logits(test::Random& random, int vocab) {
  std::vector<float> logits;
  const float spread = 0.5f + 2.5f * float(random.uniform());
  for (int i = 0; i < vocab; ++i) logits.push_back(random.normal() * spread);
  // A few favourites, as models have them.
  const int favourites = random.between(0, 5);
  for (int i = 0; i < favourites; ++i) logits[size_t(random.between(0, vocab - 1))] += 4.0f;
  if (random.between(0, 3) == 0) logits[size_t(random.between(0, vocab - 1))] = -INFINITY;
  return logits;
}

// Options of truncation, each alone (which < kAlone) or some at random.
constexpr int kAlone = 11;
Plan plan_with(test::Random& random, int which) {
  Plan plan;
  plan.seed = random.bits();
  const auto pick = [&](int number) { return which < kAlone ? which == number : random.between(0, 2) == 0; };
  const auto between = [&](double low, double high) { return float(low + (high - low) * random.uniform()); };
  if (pick(0)) plan.temperature = between(0.3, 2.0);
  if (pick(1)) plan.top_k = random.between(2, 40);
  if (pick(2)) plan.top_p = between(0.3, 0.99);
  if (pick(3)) plan.truncation.min_p = between(0.01, 0.3);
  if (pick(4)) plan.truncation.typical_p = between(0.2, 0.95);
  if (pick(5)) plan.truncation.epsilon_cutoff = between(3e-4, 0.02);
  if (pick(6)) plan.truncation.eta_cutoff = between(3e-4, 0.02);
  if (pick(7)) plan.truncation.top_n_sigma = between(0.5, 2.5);
  if (pick(8)) {
    plan.dynamic_temperature = true;
    plan.temperature_low = between(0.0, 0.8);
    plan.temperature_high = between(0.8, 2.0);
    plan.temperature_exponent = between(0.5, 2.0);
  }
  if (pick(9)) {
    plan.truncation.xtc_probability = between(0.2, 0.9);
    plan.truncation.xtc_threshold = between(0.01, 0.3);
  }
  if (which == 10) {
    plan.truncation.mirostat_tau = between(1.0, 6.0);
    plan.truncation.mirostat_eta = 0.1f;
  }
  return plan;
}

const char* const kNames[kAlone + 1] = {"temperature", "top_k",   "top_p",    "min_p",
                                        "typical_p",   "epsilon", "eta",      "top_n_sigma",
                                        "dynamic",     "xtc",     "mirostat", "combination"};

double chi_squared_limit(int freedom) {
  // The 0.99999 quantile (Wilson and Hilferty): dozens of cases are tried, and one in a thousand of them
  // would be beyond 0.999 although nothing is wrong.
  const double spread = 2.0 / (9.0 * freedom);
  return freedom * std::pow(1.0 - spread + 4.2649 * std::sqrt(spread), 3.0);
}

}  // namespace

TEST(sampler_keeps_what_the_reference_keeps) {
  test::Random random(70);
  int compared = 0, borderline = 0;
  for (const Kernels* kernels : available_kernels()) {
    for (int round = 0; round < test::trials(400); ++round) {
      const int which = round % (kAlone + 10);
      const int vocab = round % 7 == 0 ? 50257 : random.between(3, 2000);
      Sampler sampler(*kernels, vocab);
      const std::vector<float> logits = random_logits(random, vocab);
      Plan plan = plan_with(random, which);
      plan.truncation.xtc_probability = plan.truncation.xtc_probability > 0.0f ? 1.0f : 0.0f;
      const bool listed =
          (plan.top_k > 0 && plan.top_k < vocab) || plan.top_p < 1.0f || plan.truncation.narrows();
      if (!listed) continue;
      SamplerState state(plan, {});
      const Expected expected =
          reference(plan, logits, double(state.mu), plan.truncation.xtc_probability > 0.0f);
      if (expected.borderline) {
        ++borderline;
        continue;
      }
      sampler.sample(plan, state, logits.data());
      std::vector<int32_t> kept;
      for (size_t i = 0; i < sampler.candidates().size(); ++i) kept.push_back(sampler.candidates().id(i));
      std::sort(kept.begin(), kept.end());
      std::vector<int32_t> wanted;
      for (int id = 0; id < vocab; ++id) {
        if (expected.p[size_t(id)] > 0.0) wanted.push_back(id);
      }
      EXPECT(kept == wanted, "%s, %s, vocabulary %d, round %d: %zu kept, %zu expected", kernels->name,
             kNames[std::min(which, kAlone)], vocab, round, kept.size(), wanted.size());
      ++compared;
    }
  }
  EXPECT(compared > borderline, "%d compared, %d borderline", compared, borderline);
}

TEST(sampler_draws_by_the_probabilities) {
  test::Random random(71);
  const Kernels& kernels = *available_kernels().front();
  constexpr int kCombinations = 30;
  const int draws = test::trials(100000);
  for (int which = 0; which < kAlone + kCombinations; ++which) {
    const int vocab = random.between(20, 60);
    Sampler sampler(kernels, vocab);
    std::vector<float> logits;
    Plan plan;
    Expected expected, with_xtc;
    double mu = 0.0;
    do {
      logits = random_logits(random, vocab);
      plan = plan_with(random, which);
      mu = 2.0 * double(plan.truncation.mirostat_tau);
      expected = reference(plan, logits, mu, false);
      with_xtc = reference(plan, logits, mu, plan.truncation.xtc_probability > 0.0f);
    } while (expected.borderline || with_xtc.borderline);
    const double share = double(plan.truncation.xtc_probability);
    std::vector<int> counts(size_t(vocab), 0);
    SamplerState state(plan, {});
    for (int i = 0; i < draws; ++i) {
      state.mu = float(mu);
      ++counts[size_t(sampler.sample(plan, state, logits.data()).token)];
      state.accept(plan, 0);
    }
    double statistic = 0.0, rest_expected = 0.0, rest_count = 0.0;
    int freedom = -1;
    for (int id = 0; id < vocab; ++id) {
      const double p = (1.0 - share) * expected.p[size_t(id)] + share * with_xtc.p[size_t(id)];
      const double wanted = p * draws, count = counts[size_t(id)];
      EXPECT(p > 0.0 || count == 0.0, "%d: token %d was dropped and drawn", which, id);
      EXPECT(wanted < 30.0 || count > 0.0, "%d: token %d was kept and never drawn", which, id);
      if (wanted < 10.0) {
        rest_expected += wanted;
        rest_count += count;
        continue;
      }
      statistic += (count - wanted) * (count - wanted) / wanted;
      ++freedom;
    }
    if (rest_expected >= 10.0) {
      statistic += (rest_count - rest_expected) * (rest_count - rest_expected) / rest_expected;
      ++freedom;
    }
    EXPECT(freedom < 1 || statistic < chi_squared_limit(freedom), "%s (%d): chi-squared %g, %d degrees",
           kNames[std::min(which, kAlone)], which, statistic, freedom);
  }
}

TEST(mirostat_keeps_the_surprise_near_its_aim) {
  test::Random random(72);
  const int vocab = 1000;
  Sampler sampler(*available_kernels().front(), vocab);
  Plan plan;
  plan.truncation.mirostat_tau = 3.0f;
  plan.truncation.mirostat_eta = 0.1f;
  SamplerState state(plan, {});
  EXPECT(state.mu == 6.0f, "begins at %g", double(state.mu));
  double surprise = 0.0;
  const int tokens = 3000;
  for (int i = 0; i < tokens; ++i) {
    std::vector<float> logits;
    for (int id = 0; id < vocab; ++id) logits.push_back(random.normal() * 2.0f);
    const double before = double(state.mu);
    const Expected expected = reference(plan, logits, before, false);
    const int32_t token = sampler.sample(plan, state, logits.data()).token;
    const double observed = -std::log2(expected.p[size_t(token)]);
    if (!expected.borderline) {
      EXPECT(std::abs(double(state.mu) - (before - 0.1 * (observed - 3.0))) < 1e-4, "mu %g after %g",
             double(state.mu), before);
    }
    surprise += observed;
    state.accept(plan, token);
  }
  EXPECT(std::abs(surprise / tokens - 3.0) < 0.1, "%g bits a token", surprise / tokens);
}

TEST(draws_depend_on_seed_and_number_alone) {
  test::Random random(73);
  const int vocab = 500;
  Sampler one(*available_kernels().front(), vocab), other(*available_kernels().front(), vocab);
  for (int which = 0; which < kAlone + 20; ++which) {
    const Plan plan = plan_with(random, which);
    const Plan company = plan_with(random, kAlone);
    SamplerState state(plan, {}), again(plan, {}), another(company, {});
    for (int i = 0; i < 20; ++i) {
      const std::vector<float> logits = random_logits(random, vocab);
      const Sample expected = one.sample(plan, state, logits.data());
      other.sample(company, another, random_logits(random, vocab).data());
      const Sample sample = other.sample(plan, again, logits.data());
      EXPECT(sample.token == expected.token && sample.logprob == expected.logprob && again.mu == state.mu,
             "plan %d, draw %d", which, i);
      // The log-probability is that of the model itself.
      const double wanted = std::log(softmax(logits, 1.0)[size_t(sample.token)]);
      EXPECT(std::abs(double(sample.logprob) - wanted) < 1e-4, "%g, expected %g", double(sample.logprob),
             wanted);
      state.accept(plan, expected.token);
      again.accept(plan, sample.token);
      another.accept(company, 0);
    }
  }
}

TEST(rules_that_leave_nothing_do_not_hold) {
  Plan plan;
  plan.rules.no_repeat_ngram = 1;
  plan.rules.banned_ids = {0};
  SamplerState state(plan, {1, 2});
  Sampler sampler(*available_kernels().front(), 3);
  const float logits[] = {3.0f, 1.0f, 2.0f};
  for (const float temperature : {0.0f, 1.0f}) {
    plan.temperature = temperature;
    for (int i = 0; i < 20; ++i) {
      const int32_t token = sampler.sample(plan, state, logits).token;
      EXPECT(token == 2 || (token == 1 && temperature > 0.0f), "token %d", token);
      state.accept(plan, token);
    }
  }
}

TEST(logits_without_a_largest_number_give_no_token) {
  test::Random random(74);
  for (const Kernels* kernels : available_kernels()) {
    for (int round = 0; round < test::trials(500); ++round) {
      const int vocab = random.between(1, 1500);
      std::vector<float> logits = random_logits(random, vocab);
      const float strange[] = {NAN, INFINITY, -INFINITY};
      const int one_in = random.between(1, 20);
      for (float& logit : logits) {
        if (random.between(1, one_in) == 1) logit = strange[random.between(0, 2)];
      }
      Plan plan = plan_with(random, round % (kAlone + 10));
      plan.truncation.typical_p = round % 3 == 0 ? 0.9f : plan.truncation.typical_p;
      SamplerState state(plan, {});
      Sampler sampler(*kernels, vocab);
      const float largest = *std::max_element(logits.begin(), logits.end(),
                                              [](float a, float b) { return b == b && (a != a || a < b); });
      const int32_t token = sampler.sample(plan, state, logits.data()).token;
      if (!std::isfinite(largest)) {
        EXPECT(token == kNoNumbers, "%d, the largest is %g", token, double(largest));
      } else {
        // What is no number is not drawn.
        EXPECT(token >= 0 && token < vocab && std::isfinite(logits[size_t(token)]), "%d of %d, round %d",
               token, vocab, round);
      }
    }
  }
}
