import json

import pytest
from reference.commands import run

NOUNS = (
    *("cats", "dogs", "books", "trees", "boats", "keys", "birds", "songs"),
    *("games", "films", "shoes", "maps", "rivers", "stones", "clouds", "pears"),
)
CONFIG = """\
[model]
units = 64
encoder_layers = 1
[training]
vocabulary_size = 480
batch_tokens = 200
max_steps = 600
warmup_steps = 40
evaluation_steps = 200
peak_learning_rate = 0.005
candidates = 0
"""


def write_corpus(path):
    """Conversations of four turns about each noun."""
    talks = [[f"like {noun}?", f"yes, {noun}.", "why?", f"{noun} are good."] for noun in NOUNS]
    talks += [[f"no {noun}", f"not {noun}", "bye", "bye bye"] for noun in NOUNS]
    path.write_text("".join(json.dumps({"turns": turns}) + "\n" for turns in talks), "utf-8")
    return path


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """The run directory of a small training, and the process that made it."""
    folder = tmp_path_factory.mktemp("chatbot")
    (folder / "config.toml").write_text(CONFIG)
    corpus = write_corpus(folder / "talks.jsonl")
    process = run("chatbot.train", corpus, "--output", folder / "run", "--config", folder / "config.toml")
    assert process.returncode == 0, process.stderr
    return folder / "run", process


@pytest.fixture(scope="session")
def small_bundle(trained):
    """A chatbot that has learned a few turns."""
    return trained[0] / "bundle"
