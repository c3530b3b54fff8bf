#include "model/pack.h"

#include <algorithm>
#include <cstring>

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

// The weights of one group of inputs and one panel as floats, [kGroup, kPanel], zero where there are none;
// out of the band of the stored matrix that holds them, kGroup or kPanel of its rows.
void read_tile(const Tensor& band, StoredOrder order, int inputs, int outputs, int group, int panel,
               float* tile) {
  const int first_input = group * kGroup, first_output = panel * kPanel;
  const int rows = std::min(kGroup, inputs - first_input);
  const int count = std::min(kPanel, outputs - first_output);
  if (rows < kGroup || count < kPanel) std::fill_n(tile, kGroup * kPanel, 0.0f);
  if (order == StoredOrder::kInputsByOutputs) {
    for (int k = 0; k < rows; ++k) {
      read_floats(band, size_t(k) * outputs + first_output, size_t(count), tile + k * kPanel);
    }
    return;
  }
  for (int o = 0; o < count; ++o) {
    float row[kGroup];
    read_floats(band, size_t(o) * inputs + first_input, size_t(rows), row);
    for (int k = 0; k < rows; ++k) tile[k * kPanel + o] = row[k];
  }
}

void encode_bf16(const float* tile, int inputs, uint16_t* out) {
  for (int k = 0; k < inputs; ++k) {
    for (int o = 0; o < kPanel; ++o) {
      out[k / 2 * kPanel * 2 + o * 2 + k % 2] = bf16_from_float(tile[k * kPanel + o]);
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
                  Precision precision, const Kernels& kernels, Workers& workers, Scratch& scratch,
                  PackedMatrix& out) {
  out.precision = precision;
  out.inputs = inputs;
  out.outputs = outputs;
  const int panels = out.panels();
  const int padded = padded_inputs(precision, inputs);
  const int groups = round_up(inputs, kGroup) / kGroup;
  const size_t weight_bytes = panel_bytes(precision, inputs);
  const size_t group_bytes = panel_bytes(precision, kGroup);
  if (!out.weights.allocate(out.weight_bytes()) || !out.bias.allocate(out.bias_bytes()) ||
      (out.scale_bytes() > 0 && !out.scales.allocate(out.scale_bytes()))) {
    return {ErrorCode::kOutOfMemory, "no memory for a weight matrix"};
  }
  out.weights.use_huge_pages();

  if (bias != nullptr) read_floats(*bias, 0, size_t(outputs), out.bias.floats());
  const auto encode = kernels.linear[int(precision)].encode;
  const auto pack = [&](const Tensor& band, int group, int panel) {
    alignas(kAlignment) float tile[kGroup * kPanel];
    read_tile(band, order, inputs, outputs, group, panel, tile);
    char* to = out.weights.data() + size_t(panel) * weight_bytes + size_t(group) * group_bytes;
    const int rows = std::min(kGroup, padded - group * kGroup);
    if (precision == Precision::kF32) std::memcpy(to, tile, size_t(rows) * kPanel * sizeof(float));
    if (precision == Precision::kBf16) encode_bf16(tile, rows, reinterpret_cast<uint16_t*>(to));
    if (encode == nullptr) return;
    uint16_t* scales = reinterpret_cast<uint16_t*>(out.scales.data());
    encode(tile, reinterpret_cast<uint8_t*>(to), scales + (size_t(panel) * groups + group) * kPanel);
  };
  // In the file's order, a band of its rows after the other.
  const bool by_inputs = order == StoredOrder::kInputsByOutputs;
  const int length = by_inputs ? outputs : inputs, stored = by_inputs ? inputs : outputs;
  const int high = by_inputs ? kGroup : kPanel;
  scratch.resize(size_t(workers.threads()));
  workers.run(by_inputs ? groups : panels, 1, [&](int begin, int end, int worker) {
    for (int i = begin; i < end; ++i) {
      const size_t rows = size_t(std::min(high, stored - i * high));
      const Tensor band =
          read_part(source, size_t(i) * high * length, rows * length, scratch[size_t(worker)]);
      for (int at = 0; at < (by_inputs ? panels : groups); ++at) {
        by_inputs ? pack(band, i, at) : pack(band, at, i);
      }
    }
  });
  return {};
}

}  // namespace nextoken
