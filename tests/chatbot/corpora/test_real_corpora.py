"""The readers on the real corpora: what these have, to the turn, and what is kept of them."""

import gzip
import hashlib
import json

import pytest

from shared.errors import CorpusError

PERSONA = {
    "a turn with a placeholder": 1_827,
    "a stage direction": 140,
    "a line without a speaker": 160,
    "without a reply": 6,
}
# What the bot must not say changes; what a format is does not.
DECENCY = "a turn with abuse or a threat"


@pytest.mark.parametrize(
    ("path", "as_read", "unknown"),
    [
        ("topical-chat/topical-chat.tar.xz", (2_156, 46_903), 1),
        ("synthetic-persona-chat/synthetic-persona-chat.tar.gz", (1_968, 54_221), 0),
        ("sgd-tickets/train.jsonl.gz", (2_656, 44_232), 0),
        ("sgd-tickets/dev.jsonl.gz", (351, 4_914), 0),
        ("sgd-tickets/test.jsonl.gz", (627, 8_626), 0),
        ("sgd-tickets", (3_634, 57_772), 3),
        ("ms-personality-chat/english.tar.gz", (48_965, 97_930), 0),
        ("chatterbot-corpus/chatterbot-corpus.tar.gz/english", (2_025, 4_331), 0),
    ],
)
def test_what_they_have(corpora_dir, read, path, as_read, unknown):
    corpus = read(corpora_dir / "corpora" / path)
    assert corpus.as_read == as_read
    assert sum(n for reason, n in corpus.report.skipped.items() if reason.startswith("a file ")) == unknown
    assert corpus.report.kept == len(corpus.conversations) > 0.9 * as_read[0]


def test_self_dialogue(corpora_dir, read):
    path = corpora_dir / "corpora" / "self-dialogue" / "self-dialogue.jsonl.gz"
    corpus = read(path)
    assert corpus.as_read == (23_283, 362_383)
    with gzip.open(path) as file:
        first_turns = {json.loads(line)["turns"][0] for line in file}
    held_out = {turn for turn in first_turns if int(hashlib.sha1(turn.encode()).hexdigest(), 16) % 50 == 0}
    assert {c.first_turn for c in corpus.conversations if c.held_out} == held_out


def test_persona_chats(corpora_dir, read):
    corpus = read(corpora_dir / "corpora" / "synthetic-persona-chat" / "synthetic-persona-chat.tar.gz")
    assert {reason: n for reason, n in corpus.report.skipped.items() if reason != DECENCY} == PERSONA
    assert not [turn for turns in corpus.turns for turn in turns if "user 1" in turn.lower() or "(name)" in turn]


def test_only_the_systems_turns_are_learned_of_task_dialogues(corpora_dir, read):
    corpus = read(corpora_dir / "corpora" / "sgd-tickets" / "dev.jsonl.gz")
    assert sum(map(len, corpus.learned)) == 2_457
    assert not corpus.report.skipped.keys() - {DECENCY}


@pytest.mark.parametrize("path", ["hwu64", "xquad", "fsdd/fsdd.tar.xz", "taskmaster4/taskmaster4.tar.xz"])
def test_what_holds_no_dialogues_that_are_known(corpora_dir, read, path):
    with pytest.raises(CorpusError, match="in no known format"):
        read(corpora_dir / "corpora" / path)
