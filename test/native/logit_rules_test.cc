// The rules that change logits, against their definitions written out plainly in double.
#include "engine/logit_rules.h"

#include <algorithm>

#include "test.h"

using namespace nextoken;

namespace {

std::vector<int32_t> random_tokens(test::Random& random, int count, int vocab) {
  std::vector<int32_t> tokens;
  for (int i = 0; i < count; ++i) tokens.push_back(random.between(0, vocab - 1));
  return tokens;
}

bool ends_with(const std::vector<int32_t>& text, size_t end, const std::vector<int32_t>& what) {
  if (end < what.size()) return false;
  return std::equal(what.begin(), what.end(), text.begin() + ptrdiff_t(end - what.size()));
}

// How many tokens before `end` are the last ones of the text, within the newest `range`.
int repeat_before(const std::vector<int32_t>& text, size_t end, size_t begin) {
  int count = 0;
  while (end - size_t(count) > begin &&
         text[end - size_t(count) - 1] == text[text.size() - size_t(count) - 1]) {
    ++count;
  }
  return count;
}

// The tokens after the last sequence breaker that begins latest; of those, after the longest.
int since_breaker(const LogitRulesPlan& rules, const std::vector<int32_t>& text, size_t begin) {
  for (size_t start = text.size(); start-- > begin;) {
    int longest = -1;
    for (const int32_t id : rules.dry_breakers) {
      if (text[start] == id) longest = std::max(longest, 0);
    }
    for (const auto& sequence : rules.dry_breaker_sequences) {
      const size_t end = start + sequence.size();
      if (end <= text.size() && ends_with(text, end, sequence)) {
        longest = std::max(longest, int(sequence.size()) - 1);
      }
    }
    if (longest >= 0) return int(text.size() - start) - 1 - longest;
  }
  return int(text.size() - begin);
}

std::vector<double> reference(const Plan& plan, const std::vector<int32_t>& prompt,
                              const std::vector<int32_t>& generated, const std::vector<float>& logits) {
  const LogitRulesPlan& rules = plan.rules;
  std::vector<double> row(logits.begin(), logits.end());
  std::vector<int32_t> text = prompt;
  text.insert(text.end(), generated.begin(), generated.end());
  const auto first_of = [&](int window) {
    return window > 0 && text.size() > size_t(window) ? text.size() - size_t(window) : 0;
  };
  for (const LogitBias& bias : rules.bias) row[size_t(bias.id)] += bias.value;
  for (int id = 0; id < int(row.size()); ++id) {
    double& logit = row[size_t(id)];
    int all = 0, own = 0;
    for (size_t i = first_of(rules.penalty_window); i < text.size(); ++i) {
      all += text[i] == id;
      own += text[i] == id && i >= prompt.size();
    }
    if (all > 0) logit = logit < 0.0 ? logit * rules.repetition_penalty : logit / rules.repetition_penalty;
    logit -= own * double(rules.frequency_penalty) + (own > 0) * double(rules.presence_penalty);
    if (rules.dry_multiplier > 0.0f &&
        std::count(rules.dry_breakers.begin(), rules.dry_breakers.end(), id) == 0) {
      const size_t begin = first_of(rules.dry_range);
      const int limit = since_breaker(rules, text, begin);
      int longest = 0;
      for (size_t next = begin + 1; next < text.size(); ++next) {
        if (text[next] == id) longest = std::max(longest, std::min(limit, repeat_before(text, next, begin)));
      }
      if (longest >= rules.dry_allowed_length) {
        logit -= rules.dry_multiplier *
                 std::pow(double(rules.dry_base), double(longest - rules.dry_allowed_length));
      }
    }
  }
  const auto ban = [&](int32_t id) { row[size_t(id)] = -INFINITY; };
  for (const int32_t id : rules.banned_ids) ban(id);
  if (int(generated.size()) < rules.min_tokens) {
    for (const int32_t id : plan.stop_ids) ban(id);
  }
  const std::vector<double> before = row;
  const size_t size = size_t(rules.no_repeat_ngram);
  for (int id = 0; size > 0 && id < int(row.size()); ++id) {
    std::vector<int32_t> longer = text;
    longer.push_back(id);
    if (longer.size() < size) continue;
    const std::vector<int32_t> ngram(longer.end() - ptrdiff_t(size), longer.end());
    for (size_t end = size; end <= text.size(); ++end) {
      if (ends_with(text, end, ngram)) ban(id);
    }
  }
  for (std::vector<int32_t> sequence : rules.banned_sequences) {
    const int32_t last = sequence.back();
    sequence.pop_back();
    if (ends_with(text, text.size(), sequence)) ban(last);
  }
  const bool nothing_left = std::all_of(row.begin(), row.end(), [](double x) { return x == -INFINITY; });
  return nothing_left ? before : row;
}

}  // namespace

TEST(rules_change_logits_as_defined) {
  test::Random random(80);
  int lifted = 0;
  for (int round = 0; round < test::trials(3000); ++round) {
    const int vocab = random.between(2, 12);  // few tokens, so that texts repeat themselves
    Plan plan;
    LogitRulesPlan& rules = plan.rules;
    const auto some = [&] { return random.between(0, 2) == 0; };
    const auto value = [&] { return float(random.uniform() * 4.0 - 2.0); };
    if (some()) rules.bias = {{random.between(0, vocab - 1), value()}};
    if (some()) rules.repetition_penalty = 0.5f + float(random.uniform());
    if (some()) rules.presence_penalty = value();
    if (some()) rules.frequency_penalty = value();
    if (some()) rules.penalty_window = random.between(1, 30);
    if (some()) {
      rules.dry_multiplier = 0.8f;
      rules.dry_base = 1.0f + float(random.uniform());
      rules.dry_allowed_length = random.between(1, 3);
      rules.dry_range = random.between(1, 60);
      if (some()) rules.dry_breakers = {random.between(0, vocab - 1)};
      if (some())
        rules.dry_breaker_sequences = {random_tokens(random, 2, vocab), random_tokens(random, 3, vocab)};
    }
    if (some()) rules.no_repeat_ngram = random.between(1, 4);
    if (some()) rules.banned_ids = random_tokens(random, 1, vocab);
    if (some()) rules.banned_sequences = {random_tokens(random, 2, vocab), random_tokens(random, 3, vocab)};
    if (some()) {
      rules.min_tokens = random.between(1, 30);
      plan.stop_ids = rules.banned_ids.empty() ? random_tokens(random, 1, vocab) : rules.banned_ids;
    }
    const std::vector<int32_t> prompt = random_tokens(random, random.between(1, some() ? 3 : 30), vocab);
    const std::vector<int32_t> generated = random_tokens(random, random.between(0, some() ? 3 : 40), vocab);
    std::vector<float> logits;
    for (int i = 0; i < vocab; ++i) logits.push_back(random.normal() * 3.0f);

    SamplerState state(plan, prompt);
    for (const int32_t token : generated) state.accept(plan, token);
    EXPECT(state.draws() == generated.size(), "%zu", size_t(state.draws()));
    const std::vector<double> expected = reference(plan, prompt, generated, logits);
    if (!LogitRules::apply(plan, state)) {
      EXPECT(std::equal(logits.begin(), logits.end(), expected.begin()), "round %d: a rule is overlooked",
             round);
      continue;
    }
    LogitRules applied(vocab);
    const float* row = applied.adjust(plan, state, logits.data());
    if (*std::max_element(row, row + vocab) == -INFINITY) {
      applied.lift_dynamic_bans();
      ++lifted;
    }
    for (int id = 0; id < vocab; ++id) {
      const double wanted = expected[size_t(id)], got = double(row[id]);
      EXPECT(got == wanted || std::abs(got - wanted) <= 1e-4 * std::max(1.0, std::abs(wanted)),
             "round %d, token %d: %g, expected %g", round, id, got, wanted);
    }
  }
  EXPECT(test::trials(3000) < 1000 || lifted > 0, "no round banned all tokens");
}

TEST(a_long_repeat_costs_a_finite_amount) {
  Plan plan;
  plan.rules.dry_multiplier = 100.0f;
  plan.rules.dry_base = 100.0f;
  plan.rules.dry_range = 5000;
  SamplerState state(plan, std::vector<int32_t>(4000, 1));
  LogitRules rules(2);
  const float logits[] = {0.0f, 1.0f};
  const float* row = rules.adjust(plan, state, logits);
  EXPECT(row[0] == 0.0f && row[1] < -1e20f && std::isfinite(row[1]), "%g", double(row[1]));
}
