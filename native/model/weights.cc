#include "model/weights.h"

namespace nextoken {

namespace {

Error read_vector(const Tensors& files, const std::string& name, int size, Buffer& out) {
  Tensor tensor;
  if (Error error = files.find(name, {size}, tensor)) return error;
  if (!out.allocate(vector_bytes(size))) {
    return {ErrorCode::kOutOfMemory, "no memory for tensor '" + name + "'"};
  }
  read_floats(tensor, 0, size_t(size), out.floats());
  return {};
}

Error read_norm(const Tensors& files, const std::string& name, int size, LayerNorm& out) {
  if (Error error = read_vector(files, name + ".weight", size, out.weight)) return error;
  return read_vector(files, name + ".bias", size, out.bias);
}

}  // namespace

size_t Weights::bytes() const {
  size_t sum = position_embedding.bytes() + head.bytes();
  for (const Block& block : blocks) {
    sum += block.attention_input.bytes() + block.attention_output.bytes() + block.mlp_input.bytes() +
           block.mlp_output.bytes();
  }
  return sum;
}

Error open_weights(const ModelConfig& config, Precision precision, const std::vector<std::string>& paths,
                   const std::vector<TensorEntry>& entries, Weights& out) {
  out.config = config;
  out.precision = precision;
  out.blocks.resize(size_t(config.layers));
  if (Error error = out.files.open(paths, entries)) return error;
  return out.files.find("wte.weight", {config.vocab_size, config.embedding_size}, out.token_embedding);
}

Error load_weights(const ModelConfig& config, Precision precision, const std::vector<std::string>& paths,
                   const std::vector<TensorEntry>& entries, const Kernels& kernels, Workers& workers,
                   const std::function<bool(double)>& progress, Weights& out) {
  const int width = config.embedding_size;
  const int inner = config.inner_size;
  const double all = config.layers * (4.0 * width + 2.0 * inner) * width + double(config.vocab_size) * width;
  double done = 0.0;
  Scratch scratch;
  if (Error error = open_weights(config, precision, paths, entries, out)) return error;

  const auto read_linear = [&](const std::string& name, int inputs, int outputs, PackedMatrix& to) {
    Tensor weight, bias;
    if (Error error = out.files.find(name + ".weight", {inputs, outputs}, weight)) return error;
    if (Error error = out.files.find(name + ".bias", {outputs}, bias)) return error;
    if (Error error = pack_matrix(weight, StoredOrder::kInputsByOutputs, &bias, inputs, outputs, precision,
                                  kernels, workers, scratch, to)) {
      return error;
    }
    done += double(inputs) * outputs;
    if (!progress(done / all)) return Error{ErrorCode::kCancelled, "loading was cancelled"};
    return Error{};
  };

  Tensor positions;
  if (Error error = out.files.find("wpe.weight", {config.context_length, width}, positions)) return error;
  const size_t position_floats = size_t(config.context_length) * width;
  if (!out.position_embedding.allocate(position_floats * sizeof(float))) {
    return {ErrorCode::kOutOfMemory, "no memory for tensor 'wpe.weight'"};
  }
  read_floats(positions, 0, position_floats, out.position_embedding.floats());

  for (int layer = 0; layer < config.layers; ++layer) {
    Block& block = out.blocks[size_t(layer)];
    const std::string prefix = "h." + std::to_string(layer) + ".";
    if (Error error = read_norm(out.files, prefix + "ln_1", width, block.attention_norm)) return error;
    if (Error error = read_linear(prefix + "attn.c_attn", width, 3 * width, block.attention_input))
      return error;
    if (Error error = read_linear(prefix + "attn.c_proj", width, width, block.attention_output)) return error;
    if (Error error = read_norm(out.files, prefix + "ln_2", width, block.mlp_norm)) return error;
    if (Error error = read_linear(prefix + "mlp.c_fc", width, inner, block.mlp_input)) return error;
    if (Error error = read_linear(prefix + "mlp.c_proj", inner, width, block.mlp_output)) return error;
  }
  if (Error error = read_norm(out.files, "ln_f", width, out.final_norm)) return error;

  Tensor head = out.token_embedding;
  if (out.files.has("lm_head.weight")) {
    if (Error error = out.files.find("lm_head.weight", {config.vocab_size, width}, head)) return error;
  }
  if (Error error = pack_matrix(head, StoredOrder::kOutputsByInputs, nullptr, width, config.vocab_size,
                                precision, kernels, workers, scratch, out.head)) {
    return error;
  }
  out.fingerprint = out.files.fingerprint();
  if (!progress(1.0)) return {ErrorCode::kCancelled, "loading was cancelled"};
  return {};
}

}  // namespace nextoken
