// Weights as files store them -> the panels that kernels read (layouts: kernels.h, Linear).
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/kernels.h"
#include "model/buffer.h"
#include "model/tensors.h"
#include "threads/workers.h"

namespace nextoken {

// Raised whenever packing gives other bytes than before: those that are kept in files are then made anew.
constexpr int kPackedLayout = 2;

// W [K, N] of one precision, packed.
struct PackedMatrix {
  Precision precision = Precision::kF32;
  int inputs = 0;   // K
  int outputs = 0;  // N
  Buffer weights;
  Buffer scales;  // [P, G, kPanel] bf16, int8 and int4 only
  Buffer bias;    // [P * kPanel] float, zero beyond N

  int panels() const { return round_up(outputs, kPanel) / kPanel; }
  // What each of the buffers takes.
  size_t weight_bytes() const;
  size_t scale_bytes() const;
  size_t bias_bytes() const { return size_t(panels()) * kPanel * sizeof(float); }

  size_t bytes() const { return weights.bytes() + scales.bytes() + bias.bytes(); }
};

enum class StoredOrder {
  kInputsByOutputs,  // [K, N]: GPT-2's Conv1D
  kOutputsByInputs,  // [N, K]: the token embedding as output head
};

// What each worker reads into; kept from matrix to matrix, since fresh memory is dear.
using Scratch = std::vector<std::vector<char>>;

// Packs `source`; `bias` may be null. The workers share it out.
Error pack_matrix(const Tensor& source, StoredOrder order, const Tensor* bias, int inputs, int outputs,
                  Precision precision, const Kernels& kernels, Workers& workers, Scratch& scratch,
                  PackedMatrix& out);

}  // namespace nextoken
