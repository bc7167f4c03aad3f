"""The corpora of one training: read in the script that is learned, without test sentences, and what is held out.

Knows no vocabulary and no model.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shared.config import check_types
from shared.errors import CallError
from shared.text.corpora import Pair, read_pairs
from shared.text.lines import ReadReport, read_lines
from shared.text.normalize import normalize
from shared.text.sample import reservoir_sample
from shared.text.splits import is_held_out
from translate.learning.lexicon import Lexicon
from translate.text.forms import without_full_stop
from translate.text.languages import UNSPACED, as_learned

_HELD_OUT_ONE_IN, _HELD_OUT_ONE_IN_SMALL, _SMALL_CORPUS = 100, 20, 20_000


@dataclass(frozen=True)
class Corpus:
    """One corpus to learn from: a `[[corpus]]` table, or a file named on the command line."""

    path: str
    source: str
    target: str
    weight: float = 1.0
    licence: str = "not stated"
    attribution: str = ""

    def __post_init__(self) -> None:
        check_types(self, "[[corpus]]")
        if self.weight < 0:
            raise CallError(f"[[corpus]] weight must be at least 0, not {self.weight}")

    def key(self, pair: Pair) -> str:
        """The side that decides what is held out: the English one, so that all corpora agree on it."""
        return pair.target if self.target == "en" else pair.source


@dataclass(frozen=True)
class Dictionary:
    """A dictionary that fills the gaps of the corpora: a `[[dictionary]]` table.

    Args:
        path: any file of pairs, such as the `.index` of a dictionary for dictd.
        source, target: the languages of headwords and translations, of which one is English; learned in this
            direction only, since a translation that is one among many has many itself.
        weight: how often each pair stands.
        licence, attribution: for the model's card.
    """

    path: str
    source: str
    target: str
    weight: int = 1
    licence: str = "not stated"
    attribution: str = ""

    def __post_init__(self) -> None:
        check_types(self, "[[dictionary]]")
        if self.weight < 1:
            raise CallError(f"[[dictionary]] weight must be at least 1, not {self.weight}")

    def pairs(self) -> Iterator[Pair]:
        """Its pairs, in the script that is learned, those of a headword one after the other."""
        yield from _pairs_as_learned(self, ReadReport())


@dataclass(frozen=True)
class Corpora:
    """Several corpora as one.

    Args:
        members: the corpora.
        one_way: whether only from source to target is learned.
        excluded: sentences of test sets, without full stops at their ends: no pair with one of them on either side
            is given out.
        dictionaries: what stands beside them.
    """

    members: Sequence[Corpus]
    one_way: bool = False
    excluded: frozenset[str] = field(default=frozenset(), repr=False)
    dictionaries: Sequence[Dictionary] = ()

    def pairs(self, reports: Sequence[ReadReport] | None = None) -> Iterator[tuple[Corpus, Pair]]:
        """Every pair with its corpus; the reports, one a corpus, count what is kept and skipped."""
        for corpus, report in zip(self.members, reports or [ReadReport() for _ in self.members], strict=True):
            for pair in _pairs_as_learned(corpus, report):
                if self.admits(pair):
                    yield corpus, pair
                else:
                    report.kept -= 1
                    report.skip("of a test set", pair.source[:40])

    def unseen(self, size: int) -> list[tuple[Corpus, Pair]]:
        """Up to `size` held-out pairs neither side of which stands in a pair that is learned."""
        one_in = held_out_one_in(sum(1 for _ in self.pairs()))
        held = (both for both in self.pairs() if is_held_out(both[0].key(both[1]), one_in))
        sample, _ = reservoir_sample(held, size, seed=0)
        sides = {side for _, pair in sample for side in (pair.source, pair.target)}
        learned: set[str] = set()
        for corpus, pair in self.pairs():
            if not is_held_out(corpus.key(pair), one_in):
                learned |= sides & {pair.source, pair.target}
        return [(corpus, pair) for corpus, pair in sample if not learned & {pair.source, pair.target}]

    def lexicons(self, one_in: int) -> Iterator[tuple[Corpus, Lexicon]]:
        """What the learned pairs of each corpus teach of words and phrases."""
        # Where no space parts words, sentences would be taken for them.
        for corpus in (c for c in self.members if not UNSPACED & {c.source, c.target}):
            pairs = (pair for _, pair in Corpora([corpus], excluded=self.excluded).pairs())
            yield corpus, Lexicon(pair for pair in pairs if not is_held_out(corpus.key(pair), one_in))

    def admitted(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Those of the pairs that are no test sentence on either side."""
        return [pair for pair in pairs if self.admits(pair)]

    def admits(self, pair: Pair) -> bool:
        """Whether neither side is a test sentence."""
        return self.excluded.isdisjoint(map(without_full_stop, (pair.source, pair.target)))

    @property
    def directions(self) -> list[tuple[str, str]]:
        """What is learned."""
        forth = [(corpus.source, corpus.target) for corpus in self.members]
        back = [] if self.one_way else [(target, source) for source, target in forth]
        return list(dict.fromkeys([*forth, *back]))

    @property
    def languages(self) -> list[str]:
        """The codes of all languages."""
        return sorted({code for direction in self.directions for code in direction})


def _pairs_as_learned(file: Corpus | Dictionary, report: ReadReport) -> Iterator[Pair]:
    for read in read_pairs(Path(file.path), file.source, file.target, report):
        yield Pair(as_learned(read.source, file.source), as_learned(read.target, file.target))


def held_out_one_in(pairs: int) -> int:
    """Of so many pairs, one English sentence in how many is held out."""
    return _HELD_OUT_ONE_IN if pairs >= _SMALL_CORPUS else _HELD_OUT_ONE_IN_SMALL


def read_excluded(paths: Sequence[str]) -> frozenset[str]:
    """The sentences of files with one a line, whose names end in the language: never to be learned.

    Raises:
        CallError: if there is no such file.
    """
    return frozenset(
        without_full_stop(as_learned(normalize(line), Path(path).suffix.removeprefix(".")))
        for path in paths
        for _, line in read_lines(Path(path), ReadReport())
        if line is not None
    )
