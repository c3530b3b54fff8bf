// A random GPT-2 in a file of this process alone, as the reader of a model file would describe it.
#pragma once

#include <cstdio>
#include <random>

#include "engine/engine.h"
#include "test.h"

namespace test {

// Tests run side by side, and whoever writes to a file that another process has mapped kills it.
inline const std::string& model_path() {
  struct File {
    std::string path;
    File() {
      const char* folder = std::getenv("TMPDIR");
      path = std::string(folder != nullptr ? folder : "/tmp") + "/nextoken-test-" +
             std::to_string(std::random_device()()) + std::to_string(std::random_device()()) + ".bin";
    }
    ~File() { std::remove(path.c_str()); }
  };
  static const File file;
  return file.path;
}

inline nextoken::ModelConfig small_config() {
  nextoken::ModelConfig config;
  config.vocab_size = 101;
  config.context_length = 96;
  config.embedding_size = 36;
  config.layers = 2;
  config.heads = 3;
  config.inner_size = 50;
  return config;
}

// `later`: how large what the blocks after the first one add is.
inline nextoken::ModelSpec write_model(const nextoken::ModelConfig& config, nextoken::Precision precision,
                                       int threads, bool untied_head = false, float later = 1.0f) {
  nextoken::ModelSpec spec;
  spec.config = config;
  spec.precision = precision;
  spec.threads = threads;
  spec.cache_bytes = size_t(64) << 20;
  Random random(30);
  FILE* file = std::fopen(model_path().c_str(), "wb");
  uint64_t at = 0;
  const auto add = [&](const std::string& name, std::vector<int64_t> shape, float mean, float deviation) {
    size_t count = 1;
    for (const int64_t size : shape) count *= size_t(size);
    std::vector<float> values(count);
    for (float& value : values) value = mean + deviation * random.normal();
    std::fwrite(values.data(), sizeof(float), count, file);
    nextoken::TensorEntry entry;
    entry.name = name;
    entry.shape = std::move(shape);
    entry.byte_offset = at;
    entry.byte_length = count * sizeof(float);
    at += entry.byte_length;
    spec.tensors.push_back(entry);
  };
  const int64_t width = config.embedding_size, inner = config.inner_size;
  add("wte.weight", {config.vocab_size, width}, 0, 0.3f);
  add("wpe.weight", {config.context_length, width}, 0, 0.1f);
  for (int layer = 0; layer < config.layers; ++layer) {
    const std::string block = "h." + std::to_string(layer) + ".";
    for (const char* norm : {"ln_1", "ln_2"}) {
      add(block + norm + ".weight", {width}, 1, 0.1f);
      add(block + norm + ".bias", {width}, 0, 0.1f);
    }
    const auto linear = [&](const char* name, int64_t in, int64_t out, float size = 1.0f) {
      add(block + name + ".weight", {in, out}, 0, size / std::sqrt(float(in)));
      add(block + name + ".bias", {out}, 0, 0.1f * size);
    };
    const float added = layer == 0 ? 1.0f : later;
    linear("attn.c_attn", width, 3 * width);
    linear("attn.c_proj", width, width, added);
    linear("mlp.c_fc", width, inner);
    linear("mlp.c_proj", inner, width, added);
  }
  if (untied_head) add("lm_head.weight", {config.vocab_size, width}, 0, 0.3f);
  add("ln_f.weight", {width}, 1, 0.1f);
  add("ln_f.bias", {width}, 0, 0.1f);
  std::fclose(file);
  spec.files = {model_path()};
  return spec;
}

// A draft of the model: its first blocks and positions, from the same file.
inline nextoken::WeightsSpec beginning_of(const nextoken::WeightsSpec& spec, int layers, int context) {
  nextoken::WeightsSpec draft = spec;
  draft.identity.clear();
  draft.config.layers = layers;
  draft.config.context_length = context;
  for (nextoken::TensorEntry& entry : draft.tensors) {
    if (entry.name != "wpe.weight") continue;
    entry.shape[0] = context;
    entry.byte_length = size_t(context) * draft.config.embedding_size * sizeof(float);
  }
  return draft;
}

// Blocks of a cache for one sequence of as many positions.
struct Cache {
  Cache(const nextoken::CacheLayout& layout, int positions)
      : blocks(size_t(nextoken::blocks_for(positions))) {
    for (nextoken::Buffer& block : blocks) {
      block.allocate(layout.block_bytes());
      addresses.push_back(block.data());
    }
  }
  std::vector<nextoken::Buffer> blocks;
  std::vector<char*> addresses;
};

}  // namespace test
