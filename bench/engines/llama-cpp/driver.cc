// Runs jobs on llama.cpp without Node. A job is some prompts that are continued greedily, together.
// Arguments: model file, threads, sequences, context of each, whether attention is flash attention.
// Standard input: for each job a line "tokens sequences", then a line "length id id ..." for each prompt;
// with 0 tokens the logits of the prompt's last position are wanted. Standard output: one JSON object, the
// same as engines/measure.mjs prints; times are milliseconds of the system's clock.

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include "llama.h"

namespace {

constexpr int kBatch = 512;

double now() {
  timespec time;
  timespec_get(&time, TIME_UTC);
  return time.tv_sec * 1e3 + time.tv_nsec * 1e-6;
}

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

struct Sequence {
  std::vector<llama_token> prompt;
  std::vector<llama_token> ids;
  std::vector<double> times;
  std::vector<float> logits;
  // Its row among the outputs of the last pass, or -1.
  int row = -1;
};

class Batch {
 public:
  Batch() : batch_(llama_batch_init(kBatch, 0, 1)) {}
  ~Batch() { llama_batch_free(batch_); }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  bool full() const { return batch_.n_tokens == kBatch; }
  bool empty() const { return batch_.n_tokens == 0; }

  // Returns the token's row in the pass.
  int add(llama_token id, int position, int sequence, bool wants_logits) {
    const int at = batch_.n_tokens++;
    batch_.token[at] = id;
    batch_.pos[at] = position;
    batch_.n_seq_id[at] = 1;
    batch_.seq_id[at][0] = sequence;
    batch_.logits[at] = wants_logits;
    return at;
  }

  void decode(llama_context* context) {
    if (llama_decode(context, batch_) != 0) fail("llama_decode failed");
    batch_.n_tokens = 0;
  }

 private:
  llama_batch batch_;
};

void sample(llama_context* context, int vocab, int count, std::vector<Sequence>& sequences) {
  for (Sequence& sequence : sequences) {
    if (sequence.row < 0) continue;
    const float* logits = llama_get_logits_ith(context, sequence.row);
    if (count == 0) {
      sequence.logits.assign(logits, logits + vocab);
      continue;
    }
    sequence.ids.push_back(static_cast<llama_token>(std::max_element(logits, logits + vocab) - logits));
    sequence.times.push_back(now());
    sequence.row = -1;
  }
}

void run_job(llama_context* context, int vocab, int count, std::vector<Sequence>& sequences) {
  llama_memory_clear(llama_get_memory(context), false);
  Batch batch;
  const auto step = [&] {
    batch.decode(context);
    sample(context, vocab, count, sequences);
  };
  for (size_t s = 0; s < sequences.size(); ++s) {
    Sequence& sequence = sequences[s];
    const size_t length = sequence.prompt.size();
    for (size_t i = 0; i < length; ++i) {
      const bool last = i + 1 == length;
      const int row = batch.add(sequence.prompt[i], static_cast<int>(i), static_cast<int>(s), last);
      if (last) sequence.row = row;
      if (batch.full()) step();
    }
  }
  if (!batch.empty()) step();
  for (int i = 1; i < count; ++i) {
    for (size_t s = 0; s < sequences.size(); ++s) {
      Sequence& sequence = sequences[s];
      const int position = static_cast<int>(sequence.prompt.size()) + i - 1;
      sequence.row = batch.add(sequence.ids.back(), position, static_cast<int>(s), true);
    }
    step();
  }
}

template <typename Value>
void print_list(const std::vector<Sequence>& sequences, const char* format,
                std::vector<Value> Sequence::*list) {
  for (size_t s = 0; s < sequences.size(); ++s) {
    std::printf(s == 0 ? "[[" : "],[");
    const std::vector<Value>& values = sequences[s].*list;
    for (size_t i = 0; i < values.size(); ++i) {
      if (i > 0) std::printf(",");
      std::printf(format, values[i]);
    }
  }
  std::printf("]]");
}

// Kilobytes that Linux tells of this process, or -1.
double status_kilobytes(const char* name) {
  std::FILE* file = std::fopen("/proc/self/status", "r");
  if (file == nullptr) return -1;
  char line[256];
  double found = -1;
  while (std::fgets(line, sizeof line, file) != nullptr) {
    if (std::strncmp(line, name, std::strlen(name)) == 0) found = std::atof(line + std::strlen(name));
  }
  std::fclose(file);
  return found;
}

void quiet(ggml_log_level level, const char* text, void*) {
  if (level == GGML_LOG_LEVEL_ERROR) std::fputs(text, stderr);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) fail("arguments: model threads sequences context flash-attention");
  const int threads = std::atoi(arguments[2]);
  const int slots = std::atoi(arguments[3]);
  llama_log_set(quiet, nullptr);
  llama_backend_init();
  llama_model* model = llama_model_load_from_file(arguments[1], llama_model_default_params());
  if (model == nullptr) fail("the model does not load");
  llama_context_params params = llama_context_default_params();
  params.n_seq_max = slots;
  params.n_ctx = slots * std::atoi(arguments[4]);
  params.n_batch = params.n_ubatch = kBatch;
  params.n_threads = params.n_threads_batch = threads;
  params.flash_attn_type =
      std::atoi(arguments[5]) ? LLAMA_FLASH_ATTN_TYPE_ENABLED : LLAMA_FLASH_ATTN_TYPE_DISABLED;
  llama_context* context = llama_init_from_model(model, params);
  if (context == nullptr) fail("no context");
  const int vocab = llama_vocab_n_tokens(llama_model_get_vocab(model));
  std::printf("{\"loaded\":%.3f,\"jobs\":[", now());

  bool first = true;
  int tokens;
  size_t size;
  while (std::cin >> tokens >> size) {
    std::vector<Sequence> sequences(size);
    for (Sequence& sequence : sequences) {
      std::cin >> size;
      sequence.prompt.resize(size);
      for (llama_token& id : sequence.prompt) std::cin >> id;
    }
    const double started = now();
    run_job(context, vocab, tokens, sequences);
    std::printf("%s{\"started\":%.3f,\"times\":", first ? "" : ",", started);
    print_list(sequences, "%.3f", &Sequence::times);
    std::printf(",\"ids\":");
    print_list(sequences, "%d", &Sequence::ids);
    std::printf(",\"logits\":");
    print_list(sequences, "%.8g", &Sequence::logits);
    std::printf("}");
    first = false;
  }
  std::printf("],\"memory\":{");
  if (status_kilobytes("VmRSS:") >= 0) {
    std::printf("\"residentMb\":%.3f,\"peakMb\":%.3f,\"ownMb\":%.3f", status_kilobytes("VmRSS:") / 1024,
                status_kilobytes("VmHWM:") / 1024, status_kilobytes("RssAnon:") / 1024);
  }
  std::printf("},\"about\":{\"threads\":%d,\"system\":\"%s\"}}\n", threads, llama_print_system_info());
  llama_free(context);
  llama_model_free(model);
  return 0;
}
