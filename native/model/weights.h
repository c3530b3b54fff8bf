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
  // Rows are read from the file in its own precision: a token needs one row, so a packed copy would only
  // cost memory.
  Tensors files;
  Tensor token_embedding;     // wte [vocab, n_embd]
  Buffer position_embedding;  // wpe [n_positions, n_embd] float
  std::vector<Block> blocks;
  LayerNorm final_norm;      // ln_f
  PackedMatrix head;         // wte or lm_head, as [n_embd, vocab]
  uint64_t fingerprint = 0;  // of the files, whatever the precision
  FileMap packed_file;       // lends the buffers their memory where they come from a cache
  bool from_cache = false;

  // Packed bytes, in memory or in the cache's file; the model's own files are not included.
  size_t bytes() const;
};

// What a vector of so many floats takes.
inline size_t vector_bytes(int size) { return size_t(round_up(size, kPanel)) * sizeof(float); }

// The part of load_weights that needs no packing: the shape, the files and the token embedding.
Error open_weights(const ModelConfig& config, Precision precision, const std::vector<std::string>& files,
                   const std::vector<TensorEntry>& entries, Weights& out);

// `progress` is called with the share of the work done; it returns false to give up.
Error load_weights(const ModelConfig& config, Precision precision, const std::vector<std::string>& files,
                   const std::vector<TensorEntry>& entries, const Kernels& kernels, Workers& workers,
                   const std::function<bool(double)>& progress, Weights& out);

}  // namespace nextoken
