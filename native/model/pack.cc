#include "model/pack.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "kernels/bf16.h"

namespace nextoken {

namespace {

int padded_inputs(Precision precision, int inputs) {
  switch (precision) {
    case Precision::kF32:
      return inputs;
    case Precision::kBf16:
      return round_up(inputs, 2);
    default:
      return round_up(inputs, kGroup);
  }
}

size_t panel_bytes(Precision precision, int inputs) {
  const size_t weights = size_t(padded_inputs(precision, inputs)) * kPanel;
  switch (precision) {
    case Precision::kF32:
      return weights * 4;
    case Precision::kBf16:
      return weights * 2;
    case Precision::kInt8:
      return weights;
    default:
      return weights / 2;
  }
}

// One panel as floats, tile[k * kPanel + o], zero where there is no weight.
void read_panel(const Tensor& source, StoredOrder order, int inputs, int outputs, int panel, float* tile,
                float* row) {
  const int first = panel * kPanel;
  const int count = std::min(kPanel, outputs - first);
  if (order == StoredOrder::kInputsByOutputs) {
    for (int k = 0; k < inputs; ++k) {
      read_floats(source, size_t(k) * outputs + first, size_t(count), tile + size_t(k) * kPanel);
    }
    return;
  }
  for (int o = 0; o < count; ++o) {
    read_floats(source, size_t(first + o) * inputs, size_t(inputs), row);
    for (int k = 0; k < inputs; ++k) tile[size_t(k) * kPanel + o] = row[k];
  }
}

void encode_bf16(const float* tile, int inputs, uint16_t* out) {
  for (int k = 0; k < inputs; ++k) {
    for (int o = 0; o < kPanel; ++o) {
      out[size_t(k / 2) * kPanel * 2 + o * 2 + k % 2] = bf16_from_float(tile[size_t(k) * kPanel + o]);
    }
  }
}

// Smallest bf16 that is not below a positive value, so that no code leaves its range.
uint16_t bf16_above(float value) {
  const uint16_t nearest = bf16_from_float(value);
  return float_from_bf16(nearest) < value ? uint16_t(nearest + 1) : nearest;
}

// Nearest whole number in [-128, 127], ties to even; NaN becomes -128, so that no file makes the cast
// undefined. Adding 1.5 x 2^23 rounds away the fraction: a baseline without SSE4.1 has no instruction
// for it, and a library call here would be most of the time that packing takes.
int code_of(float value) {
  constexpr float kRound = 12582912.0f;
  const float clamped = std::min(127.0f, std::max(-128.0f, value));
  return int((clamped + kRound) - kRound);
}

// The groups of all outputs of a panel at once, in short loops over them that compilers turn into vectors.
void encode_groups_int8(const float* tile, uint8_t* out, uint16_t* scales) {
  float largest[kPanel] = {};
  for (int i = 0; i < kGroup; ++i) {
    for (int o = 0; o < kPanel; ++o) largest[o] = std::max(largest[o], std::fabs(tile[i * kPanel + o]));
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
      const float* weights = tile + (i + j) * kPanel;
      for (int o = 0; o < kPanel; ++o)
        words[o] |= uint32_t(code_of(weights[o] * inverse[o]) + 128) << (8 * j);
    }
    std::memcpy(out + i * kPanel, words, sizeof words);
  }
}

// For every whole number from -128 to 127 the nearest entry of the int4 codebook, and its value.
struct NearestCode {
  uint8_t code[256];
  float value[256];

  NearestCode() {
    for (int number = -128; number < 128; ++number) {
      int best = 0;
      for (int c = 1; c < 16; ++c) {
        if (std::abs(number - kInt4Codebook[c]) < std::abs(number - kInt4Codebook[best])) best = c;
      }
      code[number + 128] = uint8_t(best);
      value[number + 128] = kInt4Codebook[best];
    }
  }
};

// A group's scale is searched: its largest weight is put at either end of the codebook, or a little
// beyond it, and the codes that follow get the scale with the least squared error,
// s = sum(w c) / sum(c c), which leaves sum(w w) - s sum(w c).
void encode_groups_int4(const NearestCode& nearest, const float* tile, uint8_t* out, uint16_t* scales) {
  constexpr float kEnds[] = {-127.0f, -127.0f / 0.92f, -127.0f / 0.85f,
                             107.0f,  107.0f / 0.92f,  107.0f / 0.85f};
  float extreme[kPanel] = {};
  for (int i = 0; i < kGroup; ++i) {
    for (int o = 0; o < kPanel; ++o) {
      const float weight = tile[i * kPanel + o];
      extreme[o] = std::fabs(weight) > std::fabs(extreme[o]) ? weight : extreme[o];
    }
  }
  float best_gain[kPanel], best_scale[kPanel] = {}, best_inverse[kPanel] = {};
  for (float& gain : best_gain) gain = -1.0f;
  int numbers[kPanel];
  for (const float end : kEnds) {
    float inverse[kPanel], wc[kPanel] = {}, cc[kPanel] = {};
    for (int o = 0; o < kPanel; ++o) inverse[o] = extreme[o] != 0.0f ? end / extreme[o] : 0.0f;
    for (int i = 0; i < kGroup; ++i) {
      const float* weights = tile + i * kPanel;
      for (int o = 0; o < kPanel; ++o) numbers[o] = code_of(weights[o] * inverse[o]) + 128;
      float values[kPanel];
      for (int o = 0; o < kPanel; ++o) values[o] = nearest.value[numbers[o]];
      for (int o = 0; o < kPanel; ++o) {
        wc[o] += weights[o] * values[o];
        cc[o] += values[o] * values[o];
      }
    }
    for (int o = 0; o < kPanel; ++o) {
      const float gain = cc[o] > 0.0f ? wc[o] * wc[o] / cc[o] : 0.0f;
      if (extreme[o] == 0.0f || !(gain > best_gain[o])) continue;
      best_gain[o] = gain;
      best_scale[o] = cc[o] > 0.0f ? wc[o] / cc[o] : 0.0f;
      best_inverse[o] = inverse[o];
    }
  }
  for (int o = 0; o < kPanel; ++o) scales[o] = bf16_from_float(best_scale[o]);
  for (int i = 0; i < kGroup; ++i) {
    for (int o = 0; o < kPanel; ++o) numbers[o] = code_of(tile[i * kPanel + o] * best_inverse[o]) + 128;
    for (int o = 0; o < kPanel; ++o) {
      const uint8_t code = nearest.code[numbers[o]];
      uint8_t& byte = out[(i / 8) * kPanel * 4 + o * 4 + i % 4];
      byte = (i % 8) < 4 ? code : uint8_t(byte | code << 4);
    }
  }
}

}  // namespace

size_t PackedMatrix::weight_bytes() const { return panel_bytes(precision, inputs) * size_t(panels()); }

size_t PackedMatrix::scale_bytes() const {
  if (precision != Precision::kInt8 && precision != Precision::kInt4) return 0;
  return size_t(padded_inputs(precision, inputs)) / kGroup * size_t(panels()) * kPanel * sizeof(uint16_t);
}

Error pack_matrix(const Tensor& source, StoredOrder order, const Tensor* bias, int inputs, int outputs,
                  Precision precision, Workers& workers, PackedMatrix& out) {
  out.precision = precision;
  out.inputs = inputs;
  out.outputs = outputs;
  const int panels = out.panels();
  const int padded = padded_inputs(precision, inputs);
  const bool grouped = precision == Precision::kInt8 || precision == Precision::kInt4;
  const size_t groups = grouped ? size_t(padded) / kGroup : 0;
  const size_t weight_bytes = panel_bytes(precision, inputs);
  const size_t scratch_floats = size_t(padded) * kPanel + size_t(inputs);

  std::unique_ptr<Buffer[]> scratch(new Buffer[size_t(workers.threads())]);
  bool enough = out.weights.allocate(out.weight_bytes()) && out.bias.allocate(out.bias_bytes()) &&
                (!grouped || out.scales.allocate(out.scale_bytes()));
  for (int i = 0; enough && i < workers.threads(); ++i) {
    enough = scratch[size_t(i)].allocate(scratch_floats * sizeof(float));
  }
  if (!enough) return {ErrorCode::kOutOfMemory, "no memory for a weight matrix"};
  out.weights.use_huge_pages();

  if (bias != nullptr) read_floats(*bias, 0, size_t(outputs), out.bias.floats());
  const NearestCode nearest;
  workers.run(panels, 1, [&](int begin, int end, int worker) {
    float* tile = scratch[size_t(worker)].floats();
    float* row = tile + size_t(padded) * kPanel;
    for (int p = begin; p < end; ++p) {
      if (outputs - p * kPanel < kPanel) std::memset(tile, 0, size_t(padded) * kPanel * sizeof(float));
      read_panel(source, order, inputs, outputs, p, tile, row);
      char* to = out.weights.data() + size_t(p) * weight_bytes;
      if (precision == Precision::kF32) std::memcpy(to, tile, weight_bytes);
      if (precision == Precision::kBf16) encode_bf16(tile, padded, reinterpret_cast<uint16_t*>(to));
      for (size_t g = 0; g < groups; ++g) {
        const float* group = tile + g * kGroup * kPanel;
        uint16_t* scales = reinterpret_cast<uint16_t*>(out.scales.data()) + (size_t(p) * groups + g) * kPanel;
        uint8_t* codes = reinterpret_cast<uint8_t*>(to) + g * (weight_bytes / groups);
        if (precision == Precision::kInt8)
          encode_groups_int8(group, codes, scales);
        else
          encode_groups_int4(nearest, group, codes, scales);
      }
    }
  });
  return {};
}

}  // namespace nextoken
