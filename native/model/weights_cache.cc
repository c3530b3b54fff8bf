// The file: a header, from kBodyOffset on the buffers of the weights in the order of visit(), each from a
// multiple of kAlignment on. No size is taken from the file: all of them follow from the model's shape, and
// the header must say byte for byte what is expected of it. All pages are read by the first pass anyway, so
// all are verified by the load, on all threads: torn and rotten files show, and the one who writes need not
// wait for the disk.
#include "model/weights_cache.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "model/checksum.h"
#include "model/new_file.h"

namespace nextoken {

namespace {

constexpr size_t kBodyOffset = 4096;
// Pieces end at multiples of this in the file, the size of a huge page: written so, that is what the system's
// cache holds them in.
constexpr size_t kPiece = size_t(1) << 21;
// Between two questions whether to go on.
constexpr size_t kPiecesAtOnce = 64;

struct Header {
  char magic[8] = {'N', 'T', 'P', 'A', 'C', 'K', 'E', 'D'};
  uint32_t byte_order = 0x01020304;
  uint32_t layout = kPackedLayout;
  uint32_t precision = 0;
  uint32_t unused = 0;
  char identity[64] = {};
  uint64_t samples = 0;  // of the model's files
  uint64_t bytes = 0;    // of the file
  // What is not known before.
  uint64_t fingerprint = 0;
  uint64_t body = 0;      // the checksum of the checksums of all pieces
  uint64_t checksum = 0;  // of all of the above
};
constexpr size_t kExpected = offsetof(Header, fingerprint);
constexpr size_t kSummed = offsetof(Header, checksum);
static_assert(sizeof(Header) == kSummed + sizeof(uint64_t) && sizeof(Header) <= kBodyOffset, "no padding");

struct Piece {
  const char* data;
  size_t bytes;
};

// Calls on_buffer(buffer, its bytes) for all that packing fills, in the order of the file; before,
// on_matrix(matrix, inputs, outputs) for the matrix it belongs to.
template <class AnyWeights, class OnMatrix, class OnBuffer>
void visit(AnyWeights& weights, const OnMatrix& on_matrix, const OnBuffer& on_buffer) {
  const ModelConfig& config = weights.config;
  const int width = config.embedding_size;
  const int inner = config.inner_size;
  const auto norm = [&](auto& norm) {
    on_buffer(norm.weight, vector_bytes(width));
    on_buffer(norm.bias, vector_bytes(width));
  };
  const auto matrix = [&](auto& matrix, int inputs, int outputs) {
    on_matrix(matrix, inputs, outputs);
    on_buffer(matrix.weights, matrix.weight_bytes());
    on_buffer(matrix.scales, matrix.scale_bytes());
    on_buffer(matrix.bias, matrix.bias_bytes());
  };
  on_buffer(weights.position_embedding, size_t(config.context_length) * width * sizeof(float));
  for (auto& block : weights.blocks) {
    norm(block.attention_norm);
    matrix(block.attention_input, width, 3 * width);
    matrix(block.attention_output, width, width);
    norm(block.mlp_norm);
    matrix(block.mlp_input, width, inner);
    matrix(block.mlp_output, inner, width);
  }
  norm(weights.final_norm);
  matrix(weights.head, width, config.vocab_size);
}

// The pieces of all buffers, and where the file ends.
size_t pieces_of(const Weights& weights, std::vector<Piece>& pieces) {
  size_t end = kBodyOffset;
  visit(
      weights, [](const PackedMatrix&, int, int) {},
      [&](const Buffer& buffer, size_t bytes) {
        const size_t begin = round_up_bytes(end);
        end = begin + bytes;
        for (size_t at = begin; at < end;) {
          const size_t length = std::min(kPiece - at % kPiece, end - at);
          pieces.push_back({buffer.data() + (at - begin), length});
          at += length;
        }
      });
  return end;
}

// The checksum of all pieces; false where `go_on` said no.
bool sum_up(const std::vector<Piece>& pieces, Workers& workers, const std::function<bool(double)>& go_on,
            uint64_t& sum) {
  std::vector<uint64_t> sums(pieces.size());
  for (size_t first = 0; first < pieces.size(); first += kPiecesAtOnce) {
    if (!go_on(double(first) / double(pieces.size()))) return false;
    workers.run(int(std::min(kPiecesAtOnce, pieces.size() - first)), 1, [&](int begin, int end, int) {
      for (size_t i = first + size_t(begin); i < first + size_t(end); ++i) {
        sums[i] = checksum(pieces[i].data, pieces[i].bytes);
      }
    });
  }
  sum = checksum(sums.data(), sums.size() * sizeof(uint64_t));
  return true;
}

Header expected_header(const std::string& identity, const Weights& weights) {
  Header header;
  header.precision = uint32_t(weights.precision);
  std::memcpy(header.identity, identity.data(), std::min(identity.size(), sizeof header.identity));
  header.samples = weights.files.samples();
  return header;
}

// `weights` gets what the file holds; its shape, its files and its precision are there already.
Error read_cached(const WeightsCache& cache, Workers& workers, const std::function<bool(double)>& progress,
                  Weights& weights) {
  const auto refused = [&](const char* what) {
    return Error{ErrorCode::kFile, "'" + cache.file + "' " + what};
  };
  FileMap& file = weights.packed_file;
  if (Error error = file.open(cache.file)) return error;
  if (file.bytes() < kBodyOffset) return refused("is too short");
  file.use_huge_pages();
  file.will_need(0, file.bytes());
  Header header;
  std::memcpy(&header, file.data(), sizeof header);
  Header expected = expected_header(cache.identity, weights);
  expected.bytes = file.bytes();
  if (std::memcmp(&header, &expected, kExpected) != 0) return refused("holds something else");
  if (header.checksum != checksum(&header, kSummed)) return refused("has a broken header");

  size_t end = kBodyOffset;
  bool fits = true;
  visit(
      weights,
      [&](PackedMatrix& matrix, int inputs, int outputs) {
        matrix.precision = weights.precision;
        matrix.inputs = inputs;
        matrix.outputs = outputs;
      },
      [&](Buffer& buffer, size_t bytes) {
        const size_t begin = round_up_bytes(end);
        fits = fits && begin <= file.bytes() && bytes <= file.bytes() - begin;
        if (!fits || bytes == 0) return;
        buffer.borrow(file.data() + begin, bytes);
        end = begin + bytes;
      });
  if (!fits || end != file.bytes()) return refused("has the wrong size");

  std::vector<Piece> pieces;
  pieces_of(weights, pieces);
  uint64_t sum = 0;
  if (!sum_up(pieces, workers, progress, sum)) return {ErrorCode::kCancelled, "loading was cancelled"};
  if (sum != header.body) return refused("is broken: its checksum does not fit");
  weights.fingerprint = header.fingerprint;
  return {};
}

Error write_cached(const WeightsCache& cache, const Weights& weights, const std::function<bool()>& go_on) {
  const Error cancelled{ErrorCode::kCancelled, "nobody wants the file any more"};
  std::vector<Piece> pieces;
  Header header = expected_header(cache.identity, weights);
  header.bytes = pieces_of(weights, pieces);
  header.fingerprint = weights.fingerprint;
  Workers alone(1);
  if (!sum_up(
          pieces, alone, [&](double) { return go_on(); }, header.body))
    return cancelled;
  header.checksum = checksum(&header, kSummed);

  NewFile file;
  if (Error error = file.create(cache.new_file)) return error;
  char page[kBodyOffset] = {};
  std::memcpy(page, &header, sizeof header);
  if (Error error = file.write(page, sizeof page)) return error;
  size_t end = kBodyOffset;
  for (const Piece& piece : pieces) {
    if (!go_on()) return cancelled;
    const char zeros[kAlignment] = {};
    if (Error error = file.write(zeros, round_up_bytes(end) - end)) return error;
    if (Error error = file.write(piece.data, piece.bytes)) return error;
    end = round_up_bytes(end) + piece.bytes;
  }
  if (!go_on()) return cancelled;
  return file.keep();
}

}  // namespace

Error load_weights(const ModelConfig& config, Precision precision, const std::vector<std::string>& files,
                   const std::vector<TensorEntry>& entries, const WeightsCache& cache, const Kernels& kernels,
                   Workers& workers, const std::function<bool(double)>& progress, Weights& out,
                   CacheUse& use) {
  if (!cache.file.empty()) {
    Weights cached;
    Error error = open_weights(config, precision, files, entries, cached);
    if (error) return error;
    error = read_cached(cache, workers, progress, cached);
    if (!error && !progress(1.0)) error = {ErrorCode::kCancelled, "loading was cancelled"};
    if (error.code == ErrorCode::kCancelled) return error;
    if (!error) {
      cached.from_cache = true;
      out = std::move(cached);
      return {};
    }
    use.problem = error.message;
  }
  use.lacking = !cache.new_file.empty();
  return load_weights(config, precision, files, entries, kernels, workers, progress, out);
}

void keep_weights(const WeightsCache& cache, const Weights& weights, const std::function<bool()>& go_on,
                  CacheUse& use) {
  const Error error = write_cached(cache, weights, go_on);
  use.written = !error;
  if (error) use.problem = error.message;
}

}  // namespace nextoken
