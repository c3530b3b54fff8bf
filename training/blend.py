"""Changes an exported model into its mean with another: `python3 blend.py FOLDER OTHER SHARE`.

FOLDER's weights become (1 - SHARE) of its own and SHARE of OTHER's. A tenth of the weights that a run began with took
nothing from what it had learnt, and kept some of what it had forgotten of prose.
"""

import os
import pathlib
import sys

import folder


def main():
    ours, other, share = sys.argv[1], sys.argv[2], float(sys.argv[3])
    assert 0 < share < 1, "the share of the other's weights lies between 0 and 1"
    (model, config), (second, its) = folder.load(ours), folder.load(other)
    assert config == its, f"{ours} and {other} have not the same config.json"
    same = (pathlib.Path(ours, "vocab.json").read_bytes(), pathlib.Path(other, "vocab.json").read_bytes())
    assert same[0] == same[1], f"{ours} and {other} have not the same vocabulary"
    state, more = model.state_dict(), second.state_dict()
    mean = {name: (1 - share) * value + share * more[name] for name, value in state.items()}
    fresh = os.path.join(ours, "model.safetensors.new")
    folder.write_safetensors(fresh, folder.tensors(mean))
    os.replace(fresh, os.path.join(ours, "model.safetensors"))


if __name__ == "__main__":
    main()
