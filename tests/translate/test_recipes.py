"""What the recipes of the shipped models learn from the real corpora: nothing that they are measured on."""

import dataclasses
import os
from pathlib import Path

import pytest
from reference.commands import ROOT

from shared.config import read_toml
from shared.text.splits import is_held_out
from translate.learning.corpora import Corpora, Corpus, Dictionary, held_out_one_in, read_excluded
from translate.learning.examples import Others, Variation, examples_alone, varied_examples
from translate.text.forms import without_full_stop
from translate.text.languages import as_learned


@pytest.fixture(scope="module")
def recipe(corpora_dir):
    """The corpora of the recipe, wherever they lie, and their tables."""
    tables = read_toml(ROOT / "translate" / "recipe.toml")
    folder = corpora_dir / "corpora"
    members = [
        Corpus(str(folder / os.path.relpath(table["path"], "corpora")), table["from"], table["to"], table["weight"])
        for table in tables["corpus"]
    ]
    excluded = read_excluded([str(corpora_dir / path) for path in tables["exclude"]])
    words = [Dictionary(table["path"], table["from"], table["to"]) for table in tables["dictionary"]]
    missing = [word.path for word in words if not Path(word.path).exists()]
    if missing:
        tell = pytest.fail if "CI" in os.environ else pytest.skip
        tell(f"{', '.join(missing)}: not on this machine; install Debian's dict-freedict packages")
    return Corpora(members, excluded=excluded, dictionaries=words), tables


@pytest.mark.slow
def test_nothing_that_is_measured_on_is_learned(corpora_dir, recipe):
    """No sentence of a test set, on either side, and no held-out English sentence in any language."""
    corpora, tables = recipe
    tested = {
        without_full_stop(as_learned(line, file.suffix[1:]))
        for file in (corpora_dir / "eval" / "translation").iterdir()
        for line in file.read_text("utf-8").splitlines()
    }
    one_in = held_out_one_in(sum(1 for _ in corpora.pairs()))
    held_out = {pair.source for _, pair in corpora.pairs() if is_held_out(pair.source, one_in)}
    assert len(held_out) > 3000
    variation = Variation(**{**tables["variation"], "joined": 0.0, "careless": 0.0, "slots": 0.0})
    count = 0
    for example in _examples(corpora, one_in, variation):
        count += 1
        assert tested.isdisjoint(map(without_full_stop, (example.source, example.target)))
        assert (example.target if example.target_language == "en" else example.source) not in held_out
    assert count > 1_000_000


def _examples(corpora, one_in, variation):
    """All that is learned, as training writes it down."""
    learned = [both for both in corpora.pairs() if not is_held_out(both[0].key(both[1]), one_in)]
    others = {
        corpus: Others.among(
            [pair for known, pair in learned if known == corpus],
            lambda pair, corpus=corpus: corpora.admits(pair) and not is_held_out(corpus.key(pair), one_in),
        )
        for corpus in corpora.members
    }
    for corpus, pair in learned:
        plain = dataclasses.replace(others[corpus], pairs=())
        yield from varied_examples(corpus, pair, corpora.one_way, variation, plain)
    yield from examples_alone(corpora, one_in, variation)
