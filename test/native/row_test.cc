// Sums and searches over a row against plain loops in double.
#include "engine/row.h"

#include <algorithm>

#include "kernels/select.h"
#include "test.h"

using namespace nextoken;

namespace {

// With ties, zeros of both signs, stretches that tower above the rest, and values that are left out.
std::vector<float> random_row(test::Random& random) {
  std::vector<float> row;
  const int kind = random.between(0, 6);
  const int high = random.between(0, 3000), outliers = random.between(1, 9);
  for (int n = random.between(0, 3) == 0 ? random.between(1, 60000) : random.between(1, 3000); n > 0; --n) {
    const float value = random.normal() * 4.0f;
    row.push_back(kind == 0 ? std::round(value) : value);
    if (kind == 1 && random.between(0, 9) == 0) row.back() = -INFINITY;
    if (kind == 2 && random.between(0, 9) == 0) row.back() = NAN;
    if (kind == 3) row.back() = random.between(0, 9999) < outliers ? 1.0f : -INFINITY;
    if (kind == 4 && std::abs(int(row.size()) - high) < 300) row.back() += 50.0f;
    if (kind == 5) row.back() = 1e30f * value + (random.between(0, 9) == 0 ? INFINITY : 0.0f);
  }
  return row;
}

}  // namespace

TEST(rows_are_searched_as_by_plain_loops) {
  test::Random random(75);
  for (const Kernels* kernels : available_kernels()) {
    Likeliest likeliest(*kernels);
    for (int round = 0; round < test::trials(300); ++round) {
      const std::vector<float> row = random_row(random);
      const int n = int(row.size());
      const float bound = random.between(0, 4) == 0 ? -INFINITY : row[size_t(random.between(0, n - 1))];
      std::vector<int32_t> wanted, found(row.size());
      std::vector<TokenLogit> sorted;
      for (int i = 0; i < n; ++i) {
        if (row[size_t(i)] > bound) wanted.push_back(i);
        if (row[size_t(i)] > -INFINITY) sorted.push_back({row[size_t(i)], i});
      }
      found.resize(size_t(find_above(*kernels, row.data(), n, bound, found.data())));
      EXPECT(found == wanted, "%s: %zu above %g, expected %zu", kernels->name, found.size(), double(bound),
             wanted.size());

      std::stable_sort(sorted.begin(), sorted.end(),
                       [](const TokenLogit& a, const TokenLogit& b) { return a.logit > b.logit; });
      const int count = random.between(1, random.between(1, n));
      sorted.resize(std::min(sorted.size(), size_t(count)));
      const std::vector<TokenLogit>& best = likeliest.find(row.data(), n, count);
      bool same = best.size() == sorted.size();
      for (size_t i = 0; same && i < best.size(); ++i) same = best[i].id == sorted[i].id;
      EXPECT(same, "%s: the %d likeliest of %d", kernels->name, count, n);
    }
  }
}

TEST(rows_are_summed_as_by_plain_loops) {
  test::Random random(76);
  for (int round = 0; round < test::trials(300); ++round) {
    const int n = random.between(1, 3000);
    std::vector<float> logits, weights;
    const float largest = 9.0f, bound = float(random.uniform());
    double all = 0.0, above = 0.0, weighted = 0.0, count = 0.0, mean = 0.0, variance = 0.0;
    for (int i = 0; i < n; ++i) {
      logits.push_back(random.between(0, 9) == 0 ? -INFINITY : random.normal() * 3.0f - 20.0f);
      weights.push_back(logits.back() == -INFINITY ? 0.0f : float(random.uniform()));
      all += i < kRowBlock ? weights.back() : 0.0f;
      above += weights.back() > bound ? weights.back() : 0.0f;
      if (logits.back() == -INFINITY) continue;
      weighted += double(weights.back()) * (double(logits.back()) - largest);
      count += 1.0;
      mean += logits.back();
    }
    mean /= count;
    for (const float logit : logits) variance += logit == -INFINITY ? 0.0 : (logit - mean) * (logit - mean);
    variance /= count;
    const auto close = [](double a, double b) {
      return std::abs(a - b) <= 2e-6 * std::max(1.0, std::abs(b));
    };
    EXPECT(close(block_sum(weights.data(), std::min(n, kRowBlock)), all), "%g", all);
    EXPECT(close(sum_above(weights.data(), n, bound), above), "%g above %g", above, double(bound));
    EXPECT(close(weighted_sum(weights.data(), logits.data(), n, largest), weighted), "%g", weighted);
    const Moments got = moments(logits.data(), n, largest);
    EXPECT(
        got.count == int(count) && (count == 0.0 || (close(got.mean, mean) && close(got.variance, variance))),
        "%d of mean %g, variance %g; expected %g, %g, %g", got.count, got.mean, got.variance, count, mean,
        variance);
  }
}
