// Packed weights that several engines of the process use at the same time are in memory once.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "model/weights.h"

namespace nextoken {

// The weights of this key, which `load` makes where nobody has them. Whoever comes while another thread
// loads waits for it; `go_on` is asked meanwhile and says no to give up. An empty key is shared with nobody.
// `load` gets a callback to call now and then, with its progress.
Error share_weights(const std::string& key, const std::function<bool()>& go_on,
                    const std::function<Error(const std::function<void()>& alive, Weights&)>& load,
                    std::shared_ptr<const Weights>& out);

}  // namespace nextoken
