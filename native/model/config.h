// The shape of a GPT-2 model.
#pragma once

#include "kernels/kernels.h"

namespace nextoken {

struct ModelConfig {
  int vocab_size = 0;
  int context_length = 0;  // n_positions
  int embedding_size = 0;  // n_embd
  int layers = 0;
  int heads = 0;       // divides embedding_size
  int inner_size = 0;  // n_inner
  float layer_norm_epsilon = 1e-5f;
  Activation activation = Activation::kGeluTanh;
  bool scale_attention = true;
  bool scale_attention_by_inverse_layer = false;

  int head_size() const { return embedding_size / heads; }
};

}  // namespace nextoken
