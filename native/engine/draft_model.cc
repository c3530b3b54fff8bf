#include "engine/draft_model.h"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace nextoken {

namespace {

// Rows that a reader who is up to date has at most: the last proposal, which came true, and the token after
// it.
constexpr int kUpToDate = 2;
// A row of a batch costs this share of a pass with one row, before that is known.
constexpr double kRowShare = 0.5;

}  // namespace

DraftModel::DraftModel(std::shared_ptr<const Weights> weights, const Kernels& kernels, Workers& workers,
                       Sampler& sampler, CachePrecision cache, size_t cache_bytes, bool keeps_prefixes)
    : weights_(std::move(weights)),
      sampler_(sampler),
      forward_(*weights_, kernels, workers, cache),
      keeps_prefixes_(keeps_prefixes),
      // One more than a context needs: a block that is shared in part is copied while it is still held.
      pool_(forward_.cache_layout(), cache_bytes, blocks_for(weights_->config.context_length) + 1) {}

Error DraftModel::allocate() { return forward_.allocate(); }

int DraftModel::unread(uint32_t sequence, uint32_t scope, const std::vector<int32_t>& tokens) {
  Reading& reading = readings_[sequence];
  reading.scope = scope;
  std::vector<int32_t>& read = reading.tokens;
  // The last token is read in any case: its logits are wanted.
  const size_t most = std::min(read.size(), tokens.size() - 1);
  const auto agree = std::mismatch(read.begin(), read.begin() + ptrdiff_t(most), tokens.begin()).first;
  read.erase(agree, read.end());
  if (read.size() < reading.shared) {
    // The window has slid. What others may hold must not be written to.
    reading.table.clear();
    reading.shared = 0;
    read.clear();
  }
  if (read.empty()) reuse_prefix(reading, tokens);
  // What lies in whole blocks now is what the sequence really says.
  const size_t whole = read.size() / kBlockPositions * kBlockPositions;
  if (keeps_prefixes_ && whole > reading.shared) {
    prefixes_.insert(scope, read.data(), int(whole), reading.table);
    reading.shared = whole;
  }
  return int(tokens.size() - read.size());
}

void DraftModel::reuse_prefix(Reading& reading, const std::vector<int32_t>& tokens) {
  reading.table.clear();
  if (!keeps_prefixes_ || tokens.size() < 2) return;
  PrefixTree::Match match = prefixes_.find(reading.scope, tokens.data(), int(tokens.size()) - 1);
  size_t known = match.blocks.size() * kBlockPositions;
  for (BlockRef& block : match.blocks) reading.table.push(std::move(block));
  reading.shared = known;
  if (match.partial_tokens > 0) {
    reading.last_turn = ++turn_;
    BlockRef block = take_block();
    if (block) {
      std::memcpy(block.data(), match.partial.data(), pool_.block_bytes());
      reading.table.push(std::move(block));
      known += size_t(match.partial_tokens);
    }
  }
  reading.tokens.assign(tokens.begin(), tokens.begin() + ptrdiff_t(known));
}

// From the pool, from the prefixes that are longest unused, or from the reading that is longest unused and
// not of this turn.
BlockRef DraftModel::take_block() {
  for (;;) {
    BlockRef block = pool_.allocate();
    if (block) return block;
    if (prefixes_.evict()) continue;
    Reading* oldest = nullptr;
    for (auto& [sequence, reading] : readings_) {
      const bool free = reading.table.blocks() > 0 && reading.last_turn != turn_;
      if (free && (oldest == nullptr || reading.last_turn < oldest->last_turn)) oldest = &reading;
    }
    if (oldest == nullptr) return {};
    *oldest = Reading();
  }
}

bool DraftModel::make_room(Reading& reading, size_t positions) {
  while (size_t(reading.table.blocks()) * kBlockPositions < positions) {
    BlockRef block = take_block();
    if (!block) return false;
    reading.table.push(std::move(block));
  }
  return true;
}

void DraftModel::propose(std::vector<Request>& requests, const std::atomic<bool>& stop) {
  using Clock = std::chrono::steady_clock;
  // A request on its way to its proposals: `next` is what is read in the next pass.
  struct Reader {
    Request* request;
    Reading* reading;
    SamplerState state;
    std::vector<int32_t> next;
    int row = -1;  // whose logits it draws from
  };
  ++turn_;
  std::vector<Reader> readers;
  for (Request& request : requests) {
    Reading& reading = readings_[request.sequence];
    reading.last_turn = turn_;
    const auto first = request.tokens->begin() + ptrdiff_t(reading.tokens.size());
    const auto count = std::min<ptrdiff_t>(request.rows, request.tokens->end() - first);
    readers.push_back({&request, &reading, {}, {first, first + count}});
    if (request.wanted > 0) readers.back().state = *request.state;
  }
  while (!readers.empty()) {
    std::vector<Span> spans;
    int rows = 0, longest = 0;
    for (Reader& reader : readers) {
      Reading& reading = *reader.reading;
      const int count = int(reader.next.size());
      if (rows + count > Forward::kMaxRows || !make_room(reading, reading.tokens.size() + size_t(count))) {
        reader.next.clear();
        continue;
      }
      spans.push_back({reading.table.addresses(), reader.next.data(), int(reading.tokens.size()), count});
      rows += count;
      longest = std::max(longest, count);
      reader.row = rows - 1;
    }
    const auto left_out = [](const Reader& reader) { return reader.next.empty(); };
    readers.erase(std::remove_if(readers.begin(), readers.end(), left_out), readers.end());
    if (readers.empty()) return;
    const auto start = Clock::now();
    if (!forward_.run(spans, stop)) return;

    std::vector<Reader> drawing;
    for (Reader& reader : readers) {
      std::vector<int32_t>& read = reader.reading->tokens;
      read.insert(read.end(), reader.next.begin(), reader.next.end());
      const size_t all = reader.request->tokens->size() + reader.request->proposals.size();
      if (reader.request->wanted > 0 && read.size() == all) drawing.push_back(std::move(reader));
    }
    readers.clear();
    for (size_t begin = 0; begin < drawing.size(); begin += Forward::kMaxLogitRows) {
      const size_t end = std::min(begin + Forward::kMaxLogitRows, drawing.size());
      std::vector<int> wanted;
      for (size_t i = begin; i < end; ++i) wanted.push_back(drawing[i].row);
      const float* logits = forward_.logits(wanted.data(), int(wanted.size()));
      for (size_t i = begin; i < end; ++i, logits += forward_.logit_stride()) {
        Reader& reader = drawing[i];
        const size_t before = reader.request->proposals.size();
        draw(*reader.request, reader.state, logits);
        if (reader.request->proposals.size() == before) continue;  // the text would end here
        if (int(before) + 1 == reader.request->wanted) continue;
        reader.next.assign(1, reader.request->proposals.back());
        readers.push_back(std::move(reader));
      }
    }
    const double took = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    if (longest <= kUpToDate)
      times_.learn(rows, 0, took);
    else
      times_.learn(0, rows, took);
  }
}

void DraftModel::draw(Request& request, SamplerState& state, const float* logits) {
  const Plan& plan = *request.plan;
  const int32_t token = sampler_.sample(plan, state, logits).token;
  const bool ends = std::find(plan.stop_ids.begin(), plan.stop_ids.end(), token) != plan.stop_ids.end();
  if (ends || token < 0) return;
  request.proposals.push_back(token);
  state.accept(plan, token);
}

void DraftModel::forget(uint32_t sequence) {
  const auto found = readings_.find(sequence);
  if (found == readings_.end()) return;
  Reading& reading = found->second;
  if (keeps_prefixes_ && reading.tokens.size() > reading.shared) {
    prefixes_.insert(reading.scope, reading.tokens.data(), int(reading.tokens.size()), reading.table);
  }
  readings_.erase(found);
}

double DraftModel::proposal_ms(int sequences, double model_ms, size_t model_bytes) const {
  const double measured = times_.decode_ms(sequences);
  return measured > 0.0 ? measured : model_ms * double(weight_bytes()) / double(model_bytes);
}

double DraftModel::row_ms(double model_ms, size_t model_bytes) const {
  const double measured = times_.row_ms();
  return measured > 0.0 ? measured : kRowShare * proposal_ms(1, model_ms, model_bytes);
}

}  // namespace nextoken
