// The specification: every kernel as a plain loop, for any CPU. The loops over the outputs of a panel
// stand innermost, so that a compiler can use the baseline's vectors.

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/bf16.h"
#include "kernels/kernels.h"
#include "kernels/select.h"
#include "kernels/tables.h"

namespace nextoken {

namespace scalar {
namespace {

// GPT-2's GELU: 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), Hendrycks & Gimpel 2016, eq. 2.
float gelu_tanh(float x) {
  constexpr float kSqrt2OverPi = 0.7978845608028654f;
  return 0.5f * x * (1.0f + std::tanh(kSqrt2OverPi * (x + 0.044715f * x * x * x)));
}

// The exact GELU: x Phi(x) with the normal distribution's Phi.
float gelu_erf(float x) { return 0.5f * x * (1.0f + std::erf(x * 0.7071067811865476f)); }

float activate(float x, Activation activation) {
  switch (activation) {
    case Activation::kGeluTanh:
      return gelu_tanh(x);
    case Activation::kGeluErf:
      return gelu_erf(x);
    case Activation::kRelu:
      return x > 0.0f ? x : 0.0f;
    case Activation::kNone:
      break;
  }
  return x;
}

// sum [kPanel] -> bias, activation, output: the end of every matrix product.
void finish(const LinearArgs& args, int row, int panel, const float* sum) {
  float* out = args.output + size_t(row) * args.output_stride + size_t(panel) * kPanel;
  const float* bias = args.bias + size_t(panel) * kPanel;
  for (int o = 0; o < kPanel; ++o) {
    const float y = activate(sum[o] + bias[o], args.activation);
    out[o] = args.accumulate ? out[o] + y : y;
  }
}

// x [M, K] f32, W [P, K, kPanel] f32.
size_t prepared_bytes_f32(int inputs) {
  return round_up_bytes(size_t(round_up(inputs, kGroup)) * sizeof(float));
}

void multiply_f32(const LinearArgs& args) {
  const float* weights = static_cast<const float*>(args.weights);
  for (int p = args.panel_begin; p < args.panel_end; ++p) {
    const float* panel = weights + size_t(p) * args.inputs * kPanel;
    for (int m = 0; m < args.rows; ++m) {
      const float* x = reinterpret_cast<const float*>(static_cast<const char*>(args.input) +
                                                      size_t(m) * args.input_stride);
      float sum[kPanel] = {};
      for (int k = 0; k < args.inputs; ++k) {
        for (int o = 0; o < kPanel; ++o) sum[o] += x[k] * panel[size_t(k) * kPanel + o];
      }
      finish(args, m, p, sum);
    }
  }
}

// x [M, K] f32, W [P, K/2, kPanel, 2] bf16.
void multiply_bf16(const LinearArgs& args) {
  const uint16_t* weights = static_cast<const uint16_t*>(args.weights);
  const int pairs = (args.inputs + 1) / 2;
  for (int p = args.panel_begin; p < args.panel_end; ++p) {
    const uint16_t* panel = weights + size_t(p) * pairs * kPanel * 2;
    for (int m = 0; m < args.rows; ++m) {
      const float* x = reinterpret_cast<const float*>(static_cast<const char*>(args.input) +
                                                      size_t(m) * args.input_stride);
      float sum[kPanel] = {};
      for (int j = 0; j < pairs; ++j) {
        const uint16_t* w = panel + size_t(j) * kPanel * 2;
        for (int o = 0; o < kPanel; ++o) {
          sum[o] += x[2 * j] * float_from_bf16(w[2 * o]);
          sum[o] += x[2 * j + 1] * float_from_bf16(w[2 * o + 1]);
        }
      }
      finish(args, m, p, sum);
    }
  }
}

// Nearest whole number in [-128, 127], ties to even; NaN becomes -128, so that no file makes the cast
// undefined. Adding 1.5 x 2^23 rounds away the fraction: a baseline without SSE4.1 has no instruction
// for it, and a library call here would be most of the time that packing takes.
int code_of(float value) {
  constexpr float kRound = 12582912.0f;
  const float clamped = std::min(127.0f, std::max(-128.0f, value));
  return int((clamped + kRound) - kRound);
}

void encode_int8(const float* weights, uint8_t* codes, uint16_t* scales) {
  float largest[kPanel] = {};
  for (int i = 0; i < kGroup; ++i) {
    for (int o = 0; o < kPanel; ++o) largest[o] = std::max(largest[o], std::fabs(weights[i * kPanel + o]));
  }
  float inverse[kPanel];
  for (int o = 0; o < kPanel; ++o) {
    scales[o] = bf16_above(largest[o] / 127.0f);
    const float scale = float_from_bf16(scales[o]);
    inverse[o] = scale > 0.0f ? 1.0f / scale : 0.0f;
  }
  for (int i = 0; i < kGroup; i += 4) {
    uint32_t words[kPanel] = {};  // four codes each, the first in the lowest byte
    for (int j = 0; j < 4; ++j) {
      const float* row = weights + (i + j) * kPanel;
      for (int o = 0; o < kPanel; ++o) words[o] |= uint32_t(code_of(row[o] * inverse[o]) + 128) << (8 * j);
    }
    std::memcpy(codes + i * kPanel, words, sizeof words);
  }
}

// For every quarter of a unit from -128 to 127 the nearest entry of the int4 codebook, and its value.
struct NearestCode {
  uint8_t code[256] = {};
  float value[256] = {};

  constexpr NearestCode() {
    for (int quarter = -128; quarter < 128; ++quarter) {
      int best = 0;
      for (int c = 1; c < 16; ++c) {
        if (distance(quarter, c) < distance(quarter, best)) best = c;
      }
      code[quarter + 128] = uint8_t(best);
      value[quarter + 128] = kInt4Codebook[best];
    }
  }
  // From the middle of the quarter, in half quarters.
  static constexpr int distance(int quarter, int c) {
    const int halves = 2 * quarter + 1 - 2 * kInt4Quarters * kInt4Codebook[c];
    return halves < 0 ? -halves : halves;
  }
};
constexpr NearestCode kNearest;

// Which quarter `quarters` lies in, as NearestCode numbers them; the first or last where it lies beyond them.
// Where two quarters meet it may be either of them: both have the same value, or both values are as near.
int quarter_of(float quarters) { return code_of(quarters - 0.5f) + 128; }

// A group's scale is searched: its largest weight is put at each of kInt4Ends, and the codes that follow get
// the scale with the least squared error, s = sum(w c) / sum(c c), which leaves sum(w w) - s sum(w c).
void encode_int4(const float* weights, uint8_t* codes, uint16_t* scales) {
  float extreme[kPanel] = {};
  for (int i = 0; i < kGroup; ++i) {
    for (int o = 0; o < kPanel; ++o) {
      const float weight = weights[i * kPanel + o];
      extreme[o] = std::fabs(weight) > std::fabs(extreme[o]) ? weight : extreme[o];
    }
  }
  float best_gain[kPanel], best_scale[kPanel] = {}, best_inverse[kPanel] = {};
  for (float& gain : best_gain) gain = -1.0f;
  int quarters[kPanel];
  for (const float end : kInt4Ends) {
    float inverse[kPanel], wc[kPanel] = {}, cc[kPanel] = {};
    for (int o = 0; o < kPanel; ++o)
      inverse[o] = extreme[o] != 0.0f ? float(kInt4Quarters) * end / extreme[o] : 0.0f;
    for (int i = 0; i < kGroup; ++i) {
      const float* row = weights + i * kPanel;
      for (int o = 0; o < kPanel; ++o) quarters[o] = quarter_of(row[o] * inverse[o]);
      float values[kPanel];
      for (int o = 0; o < kPanel; ++o) values[o] = kNearest.value[quarters[o]];
      for (int o = 0; o < kPanel; ++o) {
        wc[o] += row[o] * values[o];
        cc[o] += values[o] * values[o];
      }
    }
    for (int o = 0; o < kPanel; ++o) {
      const float gain = wc[o] * wc[o] / cc[o];  // no entry of the codebook is zero
      if (!(gain > best_gain[o])) continue;
      best_gain[o] = gain;
      best_scale[o] = wc[o] / cc[o];
      best_inverse[o] = inverse[o];
    }
  }
  for (int o = 0; o < kPanel; ++o) scales[o] = bf16_from_float(best_scale[o]);
  for (int i = 0; i < kGroup; ++i) {
    for (int o = 0; o < kPanel; ++o) quarters[o] = quarter_of(weights[i * kPanel + o] * best_inverse[o]);
    for (int o = 0; o < kPanel; ++o) {
      const uint8_t code = kNearest.code[quarters[o]];
      uint8_t& byte = codes[(i / 8) * kPanel * 4 + o * 4 + i % 4];
      byte = (i % 8) < 4 ? code : uint8_t(byte | code << 4);
    }
  }
}

// A prepared row for int8 and int4: G scales, then K codes.
size_t prepared_bytes_codes(int inputs) {
  const size_t groups = size_t(round_up(inputs, kGroup)) / kGroup;
  return round_up_bytes(groups * (sizeof(float) + kGroup));
}

void prepare_codes(const float* x, size_t stride, int rows, int inputs, void* prepared,
                   size_t prepared_stride) {
  const int groups = round_up(inputs, kGroup) / kGroup;
  for (int m = 0; m < rows; ++m) {
    float* scales = reinterpret_cast<float*>(static_cast<char*>(prepared) + m * prepared_stride);
    int8_t* codes = reinterpret_cast<int8_t*>(scales + groups);
    for (int g = 0; g < groups; ++g) {
      const float* values = x + m * stride + size_t(g) * kGroup;
      float largest = 0.0f;
      for (int i = 0; i < kGroup; ++i) largest = std::fmax(largest, std::fabs(values[i]));
      const float inverse = largest > kTinyInput ? 127.0f / largest : 0.0f;
      scales[g] = largest / 127.0f;
      for (int i = 0; i < kGroup; ++i)
        codes[g * kGroup + i] = int8_t(std::max(-127, code_of(values[i] * inverse)));
    }
  }
}

int weight_int8(const uint8_t* group, int o, int i) {
  return int(group[(i / 4) * kPanel * 4 + o * 4 + i % 4]) - 128;
}

int weight_int4(const uint8_t* group, int o, int i) {
  const uint8_t byte = group[(i / 8) * kPanel * 4 + o * 4 + i % 4];
  return kInt4Codebook[(i % 8) < 4 ? byte & 15 : byte >> 4];
}

// sum over groups of scale_w * scale_x * (integer dot product of the codes).
template <int (*weight)(const uint8_t*, int, int)>
void multiply_codes(const LinearArgs& args, int group_bytes) {
  const uint8_t* weights = static_cast<const uint8_t*>(args.weights);
  const int groups = round_up(args.inputs, kGroup) / kGroup;
  for (int p = args.panel_begin; p < args.panel_end; ++p) {
    for (int m = 0; m < args.rows; ++m) {
      const float* scales_x = reinterpret_cast<const float*>(static_cast<const char*>(args.input) +
                                                             size_t(m) * args.input_stride);
      const int8_t* x = reinterpret_cast<const int8_t*>(scales_x + groups);
      float sum[kPanel] = {};
      for (int g = 0; g < groups; ++g) {
        const size_t at = size_t(p) * groups + g;
        const uint8_t* group = weights + at * group_bytes;
        const uint16_t* scales = args.scales + at * kPanel;
        for (int o = 0; o < kPanel; ++o) {
          int dot = 0;
          for (int i = 0; i < kGroup; ++i) dot += weight(group, o, i) * x[g * kGroup + i];
          sum[o] += float(dot) * (float_from_bf16(scales[o]) * scales_x[g]);
        }
      }
      finish(args, m, p, sum);
    }
  }
}

void multiply_int8(const LinearArgs& args) { multiply_codes<weight_int8>(args, kGroup * kPanel); }
void multiply_int4(const LinearArgs& args) { multiply_codes<weight_int4>(args, kGroup * kPanel / 2); }

void layer_norm(const float* x, size_t x_stride, int rows, int n, const float* weight, const float* bias,
                float epsilon, float* out, size_t out_stride) {
  for (int m = 0; m < rows; ++m) {
    const float* in = x + m * x_stride;
    float* to = out + m * out_stride;
    double sum = 0.0;
    for (int i = 0; i < n; ++i) sum += in[i];
    const float mean = float(sum / n);
    double squares = 0.0;
    for (int i = 0; i < n; ++i) squares += double(in[i] - mean) * double(in[i] - mean);
    const float inverse = 1.0f / std::sqrt(float(squares / n) + epsilon);
    for (int i = 0; i < n; ++i) to[i] = (in[i] - mean) * inverse * weight[i] + bias[i];
  }
}

float max(const float* x, int n) {
  float largest = -HUGE_VALF;
  for (int i = 0; i < n; ++i) largest = x[i] > largest ? x[i] : largest;
  return largest;
}

float exp_sum(const float* x, int n, float offset, float scale, float* out) {
  double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    out[i] = std::exp((x[i] - offset) * scale);
    sum += out[i];
  }
  return float(sum);
}

float element(float value) { return value; }
float element(uint16_t value) { return float_from_f16(value); }

template <class Element>
const Element* head_at(const AttendArgs& args, int position) {
  return reinterpret_cast<const Element*>(args.blocks[position / kBlockPositions] + args.block_offset);
}

template <class Element>
void attend(const AttendArgs& args) {
  const size_t value_stride = size_t(round_up(args.head_size, 16));
  for (int m = 0; m < args.rows; ++m) {
    const float* query = args.query + m * args.query_stride;
    float* out = args.output + m * args.output_stride;
    const int positions = args.first_position + m + 1;
    for (int t = 0; t < positions; ++t) {
      const int group = t % kBlockPositions / kPositionGroup;
      const Element* key =
          head_at<Element>(args, t) + size_t(group) * args.head_size * kPositionGroup + t % kPositionGroup;
      float dot = 0.0f;
      for (int d = 0; d < args.head_size; ++d) dot += query[d] * element(key[size_t(d) * kPositionGroup]);
      args.scores[t] = dot;
    }
    const float largest = max(args.scores, positions);
    const float sum = exp_sum(args.scores, positions, largest, args.scale, args.scores);
    for (int d = 0; d < args.head_size; ++d) {
      float weighted = 0.0f;
      for (int t = 0; t < positions; ++t) {
        const Element* value = head_at<Element>(args, t) + head_keys(args.head_size);
        weighted += args.scores[t] * element(value[size_t(t % kBlockPositions) * value_stride + d]);
      }
      out[d] = weighted / sum;
    }
  }
}

void narrow(const float* x, int n, uint16_t* out) {
  for (int i = 0; i < n; ++i) {
    const float most = x[i] < kLargestF16 ? x[i] : kLargestF16;
    out[i] = f16_from_float(most > -kLargestF16 ? most : -kLargestF16);
  }
}

bool supported(const CpuFeatures&) { return true; }

}  // namespace

const Kernels kTable = {
    "scalar",
    "plain loops for any CPU",
    supported,
    {
        {nullptr, prepared_bytes_f32, nullptr, multiply_f32},
        {nullptr, prepared_bytes_f32, nullptr, multiply_bf16},
        {encode_int8, prepared_bytes_codes, prepare_codes, multiply_int8},
        {encode_int4, prepared_bytes_codes, prepare_codes, multiply_int4},
    },
    layer_norm,
    4,
    {attend<float>, attend<uint16_t>},
    narrow,
    max,
    exp_sum,
};

}  // namespace scalar
}  // namespace nextoken
