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
    words = [
        Dictionary(table["path"], table["from"], table["to"])
        for table in tables["dictionary"]
        if Path(table["path"]).exists()  # on this machine
    ]
    return Corpora(members, excluded=excluded, dictionaries=words), tables


@pytest.mark.slow
def test_no_test_sentence_is_learned_on_either_side(corpora_dir, recipe):
    corpora, tables = recipe
    tested = {
        without_full_stop(as_learned(line, file.suffix[1:]))
        for file in (corpora_dir / "eval" / "translation").iterdir()
        for line in file.read_text("utf-8").splitlines()
    }
    variation = Variation(**{**tables["variation"], "joined": 0.0, "careless": 0.0, "slots": 0.0})
    names = Others.among([pair for _, pair in corpora.pairs()], corpora.admits)
    others = dataclasses.replace(names, pairs=())
    count = 0
    for corpus, pair in corpora.pairs():
        for example in varied_examples(corpus, pair, False, variation, others):
            count += 1
            assert tested.isdisjoint(map(without_full_stop, (example.source, example.target)))
    assert count > 1_000_000
    alone = list(examples_alone(corpora, held_out_one_in(count), variation))
    assert len(alone) > 100_000
    assert all(tested.isdisjoint(map(without_full_stop, (one.source, one.target))) for one in alone)


@pytest.mark.slow
def test_no_held_out_english_sentence_is_learned_in_any_language(recipe):
    corpora, _ = recipe
    one_in = held_out_one_in(sum(1 for _ in corpora.pairs()))
    learned, held_out = set(), set()
    for corpus, pair in corpora.pairs():
        (held_out if is_held_out(corpus.key(pair), one_in) else learned).add(corpus.key(pair))
    assert len(held_out) > 3000
    assert not learned & held_out
