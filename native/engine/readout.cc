#include "engine/readout.h"

#include <algorithm>
#include <cstring>

namespace nextoken {

namespace {

size_t rows_of(const Readout& readout, int positions) { return size_t(positions - readout.first); }

void write_top(const std::vector<TokenLogprob>& top, size_t at, int32_t* ids, float* logprobs) {
  for (size_t i = 0; i < top.size(); ++i) {
    ids[at * top.size() + i] = top[i].id;
    logprobs[at * top.size() + i] = top[i].logprob;
  }
}

}  // namespace

ReadoutWriter::ReadoutWriter(Forward& forward, const Kernels& kernels, Workers& workers,
                             const ModelConfig& config)
    : forward_(forward),
      workers_(workers),
      config_(config),
      logprobs_(size_t(workers.threads()), Logprobs(kernels, config.vocab_size)),
      staged_(Forward::kMaxLogitRows) {}

void ReadoutWriter::residual_ready(int layer) {
  for (const Part& part : parts_) {
    const Readout& readout = *part.readout;
    const int index = layer - readout.hidden_first;
    if (readout.hidden != nullptr && index >= 0 && index < readout.hidden_count) write_hidden(part, layer);
  }
  write_lens(layer);
}

void ReadoutWriter::write_hidden(const Part& part, int layer) {
  const Readout& readout = *part.readout;
  const size_t width = size_t(config_.embedding_size);
  const size_t rows = rows_of(readout, part.positions);
  float* out = readout.hidden + size_t(layer - readout.hidden_first) * rows * width;
  part.client->while_open([&] {
    for (int i = 0; i < part.span->count; ++i) {
      const int at = part.span->first_position + i - readout.first;
      if (at < 0) continue;
      const int row = part.first_row + i;
      const float* from = layer == config_.layers ? forward_.final_normal(row) : forward_.residual(row);
      std::memcpy(out + size_t(at) * width, from, width * sizeof(float));
    }
  });
}

void ReadoutWriter::write_lens(int layer) {
  struct LensRow {
    const Part* part;
    int row;
    size_t at;
  };
  std::vector<LensRow> wanted;
  for (const Part& part : parts_) {
    for (int i = 0; part.readout->lens > 0 && i < part.span->count; ++i) {
      const int at = part.span->first_position + i - part.readout->first;
      if (at >= 0) wanted.push_back({&part, part.first_row + i, size_t(at)});
    }
  }
  for (size_t begin = 0; begin < wanted.size(); begin += Forward::kMaxLogitRows) {
    const int count = int(std::min<size_t>(Forward::kMaxLogitRows, wanted.size() - begin));
    int rows[Forward::kMaxLogitRows];
    for (int i = 0; i < count; ++i) {
      const LensRow& want = wanted[begin + size_t(i)];
      rows[i] = want.row;
      staged_[size_t(i)].target = -1;
      staged_[size_t(i)].top.resize(size_t(want.part->readout->lens));
    }
    take_rows(forward_.logits(rows, count), count);
    for (int i = 0; i < count; ++i) {
      const LensRow& want = wanted[begin + size_t(i)];
      const Readout& readout = *want.part->readout;
      const size_t at = size_t(layer) * rows_of(readout, want.part->positions) + want.at;
      want.part->client->while_open(
          [&] { write_top(staged_[size_t(i)].top, at, readout.lens_ids, readout.lens_logprobs); });
    }
  }
}

void ReadoutWriter::queries_ready(int layer) {
  for (const Part& part : parts_) {
    float* attentions = part.readout->attentions;
    if (attentions == nullptr) continue;
    const size_t rows = size_t(part.positions);
    const int units = part.span->count * config_.heads;
    part.client->while_open([&] {
      workers_.run(units, 1, [&](int begin, int end, int worker) {
        for (int unit = begin; unit < end; ++unit) {
          const int head = unit % config_.heads;
          const int i = unit / config_.heads;
          const int position = part.span->first_position + i;
          float* out = attentions + ((size_t(layer) * config_.heads + head) * rows + size_t(position)) * rows;
          forward_.attention_weights(*part.span, layer, head, part.first_row + i, position, worker, out);
          std::fill(out + position + 1, out + rows, 0.0f);
        }
      });
    });
  }
}

void ReadoutWriter::write_logits(const Row* rows, int count, const float* logits) {
  bool any = false;
  for (int i = 0; i < count; ++i) {
    Staged& staged = staged_[size_t(i)];
    staged.target = -1;
    staged.top.clear();
    const Readout* readout = rows[i].readout;
    if (readout == nullptr) continue;
    any = true;
    if (!readout->targets.empty())
      staged.target = readout->targets[size_t(rows[i].position - readout->first)];
    staged.top.resize(size_t(readout->top));
  }
  if (!any) return;
  take_rows(logits, count);
  const size_t vocab = size_t(config_.vocab_size);
  for (int i = 0; i < count; ++i, logits += forward_.logit_stride()) {
    const Readout* readout = rows[i].readout;
    if (readout == nullptr) continue;
    const Staged& staged = staged_[size_t(i)];
    const size_t at = size_t(rows[i].position - readout->first);
    rows[i].client->while_open([&] {
      if (readout->logits != nullptr)
        std::memcpy(readout->logits + at * vocab, logits, vocab * sizeof(float));
      if (staged.target >= 0) readout->target_logprobs[at] = staged.logprob;
      write_top(staged.top, at, readout->top_ids, readout->top_logprobs);
    });
  }
}

// Works off what is staged for each row of `logits`.
void ReadoutWriter::take_rows(const float* logits, int count) {
  workers_.run(count, 1, [&](int begin, int end, int worker) {
    Logprobs& logprobs = logprobs_[size_t(worker)];
    for (int i = begin; i < end; ++i) {
      Staged& staged = staged_[size_t(i)];
      if (staged.target < 0 && staged.top.empty()) continue;
      logprobs.read(logits + size_t(i) * forward_.logit_stride());
      if (staged.target >= 0) staged.logprob = logprobs.of(staged.target);
      if (!staged.top.empty()) logprobs.top(int(staged.top.size()), staged.top.data());
    }
  });
}

}  // namespace nextoken
