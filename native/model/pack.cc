#include "model/pack.h"

#include <algorithm>
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

}  // namespace

size_t PackedMatrix::weight_bytes() const { return panel_bytes(precision, inputs) * size_t(panels()); }

size_t PackedMatrix::scale_bytes() const {
  if (precision != Precision::kInt8 && precision != Precision::kInt4) return 0;
  return size_t(padded_inputs(precision, inputs)) / kGroup * size_t(panels()) * kPanel * sizeof(uint16_t);
}

Error pack_matrix(const Tensor& source, StoredOrder order, const Tensor* bias, int inputs, int outputs,
                  Precision precision, const Kernels& kernels, Workers& workers, PackedMatrix& out) {
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
  const auto encode = kernels.linear[int(precision)].encode;
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
        encode(group, codes, scales);
      }
    }
  });
  return {};
}

}  // namespace nextoken
