"""GPT-2 in float64, and the golden fixtures that it makes.

    python3 test/golden/make_golden.py            # writes the fixtures into this folder
    python3 test/golden/make_golden.py --check    # compares with PyTorch instead; writes nothing
    python3 test/golden/make_golden.py context-4096 ...    # only these cases

It needs numpy, and PyTorch for --check. It shares no code with the library, and each step is one
plain function: it is there to be right and easy to read, not to be fast.

Formulas come from:
  [GPT-2]  Radford et al., "Language Models are Unsupervised Multitask Learners", 2019, and OpenAI's
           code of it, gpt-2/src/model.py
  [HF]     transformers, models/gpt2/modeling_gpt2.py and activations.py: the names of the tensors,
           and the options that OpenAI's code lacks
  [LN]     Ba et al., "Layer Normalization", 2016
  [ATT]    Vaswani et al., "Attention Is All You Need", 2017
  [GELU]   Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016
"""

import argparse
import hashlib
import json
import math
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parent


# --- The synthetic weights: test/support/synthetic-model.ts computes the same, bit for bit ---------


def fnv1a(text):
    """The 32-bit FNV-1a hash of a text's UTF-8 bytes."""
    h = 0x811C9DC5
    for byte in text.encode("utf-8"):
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def lowbias32(x):
    """Wellons' 32-bit integer hash; x: uint32 [n] -> uint32 [n]. Array products wrap at 2**32."""
    x = x ^ (x >> np.uint32(16))
    x = x * np.uint32(0x7FEB352D)
    x = x ^ (x >> np.uint32(15))
    x = x * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def random_words(name, seed, length):
    """Two hashes for each index of the tensor: uint32 [length] and uint32 [length]."""
    index = np.arange(length, dtype=np.uint32)
    first = lowbias32((index * np.uint32(0x9E3779B1)) ^ np.uint32(fnv1a(f"{name}#{seed}")))
    return first, lowbias32(first ^ np.uint32(0x9E3779B9))


def mean_and_deviation(name, shape):
    """What the values of a tensor are like, by its name. The choices are explained in README.md."""
    if name.endswith(".bias"):
        return 0.0, 0.1
    if ".ln_" in "." + name:
        return 1.0, 0.1
    if name in ("wte.weight", "lm_head.weight"):
        return 0.0, 2.0 / math.sqrt(shape[1])
    if name == "wpe.weight":
        return 0.0, 1.0 / math.sqrt(shape[1])
    return 0.0, 1.25 / math.sqrt(shape[0])


def synthetic_tensor(name, shape, seed):
    """float32 of the given shape, in Hugging Face's layout (linear weights are [inputs, outputs])."""
    first, second = random_words(name, seed, math.prod(shape))
    # Four 16-bit parts: their sum is close to a normal distribution, and exact. 131070 is its mean,
    # 37837 its standard deviation to the nearest integer.
    total = np.zeros(first.shape, np.int32)
    for word in (first, second):
        total += (word >> np.uint32(16)).astype(np.int32) + (word & np.uint32(0xFFFF)).astype(np.int32)
    mean, deviation = mean_and_deviation(name, shape)
    # Two roundings in float64 and one to float32, all of them IEEE 754's: no language differs.
    values = mean + (deviation / 37837.0) * (total - 131070).astype(np.float64)
    return values.astype(np.float32).reshape(shape)


def shapes(config):
    """The name and shape of each tensor that the model has, in the order of the file."""
    width, inner = config["n_embd"], config["n_inner"] or 4 * config["n_embd"]
    yield "wte.weight", (config["vocab_size"], width)
    yield "wpe.weight", (config["n_positions"], width)
    for layer in range(config["n_layer"]):
        for name, shape in (
            ("ln_1.weight", (width,)),
            ("ln_1.bias", (width,)),
            ("attn.c_attn.weight", (width, 3 * width)),
            ("attn.c_attn.bias", (3 * width,)),
            ("attn.c_proj.weight", (width, width)),
            ("attn.c_proj.bias", (width,)),
            ("ln_2.weight", (width,)),
            ("ln_2.bias", (width,)),
            ("mlp.c_fc.weight", (width, inner)),
            ("mlp.c_fc.bias", (inner,)),
            ("mlp.c_proj.weight", (inner, width)),
            ("mlp.c_proj.bias", (width,)),
        ):
            yield f"h.{layer}.{name}", shape
    yield "ln_f.weight", (width,)
    yield "ln_f.bias", (width,)
    if not config["tie_word_embeddings"]:
        yield "lm_head.weight", (config["vocab_size"], width)


def stored(values, dtype):
    """float32 values as the file keeps them: an array of 32- or 16-bit elements, rounded to even."""
    if dtype == "F32":
        return values
    if dtype == "F16":
        return values.astype(np.float16)
    bits = values.view(np.uint32)
    # bfloat16 is float32's upper half; this adds just under half of its last place, or exactly half
    # where the last bit kept is 1, so that ties go to even.
    return ((bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) >> np.uint32(16)).astype(np.uint16)


def loaded(values, dtype):
    """The inverse of stored, as float64."""
    if dtype == "BF16":
        values = (values.astype(np.uint32) << np.uint32(16)).view(np.float32)
    return values.astype(np.float64)


def make_weights(config, seed, dtype):
    """The weights by name as float64, and the SHA-256 of the bytes that the file keeps for them."""
    digest = hashlib.sha256()
    weights = {}
    for name, shape in shapes(config):
        values = stored(synthetic_tensor(name, shape, seed), dtype)
        digest.update(values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes())
        weights[name] = loaded(values, dtype)
    return weights, digest.hexdigest()


# --- GPT-2. T: tokens, E: n_embd, H: n_head, D: E / H, I: n_inner, V: vocab_size -------------------


def layer_norm(x, weight, bias, epsilon):
    """x [T, E], weight [E], bias [E] -> [T, E]. [LN] equation 4; the variance is the biased one."""
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = (centred * centred).mean(axis=-1, keepdims=True)
    return centred / np.sqrt(variance + epsilon) * weight + bias


def linear(x, weight, bias):
    """x [T, in], weight [in, out], bias [out] -> [T, out]. [GPT-2] conv1d, [HF] Conv1D."""
    return x @ weight + bias


def softmax(x):
    """x [..., n] -> [..., n], each row sums to 1. The maximum is taken off so that exp stays finite."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def gelu(x):
    """Any shape. [GELU] section 2, exact: x * P(X <= x) of the normal distribution. [HF] "gelu"."""
    erf = np.vectorize(math.erf, otypes=[np.float64])
    return 0.5 * x * (1.0 + erf(x / math.sqrt(2.0)))


def gelu_new(x):
    """Any shape. [GELU] section 2, the approximation by tanh; [GPT-2] gelu, [HF] "gelu_new"."""
    return 0.5 * x * (1.0 + np.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3)))


def relu(x):
    """Any shape. Negative values become 0. [HF] "relu"."""
    return np.maximum(x, 0.0)


ACTIVATIONS = {"gelu": gelu, "gelu_new": gelu_new, "relu": relu}


def score_scale(config, layer):
    """What the products of queries and keys are multiplied by. [ATT] equation 1; [HF] GPT2Attention."""
    scale = 1.0
    if config["scale_attn_weights"]:
        scale /= math.sqrt(config["n_embd"] // config["n_head"])
    if config["scale_attn_by_inverse_layer_idx"]:
        scale /= layer + 1
    return scale


def attend(query, key, value, scale):
    """One head: query, key, value [T, D] -> [T, D]. [ATT] equation 1, with the causal mask of [GPT-2]."""
    scores = query @ key.T * scale
    is_later = np.triu(np.ones(scores.shape, dtype=bool), k=1)
    scores[is_later] = -np.inf
    return softmax(scores) @ value


def attention(x, weights, prefix, config, layer):
    """x [T, E] -> [T, E]. [GPT-2] attn: c_attn gives queries, keys and values side by side."""
    qkv = linear(x, weights[prefix + "attn.c_attn.weight"], weights[prefix + "attn.c_attn.bias"])
    queries, keys, values = np.split(qkv, 3, axis=-1)
    size = config["n_embd"] // config["n_head"]
    heads = []
    for head in range(config["n_head"]):
        part = slice(head * size, (head + 1) * size)
        heads.append(attend(queries[:, part], keys[:, part], values[:, part], score_scale(config, layer)))
    joined = np.concatenate(heads, axis=-1)
    return linear(joined, weights[prefix + "attn.c_proj.weight"], weights[prefix + "attn.c_proj.bias"])


def mlp(x, weights, prefix, config):
    """x [T, E] -> [T, E], through [T, I]. [GPT-2] mlp."""
    hidden = linear(x, weights[prefix + "mlp.c_fc.weight"], weights[prefix + "mlp.c_fc.bias"])
    hidden = ACTIVATIONS[config["activation_function"]](hidden)
    return linear(hidden, weights[prefix + "mlp.c_proj.weight"], weights[prefix + "mlp.c_proj.bias"])


def hidden_states(weights, config, ids):
    """ids [T] -> the states [T, E] after the final norm. [GPT-2] model, block."""

    def norm(x, name):
        return layer_norm(x, weights[name + ".weight"], weights[name + ".bias"], config["layer_norm_epsilon"])

    x = weights["wte.weight"][ids] + weights["wpe.weight"][: len(ids)]
    for layer in range(config["n_layer"]):
        prefix = f"h.{layer}."
        x = x + attention(norm(x, prefix + "ln_1"), weights, prefix, config, layer)
        x = x + mlp(norm(x, prefix + "ln_2"), weights, prefix, config)
    return norm(x, "ln_f")


def output_head(weights, config, states):
    """states [..., E] -> logits [..., V]. [GPT-2] model."""
    head = weights["wte.weight" if config["tie_word_embeddings"] else "lm_head.weight"]
    return states @ head.T


def forward(weights, config, ids, positions):
    """ids [T] -> the logits [len(positions), V] at some of their positions."""
    return output_head(weights, config, hidden_states(weights, config, ids)[positions])


# --- The cases -------------------------------------------------------------------------------------


def model(vocab_size, n_positions, n_embd, n_layer, n_head, **others):
    """A config.json of Hugging Face's form."""
    config = {
        "model_type": "gpt2",
        "architectures": ["GPT2LMHeadModel"],
        "vocab_size": vocab_size,
        "n_positions": n_positions,
        "n_embd": n_embd,
        "n_layer": n_layer,
        "n_head": n_head,
        "n_inner": None,
        "activation_function": "gelu_new",
        "layer_norm_epsilon": 1e-5,
        "scale_attn_weights": True,
        "scale_attn_by_inverse_layer_idx": False,
        "tie_word_embeddings": True,
    }
    assert others.keys() <= config.keys() and n_embd % n_head == 0
    return {**config, **others}


LONG = [0, 1, 2, 7, 8, 15, 16, 31, 63, 64, 127, 128, 255, 256, 511, 512, 1000, 1023, 1024, 1535, 2046, 2047]

# name: config, number of ids, positions kept (None: all), element type of the weights
CASES = {
    "head-size-1": (model(3, 11, 6, 3, 6, n_inner=7), 11, None, "F32"),
    "head-size-3-unscaled": (model(61, 32, 33, 2, 11, scale_attn_weights=False), 32, None, "F32"),
    "head-size-8-relu": (model(257, 64, 48, 3, 6, n_inner=100, activation_function="relu"), 48, None, "F32"),
    "head-size-16-gelu": (model(257, 1024, 48, 3, 3, activation_function="gelu"), 33, None, "F32"),
    "head-size-64-untied": (model(1000, 64, 128, 2, 2, tie_word_embeddings=False), 25, None, "F32"),
    "head-size-65": (model(1000, 100, 195, 2, 3, n_inner=100), 70, list(range(0, 70, 3)), "F32"),
    "head-size-128-one-token": (model(1000, 8, 128, 1, 1), 1, None, "F32"),
    "epsilon-1e-3": (model(257, 64, 48, 2, 3, layer_norm_epsilon=1e-3), 24, None, "F32"),
    "inverse-layer-scale": (model(257, 64, 48, 5, 3, scale_attn_by_inverse_layer_idx=True), 40, None, "F32"),
    "twelve-layers": (model(257, 128, 64, 12, 4), 100, list(range(0, 100, 3)), "F32"),
    "context-2048": (model(257, 2048, 16, 2, 2), 2048, LONG, "F32"),
    "context-4096": (model(257, 4096, 8, 2, 2), 4096, [*LONG, 2048, 3071, 3072, 4094, 4095], "F32"),
    "gpt2-width": (model(50257, 1024, 768, 2, 12), 40, [0, 1, 39], "F32"),
    "f16-weights": (model(257, 64, 80, 2, 5), 24, None, "F16"),
    "bf16-weights": (model(257, 64, 80, 2, 5), 24, None, "BF16"),
}


def make_case(name):
    """The fixture of a case, without its logits, and its weights."""
    config, length, positions, dtype = CASES[name]
    seed = 1 + list(CASES).index(name)
    weights, digest = make_weights(config, seed, dtype)
    first, _ = random_words("ids", seed, length)
    fixture = {
        "config": config,
        "seed": seed,
        "dtype": dtype,
        "weights_sha256": digest,
        "ids": (first % np.uint32(config["vocab_size"])).tolist(),
        "positions": list(range(length)) if positions is None else positions,
    }
    return fixture, weights


def write_case(name):
    fixture, weights = make_case(name)
    logits = forward(weights, fixture["config"], fixture["ids"], fixture["positions"])
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in fixture.items()]
    (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    (FOLDER / f"{name}.f32").write_bytes(logits.astype("<f4").tobytes())
    print(f"{name}: {logits.shape[0]} x {logits.shape[1]} logits")


# --- The comparison with PyTorch -------------------------------------------------------------------


def torch_forward(weights, config, ids, positions, entropies):
    """forward again, by PyTorch's own functions in float64. Appends each head's attention entropy,
    divided by that of uniform attention and averaged over the tokens that can see 8 or more."""
    import torch
    import torch.nn.functional as F

    weights = {name: torch.from_numpy(values) for name, values in weights.items()}
    length, width, heads = len(ids), config["n_embd"], config["n_head"]
    mask = torch.full((length, length), -math.inf, dtype=torch.float64).triu(1)
    most = torch.log(torch.arange(1, length + 1, dtype=torch.float64))

    def norm(x, name):
        return F.layer_norm(x, (width,), weights[name + ".weight"], weights[name + ".bias"], config["layer_norm_epsilon"])

    def dense(x, name):
        return F.linear(x, weights[name + ".weight"].T, weights[name + ".bias"])

    x = F.embedding(torch.tensor(ids), weights["wte.weight"]) + weights["wpe.weight"][:length]
    for layer in range(config["n_layer"]):
        qkv = dense(norm(x, f"h.{layer}.ln_1"), f"h.{layer}.attn.c_attn")
        outputs = []
        for q, k, v in zip(*(part.reshape(length, heads, -1).unbind(1) for part in qkv.split(width, 1))):
            scores = q @ k.T
            if config["scale_attn_weights"]:
                scores = scores / q.shape[-1] ** 0.5
            if config["scale_attn_by_inverse_layer_idx"]:
                scores = scores / float(layer + 1)
            probabilities = F.softmax(scores + mask, dim=-1)
            entropy = torch.special.entr(probabilities).sum(-1)
            entropies.extend((entropy / most)[7:].mean().reshape(-1).tolist() if length >= 8 else [])
            outputs.append(probabilities @ v)
        x = x + dense(torch.stack(outputs, 1).reshape(length, width), f"h.{layer}.attn.c_proj")
        hidden = dense(norm(x, f"h.{layer}.ln_2"), f"h.{layer}.mlp.c_fc")
        activation = config["activation_function"]
        if activation == "relu":
            hidden = F.relu(hidden)
        else:
            hidden = F.gelu(hidden, approximate="tanh" if activation == "gelu_new" else "none")
        x = x + dense(hidden, f"h.{layer}.mlp.c_proj")
    head = weights["wte.weight" if config["tie_word_embeddings"] else "lm_head.weight"]
    return F.linear(norm(x, "ln_f")[positions], head).numpy()


def check_case(name):
    """The fixture on disk is the one that this script makes, and PyTorch agrees with it."""
    fixture, weights = make_case(name)
    assert json.loads((FOLDER / f"{name}.json").read_text()) == fixture, f"{name}.json is out of date"
    arguments = weights, fixture["config"], fixture["ids"], fixture["positions"]
    logits = forward(*arguments)
    kept = np.frombuffer((FOLDER / f"{name}.f32").read_bytes(), "<f4").reshape(logits.shape)
    entropies = []
    apart = np.abs(logits - torch_forward(*arguments, entropies)).max()
    # Another machine's exp or matrix product may differ in float64's last places.
    kept_apart = np.abs(kept - logits).max() / np.abs(logits).max()
    top = softmax(logits).max(axis=-1)
    spread = f"{min(entropies):.2f} to {max(entropies):.2f}" if entropies else "one token"
    print(
        f"{name}: from PyTorch {apart:.1e}, from the file {kept_apart:.1e} of the largest; "
        f"deviation of logits {logits.std():.2f}, top probability {top.min():.3f} to {top.max():.3f}, "
        f"attention entropy {spread}"
    )
    assert apart < 1e-11 and kept_apart < 1e-7, name


def main():
    parser = argparse.ArgumentParser(description="Makes the golden fixtures.")
    parser.add_argument("cases", nargs="*", metavar="case", help="all of them if none is named")
    parser.add_argument("--check", action="store_true", help="compare with PyTorch; write nothing")
    arguments = parser.parse_args()
    unknown = set(arguments.cases) - CASES.keys()
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    for name in arguments.cases or CASES:
        (check_case if arguments.check else write_case)(name)


if __name__ == "__main__":
    main()
