"""What Hugging Face transformers makes of one row of logits, and sampling/cases.json, which holds it.

    pip download --no-deps transformers==4.57.6 && unzip transformers-4.57.6-*.whl -d transformers-wheel
    python3 test/golden/make_sampling.py transformers-wheel

It needs torch and numpy, not transformers' other dependencies: two files of the wheel are run as they are,
generation/logits_process.py, and of generation/utils.py the method `_get_logits_processor`, which says in which order
the processors stand. Logits are float64 here, so that what rounding decides is left to the library's own arithmetic.
"""

import ast
import json
import logging
import pathlib
import random
import sys
import textwrap
import types
import typing
import warnings

import torch

FOLDER = pathlib.Path(__file__).resolve().parent
VERSION = "4.57.6"
VOCABULARY = 257
END = 256
BANNED_BEFOREHAND = -10000.0  # Finite, so that it can stand among weights; its probability is 0.
WORDS = ["ab", "q", "is a"]

prompt = [ord(letter) - 0x21 for letter in "a_rose_is_a_rose_is_a"]
generated = [64, 65, 64, 66, 64]


# --- transformers ----------------------------------------------------------------------------------


def module(name, **content):
    result = sys.modules[name] = types.ModuleType(name)
    result.__path__ = []
    vars(result).update(content)
    return result


def processors_of(wheel):
    """-> the function `_get_logits_processor(self, generation_config, ...)`."""
    module("transformers")
    module("transformers.generation")
    module("transformers.pytorch_utils", isin_mps_friendly=torch.isin)
    module("transformers.utils", add_start_docstrings=lambda *_: lambda documented: documented)
    module("transformers.utils.logging", get_logger=logging.getLogger)
    folder = wheel / "transformers" / "generation"
    name = "transformers.generation.logits_process"
    process = module(name, __package__="transformers.generation")
    exec(compile((folder / "logits_process.py").read_text(), name, "exec"), vars(process))

    source = (folder / "utils.py").read_text()
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    mixin = next(node for node in classes if node.name == "GenerationMixin")
    method = next(node for node in mixin.body if getattr(node, "name", "") == "_get_logits_processor")
    text = textwrap.dedent("\n".join(source.splitlines()[method.lineno - 1 : method.end_lineno]))
    names = {**vars(process), "Any": typing.Any, "warnings": warnings, "GenerationConfig": None}
    exec(compile(text, "_get_logits_processor", "exec"), names)
    return names["_get_logits_processor"]


class Config:
    """A GenerationConfig in which all that is not given is None."""

    num_beams = 1
    do_sample = True
    _eos_token_tensor = torch.tensor([END])

    def __init__(self, **given):
        vars(self).update(given)

    def __getattr__(self, name):
        return None


class Generation:
    """What the method asks of its `self`, which is also the model that guidance runs without the prompt."""

    config = Config()

    def __init__(self, unguided):
        self.unguided = unguided

    def __call__(self, ids, **_):
        return Output(self.unguided)

    def _merge_criteria_processor_list(self, default, custom):
        return default


class Output(dict):
    def __init__(self, logits):
        self.logits = torch.tensor([[logits]], dtype=torch.float64)


def probabilities(get_processors, logits, unguided, config, before=prompt, after=generated):
    ids = torch.tensor([before + after])
    processors = get_processors(Generation(unguided), Config(**config), input_ids_seq_length=len(before))
    scores = processors(ids, torch.tensor([logits], dtype=torch.float64))
    return torch.softmax(scores[0], dim=-1).tolist()


# --- The options -----------------------------------------------------------------------------------


def tokens(text):
    return [220 if letter == " " else ord(letter) - 0x21 for letter in text]


def transformers_config(options):
    """Options of `generate` as transformers names them."""
    simple = {
        "temperature": "temperature",
        "topK": "top_k",
        "topP": "top_p",
        "minP": "min_p",
        "typicalP": "typical_p",
        "epsilonCutoff": "epsilon_cutoff",
        "etaCutoff": "eta_cutoff",
        "repetitionPenalty": "repetition_penalty",
        "noRepeatNgram": "no_repeat_ngram_size",
        "minTokens": "min_new_tokens",
        "bannedTokens": "suppress_tokens",
        "guidanceScale": "guidance_scale",
    }
    config = {simple[name]: value for name, value in options.items() if name in simple}
    if "logitBias" in options:
        config["sequence_bias"] = {(int(id),): bias for id, bias in options["logitBias"].items()}
    if "bannedWords" in options:
        config["bad_words_ids"] = [tokens(form) for word in options["bannedWords"] for form in (word, f" {word}")]
    # transformers forces the first token, after a prompt of one, and the last one.
    for place, id in options.get("forcedTokens", {}).items():
        if place == "0":
            config["forced_bos_token_id"] = id
        else:
            config.update(forced_eos_token_id=id, max_length=len(prompt) + int(place) + 1)
    return config


def some_options(likely):
    between = lambda low, high: round(random.uniform(low, high), 4)
    return {
        "temperature": between(0.5, 1.6),
        "topK": random.randint(2, 30),
        "topP": between(0.4, 0.98),
        "minP": between(0.01, 0.2),
        "typicalP": between(0.3, 0.95),
        "epsilonCutoff": between(0.002, 0.03),
        "etaCutoff": between(0.005, 0.2),
        "repetitionPenalty": between(0.6, 1.9),
        "noRepeatNgram": random.randint(1, 4),
        "logitBias": {str(id): random.randint(-16, 24) / 8 for id in random.sample(likely, 5)},
        "bannedTokens": random.sample([id for id in likely if id not in prompt + generated], 6),
        "bannedWords": WORDS,
        "minTokens": len(generated) + random.randint(0, 1),
    }


def random_logits(likely):
    """Multiples of 1/1024, which are the same in float32; of both signs, for the repetition penalty."""
    logits = [BANNED_BEFOREHAND] * VOCABULARY
    for id in likely:
        logits[id] = round(random.uniform(-2.0, 2.0) * 1024) / 1024
    return logits


def main(wheel):
    random.seed(6)
    get_processors = processors_of(pathlib.Path(wheel))
    # Those that the text, the banned words and the end are made of, and others.
    needed = {*prompt, *generated, *(id for word in WORDS for id in tokens(word)), END}
    others = [id for id in range(VOCABULARY) if id not in needed]
    likely = sorted(needed | set(random.sample(others, 44 - len(needed))))
    logits = random_logits(likely)

    names = list(some_options(likely))
    chosen = [[name] for name in names for _ in range(3)]
    chosen += [[name for name in names if random.random() < 0.45] for _ in range(50)]
    sets = []
    for wanted in chosen:
        values = some_options(likely)
        sets.append({name: values[name] for name in wanted})
    unguided = random_logits(likely)
    for number in range(20):
        values = some_options(likely)
        scale = {"guidanceScale": random.choice([0, 0.5, 1.5, 2, 3])}
        sets.append({**scale, **{name: values[name] for name in names if number >= 5 and random.random() < 0.3}})
    cases = []

    def add(options, **past):
        p = probabilities(get_processors, logits, unguided, transformers_config(options), *past.values())
        cases.append({"options": options, **past, "p": {str(id): share for id, share in enumerate(p) if share > 0}})

    for options in sets:
        add(options)
    for number in range(10):
        values = some_options(likely)
        options = {name: values[name] for name in names if name != "minTokens" and random.random() < 0.45}
        id = random.choice([id for id in likely if id not in options.get("bannedTokens", [])])
        if number < 5:
            add({**options, "forcedTokens": {str(len(generated)): id}})
        else:
            add({**options, "forcedTokens": {"0": id}}, prompt=[prompt[-1]], generated=[])

    known = lambda row: {str(id): row[id] for id in likely}
    fixture = {"transformers": VERSION, "prompt": prompt, "generated": generated, "others": BANNED_BEFOREHAND}
    lines = ",\n".join("    " + json.dumps(case) for case in cases)
    head = json.dumps({**fixture, "logits": known(logits), "unguided": known(unguided)})[:-1]
    (FOLDER / "sampling").mkdir(exist_ok=True)
    (FOLDER / "sampling" / "cases.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')


main(sys.argv[1])
