"""Beam search, diverse beam search and contrastive search in float64, and search/cases.json, which they make.

    python3 test/golden/make_search.py                   # writes search/cases.json
    python3 test/golden/make_search.py "four beams" ...  # only tells of these cases

It needs numpy. It shares no code with the library: every text is computed anew from its first token on, nothing is kept,
and each step is one plain function.

Formulas come from:
  [HF]   transformers 5, generation/utils.py: _beam_search and what it calls; generation/logits_process.py
  [DBS]  Vijayakumar et al., "Diverse Beam Search", 2016; as transformers-community/group-beam-search has it, with the
         BeamSearchScorer that transformers had until version 4
  [CON]  Su et al., "A Contrastive Framework for Neural Text Generation", 2022; as transformers 4 had it, _contrastive_search
"""

import hashlib
import json
import math
import pathlib
import sys

import numpy as np

import make_golden as gpt2

FOLDER = pathlib.Path(__file__).resolve().parent
MODELS = FOLDER.parent.parent / "models"


# --- The models ------------------------------------------------------------------------------------


class Model:
    def __init__(self, facts, weights, config):
        self.facts = facts  # what the file says of it
        self.config = config
        self.weights = weights
        self.states = {}

    def states_of(self, ids):
        """ids -> the states [T, E] after the final norm."""
        if tuple(ids) not in self.states:
            self.states[tuple(ids)] = gpt2.hidden_states(self.weights, self.config, list(ids))
        return self.states[tuple(ids)]

    def logits_after(self, ids):
        return gpt2.output_head(self.weights, self.config, self.states_of(ids)[-1])


def synthetic_model(seed, eos, **shape):
    config = {**gpt2.model(**shape), "eos_token_id": eos}
    weights, _ = gpt2.make_weights(config, seed, "F32")
    return Model({"config": config, "seed": seed}, weights, config)


def packaged_model(name):
    """The trained model that the package holds: safetensors in bfloat16."""
    folder = MODELS / name
    data = (folder / "model.safetensors").read_bytes()
    size = int.from_bytes(data[:8], "little")
    weights = {}
    for tensor, entry in json.loads(data[8 : 8 + size]).items():
        if tensor == "__metadata__":
            continue
        assert entry["dtype"] == "BF16"
        begin, end = entry["data_offsets"]
        bits = np.frombuffer(data[8 + size + begin : 8 + size + end], "<u2").reshape(entry["shape"])
        weights[tensor.removeprefix("transformer.")] = gpt2.loaded(bits, "BF16")
    config = {**gpt2.model(1, 1, 1, 1, 1), **json.loads((folder / "config.json").read_text())}
    return Model({"package": name, "sha256": hashlib.sha256(data).hexdigest()}, weights, config)


# --- The logit rules, on scores of the next token [V]; [HF] logits_process.py ---------------------------


def apply_rules(scores, ids, prompt, options, stop_ids):
    scores = scores.copy()
    for token, bias in options.get("logitBias", {}).items():
        scores[int(token)] += bias
    penalty = options.get("repetitionPenalty", 1.0)
    for token in set(ids):
        scores[token] *= penalty if scores[token] < 0 else 1.0 / penalty
    size = options.get("noRepeatNgram", 0)
    for begin in range(len(ids) - size + 1 if size > 0 else 0):
        if ids[begin : begin + size - 1] == ids[len(ids) - size + 1 :]:
            scores[ids[begin + size - 1]] = -math.inf
    if len(ids) - prompt < options.get("minTokens", 0):
        scores[stop_ids] = -math.inf
    scores[options.get("bannedTokens", [])] = -math.inf
    return scores


def log_softmax(x):
    x = x - x.max()
    return x - math.log(np.exp(x).sum())


# --- Which choices were close ----------------------------------------------------------------------


class Margin:
    """The smallest difference between two scores whose order decides something."""

    def __init__(self):
        self.smallest = math.inf

    def see(self, scores):
        """Scores whose order counts."""
        finite = sorted(score for score in scores if score > -math.inf)
        for low, high in zip(finite, finite[1:]):
            self.smallest = min(self.smallest, high - low)


# --- Beam search -----------------------------------------------------------------------------------


class Hypothesis:
    def __init__(self, ids, total, length, reason, length_penalty):
        self.ids = ids  # the stop id is left out
        self.score = total / length**length_penalty
        self.reason = reason


def keep_best(hypotheses, count, margin):
    margin.see([each.score for each in hypotheses])
    return sorted(hypotheses, key=lambda each: -each.score)[:count]


def candidates_of(beams, rows, count):
    """The best continuations of beams (ids, total) with rows [V] of scores: (total, beam, token), best first."""
    totals = np.array([total for _, total in beams])[:, None] + np.array(rows)
    order = np.argsort(-totals, axis=None, kind="stable")[:count]
    return [(float(totals.flat[at]), *map(int, divmod(at, totals.shape[1]))) for at in order]


def most_tokens(model, prompt, options):
    """How many tokens may come, and why no more."""
    room = model.config["n_positions"] - len(prompt)
    most = min(options["maxTokens"], room)
    return most, "length" if most == options["maxTokens"] else "context"


def may_improve(hypotheses, best_total, count, length, most, options):
    """Whether a beam with this total after `length` tokens may still become one of the `count` best."""
    if len(hypotheses) < count:
        return True
    early = options.get("earlyStopping", False)
    if early is True:
        return False
    penalty = options.get("lengthPenalty", 1.0)
    at = most if early == "never" and penalty > 0 else length
    return best_total / at**penalty > min(each.score for each in hypotheses)


def beam_search(model, prompt, options, margin):
    """[HF] _beam_search, of one prompt."""
    beams_wanted = options["beams"]
    stop_ids = [model.config["eos_token_id"], *options.get("stop", [])]
    penalty = options.get("lengthPenalty", 1.0)
    most, limit = most_tokens(model, prompt, options)
    beams, finished = [(list(prompt), 0.0)], []
    for length in range(1, most + 1):
        rows = [
            apply_rules(log_softmax(model.logits_after(ids)), ids, len(prompt), options, stop_ids) for ids, _ in beams
        ]
        kept = max(2, 1 + len(stop_ids)) * beams_wanted
        candidates = candidates_of(beams, rows, kept)
        margin.see([total for total, _, _ in candidates_of(beams, rows, kept + 1)])
        ended, running = [], []
        for rank, (total, beam, token) in enumerate(candidates):
            ids = beams[beam][0]
            if token in stop_ids or length == most:
                # Those behind the first `beams` are only there so that enough go on.
                if rank < beams_wanted:
                    is_stop = token in stop_ids
                    text = ids[len(prompt) :] + ([] if is_stop else [token])
                    ended.append(Hypothesis(text, total, length, "stop" if is_stop else limit, penalty))
            else:
                running.append((ids + [token], total))
        finished = keep_best(finished + ended, beams_wanted, margin)
        beams = running[:beams_wanted]
        if not beams or not may_improve(finished, beams[0][1], beams_wanted, length, most, options):
            break
        margin.see([beams[0][1] / length**penalty, min([each.score for each in finished], default=-math.inf)])
    return finished[: options.get("n", 1)]


def diverse_beam_search(model, prompt, options, margin):
    """[DBS]: beam search in each group, whose scores are lowered for tokens that the groups before it have just chosen."""
    groups = options["groups"]
    size = options["beams"] // groups
    eos = model.config["eos_token_id"]
    stop_ids = [eos, *options.get("stop", [])]
    penalty = options.get("lengthPenalty", 1.0)
    most, limit = most_tokens(model, prompt, options)
    beams = [[(list(prompt), 0.0)] for _ in range(groups)]
    finished = [[] for _ in range(groups)]
    done = [False] * groups
    for length in range(1, most + 1):
        chosen = []
        for group in range(groups):
            if done[group]:
                # The group goes on with the padding token, which is the end of text where there is no other.
                chosen += [eos] * size
                continue
            rows = []
            for ids, _ in beams[group]:
                row = apply_rules(log_softmax(model.logits_after(ids)), ids, len(prompt), options, stop_ids)
                rows.append(row - options["diversityPenalty"] * np.bincount(chosen, minlength=len(row)))
            kept = max(2, 1 + len(stop_ids)) * size
            candidates = candidates_of(beams[group], rows, kept)
            margin.see([total for total, _, _ in candidates_of(beams[group], rows, kept + 1)])
            running, tokens = [], []
            for rank, (total, beam, token) in enumerate(candidates):
                ids = beams[group][beam][0]
                if token in stop_ids:
                    if rank < size:
                        end = Hypothesis(ids[len(prompt) :], total, length, "stop", penalty)
                        finished[group] = keep_best(finished[group] + [end], size, margin)
                elif len(running) < size:
                    running.append((ids + [token], total))
                    tokens.append(token)
            beams[group] = running
            chosen += tokens
            best = candidates[0][0]
            done[group] = not may_improve(finished[group], best, size, length, most, options)
            worst = min([each.score for each in finished[group]], default=-math.inf)
            margin.see([best / length**penalty, worst] if best / length**penalty != worst else [])
        if all(done):
            break
    for group in range(groups):
        if not done[group]:
            opened = [Hypothesis(ids[len(prompt) :], total, most, limit, penalty) for ids, total in beams[group]]
            finished[group] = keep_best(finished[group] + opened, size, margin)
    return keep_best(sum(finished, []), options.get("n", 1), margin)


# --- Contrastive search ----------------------------------------------------------------------------


def contrastive_search(model, prompt, options, margin):
    """[CON]: of the `topK` likeliest tokens the one with the best mean of probability and unlikeness."""
    alpha, count = options["alpha"], options["topK"]
    stop_ids = [model.config["eos_token_id"], *options.get("stop", [])]
    most, limit = most_tokens(model, prompt, options)
    ids = list(prompt)
    for length in range(most):
        scores = apply_rules(model.logits_after(ids), ids, len(prompt), options, stop_ids)
        probabilities = gpt2.softmax(scores)
        tokens = np.argsort(-probabilities, kind="stable")[:count]
        margin.see(np.sort(np.log(probabilities[probabilities > 0]))[::-1][: count + 1])
        before = model.states_of(ids)
        before = before / np.linalg.norm(before, axis=-1, keepdims=True)
        merits = []
        for token in tokens:
            state = model.states_of(ids + [int(token)])[-1]
            alike = (before @ (state / np.linalg.norm(state))).max()
            merits.append((1 - alpha) * probabilities[token] - alpha * alike)
        margin.see(sorted(merits)[-2:])
        token = int(tokens[int(np.argmax(merits))])
        if token in stop_ids:
            limit = "stop"
            break
        ids.append(token)
    return [Hypothesis(ids[len(prompt) :], 0.0, 1, limit, 0.0)]


# --- The cases -------------------------------------------------------------------------------------

ALGORITHMS = {"beamSearch": beam_search, "diverse": diverse_beam_search, "contrastiveSearch": contrastive_search}

MODELS_OF_CASES = {
    # A small vocabulary, in which the end of text is a common token.
    "random": lambda: synthetic_model(
        3, 38, vocab_size=61, n_positions=64, n_embd=32, n_layer=2, n_head=2, tie_word_embeddings=False
    ),
    "stories": lambda: packaged_model("nextoken-stories-6m"),
}

# The differences that decide must be far above what float32 loses: 1e-5 on the way to a logit.
LEAST_MARGIN = 2e-4

NEARLY_FULL = [(7 * i * i + 3 * i) % 60 for i in range(58)]
RULES = {"repetitionPenalty": 1.3, "noRepeatNgram": 2}
# In the ids of the packaged model: "Every day a" and "Once there was a".
EVERY_DAY, ONCE_THERE_WAS = [1782, 418, 258], [613, 369, 285, 258]

# name: method, model, prompt, options, all as the library has them
CASES = {
    "four beams": ("beamSearch", "random", [31, 47, 37, 8], {"beams": 4, "n": 4, "maxTokens": 16}),
    "one beam": ("beamSearch", "random", [53, 40, 50], {"beams": 1, "maxTokens": 10}),
    "twenty beams": ("beamSearch", "random", [27, 18, 0], {"beams": 20, "n": 5, "maxTokens": 10}),
    "all end": ("beamSearch", "random", [2, 26, 25, 59], {"beams": 4, "n": 4, "maxTokens": 16}),
    "early stopping false": (
        "beamSearch", "random", [26, 10, 59, 9, 16], {"beams": 3, "n": 3, "maxTokens": 24, "earlyStopping": False},
    ),
    "early stopping true": (
        "beamSearch", "random", [26, 10, 59, 9, 16], {"beams": 3, "n": 3, "maxTokens": 24, "earlyStopping": True},
    ),
    "early stopping never": (
        "beamSearch", "random", [26, 10, 59, 9, 16], {"beams": 3, "n": 3, "maxTokens": 24, "earlyStopping": "never"},
    ),
    "short is good": (
        "beamSearch", "random", [24, 44, 0, 6, 32], {"beams": 4, "n": 4, "maxTokens": 20, "lengthPenalty": -1},
    ),
    "length does not count": (
        "beamSearch", "random", [24, 44, 0, 6, 32], {"beams": 4, "n": 4, "maxTokens": 20, "lengthPenalty": 0},
    ),
    "long is good": (
        "beamSearch", "random", [24, 44, 0, 6, 32], {"beams": 4, "n": 4, "maxTokens": 20, "lengthPenalty": 2},
    ),
    "several stop ids": (
        "beamSearch", "random", [34, 28, 47, 59], {"beams": 3, "n": 3, "maxTokens": 20, "stop": [7, 15, 33]},
    ),
    "texts that end and texts that do not, at the last token": (
        "beamSearch", "random", [20, 35, 45, 24], {"beams": 3, "n": 3, "maxTokens": 6, "earlyStopping": True},
    ),
    "most of the best tokens end": (
        "beamSearch", "random", [8, 53, 57, 7], {"beams": 2, "n": 2, "maxTokens": 16, "stop": [18, 48, 50, 57]},
    ),
    "logit rules": (
        "beamSearch", "random", [59, 11, 6, 10],
        {"beams": 4, "n": 3, "maxTokens": 16, **RULES, "minTokens": 5, "bannedTokens": [4, 9, 24], "logitBias": {"11": 2.5, "40": -3}},
    ),
    "end of the context": ("beamSearch", "random", NEARLY_FULL, {"beams": 3, "n": 2, "maxTokens": 20}),
    "three groups": (
        "beamSearch", "random", [18, 20, 31, 2], {"beams": 6, "groups": 3, "diversityPenalty": 0.7, "n": 6, "maxTokens": 14},
    ),
    "groups that end": (
        "beamSearch", "random", [44, 11, 42, 59],
        {"beams": 4, "groups": 2, "diversityPenalty": 1.5, "n": 4, "maxTokens": 20, "earlyStopping": True, "lengthPenalty": 0.5},
    ),
    "groups that go on for a better text": (
        "beamSearch", "random", [2, 7, 55, 45],
        {"beams": 4, "groups": 2, "diversityPenalty": 0.5, "n": 4, "maxTokens": 12, "stop": [18, 48, 50, 57]},
    ),
    "groups beside one that has ended": (
        "beamSearch", "random", [33, 7, 37, 36],
        {"beams": 4, "groups": 2, "diversityPenalty": 1.5, "n": 4, "maxTokens": 6, "stop": [18, 48, 50, 57]},
    ),
    "groups of one beam": (
        "beamSearch", "random", [38, 35, 10, 30],
        {"beams": 4, "groups": 4, "diversityPenalty": 0.5, "n": 4, "maxTokens": 20, "stop": [7, 15]},
    ),
    "groups and logit rules": (
        "beamSearch", "random", [16, 56, 2, 46, 33, 34],
        {"beams": 4, "groups": 2, "diversityPenalty": 0.8, "n": 4, "maxTokens": 12, **RULES, "minTokens": 4},
    ),
    "groups at the end of the context": (
        "beamSearch", "random", NEARLY_FULL, {"beams": 4, "groups": 2, "diversityPenalty": 0.5, "n": 3, "maxTokens": 20},
    ),
    "contrastive": ("contrastiveSearch", "random", [42, 29, 15, 20], {"alpha": 0.6, "topK": 4, "maxTokens": 20}),
    "contrastive that ends": ("contrastiveSearch", "random", [15, 5, 0, 8], {"alpha": 0.6, "topK": 4, "maxTokens": 20}),
    "contrastive with logit rules": (
        "contrastiveSearch", "random", [49, 1, 44, 45, 43, 29],
        {"alpha": 0.5, "topK": 5, "maxTokens": 16, **RULES, "bannedTokens": [4, 9]},
    ),
    "contrastive at the end of the context": (
        "contrastiveSearch", "random", NEARLY_FULL, {"alpha": 0.6, "topK": 3, "maxTokens": 20},
    ),
    "a story": ("beamSearch", "stories", EVERY_DAY, {"beams": 4, "n": 4, "maxTokens": 24}),
    "the best sentence": (
        "beamSearch", "stories", ONCE_THERE_WAS,
        {"beams": 3, "n": 2, "maxTokens": 30, "stop": [13], "lengthPenalty": 0.6},
    ),
    "a story without repeats": (
        "beamSearch", "stories", EVERY_DAY,
        {"beams": 4, "n": 2, "maxTokens": 30, "noRepeatNgram": 3, "repetitionPenalty": 1.1},
    ),
    "different stories": (
        "beamSearch", "stories", EVERY_DAY,
        {"beams": 6, "groups": 3, "diversityPenalty": 1.0, "n": 6, "maxTokens": 20},
    ),
    "a contrastive story": (
        "contrastiveSearch", "stories", EVERY_DAY, {"alpha": 0.6, "topK": 4, "maxTokens": 30},
    ),
}


def run_case(name, models):
    method, model_name, prompt, options = CASES[name]
    if model_name not in models:
        models[model_name] = MODELS_OF_CASES[model_name]()
    algorithm = "diverse" if "groups" in options else method
    margin = Margin()
    results = ALGORITHMS[algorithm](models[model_name], prompt, options, margin)
    assert margin.smallest >= LEAST_MARGIN, f"{name}: a margin of {margin.smallest:.1e} only"
    return {
        "name": name,
        "method": method,
        "model": model_name,
        "prompt": prompt,
        "options": options,
        "margin": float(f"{margin.smallest:.1e}"),
        "results": [{"ids": each.ids, "score": each.score, "finishReason": each.reason} for each in results],
    }


def main():
    models = {}
    names = sys.argv[1:] or CASES
    cases = [run_case(name, models) for name in names]
    for case in cases:
        ends = ", ".join(f"{each['finishReason']} after {len(each['ids'])}" for each in case["results"])
        print(f"{case['name']}: margin {case['margin']:.1e}; {ends}")
    if sys.argv[1:]:
        return
    lines = ",\n".join(f"    {json.dumps(case)}" for case in cases)
    facts = json.dumps({name: model.facts for name, model in models.items()})
    (FOLDER / "search" / "cases.json").write_text(f'{{\n  "models": {facts},\n  "cases": [\n{lines}\n  ]\n}}\n')


if __name__ == "__main__":
    main()
