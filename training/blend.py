"""Writes the weighted mean of two exported models of one shape: `python3 blend.py FOLDER OTHER SHARE`.

FOLDER's weights become (1 - SHARE) of its own and SHARE of OTHER's. A little of the weights that a run began with takes
nothing from what it learnt, and keeps some of what it forgot.
"""

import os
import sys

import folder


def main():
    ours, other, share = sys.argv[1], sys.argv[2], float(sys.argv[3])
    assert 0 < share < 1, "the share of the other's weights lies between 0 and 1"
    (model, config), (second, its) = folder.load(ours), folder.load(other)
    assert config == its, f"{ours} and {other} have not the same config.json"
    state, more = model.state_dict(), second.state_dict()
    mean = {name: (1 - share) * value + share * more[name] for name, value in state.items()}
    folder.write_safetensors(os.path.join(ours, "model.safetensors"), folder.tensors(mean))


if __name__ == "__main__":
    main()
