// One model and the thread that runs it: loads, then steps all sequences until told to stop.
//
// A step is one batched forward pass: every sequence that is ready adds its next token or a piece of its
// prompt, and the events of all go out together. Sequences join and leave between steps. Other threads only
// leave commands; the schedule, the cache and the sequences are this thread's own.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "engine/draft_model.h"
#include "engine/events.h"
#include "engine/kv_cache.h"
#include "engine/lookup.h"
#include "engine/plan.h"
#include "engine/prefix_tree.h"
#include "engine/readout.h"
#include "engine/sampler.h"
#include "engine/sampler_state.h"
#include "engine/step_budget.h"
#include "model/forward.h"
#include "model/weights_cache.h"
#include "threads/sync.h"

namespace nextoken {

// Which weights, and how they are kept.
struct WeightsSpec {
  ModelConfig config;
  Precision precision = Precision::kF32;
  std::vector<std::string> files;
  std::vector<TensorEntry> tensors;
  std::string identity;         // of the files; engines of equal ones share their weights. Empty: with nobody
  std::string packed_file;      // WeightsCache::file
  std::string new_packed_file;  // WeightsCache::new_file
};

struct ModelSpec : WeightsSpec {
  int threads = 1;
  std::optional<WeightsSpec> draft;  // a smaller model of the same vocabulary, to propose tokens

  CachePrecision cache_precision = CachePrecision::kF32;
  // The most that keys and values may take, those of the draft model included, which gets as many positions;
  // one whole context is always granted.
  size_t cache_bytes = 0;
  bool prefix_cache = true;
  int max_concurrent = 32;  // sequences that run at the same time, 1 to Forward::kMaxRows
  int max_waiting = 1000;   // sequences that wait for their turn
};

// Counts since loading, except where it says now.
struct EngineStats {
  int running = 0, waiting = 0, paused = 0;  // sequences now; those that rest are paused
  uint64_t steps = 0;
  double step_ms = 0.0;  // of the last step
  double busy_ms = 0.0;  // of all steps together
  uint64_t prompt_tokens = 0, cached_tokens = 0, generated_tokens = 0;
  uint64_t proposed_tokens = 0, accepted_tokens = 0;
  uint64_t draft_proposed_tokens = 0, draft_accepted_tokens = 0;  // of these, by the draft model
  uint64_t prefix_lookups = 0, prefix_hits = 0, evictions = 0, preemptions = 0;
  size_t block_bytes = 0;
  int block_positions = kBlockPositions;
  int blocks = 0;                // that the budget holds
  int blocks_held = 0;           // by sequences now
  int blocks_reusable = 0;       // by finished prefixes alone, now
  size_t draft_cache_bytes = 0;  // of the draft model's keys and values, now
};

class Engine {
 public:
  // `owner` is the first client: it hears of the loading and of the cache.
  Engine(ModelSpec spec, const Kernels& kernels, std::shared_ptr<Client> owner);
  // Stops and joins.
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  const ModelConfig& config() const { return spec_.config; }
  const ModelSpec& spec() const { return spec_; }

  // One more client, after kLoaded. False where the engine is about to stop.
  bool join();
  // The client's requests end with kCancelled, then it hears kStopped. The last one takes the engine along.
  void leave(const std::shared_ptr<Client>& client);
  // The same at once and without events; nothing of the client is touched afterwards. On the client's thread.
  void detach(const std::shared_ptr<Client>& client);

  // The following return at once, with the sequence's number, or 0 where too many wait already. `ids` are in
  // range, at least one; not more than the context holds unless the plan slides.
  uint32_t submit(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, Plan plan, Place place,
                  int credit);
  // What `readout` asks for, into its arrays. Its `first` is less than the number of ids.
  uint32_t submit_readout(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, Readout readout,
                          Place place);
  // The keys and values of the ids into `out`, of exported_bytes(ids).
  uint32_t submit_export(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, char* out,
                         Place place);
  // Takes exported keys and values over; `data` must live until kWritten.
  uint32_t submit_import(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, const char* data,
                         Place place);
  // The requests of a client that gathers are taken up; a step that runs anyway takes them along before.
  void wake();
  size_t exported_bytes(size_t ids) const {
    return size_t(blocks_for(int(ids))) * CacheLayout(spec_.config, spec_.cache_precision).block_bytes();
  }

  // Steering a sequence whose plan consults. An answer to kLogits counts while its sequence rests, a mask at
  // any time; all answers of one call take effect before the same step.
  void answer(std::vector<Answer> answers);
  // What a resting sequence waits with; null where it does not rest.
  std::shared_ptr<const LogitRow> row_of(uint32_t sequence);
  // A copy of a resting sequence, which rests, too; 0 where it does not rest.
  uint32_t fork(const std::shared_ptr<Client>& client, uint32_t sequence);

  void grant(uint32_t sequence, int tokens);
  void cancel(uint32_t sequence);

  // Of the loading, once it is over; of the cache, after kKept.
  bool weights_from_cache() const { return weights_from_cache_.load(std::memory_order_relaxed); }
  CacheUse cache_use();
  size_t weight_bytes() const { return weight_bytes_.load(std::memory_order_relaxed); }
  uint64_t fingerprint() const { return fingerprint_.load(std::memory_order_relaxed); }
  EngineStats stats();

 private:
  enum class Purpose { kGenerate, kRead, kExport, kImport };
  enum class State {
    kWaiting,  // for a place
    kRunning,
    kPaused,   // until its reader grants more tokens; takes no place
    kResting,  // with its logits, until an answer to them comes; takes no place
  };

  struct Sequence {
    uint32_t id = 0;
    std::shared_ptr<Client> client;
    Purpose purpose = Purpose::kGenerate;
    Place place;
    Plan plan;
    SamplerState sampler;
    std::vector<int32_t> tokens;  // prompt, then what was generated; a window of it once it has slid
    size_t processed = 0;         // tokens whose keys and values are in the table
    size_t shared = 0;            // tokens that the prefix tree has, too
    BlockTable table;
    State state = State::kWaiting;
    bool returns = false;  // it waits, but had a place, which is still its own
    bool started = false;
    uint64_t admitted = 0;  // steps before it had its first place
    uint64_t began = 0;     // steps up to its first token
    bool done = false;
    int credit = 0;  // tokens it may still produce unread
    int generated = 0;
    // The last token and the proposals of this step, [1 + proposals]; empty where there are none.
    std::vector<int32_t> draft;
    bool drafted = false;  // by the draft model, not looked up
    Acceptance lookup_acceptance, draft_acceptance;
    std::shared_ptr<LogitRow> row;  // while it rests
    bool asked = false;             // it rests until it is answered
    std::vector<int32_t> mask;      // of its next token, once it has come
    // With guidance: the one that sees no prompt, and from there the one that generates. They end together.
    Sequence* unguided = nullptr;
    Sequence* guided = nullptr;
    Readout readout;             // of kRead
    char* out = nullptr;         // of kExport
    const char* data = nullptr;  // of kImport

    size_t pending() const { return tokens.size() - processed; }
    bool decodes() const { return purpose == Purpose::kGenerate && pending() == 1; }
    bool shares_prefix() const { return purpose != Purpose::kRead || readout.shares_prefix; }
    // Tokens that must be processed here, even where their keys and values are known, begin here.
    size_t reusable() const {
      if (purpose == Purpose::kRead) return size_t(readout.first);
      // The last token's logits are wanted.
      return tokens.size() - (purpose == Purpose::kGenerate ? 1 : 0);
    }
  };

  struct Command {
    enum class Kind { kSubmit, kGrant, kCancel, kLeave, kAnswer, kFork, kKept } kind = Kind::kSubmit;
    uint32_t sequence = 0;
    int credit = 0;
    uint32_t fork = 0;  // number of the one to be
    std::vector<Answer> answers;
    std::unique_ptr<Sequence> submitted;
    std::unique_ptr<Sequence> unguided;  // of the one submitted
    std::shared_ptr<Client> client;
  };

  // A sequence's share of a step: rows [first_row, first_row + count).
  struct Part {
    Sequence* sequence;
    int first_row;
    int count;
  };

  // What the draft model may do in a step, and what that takes.
  struct DraftCosts {
    double proposal_ms = 0.0, row_ms = 0.0;
    int rows_left = 0;
  };

  void main();
  bool load();
  Error load_weights_of(const WeightsSpec& spec, double first, double share, CacheUse& cache_use,
                        std::shared_ptr<const Weights>& out);
  void keep_packed(const Client& owner);
  void tell_kept();
  bool wait_for_work();  // false when stopping
  static std::unique_ptr<Sequence> new_sequence(const std::shared_ptr<Client>& client, Purpose purpose,
                                                std::vector<int32_t> ids, Place place);
  uint32_t push(std::unique_ptr<Sequence> sequence, std::unique_ptr<Sequence> unguided = nullptr);
  void push(Command command);
  void execute(Command& command);

  // schedule.cc
  void admit();
  bool fits(const Sequence& sequence) const;
  void slide(Sequence& sequence);
  void reuse_prefix(Sequence& sequence);
  bool make_room(Sequence& sequence, size_t positions);
  BlockRef take_block(const Sequence& sequence);
  Sequence* last_running_behind(const Sequence& sequence);
  Sequence* victim_of(const Sequence& sequence);
  void release_blocks(Sequence& sequence);
  std::vector<Part> choose_rows();
  bool is_underway(const Sequence& sequence, const std::vector<Part>& parts) const;
  void keep_finished_blocks(Sequence& sequence);

  // propose.cc
  double propose(std::vector<Part>& parts);
  StepBudget::Draft draft_rows(Sequence& sequence, int rows, int most, const DraftCosts& costs);
  bool ask_draft(const Sequence& sequence, int decoding, const StepBudget::Draft& draft, DraftCosts& costs,
                 std::vector<DraftModel::Request>& requests);
  void add_proposals(std::vector<Part>& parts);
  void settle_proposals(Sequence& sequence, int accepted, bool learns);

  // step.cc
  void step();
  void give_up_first();
  void give_up(Sequence& sequence);
  PassTap* tap_for(const std::vector<Part>& parts, const std::vector<Span>& spans);
  void read_logits(const std::vector<Part>& parts);
  void take_row(Sequence& sequence, const float* logits, int row);
  void take_token(Sequence& sequence, const float* logits, const Steering& steering);
  void append_token(Sequence& sequence, const Sample& sample);
  bool verify(Sequence& sequence, int position);
  void add_top(const Sequence& sequence, Logprobs& logprobs);
  void write_export(Sequence& sequence);
  void import(Sequence& sequence);

  // steer.cc
  void rest(Sequence& sequence, const float* logits, int row);
  bool guide(Sequence& sequence);
  void ask(Sequence& sequence);
  void read_scores(const Sequence& sequence);
  void hear(Sequence& sequence, Answer& answer);
  void choose(Sequence& sequence, const Answer& answer);
  void add_fork(const Command& command);
  void drop_row(Sequence& sequence);

  // engine.cc
  void tell(const Sequence& sequence, EventKind kind, double value = 0.0, double detail = 0.0);
  void release(Sequence& sequence);
  Sequence* find(uint32_t id);
  void set_state(Sequence& sequence, State state);
  void pause(Sequence& sequence);
  void finish(Sequence& sequence, EventKind kind, double value = 0.0, double detail = 0.0);
  void fail(Sequence& sequence, ErrorCode code, const std::string& message);
  void publish();
  void update_stats();

  const ModelSpec spec_;
  const Kernels& kernels_;

  Mutex mutex_;
  Condition changed_;
  std::vector<Command> inbox_;  // guarded by mutex_
  int clients_ = 1;             // guarded by mutex_
  uint32_t alone_in_step_ = 0;  // guarded by mutex_: the only sequence of the step in flight
  EngineStats stats_;           // guarded by mutex_; the engine's thread works on `counts_`
  CacheUse cache_use_;          // guarded by mutex_
  // Guarded by mutex_: what sequences rest with, for those who ask.
  std::unordered_map<uint32_t, std::shared_ptr<const LogitRow>> rows_;
  std::atomic<bool> stopping_{false};
  // Ends the pass in flight between two decoder blocks; the step is taken again later.
  std::atomic<bool> interrupt_{false};
  std::atomic<int> occupied_{0};  // sequences that run or wait
  std::atomic<uint32_t> next_sequence_{1};
  std::atomic<size_t> weight_bytes_{0};
  std::atomic<uint64_t> fingerprint_{0};
  std::atomic<bool> weights_from_cache_{false};

  // The engine thread's own.
  std::unique_ptr<Workers> workers_;
  std::shared_ptr<const Weights> weights_;
  std::unique_ptr<Forward> forward_;
  std::unique_ptr<Sampler> sampler_;
  std::unique_ptr<DraftModel> draft_;  // null where there is none
  Acceptance draft_acceptance_;        // in all sequences
  std::unique_ptr<Logprobs> logprobs_;
  std::unique_ptr<ReadoutWriter> readouts_;
  std::unique_ptr<BlockPool> pool_;  // outlives the tree and the sequences, which hold its blocks
  PrefixTree prefixes_;
  StepBudget budget_;
  std::vector<std::unique_ptr<Sequence>> sequences_;  // by priority, then in order of arrival
  EngineStats counts_;
  std::shared_ptr<Client> owner_;  // until it is loaded and told of the cache

  std::thread keeper_;  // leaves packed weights in the cache while steps run
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace nextoken
