"""From sentence pairs to examples: both directions, and variations of what people write; knows no model."""

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from shared.command_line import note
from shared.errors import CallError
from shared.text.corpora import Pair
from shared.text.splits import hash_order, is_held_out
from shared.text.variation import carelessly, without_accents
from shared.text.vocabulary import EOS_ID, Vocabulary
from translate.learning.corpora import Corpora, Corpus
from translate.learning.dictionaries import Gaps
from translate.text.accents import SPELLED_OUT
from translate.text.capitals import Capitals, lower
from translate.text.forms import without_full_stop
from translate.text.languages import UNSPACED, target_symbol
from translate.text.slots import renamed, shared_names, with_slots

# Pairs of so few English words stand more often: of two or less by the full factor, of each word more by half of it.
_SHORTEST_WORDS = 2
_QUESTION_MARK = re.compile(r"\s?[?？]\Z")


@dataclass(frozen=True)
class Variation:
    """How examples differ from the pairs they are made of: a `[variation]` table.

    Args:
        copies: how often each pair is written down, every time varied anew.
        careless: the share of sources without capitals and final punctuation, half of them without accents too, as
            people type.
        joined: the share of pairs with another one behind, so that longer texts are learned.
        slots: the share of pairs in which names and numbers that both sides share become slots.
        renamed: the share of pairs in which a name that both sides share gives way to another one of the corpus: most
            have a few names again and again.
        words, phrases: how often each pair of words or short phrases that a corpus teaches is written down alone (see
            `Lexicon`).
        names: how often each name of a country, language, month, day or number is (see `expressions.names`).
        expressions: how many dates, times, durations and amounts are drawn for each corpus, as they are written.
        spoken: how many times, dates, ages and amounts are drawn for each corpus, as people say them.
        short_repeats: how many times as often pairs of one or two English words stand, those of three half as often
            and so on; each is a phrase of its own, which nothing else in the corpus teaches.
        sampling: the alpha of subword sampling on the source side (Kudo 2018), flatter the smaller it is; 0 takes
            the likeliest pieces always.
    """

    copies: int = 1
    careless: float = 0.1
    joined: float = 0.1
    slots: float = 0.2
    renamed: float = 0.0
    words: int = 0
    phrases: int = 0
    names: int = 0
    expressions: int = 0
    spoken: int = 0
    short_repeats: float = 1.0
    sampling: float = 0.0

    def __post_init__(self) -> None:
        if self.copies < 1:
            raise CallError(f"[variation] copies must be at least 1, not {self.copies}")
        for name in ("words", "phrases", "names", "expressions", "spoken"):
            if getattr(self, name) < 0:
                raise CallError(f"[variation] {name} must be at least 0, not {getattr(self, name)}")
        if self.short_repeats < 1:
            raise CallError(f"[variation] short_repeats must be at least 1, not {self.short_repeats}")
        for name in ("careless", "joined", "slots", "renamed", "sampling"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise CallError(f"[variation] {name} must be from 0 to 1, not {value}")


@dataclass(frozen=True)
class Example:
    """A source and its translation, each with its language."""

    source: str
    source_language: str
    target_language: str
    target: str


def examples_of(corpus: Corpus, pair: Pair, one_way: bool) -> Iterator[Example]:
    """A pair as it stands, in both directions unless `one_way`."""
    yield Example(pair.source, corpus.source, corpus.target, pair.target)
    if not one_way:
        yield Example(pair.target, corpus.target, corpus.source, pair.source)


@dataclass(frozen=True)
class Others:
    """What a pair may meet: pairs to join with, names that both sides of them share, and what it may become."""

    pairs: Sequence[Pair] = ()
    names: Sequence[str] = ()
    admits: Callable[[Pair], bool] = lambda pair: True

    @classmethod
    def among(cls, pairs: Sequence[Pair], admits: Callable[[Pair], bool] = lambda pair: True) -> Self:
        """These pairs and their names."""
        return cls(pairs, sorted({name for pair in pairs for name in shared_names(pair)}), admits)

    def renamed(self, pair: Pair, rng: np.random.Generator) -> Pair:
        """The pair with another name, unless it would be held out or of a test set then."""
        other = renamed(pair, self.names, rng)
        return other if self.admits(other) else pair


def varied_examples(
    corpus: Corpus, pair: Pair, one_way: bool, variation: Variation, others: Others
) -> Iterator[Example]:
    """A pair as often as weight and copies say, varied; the same every time, for chance depends on the pair only.

    Args:
        corpus: where the pair comes from.
        pair: what to learn.
        one_way: whether only from source to target.
        variation: how to vary it.
        others: what else there is in the same languages.
    """
    rng = np.random.default_rng(int.from_bytes(hash_order(f"{pair.source}\t{pair.target}")[:8], "big"))
    longer_by = max(0, len(corpus.key(pair).split()) - _SHORTEST_WORDS)
    repeats = corpus.weight * variation.copies * max(1, variation.short_repeats / 2**longer_by)
    for _ in range(int(repeats) + (rng.random() < repeats % 1)):
        written = pair
        if others.pairs and rng.random() < variation.joined:
            other = others.pairs[int(rng.integers(len(others.pairs)))]
            written = _joined(corpus, pair, other)
        if rng.random() < variation.renamed:
            written = others.renamed(written, rng)
        if rng.random() < variation.slots:
            written = with_slots(written, rng)
        for example in examples_of(corpus, written, one_way):
            if rng.random() < variation.careless:
                yield dataclasses.replace(example, source=_typed(example, rng))
            else:
                yield example


def _joined(corpus: Corpus, first: Pair, second: Pair) -> Pair:
    gaps = ["" if code in UNSPACED else " " for code in (corpus.source, corpus.target)]
    return Pair(first.source + gaps[0] + second.source, first.target + gaps[1] + second.target)


def _typed(example: Example, rng: np.random.Generator) -> str:
    """A source as typed in a hurry: half of the time without accents, or with letters that stand for them."""
    source = carelessly(lower(example.source, example.source_language))
    asked = _QUESTION_MARK.search(example.source)
    if asked and rng.random() < 0.5:
        source += asked[0]
    if rng.random() < 0.5:
        return source
    spelled_out = SPELLED_OUT.get(example.source_language)
    if spelled_out and rng.random() < 0.5:
        return source.translate(spelled_out)
    return without_accents(source)


def examples_alone(corpora: Corpora, one_in: int, variation: Variation) -> Iterator[Example]:
    """What is learned beside the pairs: words, phrases, names, expressions, and what dictionaries add.

    Args:
        corpora: they teach the words and phrases; what stands in their test sets is left out.
        one_in: of the corpora's pairs, one English sentence in how many is held out.
        variation: how often.
    """
    rng = np.random.default_rng(0)
    for corpus, pairs, times in _kinds_alone(corpora, one_in, variation):
        for pair in corpora.admitted(pair for pair in pairs if not is_held_out(corpus.key(pair), one_in)):
            for _ in range(times):
                written = with_slots(pair, rng) if rng.random() < variation.slots else pair
                yield from examples_of(corpus, written, corpora.one_way)
    yield from _examples_of_dictionaries(corpora, one_in)


def _kinds_alone(corpora: Corpora, one_in: int, variation: Variation) -> Iterator[tuple[Corpus, Iterable[Pair], int]]:
    if variation.words or variation.phrases:
        for corpus, lexicon in corpora.lexicons(one_in):
            words = lexicon.words() if variation.words else []
            phrases = lexicon.phrases() if variation.phrases else []
            note(f"{corpus.path}: {len(words):,} words and {len(phrases):,} phrases to learn alone")
            yield corpus, words, variation.words
            yield corpus, phrases, variation.phrases
    if variation.names or variation.expressions:
        from translate.learning.expressions import expressions, names  # loads what all languages write

        for corpus in corpora.members:
            yield corpus, names(corpus.source, corpus.target) if variation.names else (), variation.names
            yield corpus, expressions(corpus.source, corpus.target, variation.expressions), 1
    if variation.spoken:
        from translate.learning.spoken import spoken  # loads what all languages say

        for corpus in corpora.members:
            yield corpus, spoken(corpus.source, corpus.target, variation.spoken), 1


def _examples_of_dictionaries(corpora: Corpora, one_in: int) -> Iterator[Example]:
    gaps = Gaps(corpora, one_in) if corpora.dictionaries else None
    for dictionary in corpora.dictionaries:
        pairs = gaps.filled(dictionary) if gaps else []
        note(f"{dictionary.path}: {len(pairs):,} translations to learn")
        for pair in pairs:
            example = Example(pair.source, dictionary.source, dictionary.target, pair.target)
            yield from itertools.repeat(example, dictionary.weight)


def encode(
    example: Example, vocabulary: Vocabulary, capitals: Capitals, sampling: float = 0.0
) -> tuple[list[int], list[int]]:
    """The model's source and target ids; a final full stop and the first capital are not its to learn (see `Form`)."""
    symbol = vocabulary.symbol_id(target_symbol(example.target_language))
    source, target = without_full_stop(example.source), without_full_stop(example.target)
    if any(map(str.isupper, source)):
        source = capitals.of_first_word(source, example.source_language)
    else:
        source = capitals.of_all_words(source, example.source_language)
    target = capitals.of_first_word(target, example.target_language)
    return [symbol, *vocabulary.encode(source, sampling), EOS_ID], vocabulary.encode(target)
