// A packed GPT-2 model: const once loaded, shared by everything that runs it.
#pragma once

#include <functional>
#include <vector>

#include "model/config.h"
#include "model/pack.h"
#include "model/tensors.h"

namespace nextoken {

struct LayerNorm {
  Buffer weight;  // [n_embd]
  Buffer bias;    // [n_embd]
};

struct Block {
  LayerNorm attention_norm;       // ln_1
  PackedMatrix attention_input;   // c_attn [n_embd, 3 n_embd]: queries, keys, values
  PackedMatrix attention_output;  // c_proj [n_embd, n_embd]
  LayerNorm mlp_norm;             // ln_2
  PackedMatrix mlp_input;         // c_fc [n_embd, n_inner]
  PackedMatrix mlp_output;        // c_proj [n_inner, n_embd]
};

struct Weights {
  ModelConfig config;
  Precision precision = Precision::kF32;
  // Rows are read from the mapped file in its own precision: a token touches one row, so a packed copy
  // would only cost memory.
  Tensors files;
  Tensor token_embedding;     // wte [vocab, n_embd]
  Buffer position_embedding;  // wpe [n_positions, n_embd] float
  std::vector<Block> blocks;
  LayerNorm final_norm;      // ln_f
  PackedMatrix head;         // wte or lm_head, as [n_embd, vocab]
  uint64_t fingerprint = 0;  // of the files, whatever the precision

  // Packed bytes in memory, the mapped files not included.
  size_t bytes() const;
};

// `progress` is called with the share of the work done; it returns false to give up.
Error load_weights(const ModelConfig& config, Precision precision, const std::vector<std::string>& files,
                   const std::vector<TensorEntry>& entries, Workers& workers,
                   const std::function<bool(double)>& progress, Weights& out);

}  // namespace nextoken
