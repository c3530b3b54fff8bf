// Packed weights in a file: what is mapped is what packing makes, and no broken file gets through.
#include "model/weights_cache.h"

#include <cstring>

#include "kernels/select.h"
#include "model/checksum.h"
#include "random_model.h"
#include "test.h"

using namespace nextoken;

namespace {

// As the header of weights_cache.cc has them.
constexpr size_t kHeaderBytes = 128, kExpectedBytes = 104, kBodySum = 112, kHeaderSum = 120, kBody = 4096;

const std::string kIdentity(64, 'a');

std::string cache_path() { return test::model_path() + ".packed"; }
std::string new_path() { return test::model_path() + ".new"; }

std::vector<char> read_file(const std::string& path) {
  std::vector<char> bytes;
  FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return bytes;
  char part[4096];
  for (size_t count; (count = std::fread(part, 1, sizeof part, file)) > 0;)
    bytes.insert(bytes.end(), part, part + count);
  std::fclose(file);
  return bytes;
}

void write_file(const std::string& path, const std::vector<char>& bytes) {
  FILE* file = std::fopen(path.c_str(), "wb");
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
}

Error load(const ModelSpec& spec, const WeightsCache& cache, Weights& weights, CacheUse& use) {
  Workers workers(spec.threads);
  const Error error = load_weights(
      spec.config, spec.precision, spec.files, spec.tensors, cache, *available_kernels().front(), workers,
      [](double) { return true; }, weights, use);
  if (!error && use.lacking)
    keep_weights(
        cache, weights, [] { return true; }, use);
  return error;
}

std::vector<const Buffer*> buffers_of(const Weights& weights) {
  std::vector<const Buffer*> all{&weights.position_embedding, &weights.final_norm.weight,
                                 &weights.final_norm.bias};
  const auto add = [&](const PackedMatrix& matrix) {
    all.insert(all.end(), {&matrix.weights, &matrix.scales, &matrix.bias});
  };
  for (const Block& block : weights.blocks) {
    all.insert(all.end(), {&block.attention_norm.weight, &block.attention_norm.bias, &block.mlp_norm.weight,
                           &block.mlp_norm.bias});
    add(block.attention_input);
    add(block.attention_output);
    add(block.mlp_input);
    add(block.mlp_output);
  }
  add(weights.head);
  return all;
}

bool same(const Weights& a, const Weights& b) {
  const auto left = buffers_of(a), right = buffers_of(b);
  bool equal = left.size() == right.size() && a.fingerprint == b.fingerprint && a.bytes() == b.bytes();
  for (size_t i = 0; equal && i < left.size(); ++i) {
    equal = left[i]->bytes() == right[i]->bytes() &&
            (left[i]->bytes() == 0 || std::memcmp(left[i]->data(), right[i]->data(), left[i]->bytes()) == 0);
  }
  return equal;
}

std::vector<float> logits_of(const Weights& weights) {
  const std::atomic<bool> never{false};
  std::string error;
  Workers workers(1);
  Forward forward(weights, *select_kernels(error), workers, CachePrecision::kF32);
  forward.allocate();
  test::Cache cache(forward.cache_layout(), 96);
  const int32_t ids[] = {5, 100, 0, 17, 33};
  forward.run({{cache.addresses.data(), ids, 0, 5}}, never);
  const int last = 4;
  const float* logits = forward.logits(&last, 1);
  return std::vector<float>(logits, logits + weights.config.vocab_size);
}

struct Files {
  ~Files() {
    std::remove(cache_path().c_str());
    std::remove(new_path().c_str());
  }
};

}  // namespace

// https://github.com/Cyan4973/xxHash and its ports publish these; seed 0.
TEST(checksums_are_those_of_xxh64) {
  const struct {
    const char* text;
    uint64_t sum;
  } known[] = {{"", 0xef46db3751d8e999ull},
               {"a", 0xd24ec4f1a98c6e5bull},
               {"abc", 0x44bc2cf5ad770999ull},
               {"Nobody inspects the spammish repetition", 0xfbcea83c8a378bf1ull}};
  for (const auto& each : known) {
    const uint64_t sum = checksum(each.text, std::strlen(each.text));
    EXPECT(sum == each.sum, "'%s': %016llx", each.text, static_cast<unsigned long long>(sum));
  }
}

TEST(mapped_weights_are_those_that_packing_makes) {
  const Files files;
  for (int p = 0; p < kPrecisions; ++p) {
    for (const bool untied : {false, true}) {
      ModelConfig config = test::small_config();
      config.vocab_size = untied ? 2000 : 101;  // pieces of several sizes
      const ModelSpec spec = test::write_model(config, Precision(p), 2, untied);
      Weights packed, stored, mapped;
      CacheUse use;
      EXPECT(!load(spec, {}, packed, use) && !use.written && use.problem.empty(), "%s", use.problem.c_str());
      EXPECT(!load(spec, {kIdentity, "", new_path()}, stored, use), "precision %d", p);
      EXPECT(use.written && use.problem.empty() && !stored.from_cache, "%s", use.problem.c_str());
      std::remove(cache_path().c_str());
      EXPECT(std::rename(new_path().c_str(), cache_path().c_str()) == 0, "precision %d", p);
      use = {};
      EXPECT(!load(spec, {kIdentity, cache_path(), new_path()}, mapped, use), "precision %d", p);
      EXPECT(mapped.from_cache && !use.written && use.problem.empty(), "%s", use.problem.c_str());
      EXPECT(read_file(new_path()).empty(), "it was written again");
      EXPECT(same(packed, stored) && same(packed, mapped), "precision %d", p);
      EXPECT(logits_of(packed) == logits_of(mapped), "precision %d", p);
    }
  }
}

// Files of an older version must not be taken for those of a newer one. Where this fails because packing or
// the order of the file has changed, raise kPackedLayout and put the new checksums here.
TEST(packed_files_are_those_of_their_layout) {
  const Files files;
  if (test::seed() != test::kSeed) return;  // other weights
  static_assert(kPackedLayout == 2, "the checksums below are of this one");
  const uint64_t known[kPrecisions] = {0x860ce654b8a03c08ull, 0xb03d947b251878adull, 0xb01917b4d9e8ab51ull,
                                       0xb72beb74ab7cf650ull};
  for (int p = 0; p < kPrecisions; ++p) {
    const ModelSpec spec = test::write_model(test::small_config(), Precision(p), 2, p % 2 != 0);
    Weights weights;
    CacheUse use;
    EXPECT(!load(spec, {kIdentity, "", new_path()}, weights, use), "precision %d", p);
    const std::vector<char> bytes = read_file(new_path());
    std::remove(new_path().c_str());
    const uint64_t sum = checksum(bytes.data(), bytes.size());
    EXPECT(sum == known[p], "precision %d: 0x%016llxull", p, static_cast<unsigned long long>(sum));
  }
}

// Whatever is done to the file: the weights are those that packing makes.
TEST(broken_packed_files_are_ignored_and_made_anew) {
  const Files files;
  test::Random random(50);
  for (int p = 0; p < kPrecisions; ++p) {
    const ModelSpec spec = test::write_model(test::small_config(), Precision(p), 1);
    Weights packed;
    CacheUse use;
    EXPECT(!load(spec, {kIdentity, "", new_path()}, packed, use), "precision %d", p);
    const std::vector<char> whole = read_file(new_path());
    std::remove(new_path().c_str());
    EXPECT(whole.size() > kBody, "%zu bytes", whole.size());

    const auto try_file = [&](const std::vector<char>& bytes, bool must_refuse, const char* what, size_t at) {
      write_file(cache_path(), bytes);
      Weights weights;
      CacheUse use;
      const Error error = load(spec, {kIdentity, cache_path(), new_path()}, weights, use);
      EXPECT(!error, "%s at %zu: %s", what, at, error.message.c_str());
      EXPECT(same(packed, weights), "%s at %zu: other weights", what, at);
      EXPECT(!must_refuse || !weights.from_cache, "%s at %zu: believed", what, at);
      EXPECT(weights.from_cache != use.written, "%s at %zu: written %d", what, at, use.written);
      EXPECT(weights.from_cache == use.problem.empty(), "%s at %zu: '%s'", what, at, use.problem.c_str());
      EXPECT(weights.from_cache || read_file(new_path()) == whole, "%s at %zu: another file", what, at);
      std::remove(new_path().c_str());
    };
    try_file(whole, false, "nothing", 0);
    for (size_t at = size_t(p), step = p == 0 ? 1 : 16; at < kHeaderBytes; at += step) {
      std::vector<char> bytes = whole;
      bytes[at] = char(bytes[at] ^ (1 << random.between(0, 7)));
      try_file(bytes, true, "a bit of the header", at);
      // The same with a header that fits itself.
      if (at >= kExpectedBytes && (at < kBodySum || at >= kHeaderSum)) continue;
      const uint64_t sum = checksum(bytes.data(), kHeaderSum);
      std::memcpy(bytes.data() + kHeaderSum, &sum, sizeof sum);
      try_file(bytes, true, "a bit of a forged header", at);
    }
    for (int trial = 0; trial < test::trials(30); ++trial) {
      std::vector<char> bytes = whole;
      const size_t at = size_t(random.between(int(kHeaderBytes), int(whole.size()) - 1));
      bytes[at] = char(bytes[at] ^ (1 << random.between(0, 7)));
      try_file(bytes, false, "a bit", at);
      const size_t length = trial == 0   ? 0
                            : trial == 1 ? whole.size() - 1
                            : trial == 2 ? kBody
                                         : size_t(random.between(1, int(whole.size()) - 1));
      bytes.assign(whole.begin(), whole.begin() + ptrdiff_t(length));
      try_file(bytes, true, "cut", length);
      bytes.resize(whole.size());
      try_file(bytes, bytes != whole, "zeros from there on", length);
    }
    std::vector<char> longer = whole;
    longer.push_back(0);
    try_file(longer, true, "longer", longer.size());
  }
}

TEST(a_packed_file_is_of_one_model_and_precision) {
  const Files files;
  const ModelSpec spec = test::write_model(test::small_config(), Precision::kInt8, 1);
  Weights weights;
  CacheUse use;
  EXPECT(!load(spec, {kIdentity, "", new_path()}, weights, use) && use.written, "%s", use.problem.c_str());
  std::rename(new_path().c_str(), cache_path().c_str());
  const auto believed = [&](const ModelSpec& of, const std::string& identity) {
    Weights found;
    CacheUse use;
    EXPECT(!load(of, {identity, cache_path(), ""}, found, use), "identity %s", identity.c_str());
    return found.from_cache;
  };
  EXPECT(believed(spec, kIdentity), "its own");
  EXPECT(!believed(spec, std::string(64, 'b')), "another identity");
  ModelSpec other = spec;
  other.precision = Precision::kInt4;
  EXPECT(!believed(other, kIdentity), "another precision");
  // Other weights of the same shape, in a file that claims to be the same.
  FILE* file = std::fopen(spec.files[0].c_str(), "r+b");
  std::fseek(file, 0, SEEK_END);
  const long middle = std::ftell(file) / 2;
  std::fseek(file, 0, SEEK_SET);
  const std::vector<char> zeros(size_t(middle), 0);
  std::fwrite(zeros.data(), 1, zeros.size(), file);
  std::fclose(file);
  EXPECT(!believed(spec, kIdentity), "other weights");
}

TEST(what_cannot_be_written_only_costs_the_saving) {
  const Files files;
  const ModelSpec spec = test::write_model(test::small_config(), Precision::kBf16, 1);
  const auto problem_of = [&](const std::string& path, const std::string& cached = "") {
    Weights weights;
    CacheUse use;
    EXPECT(!load(spec, {kIdentity, cached, path}, weights, use), "%s", path.c_str());
    EXPECT(!use.written && !weights.from_cache, "%s", path.c_str());
    return use.problem;
  };
  EXPECT(!problem_of(test::model_path() + ".missing/new").empty(), "no folder");
  EXPECT(!problem_of("/").empty(), "a folder");
  EXPECT(!problem_of(test::model_path() + "/new", "/").empty(), "folders");
  write_file(new_path(), {'x'});
  EXPECT(!problem_of(new_path()).empty(), "a file that is there");
  EXPECT(read_file(new_path()).size() == 1, "it was touched");
}

TEST(a_load_given_up_leaves_no_file) {
  const Files files;
  const ModelSpec spec = test::write_model(test::small_config(), Precision::kF32, 1);
  int questions = 0;
  const auto count = [&](int give_up_at) {
    questions = 0;
    Workers workers(1);
    Weights weights;
    CacheUse use;
    const WeightsCache cache{kIdentity, "", new_path()};
    const auto go_on = [&] { return ++questions != give_up_at; };
    const Error error = load_weights(
        spec.config, spec.precision, spec.files, spec.tensors, cache, *available_kernels().front(), workers,
        [&](double) { return go_on(); }, weights, use);
    EXPECT(!error || error.code == ErrorCode::kCancelled, "%s", error.message.c_str());
    if (!error) keep_weights(cache, weights, go_on, use);
    const bool there = !read_file(new_path()).empty();
    std::remove(new_path().c_str());
    EXPECT(there == use.written, "given up at %d: %s", give_up_at, use.problem.c_str());
    return use.written;
  };
  EXPECT(count(-1), "not given up");
  for (int at = 1, all = questions; at <= all; ++at) EXPECT(!count(at), "at %d of %d", at, all);
}
