// Every kernel table against the scalar one and against double precision, on random shapes with tails;
// and exact equality of one table with itself however the work is cut.
#include <algorithm>
#include <cfloat>
#include <cstring>

#include "engine/random.h"
#include "kernels/bf16.h"
#include "kernels/select.h"
#include "kernels/tables.h"
#include "model/pack.h"
#include "test.h"

using namespace nextoken;

namespace {

const char* kPrecisionNames[] = {"f32", "bf16", "int8", "int4"};

struct Guarded {
  // `size` floats between two fences that nobody may write to.
  explicit Guarded(size_t size) : size_(size), data_(size + 2 * kFence, kMark) {}
  float* data() { return data_.data() + kFence; }
  bool intact() const {
    for (size_t i = 0; i < kFence; ++i) {
      if (data_[i] != kMark || data_[kFence + size_ + i] != kMark) return false;
    }
    return true;
  }

 private:
  static constexpr size_t kFence = 64;
  static constexpr float kMark = -12345.0f;
  size_t size_;
  std::vector<float> data_;
};

// A random matrix, packed, with what it was packed from.
struct Problem {
  int inputs, outputs, rows;
  std::vector<float> weights;  // [inputs, outputs]
  std::vector<float> bias;     // [outputs]
  std::vector<float> x;        // [rows, stride], padding zero
  size_t stride;
  PackedMatrix packed;
};

void fill(Problem& problem, Precision precision, test::Random& random) {
  Workers workers(1);
  Scratch scratch;
  problem.weights.resize(size_t(problem.inputs) * problem.outputs);
  for (float& w : problem.weights) w = random.normal() * 0.1f;
  problem.bias.resize(size_t(problem.outputs));
  for (float& b : problem.bias) b = random.normal();
  problem.stride = size_t(round_up(problem.inputs, kGroup));
  problem.x.assign(size_t(problem.rows) * problem.stride, 0.0f);
  for (int m = 0; m < problem.rows; ++m) {
    for (int k = 0; k < problem.inputs; ++k) problem.x[m * problem.stride + k] = random.normal();
  }
  const Tensor weight{reinterpret_cast<const char*>(problem.weights.data()), Dtype::kF32};
  const Tensor bias{reinterpret_cast<const char*>(problem.bias.data()), Dtype::kF32};
  const Error error =
      pack_matrix(weight, StoredOrder::kInputsByOutputs, &bias, problem.inputs, problem.outputs, precision,
                  *available_kernels().back(), workers, scratch, problem.packed);
  EXPECT(!error, "%s", error.message.c_str());
}

// Mostly as many as one or several tiles have, sometimes so many that AVX2 takes its kernel for many rows.
int some_rows(test::Random& random) {
  return random.between(0, 4) == 0 ? random.between(48, 70) : random.between(1, 30);
}

// The weight that a kernel sees, out of the packed form.
double unpacked(const PackedMatrix& matrix, int k, int n) {
  const int groups = round_up(matrix.inputs, kGroup) / kGroup;
  const int p = n / kPanel, o = n % kPanel, g = k / kGroup, i = k % kGroup;
  const uint8_t* bytes = reinterpret_cast<const uint8_t*>(matrix.weights.data());
  const uint16_t* halves = reinterpret_cast<const uint16_t*>(bytes);
  const size_t group = size_t(p) * groups + g;
  const uint16_t* scales = reinterpret_cast<const uint16_t*>(matrix.scales.data());
  switch (matrix.precision) {
    case Precision::kF32:
      return matrix.weights.floats()[(size_t(p) * matrix.inputs + k) * kPanel + o];
    case Precision::kBf16: {
      const size_t pairs = size_t(matrix.inputs + 1) / 2;
      return float_from_bf16(halves[((p * pairs + k / 2) * kPanel + o) * 2 + k % 2]);
    }
    case Precision::kInt8:
      return double(float_from_bf16(scales[group * kPanel + o])) *
             (int(bytes[group * kGroup * kPanel + (i / 4) * kPanel * 4 + o * 4 + i % 4]) - 128);
    case Precision::kInt4: {
      const uint8_t byte = bytes[group * kGroup * kPanel / 2 + (i / 8) * kPanel * 4 + o * 4 + i % 4];
      return double(float_from_bf16(scales[group * kPanel + o])) *
             kInt4Codebook[i % 8 < 4 ? byte & 15 : byte >> 4];
    }
  }
  return 0.0;
}

void multiply(const Kernels& table, const Problem& problem, int row, int rows, int panel_begin, int panel_end,
              Activation activation, bool accumulate, float* output, size_t output_stride) {
  const Linear& linear = table.linear[size_t(problem.packed.precision)];
  LinearArgs args{};
  Buffer prepared;
  args.input = problem.x.data() + row * problem.stride;
  args.input_stride = problem.stride * sizeof(float);
  if (linear.prepare != nullptr) {
    args.input_stride = linear.prepared_bytes(problem.inputs);
    prepared.allocate(args.input_stride * rows);
    linear.prepare(problem.x.data() + row * problem.stride, problem.stride, rows, problem.inputs,
                   prepared.data(), args.input_stride);
    args.input = prepared.data();
  }
  args.rows = rows;
  args.inputs = problem.inputs;
  args.weights = problem.packed.weights.data();
  args.scales = reinterpret_cast<const uint16_t*>(problem.packed.scales.data());
  args.bias = problem.packed.bias.floats();
  args.panel_begin = panel_begin;
  args.panel_end = panel_end;
  args.activation = activation;
  args.accumulate = accumulate;
  args.output = output;
  args.output_stride = output_stride;
  linear.multiply(args);
}

double activated(double x, Activation activation) {
  switch (activation) {
    case Activation::kGeluTanh:
      return 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
    case Activation::kGeluErf:
      return 0.5 * x * std::erfc(-x / std::sqrt(2.0));
    case Activation::kRelu:
      return x > 0 ? x : 0;
    case Activation::kNone:
      break;
  }
  return x;
}

bool same_bits(const float* a, const float* b, size_t count) {
  return std::memcmp(a, b, count * sizeof(float)) == 0;
}

}  // namespace

TEST(the_scalar_table_is_there_and_last) {
  const auto tables = available_kernels();
  EXPECT(tables.back() == &scalar::kTable, "last is %s", tables.back()->name);
}

TEST(linear_against_double_precision) {
  test::Random random(1);
  for (int trial = 0; trial < test::trials(300); ++trial) {
    const Precision precision = Precision(trial % kPrecisions);
    Problem problem{};
    const bool large = trial % 25 == 0;  // of every precision
    problem.inputs = large ? (trial % 50 ? 768 : 3072) : random.between(1, 130);
    problem.outputs = large ? 96 : random.between(1, 100);
    problem.rows = some_rows(random);
    fill(problem, precision, random);
    const Activation activation = Activation(random.between(0, 3));
    const bool accumulate = random.between(0, 1) == 1;
    const int panels = problem.packed.panels();
    const size_t stride = size_t(panels) * kPanel;
    for (const Kernels* table : available_kernels()) {
      Guarded out(stride * problem.rows);
      for (size_t i = 0; i < stride * problem.rows; ++i) out.data()[i] = accumulate ? 0.5f : NAN;
      multiply(*table, problem, 0, problem.rows, 0, panels, activation, accumulate, out.data(), stride);
      EXPECT(out.intact(), "%s wrote beyond its output", table->name);
      for (int m = 0; m < problem.rows; ++m) {
        const float* x = problem.x.data() + m * problem.stride;
        for (int n = 0; n < problem.outputs; ++n) {
          double sum = 0, magnitude = 0, rounding = 0;
          for (int k = 0; k < problem.inputs; ++k) {
            const double w = unpacked(problem.packed, k, n);
            sum += x[k] * w;
            magnitude += std::fabs(x[k] * w);
            if (precision == Precision::kBf16 && table->linear[int(precision)].prepare != nullptr)
              rounding += std::fabs(x[k] * w) / 256;  // this table rounds its inputs
            if (precision >= Precision::kInt8) {
              float largest = 0;
              for (int i = k / kGroup * kGroup; i < (k / kGroup + 1) * kGroup; ++i) {
                largest = std::fmax(largest, std::fabs(x[i]));
              }
              rounding += largest / 127 * 0.5001 * std::fabs(w);  // half a step of the input's code
            }
          }
          // Each of K + 3 operations rounds by at most half a unit in the last place of the magnitude;
          // no activation has a slope above 1.13.
          const double bias = problem.bias[size_t(n)];
          const double tolerance =
              1.13 * (rounding + (problem.inputs + 8) * FLT_EPSILON * (magnitude + std::fabs(bias))) + 2e-6;
          const double expected = activated(sum + bias, activation) + (accumulate ? 0.5 : 0.0);
          const double got = out.data()[m * stride + n];
          EXPECT(std::fabs(got - expected) <= tolerance,
                 "%s %s K=%d N=%d row %d output %d: %g, not %g within %g", table->name,
                 kPrecisionNames[int(precision)], problem.inputs, problem.outputs, m, n, got, expected,
                 tolerance);
        }
        for (size_t n = size_t(problem.outputs); n < stride; ++n) {
          const float padding = out.data()[m * stride + n] - (accumulate ? 0.5f : 0.0f);
          EXPECT(padding == 0.0f, "%s padding is %g", table->name, double(padding));
        }
      }
    }
  }
}

// Codes and integer sums are exact, so tables differ only by the rounding of one float sum.
TEST(int8_and_int4_agree_with_the_scalar_table) {
  test::Random random(2);
  for (int trial = 0; trial < test::trials(100); ++trial) {
    Problem problem{};
    problem.inputs = random.between(1, 300);
    problem.outputs = random.between(1, 70);
    problem.rows = some_rows(random);
    fill(problem, trial % 2 ? Precision::kInt8 : Precision::kInt4, random);
    const int panels = problem.packed.panels();
    const size_t stride = size_t(panels) * kPanel;
    std::vector<float> expected(stride * problem.rows), got(stride * problem.rows);
    multiply(scalar::kTable, problem, 0, problem.rows, 0, panels, Activation::kNone, false, expected.data(),
             stride);
    for (const Kernels* table : available_kernels()) {
      multiply(*table, problem, 0, problem.rows, 0, panels, Activation::kNone, false, got.data(), stride);
      double norm = 0, difference = 0;
      for (size_t i = 0; i < got.size(); ++i) {
        norm += double(expected[i]) * expected[i];
        difference += std::pow(double(got[i]) - expected[i], 2);
      }
      EXPECT(std::sqrt(difference) <= 1e-6 * std::sqrt(norm), "%s differs by %g of %g", table->name,
             std::sqrt(difference), std::sqrt(norm));
    }
  }
}

TEST(linear_does_not_depend_on_how_it_is_cut) {
  test::Random random(3);
  for (int trial = 0; trial < test::trials(120); ++trial) {
    Problem problem{};
    problem.inputs = random.between(1, 200);
    problem.outputs = random.between(1, 200);
    problem.rows = some_rows(random);
    fill(problem, Precision(trial % kPrecisions), random);
    const int panels = problem.packed.panels();
    const size_t stride = size_t(panels) * kPanel;
    for (const Kernels* table : available_kernels()) {
      std::vector<float> whole(stride * problem.rows), pieces(stride * problem.rows);
      multiply(*table, problem, 0, problem.rows, 0, panels, Activation::kGeluTanh, false, whole.data(),
               stride);
      for (int row = 0; row < problem.rows;) {
        const int rows = random.between(1, problem.rows - row);
        for (int panel = 0; panel < panels;) {
          const int count = random.between(1, panels - panel);
          multiply(*table, problem, row, rows, panel, panel + count, Activation::kGeluTanh, false,
                   pieces.data() + row * stride, stride);
          panel += count;
        }
        row += rows;
      }
      EXPECT(same_bits(whole.data(), pieces.data(), whole.size()), "%s %s", table->name,
             kPrecisionNames[trial % kPrecisions]);
    }
  }
}

// Batches go through a panel in blocks of inputs, or meet several panels in turns, or weights that are
// decoded once for many rows; a row alone does not.
TEST(rows_of_a_batch_are_those_that_each_gives_alone) {
  test::Random random(17);
  const int heights[] = {2,  3,  4,  5,  6,  7,  11, 12,  13,  24,  25,
                         31, 47, 48, 63, 64, 65, 80, 127, 128, 129, 258};
  const int widths[] = {215, 216, 217, 312, 313, 768, 769, 1023, 1536, 3073};
  for (int trial = 0; trial < test::trials(88); ++trial) {
    Problem problem{};
    problem.inputs = widths[random.between(0, 9)];
    problem.outputs = random.between(65, 130);
    problem.rows = heights[trial / kPrecisions * 13 % 22];  // all, and many rows early
    fill(problem, Precision(trial % kPrecisions), random);
    const bool accumulate = random.between(0, 1) == 1;
    const int panels = problem.packed.panels();
    const size_t stride = size_t(panels) * kPanel;
    for (const Kernels* table : available_kernels()) {
      if (table == &scalar::kTable) continue;
      Guarded batch(stride * problem.rows);
      std::vector<float> alone(stride);
      for (size_t i = 0; i < stride * problem.rows; ++i) batch.data()[i] = accumulate ? 0.5f : NAN;
      multiply(*table, problem, 0, problem.rows, 0, panels, Activation::kNone, accumulate, batch.data(),
               stride);
      EXPECT(batch.intact(), "%s wrote beyond its output", table->name);
      for (int m = 0; m < problem.rows; ++m) {
        std::fill(alone.begin(), alone.end(), accumulate ? 0.5f : NAN);
        multiply(*table, problem, m, 1, 0, panels, Activation::kNone, accumulate, alone.data(), stride);
        EXPECT(same_bits(batch.data() + m * stride, alone.data(), stride), "%s %s K=%d row %d of %d",
               table->name, kPrecisionNames[trial % kPrecisions], problem.inputs, m, problem.rows);
      }
    }
  }
}

// The largest codes that there are, in every combination of signs: nothing may saturate or wrap around.
TEST(int8_and_int4_add_up_at_their_extremes) {
  test::Random random(18);
  const int heights[] = {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 25, 48, 50};
  for (int trial = 0; trial < test::trials(400); ++trial) {
    const Precision precision = trial % 2 ? Precision::kInt8 : Precision::kInt4;
    Problem problem{};
    problem.inputs = 2 * kGroup;
    problem.outputs = kPanel;
    problem.rows = heights[trial / 2 * 11 % 13];  // all, and many rows early
    fill(problem, precision, random);
    // Inputs of 127 have the scale 1, so that all sums are whole numbers and exact.
    const int kind = random.between(0, 3), sign = random.between(0, 1) ? 127 : -127;
    for (size_t i = 0; i < problem.x.size(); ++i) {
      const bool turned = kind == 1 ? i % 2 : kind == 2 ? i / 2 % 2 : kind == 3 && random.between(0, 1);
      problem.x[i] = float(turned ? -sign : sign);
    }
    uint8_t* codes = reinterpret_cast<uint8_t*>(problem.packed.weights.data());
    // No weight but NaN has the code -128 of int8.
    const uint8_t ends[2][2] = {{0, 15}, {1, 255}};
    const int pattern = random.between(0, 3);
    const auto end = [&](size_t i) {
      const size_t which = pattern < 2    ? size_t(pattern)
                           : pattern == 2 ? i % 2
                                          : size_t(random.between(0, 1));
      return ends[precision == Precision::kInt8][which];
    };
    for (size_t i = 0; i < problem.packed.weights.bytes(); ++i) {
      codes[i] = precision == Precision::kInt8 ? end(i) : uint8_t(end(2 * i) | end(2 * i + 1) << 4);
    }
    uint16_t* scales = reinterpret_cast<uint16_t*>(problem.packed.scales.data());
    std::fill(scales, scales + problem.packed.scales.bytes() / sizeof *scales, bf16_from_float(1.0f));
    std::memset(problem.packed.bias.data(), 0, problem.packed.bias.bytes());
    std::vector<float> expected(size_t(kPanel) * problem.rows), got(expected.size());
    multiply(scalar::kTable, problem, 0, problem.rows, 0, 1, Activation::kNone, false, expected.data(),
             kPanel);
    for (const Kernels* table : available_kernels()) {
      multiply(*table, problem, 0, problem.rows, 0, 1, Activation::kNone, false, got.data(), kPanel);
      EXPECT(same_bits(got.data(), expected.data(), got.size()), "%s %s, %d rows: %g, not %g", table->name,
             kPrecisionNames[int(precision)], problem.rows, double(got[0]), double(expected[0]));
    }
  }
}

// A call may write the panels it is given and nothing else, and read a row's padding and nothing beyond.
TEST(linear_keeps_to_its_rows_and_panels) {
  test::Random random(9);
  for (int trial = 0; trial < test::trials(120); ++trial) {
    Problem problem{};
    problem.inputs = random.between(1, 130);
    problem.outputs = random.between(33, 200);
    problem.rows = some_rows(random);
    fill(problem, Precision(trial % kPrecisions), random);
    // The same rows further apart, NaN between them.
    const size_t padded = problem.stride;
    const size_t apart = padded + 16;
    std::vector<float> x(apart * problem.rows, NAN);
    for (int m = 0; m < problem.rows; ++m) {
      std::memcpy(&x[m * apart], &problem.x[m * padded], padded * sizeof(float));
    }
    const int panels = problem.packed.panels();
    const int begin = random.between(0, panels - 1), end = random.between(begin + 1, panels);
    const size_t stride = size_t(panels) * kPanel + 32;
    for (const Kernels* table : available_kernels()) {
      std::vector<float> expected(stride * problem.rows, -7.0f), got = expected, untouched = expected;
      multiply(*table, problem, 0, problem.rows, 0, panels, Activation::kNone, false, expected.data(),
               stride);
      Problem spread = std::move(problem);
      std::swap(spread.x, x);
      spread.stride = apart;
      multiply(*table, spread, 0, spread.rows, begin, end, Activation::kNone, false, got.data(), stride);
      std::swap(spread.x, x);
      spread.stride = padded;
      problem = std::move(spread);
      for (int m = 0; m < problem.rows; ++m) {
        const size_t row = m * stride, first = row + size_t(begin) * kPanel,
                     last = row + size_t(end) * kPanel;
        EXPECT(same_bits(&got[first], &expected[first], last - first), "%s %s K=%d row %d", table->name,
               kPrecisionNames[trial % kPrecisions], problem.inputs, m);
        EXPECT(same_bits(&got[row], &untouched[row], first - row), "%s wrote before its panels", table->name);
        EXPECT(same_bits(&got[last], &untouched[last], row + stride - last), "%s wrote after its panels",
               table->name);
      }
    }
  }
}

TEST(tiny_inputs_of_int8_and_int4_stay_tiny) {
  for (const float tiny : {0.0f, 1e-45f, 1e-39f, 1e-37f, 1e-30f}) {
    for (const Precision precision : {Precision::kInt8, Precision::kInt4}) {
      test::Random random(10);
      Problem problem{};
      problem.inputs = 70;
      problem.outputs = 33;
      problem.rows = 48;
      fill(problem, precision, random);
      for (float& b : problem.bias) b = 0.0f;
      std::memset(problem.packed.bias.data(), 0, problem.packed.bias.bytes());
      for (int k = 0; k < problem.inputs; ++k) problem.x[k] = k % 3 ? tiny : -tiny;
      for (const Kernels* table : available_kernels()) {
        for (const int rows : {1, 2, 48}) {
          std::vector<float> out(size_t(rows) * 2 * kPanel);
          multiply(*table, problem, 0, rows, 0, 2, Activation::kNone, false, out.data(), 2 * kPanel);
          for (int n = 0; n < problem.outputs; ++n) {
            EXPECT(std::fabs(out[size_t(n)]) <= 100.0f * tiny, "%s %s, %d rows: %g from inputs of %g",
                   table->name, kPrecisionNames[int(precision)], rows, double(out[size_t(n)]), double(tiny));
          }
        }
      }
    }
  }
}

TEST(inputs_that_are_no_numbers_give_the_same_in_a_batch) {
  test::Random random(19);
  for (int trial = 0; trial < test::trials(40); ++trial) {
    const Precision precision = trial % 2 ? Precision::kInt8 : Precision::kInt4;
    Problem problem{};
    problem.inputs = 96;
    problem.outputs = 64;
    problem.rows = random.between(0, 1) ? 50 : 5;
    fill(problem, precision, random);
    for (float& x : problem.x) {
      if (random.between(0, 60) == 0) x = random.between(0, 1) ? NAN : -NAN;
      if (random.between(0, 400) == 0) x = random.between(0, 1) ? INFINITY : -INFINITY;
    }
    for (const Kernels* table : available_kernels()) {
      std::vector<float> batch(size_t(problem.rows) * 64), alone(64);
      multiply(*table, problem, 0, problem.rows, 0, 2, Activation::kNone, false, batch.data(), 64);
      for (int m = 0; m < problem.rows; ++m) {
        multiply(*table, problem, m, 1, 0, 2, Activation::kNone, false, alone.data(), 64);
        for (size_t n = 0; n < 64; ++n) {
          const float got = batch[size_t(m) * 64 + n];
          EXPECT(got == alone[n] || (std::isnan(got) && std::isnan(alone[n])),
                 "%s %s row %d of %d: %g, not %g", table->name, kPrecisionNames[int(precision)], m,
                 problem.rows, double(got), double(alone[n]));
        }
      }
    }
  }
}

TEST(activations_at_their_extremes) {
  for (const Kernels* table : available_kernels()) {
    for (const float x : {-1e30f, -100.0f, -20.0f, -5.5f, -1.0f, -1e-3f, -1e-30f, 0.0f, 1e-30f, 1e-3f, 1.0f,
                          5.5f, 20.0f, 100.0f, 1e12f}) {
      Problem problem{};
      problem.inputs = problem.outputs = problem.rows = 1;
      test::Random random(4);
      fill(problem, Precision::kF32, random);
      problem.packed.weights.floats()[0] = 1.0f;
      problem.packed.bias.floats()[0] = 0.0f;
      problem.x[0] = x;
      for (const Activation activation : {Activation::kGeluTanh, Activation::kGeluErf, Activation::kRelu}) {
        float out[kPanel];
        multiply(*table, problem, 0, 1, 0, 1, activation, false, out, kPanel);
        // The tanh form cancels for negative x where it is computed as written (scalar).
        const double expected = activated(x, activation);
        EXPECT(
            std::fabs(out[0] - expected) <= 1e-6 * std::fabs(expected) + 3e-7 * std::fmin(std::fabs(x), 8.0),
            "%s activation %d of %g is %g, not %g", table->name, int(activation), double(x), double(out[0]),
            expected);
      }
    }
  }
}

TEST(layer_norm_against_double_precision) {
  test::Random random(5);
  for (int trial = 0; trial < test::trials(200); ++trial) {
    const int n = trial % 20 == 0 ? 768 : random.between(1, 200), rows = random.between(1, 5);
    const double offset = trial % 4 == 0 ? 100.0 : trial % 4 == 1 ? -3000.0 : 0.0;
    const size_t stride = size_t(n) + size_t(random.between(0, 20));
    std::vector<float> x(stride * rows, NAN), weight(size_t(n), 0.0f), bias(size_t(n), 0.0f);
    for (int m = 0; m < rows; ++m) {
      for (int i = 0; i < n; ++i) x[m * stride + i] = random.normal() + float(offset);
    }
    for (float& v : weight) v = random.normal();
    for (float& v : bias) v = random.normal();
    for (const Kernels* table : available_kernels()) {
      Guarded out(size_t(n) * rows);
      table->layer_norm(x.data(), stride, rows, n, weight.data(), bias.data(), 1e-5f, out.data(), size_t(n));
      EXPECT(out.intact(), "%s wrote beyond its output", table->name);
      for (int m = 0; m < rows; ++m) {
        double mean = 0, variance = 0;
        for (int i = 0; i < n; ++i) mean += x[m * stride + i];
        mean /= n;
        for (int i = 0; i < n; ++i) variance += std::pow(x[m * stride + i] - mean, 2);
        variance /= n;
        for (int i = 0; i < n; ++i) {
          const double expected =
              (x[m * stride + i] - mean) / std::sqrt(variance + 1e-5) * weight[i] + bias[i];
          // The mean's rounding, seen through the normalisation.
          const double tolerance =
              1e-5 + 4 * FLT_EPSILON * (1 + std::fabs(offset)) / std::sqrt(variance + 1e-5) * 4;
          EXPECT(std::fabs(out.data()[m * n + i] - expected) <= tolerance * (1 + std::fabs(weight[i])),
                 "%s n=%d: %g, not %g", table->name, n, double(out.data()[m * n + i]), expected);
        }
      }
    }
  }
}

TEST(max_and_exp_sum) {
  test::Random random(6);
  for (int trial = 0; trial < test::trials(200); ++trial) {
    const int n = random.between(1, 200);
    std::vector<float> x(size_t(n), 0.0f);
    for (float& v : x) v = 10 * random.normal();
    if (trial % 3 == 0) x[size_t(random.between(0, n - 1))] = -INFINITY;
    double largest = -INFINITY;
    for (const float v : x) largest = std::fmax(largest, v);
    if (std::isinf(largest)) continue;
    for (const Kernels* table : available_kernels()) {
      EXPECT(table->max(x.data(), n) == float(largest), "%s", table->name);
      Guarded out{size_t(n)};
      const float sum = table->exp_sum(x.data(), n, float(largest), 0.7f, out.data());
      EXPECT(out.intact(), "%s wrote beyond its output", table->name);
      double expected_sum = 0;
      for (int i = 0; i < n; ++i) {
        const double expected = std::exp((double(x[size_t(i)]) - largest) * double(0.7f));
        expected_sum += expected;
        // The argument's own rounding grows with its size.
        const double tolerance = expected * (4e-7 + 2e-7 * std::fabs(double(x[size_t(i)]) - largest)) + 1e-37;
        EXPECT(std::isinf(x[size_t(i)]) ? out.data()[i] == 0.0f
                                        : std::fabs(out.data()[i] - expected) <= tolerance,
               "%s exp(%g) = %g, not %g", table->name, double(x[size_t(i)]), double(out.data()[i]), expected);
      }
      EXPECT(std::fabs(sum - expected_sum) <= 1e-5 * expected_sum, "%s %g %g", table->name, double(sum),
             expected_sum);
      // In place.
      std::vector<float> copy = x;
      EXPECT(table->exp_sum(copy.data(), n, float(largest), 0.7f, copy.data()) == sum, "%s", table->name);
      EXPECT(same_bits(copy.data(), out.data(), size_t(n)), "%s in place", table->name);
    }
  }
}

TEST(max_ignores_nan) {
  test::Random random(11);
  for (int n = 1; n <= 70; ++n) {
    std::vector<float> x(size_t(n), NAN);
    const int kept = random.between(0, n);
    float largest = -INFINITY;
    for (int i = 0; i < kept; ++i) {
      const size_t at = size_t(random.between(0, n - 1));
      if (std::isnan(x[at])) largest = std::fmax(largest, x[at] = random.normal());
    }
    for (const Kernels* table : available_kernels()) {
      EXPECT(table->max(x.data(), n) == largest, "%s n=%d: %g, not %g", table->name, n,
             double(table->max(x.data(), n)), double(largest));
    }
  }
}

TEST(attention_against_double_precision_and_in_any_cut) {
  test::Random random(7);
  const int sizes[] = {1, 8, 16, 17, 64, 65, 80};
  for (int trial = 0; trial < test::trials(140); ++trial) {
    const int size = sizes[trial % 7];
    const int most_rows = trial % 4 == 0 ? 8 : random.between(1, 8);
    const int first = random.between(0, trial % 10 == 0 ? 290 : 40);
    const int positions = first + most_rows;
    const int blocks = (positions + kBlockPositions - 1) / kBlockPositions;
    const CachePrecision precision = CachePrecision(trial / 7 % kCachePrecisions);
    const bool half = precision == CachePrecision::kF16;
    const size_t element = half ? sizeof(uint16_t) : sizeof(float);
    const size_t value_stride = size_t(round_up(size, 16));
    // Whatever is not written is NaN, in either precision.
    const size_t offset = kAlignment;
    std::vector<std::vector<char>> memory(
        size_t(blocks),
        std::vector<char>(offset + (head_keys(size) + head_values(size)) * element, char(0xff)));
    std::vector<const char*> addresses;
    for (const auto& block : memory) addresses.push_back(block.data());
    std::vector<double> keys(size_t(positions) * size), values(size_t(positions) * size);
    std::vector<float> query(size_t(most_rows) * size);
    for (float& v : query) v = random.normal();
    const auto write = [&](int block, size_t at, float value) {
      char* to = memory[size_t(block)].data() + offset + at * element;
      if (!half) std::memcpy(to, &value, sizeof value);
      const uint16_t narrow = f16_from_float(value);
      if (half) std::memcpy(to, &narrow, sizeof narrow);
      return half ? float_from_f16(narrow) : value;
    };
    for (int t = 0; t < positions; ++t) {
      const int block = t / kBlockPositions, in_block = t % kBlockPositions;
      const size_t group = size_t(in_block / kPositionGroup) * size;
      const size_t row = head_keys(size) + in_block * value_stride;
      for (size_t d = 0; d < value_stride; ++d) write(block, row + d, 0.0f);
      for (int d = 0; d < size; ++d) {
        keys[size_t(t) * size + d] =
            write(block, (group + d) * kPositionGroup + t % kPositionGroup, random.normal());
        values[size_t(t) * size + d] = write(block, row + d, random.normal());
      }
    }
    const float scale = 1.0f / std::sqrt(float(size));
    for (const Kernels* table : available_kernels()) {
      const int rows = std::min(most_rows, table->attend_rows);
      Guarded out{size_t(rows) * size};
      Guarded one{size_t(size)};
      Guarded scores{size_t(rows) * size_t(round_up(first + rows, kPositionGroup))};
      AttendArgs args{};
      args.query = query.data();
      args.query_stride = size_t(size);
      args.blocks = addresses.data();
      args.block_offset = offset;
      args.head_size = size;
      args.rows = rows;
      args.first_position = first;
      args.scale = scale;
      args.scores = scores.data();
      args.output = out.data();
      args.output_stride = size_t(size);
      table->attend[size_t(precision)](args);
      EXPECT(out.intact(), "%s wrote beyond its output", table->name);
      EXPECT(scores.intact(), "%s wrote beyond its scratch", table->name);
      for (int m = 0; m < rows; ++m) {
        std::vector<double> weights(size_t(first + m + 1));
        double largest = -INFINITY, total = 0;
        for (int t = 0; t <= first + m; ++t) {
          double dot = 0;
          for (int d = 0; d < size; ++d) {
            dot += double(query[m * size + d]) * keys[size_t(t) * size + d];
          }
          weights[size_t(t)] = dot * scale;
          largest = std::fmax(largest, dot * scale);
        }
        for (double& w : weights) total += w = std::exp(w - largest);
        for (int d = 0; d < size; ++d) {
          double expected = 0;
          for (int t = 0; t <= first + m; ++t)
            expected += weights[size_t(t)] / total * values[size_t(t) * size + d];
          EXPECT(std::fabs(out.data()[m * size + d] - expected) <= 2e-5, "%s D=%d: %g, not %g", table->name,
                 size, double(out.data()[m * size + d]), expected);
        }
        AttendArgs single = args;
        single.query = query.data() + m * size;
        single.rows = 1;
        single.first_position = first + m;
        single.output = one.data();
        table->attend[size_t(precision)](single);
        EXPECT(same_bits(one.data(), out.data() + m * size, size_t(size)), "%s D=%d row %d of %d",
               table->name, size, m, rows);
        // A single row leaves its weights behind.
        for (int t = 0; t <= first + m; ++t) {
          EXPECT(std::fabs(scores.data()[t] - weights[size_t(t)]) <= 2e-5, "%s D=%d: weight %g, not %g",
                 table->name, size, double(scores.data()[t]), weights[size_t(t)]);
        }
      }
    }
  }
}

TEST(narrowing_to_f16_is_the_same_everywhere) {
  test::Random random(9);
  for (int trial = 0; trial < test::trials(40); ++trial) {
    const int n = random.between(1, 70);
    std::vector<float> x(size_t(n), 0.0f);
    for (float& value : x) {
      value = random.normal() * std::exp2(float(random.between(-30, 20)));
      if (random.between(0, 20) == 0) value = random.between(0, 1) ? INFINITY : -INFINITY;
    }
    for (const Kernels* table : available_kernels()) {
      std::vector<uint16_t> out(size_t(n) + 1, 0xabcd);
      table->narrow(x.data(), n, out.data());
      EXPECT(out.back() == 0xabcd, "%s wrote beyond its output", table->name);
      for (int i = 0; i < n; ++i) {
        const float value = x[size_t(i)], narrow = float_from_f16(out[size_t(i)]);
        const float expected = std::fmax(-kLargestF16, std::fmin(kLargestF16, value));
        // Half a step of 11 bits, or of the smallest number there is.
        const double allowed = std::fmax(std::fabs(expected) * 0x1p-11, 0x1p-25);
        EXPECT(std::fabs(double(narrow) - expected) <= allowed, "%s: %g became %g", table->name,
               double(value), double(narrow));
        EXPECT(out[size_t(i)] == f16_from_float(expected), "%s: %g became %g", table->name, double(value),
               double(narrow));
      }
    }
  }
}

TEST(packing_rounds_as_it_says) {
  test::Random random(8);
  for (const Precision precision : {Precision::kF32, Precision::kBf16, Precision::kInt8, Precision::kInt4}) {
    Problem problem{};
    problem.inputs = 321;  // the last group has one, which has no partner in bf16
    problem.outputs = 70;
    problem.rows = 1;
    fill(problem, precision, random);
    double difference = 0, norm = 0;
    for (int k = 0; k < problem.inputs; ++k) {
      for (int n = 0; n < problem.outputs; ++n) {
        const double w = problem.weights[size_t(k) * problem.outputs + n];
        const double packed = unpacked(problem.packed, k, n);
        difference += (packed - w) * (packed - w);
        norm += w * w;
        if (precision == Precision::kF32) EXPECT(packed == w, "%g %g", packed, w);
        if (precision == Precision::kBf16)
          EXPECT(packed == float_from_bf16(bf16_from_float(float(w))), "%g %g", packed, w);
      }
    }
    const double limits[] = {0, 0.003, 0.006, 0.078};
    EXPECT(std::sqrt(difference / norm) <= limits[int(precision)], "%s: %g", kPrecisionNames[int(precision)],
           std::sqrt(difference / norm));

    // [N, K] stored the other way round packs to the same bytes.
    std::vector<float> turned(problem.weights.size());
    for (int k = 0; k < problem.inputs; ++k) {
      for (int n = 0; n < problem.outputs; ++n) {
        turned[size_t(n) * problem.inputs + k] = problem.weights[size_t(k) * problem.outputs + n];
      }
    }
    Workers workers(2);
    Scratch scratch;
    PackedMatrix other;
    const Tensor source{reinterpret_cast<const char*>(turned.data()), Dtype::kF32};
    const Error error =
        pack_matrix(source, StoredOrder::kOutputsByInputs, nullptr, problem.inputs, problem.outputs,
                    precision, *available_kernels().front(), workers, scratch, other);
    EXPECT(!error, "%s", error.message.c_str());
    EXPECT(std::memcmp(other.weights.data(), problem.packed.weights.data(), other.weights.bytes()) == 0, "%s",
           kPrecisionNames[int(precision)]);
    if (other.scales.bytes() == 0) continue;
    EXPECT(std::memcmp(other.scales.data(), problem.packed.scales.data(), other.scales.bytes()) == 0, "%s",
           kPrecisionNames[int(precision)]);
  }
}

TEST(int8_weights_are_within_half_a_step) {
  test::Random random(12);
  for (int trial = 0; trial < test::trials(20); ++trial) {
    Problem problem{};
    problem.inputs = random.between(1, 130);
    problem.outputs = random.between(1, 100);
    problem.rows = 1;
    fill(problem, Precision::kInt8, random);
    const int groups = round_up(problem.inputs, kGroup) / kGroup;
    const uint16_t* scales = reinterpret_cast<const uint16_t*>(problem.packed.scales.data());
    for (int k = 0; k < problem.inputs; ++k) {
      for (int n = 0; n < problem.outputs; ++n) {
        const size_t at = (size_t(n / kPanel) * groups + k / kGroup) * kPanel + n % kPanel;
        const double scale = float_from_bf16(scales[at]);
        const double w = problem.weights[size_t(k) * problem.outputs + n];
        // The quotient is rounded before it is rounded to a code.
        EXPECT(std::fabs(unpacked(problem.packed, k, n) - w) <= scale * (0.5 + 128 * FLT_EPSILON),
               "%g for %g, scale %g", unpacked(problem.packed, k, n), w, scale);
      }
    }
  }
}

// Every element type from an odd address, and values that no good file has.
TEST(packing_takes_any_bytes) {
  Workers workers(2);
  Scratch scratch;
  const int inputs = 70, outputs = 40;
  const float strange[] = {0.0f, -0.0f, NAN, INFINITY, -INFINITY, FLT_MAX, -FLT_MAX, 1e-45f, -1e-40f, 1.0f};
  test::Random random(13);
  for (int p = 0; p < kPrecisions; ++p) {
    for (const Dtype dtype : {Dtype::kF32, Dtype::kF16, Dtype::kBf16}) {
      for (int kinds = 1; kinds <= 10; ++kinds) {
        std::vector<char> bytes(size_t(inputs) * outputs * bytes_of(dtype) + 1);
        for (size_t i = 0; i < size_t(inputs) * outputs; ++i) {
          const float value = strange[random.between(0, kinds - 1)];
          const uint16_t half = dtype == Dtype::kBf16 ? bf16_from_float(value) : uint16_t(random.bits());
          if (dtype == Dtype::kF32)
            std::memcpy(&bytes[1 + 4 * i], &value, 4);
          else
            std::memcpy(&bytes[1 + 2 * i], &half, 2);
        }
        for (const StoredOrder order : {StoredOrder::kInputsByOutputs, StoredOrder::kOutputsByInputs}) {
          // Every table gives the bytes of the scalar one, the last.
          PackedMatrix packed;
          for (const Kernels* table : available_kernels()) {
            PackedMatrix mine;
            const Error error = pack_matrix({bytes.data() + 1, dtype}, order, nullptr, inputs, outputs,
                                            Precision(p), *table, workers, scratch, mine);
            EXPECT(!error, "%s", error.message.c_str());
            if (packed.bytes() != 0) {
              EXPECT(std::memcmp(packed.weights.data(), mine.weights.data(), mine.weights.bytes()) == 0,
                     "%s %s", kPrecisionNames[p], table->name);
              EXPECT(mine.scales.bytes() == 0 ||
                         std::memcmp(packed.scales.data(), mine.scales.data(), mine.scales.bytes()) == 0,
                     "%s %s", kPrecisionNames[p], table->name);
            }
            packed = std::move(mine);
          }
          // Zeros (kinds 1 and 2) are packed as zeros.
          for (int i = 0; kinds <= 2 && dtype != Dtype::kF16 && i < outputs; ++i) {
            EXPECT(unpacked(packed, 69, i) == 0.0, "%s: %g", kPrecisionNames[p], unpacked(packed, 69, i));
          }
        }
      }
    }
  }
}

TEST(every_table_packs_the_same_bytes) {
  test::Random random(14);
  const Kernels& scalar = *available_kernels().back();
  std::vector<float> weights(kGroup * kPanel);
  for (int trial = 0; trial < test::trials(2000); ++trial) {
    // From weights that are all of one size, as trained ones, to those that lie in the middle between two
    // codes (whole numbers for int8, eighths of a unit for int4 where the largest is an end of the codebook),
    // and to outliers.
    const float size = std::ldexp(1.0f, random.between(-140, 100));
    for (float& w : weights) {
      switch (trial % 4) {
        case 0:
          w = float(random.between(-127, 127));
          break;
        case 1:
          w = float(random.between(-28 * 8, 28 * 8)) / 8.0f;
          break;
        default:
          w = random.normal() * size;
          if (trial % 4 == 3 && random.between(0, 40) == 0) w *= 50.0f;
      }
    }
    if (trial % 4 == 1) {
      const float end = kInt4Codebook[trial % 8 == 1 ? 0 : 15];
      for (int o = 0; o < kPanel; ++o) weights[o] = end;
    }
    for (const Precision precision : {Precision::kInt8, Precision::kInt4}) {
      uint8_t expected[kGroup * kPanel] = {}, codes[kGroup * kPanel] = {};
      uint16_t expected_scales[kPanel], scales[kPanel];
      scalar.linear[int(precision)].encode(weights.data(), expected, expected_scales);
      for (const Kernels* table : available_kernels()) {
        table->linear[int(precision)].encode(weights.data(), codes, scales);
        EXPECT(std::memcmp(codes, expected, sizeof codes) == 0, "%s %s", kPrecisionNames[int(precision)],
               table->name);
        EXPECT(std::memcmp(scales, expected_scales, sizeof scales) == 0, "%s %s",
               kPrecisionNames[int(precision)], table->name);
      }
    }
  }
}

// Of a group of int4 every code is the nearest for one of the scales that are tried.
TEST(codes_of_int4_are_the_nearest) {
  test::Random random(19);
  const Kernels& table = *available_kernels().front();
  std::vector<float> weights(kGroup * kPanel);
  for (int trial = 0; trial < test::trials(200); ++trial) {
    for (float& w : weights) w = trial % 2 ? random.normal() : float(random.between(-240, 240)) / 8.0f;
    if (trial % 2 == 0) {
      for (int o = 0; o < kPanel; ++o) weights[o] = kInt4Codebook[0];
    }
    uint8_t codes[kGroup * kPanel / 2];
    uint16_t scales[kPanel];
    table.linear[int(Precision::kInt4)].encode(weights.data(), codes, scales);
    for (int o = 0; o < kPanel; ++o) {
      double column[kGroup];
      for (int i = 0; i < kGroup; ++i) column[i] = weights[i * kPanel + o];
      const double extreme = *std::max_element(
          column, column + kGroup, [](double a, double b) { return std::fabs(a) < std::fabs(b); });
      double least = INFINITY;  // over the scales: how much further a code is away than the nearest, at most
      for (const float end : kInt4Ends) {
        double most = 0;
        for (int i = 0; i < kGroup; ++i) {
          const double w = column[i] * end / extreme;
          const uint8_t byte = codes[i / 8 * kPanel * 4 + o * 4 + i % 4];
          double nearest = INFINITY;
          for (const int8_t value : kInt4Codebook) nearest = std::min(nearest, std::fabs(w - value));
          most = std::max(most, std::fabs(w - kInt4Codebook[i % 8 < 4 ? byte & 15 : byte >> 4]) - nearest);
        }
        least = std::min(least, most);
      }
      EXPECT(least < 1e-4, "output %d: %g units further than the nearest", o, least);
    }
  }
}

TEST(half_precision_weights_are_read_exactly) {
  for (int bits = 0; bits < 65536; ++bits) {
    const double sign = bits & 0x8000 ? -1.0 : 1.0;
    const int exponent = (bits >> 10) & 31, mantissa = bits & 1023;
    const float value = float_from_f16(uint16_t(bits));
    if (exponent == 31) {
      EXPECT(mantissa ? std::isnan(value) : value == sign * INFINITY, "%x: %g", bits, double(value));
      continue;
    }
    const double expected =
        exponent ? std::ldexp(1024 + mantissa, exponent - 25) : std::ldexp(double(mantissa), -24);
    EXPECT(value == sign * expected, "%x: %g, not %g", bits, double(value), sign * expected);
  }
  const struct {
    float value;
    uint16_t bf16;
  } roundings[] = {{1.0f, 0x3f80},          {0x1.01p0f, 0x3f80}, {0x1.03p0f, 0x3f82}, {0x1.010002p0f, 0x3f81},
                   {-0x1.03p0f, 0xbf82},    {FLT_MAX, 0x7f80},   {-INFINITY, 0xff80}, {0.0f, 0},
                   {0x1.fffffep-1f, 0x3f80}};
  for (const auto& each : roundings) {
    EXPECT(bf16_from_float(each.value) == each.bf16, "%a: %x, not %x", double(each.value),
           unsigned(bf16_from_float(each.value)), unsigned(each.bf16));
  }
  EXPECT(std::isnan(float_from_bf16(bf16_from_float(NAN))), "NaN");
}

TEST(philox_known_answers) {
  // Salmon et al. 2011, known answer test of Philox4x32-10 for counter and key zero: 6627e8d5 e169c58d.
  const uint64_t bits = (uint64_t(0x6627e8d5u) << 32 | 0xe169c58du) >> 11;
  EXPECT(uniform_random(0, 0) == double(bits) * 0x1p-53, "%.17g", uniform_random(0, 0));
}
