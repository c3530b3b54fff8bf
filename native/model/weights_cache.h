// Packed weights in a file: what packing made once is mapped by the next load, in whatever process, and all
// who map it share its pages.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/weights.h"

namespace nextoken {

// Where packed weights are kept. Paths are empty where there is nothing to read or to write.
struct WeightsCache {
  std::string identity;  // of the model's files, 64 bytes at most
  std::string file;      // is read
  std::string new_file;  // is written where that does not hold these weights; it must not exist
};

// What became of it. A cache that cannot be read or written only costs the saving.
struct CacheUse {
  bool lacking = false;  // these weights, and keep_weights may leave them there
  bool written = false;
  std::string problem;  // why not, where something was there to read or to write
};

// As load_weights, but takes from the cache what it holds.
Error load_weights(const ModelConfig& config, Precision precision, const std::vector<std::string>& files,
                   const std::vector<TensorEntry>& entries, const WeightsCache& cache, const Kernels& kernels,
                   Workers& workers, const std::function<bool(double)>& progress, Weights& out,
                   CacheUse& use);

// Leaves in the cache what it lacks, which nobody has to wait for: the weights may be used meanwhile. `go_on`
// says no to give up; no file is left then.
void keep_weights(const WeightsCache& cache, const Weights& weights, const std::function<bool()>& go_on,
                  CacheUse& use);

}  // namespace nextoken
