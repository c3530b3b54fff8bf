// Loading and running a model below the engine: the code of every kind of broken file, and passes as wide
// as they may be.
#include "model/forward.h"

#include <cstring>

#include "kernels/select.h"
#include "random_model.h"
#include "test.h"

using namespace nextoken;

namespace {

Error load(const ModelSpec& spec, Workers& workers, Weights& weights, double give_up_at = 2.0) {
  return load_weights(
      spec.config, spec.precision, spec.files, spec.tensors, *available_kernels().front(), workers,
      [&](double share) { return share < give_up_at; }, weights);
}

TensorEntry& entry_of(ModelSpec& spec, const char* name) {
  for (TensorEntry& entry : spec.tensors) {
    if (entry.name == name) return entry;
  }
  std::abort();
}

}  // namespace

TEST(loading_says_what_is_wrong) {
  struct Edit {
    const char* what;
    ErrorCode code;
    void (*edit)(ModelSpec&);
  };
  const Edit edits[] = {
      {"nothing", ErrorCode::kNone, [](ModelSpec&) {}},
      {"no file", ErrorCode::kFile, [](ModelSpec& s) { s.files[0] += ".missing"; }},
      {"a folder", ErrorCode::kFile, [](ModelSpec& s) { s.files[0] = "/"; }},
      {"unknown file", ErrorCode::kInvalidWeights, [](ModelSpec& s) { s.tensors[3].file = SIZE_MAX; }},
      {"offset beyond", ErrorCode::kInvalidWeights,
       [](ModelSpec& s) { s.tensors[3].byte_offset = 1u << 30; }},
      {"offset that wraps", ErrorCode::kInvalidWeights,
       [](ModelSpec& s) { s.tensors[3].byte_offset = UINT64_MAX - 3; }},
      {"last tensor one byte late", ErrorCode::kInvalidWeights,
       [](ModelSpec& s) { s.tensors.back().byte_offset += 1; }},
      {"length of another type", ErrorCode::kInvalidWeights,
       [](ModelSpec& s) { s.tensors[3].dtype = Dtype::kBf16; }},
      {"negative shape", ErrorCode::kInvalidWeights,
       [](ModelSpec& s) {
         s.tensors[0].shape = {-101, -36};
       }},
      {"shape that overflows", ErrorCode::kInvalidWeights,
       [](ModelSpec& s) {
         s.tensors[0].shape = {int64_t(1) << 32, int64_t(1) << 32, 0};
       }},
      {"turned shape", ErrorCode::kTensor,
       [](ModelSpec& s) {
         entry_of(s, "h.1.mlp.c_fc.weight").shape = {50, 36};
       }},
      {"missing tensor", ErrorCode::kTensor,
       [](ModelSpec& s) { entry_of(s, "h.1.attn.c_attn.bias").name = "h.1.attn.bias"; }},
      {"missing final norm", ErrorCode::kTensor, [](ModelSpec& s) { s.tensors.pop_back(); }},
      {"another layer", ErrorCode::kTensor, [](ModelSpec& s) { s.config.layers += 1; }},
      {"another vocabulary", ErrorCode::kTensor, [](ModelSpec& s) { s.config.vocab_size += 1; }},
  };
  for (const Edit& each : edits) {
    for (int threads = 1; threads <= 2; ++threads) {
      ModelSpec spec = test::write_model(test::small_config(), Precision::kInt8, threads);
      each.edit(spec);
      Workers workers(threads);
      Weights weights;
      const Error error = load(spec, workers, weights);
      EXPECT(error.code == each.code, "%s: code %d: %s", each.what, int(error.code), error.message.c_str());
      EXPECT(!error || !error.message.empty(), "%s has no message", each.what);
    }
  }
}

TEST(a_file_cut_anywhere_is_refused) {
  test::Random random(40);
  const ModelSpec spec = test::write_model(test::small_config(), Precision::kF32, 1);
  std::vector<char> bytes(spec.tensors.back().byte_offset + spec.tensors.back().byte_length);
  FILE* file = std::fopen(spec.files[0].c_str(), "rb");
  EXPECT(std::fread(bytes.data(), 1, bytes.size(), file) == bytes.size(), "%zu bytes", bytes.size());
  std::fclose(file);
  for (int trial = 0; trial < test::trials(40); ++trial) {
    const size_t kept = trial == 0   ? 0
                        : trial == 1 ? bytes.size() - 1
                                     : size_t(random.between(1, int(bytes.size()) - 1));
    file = std::fopen(spec.files[0].c_str(), "wb");
    std::fwrite(bytes.data(), 1, kept, file);
    std::fclose(file);
    Workers workers(1);
    Weights weights;
    const Error error = load(spec, workers, weights);
    EXPECT(error.code == ErrorCode::kInvalidWeights || (kept == 0 && error.code == ErrorCode::kFile),
           "%zu bytes of %zu: code %d: %s", kept, bytes.size(), int(error.code), error.message.c_str());
  }
}

TEST(loading_can_be_given_up_anywhere) {
  const ModelSpec spec = test::write_model(test::small_config(), Precision::kInt4, 2);
  for (const double share : {0.0, 0.3, 0.9, 1.0}) {
    Workers workers(2);
    Weights weights;
    EXPECT(load(spec, workers, weights, share).code == ErrorCode::kCancelled, "at %g", share);
  }
}

// As many rows as a pass takes, of sequences of all lengths, against each sequence alone; logits of many
// rows against each row's. The shapes and options differ from those of the engine's tests.
TEST(the_widest_pass_equals_each_sequence_alone) {
  const std::atomic<bool> never{false};
  ModelConfig config = test::small_config();
  config.embedding_size = 34;
  config.heads = 2;  // of 17: every tail of the attention kernel
  config.scale_attention_by_inverse_layer = true;
  for (int p = 0; p < kPrecisions; ++p) {
    config.activation = p % 2 ? Activation::kRelu : Activation::kGeluErf;
    const ModelSpec spec = test::write_model(config, Precision(p), 2, p < 2);
    Workers workers(2);
    Weights weights;
    const Error error = load(spec, workers, weights);
    EXPECT(!error, "%s", error.message.c_str());
    if (error) return;
    for (const Kernels* table : available_kernels()) {
      test::Random random(41);
      Forward forward(weights, *table, workers, CachePrecision(p % kCachePrecisions));
      forward.allocate();
      std::vector<std::vector<int32_t>> ids;
      for (int left = Forward::kMaxRows; left > 0; left -= int(ids.back().size())) {
        ids.emplace_back(size_t(random.between(1, left < 96 ? left : 96)));
        for (int32_t& id : ids.back()) id = random.between(0, config.vocab_size - 1);
      }
      std::vector<test::Cache> caches;
      std::vector<Span> spans;
      for (size_t s = 0; s < ids.size(); ++s) {
        caches.emplace_back(forward.cache_layout(), 96);
        spans.push_back({caches.back().addresses.data(), ids[s].data(), 0, int(ids[s].size())});
      }
      forward.run(spans, never);
      std::vector<float> together;
      for (int row = 0; row < Forward::kMaxRows; row += Forward::kMaxLogitRows) {
        int rows[Forward::kMaxLogitRows];
        for (int i = 0; i < Forward::kMaxLogitRows; ++i) rows[i] = row + i;
        const float* out = forward.logits(rows, Forward::kMaxLogitRows);
        for (int i = 0; i < Forward::kMaxLogitRows; ++i) {
          const float* from = out + i * forward.logit_stride();
          together.insert(together.end(), from, from + config.vocab_size);
        }
      }
      size_t at = 0;
      for (size_t s = 0; s < ids.size(); ++s) {
        test::Cache own(forward.cache_layout(), 96);
        forward.run({{own.addresses.data(), ids[s].data(), 0, int(ids[s].size())}}, never);
        for (int row = 0; row < int(ids[s].size()); ++row, ++at) {
          const float* alone = forward.logits(&row, 1);
          EXPECT(std::isfinite(alone[0]), "%s precision %d: %g", table->name, p, double(alone[0]));
          EXPECT(std::memcmp(alone, together.data() + at * size_t(config.vocab_size),
                             size_t(config.vocab_size) * sizeof(float)) == 0,
                 "%s precision %d, sequence %zu of %zu, row %d", table->name, p, s, ids.size(), row);
        }
      }
    }
  }
}
