"""What a trained bundle says of itself, and what it keeps of the one that it began with. Knows no training."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from shared.config import TrainingConfig
from shared.runtime.bundle import Bundle
from shared.text.corpora import Pair
from shared.text.encoded import EncodedCorpus
from shared.text.vocabulary import Vocabulary
from translate.learning.corpora import Corpora, Corpus, Dictionary
from translate.learning.examples import Variation
from translate.learning.people import names_of_people
from translate.text.accents import accented_words
from translate.text.names import translated_names, words_like_names
from translate.text.target_tokens import target_tokens, with_those_of
from translate.translator import TASK

DECODING = {"beam_size": 5, "length_penalty": 1.2, "no_repeat_ngram": 4, "max_length": 300, "reverse_weight": 0.3}

# A source may be this much longer than any that was learned; what comes of it is never called certain.
_LONGER_THAN_LEARNED = 4

_PEOPLE = {"name": "Faker", "licence": "MIT", "attribution": "Names of people, by way of Faker"}
_LOCALE_DATA = {
    "name": "CLDR",
    "licence": "Unicode-3.0",
    "attribution": "Names, dates and amounts of Unicode's Common Locale Data Repository, by way of Babel",
}


def manifest_of(
    corpora: Corpora,
    vocabulary: Vocabulary,
    training: TrainingConfig,
    learned: EncodedCorpus,
    variation: Variation,
    initial: Bundle | None,
) -> dict[str, Any]:
    """The manifest of a model; one that was only added to still does what it did before.

    Args:
        corpora: what it learned from.
        vocabulary: its own.
        training: how it learned.
        learned: the examples it learned.
        variation: how they were made.
        initial: the bundle that it began with.
    """
    people = names_of_people(corpora.languages)
    manifest: dict[str, Any] = {
        "task": TASK,
        "languages": corpora.languages,
        "directions": [list(direction) for direction in corpora.directions],
        "model": {
            "learned_source_tokens": training.max_source_tokens,
            "max_source_tokens": _LONGER_THAN_LEARNED * training.max_source_tokens,
        },
        "decoding": DECODING,
        "data": [
            *map(_attributed, corpora.members),
            *map(_attributed, corpora.dictionaries),
            *([_LOCALE_DATA] if variation.names or variation.expressions or variation.spoken else []),
            _PEOPLE,
        ],
        "scores": [],
        "translated_names": _spelled(translated_names(_with_languages(corpora)), vocabulary),
        "names": " ".join(sorted(name for name in people if len(vocabulary.encode(name)) > 1)),
        "words_like_names": _spelled(words_like_names(_with_languages(corpora), people), vocabulary),
        "accented_words": accented_words(_with_languages(corpora)),
        "target_tokens": target_tokens(learned, vocabulary, corpora.languages),
    }
    if initial is None:
        return manifest
    if initial.vocabulary.sha256 != vocabulary.sha256:
        return {**manifest, "data": _joined(initial.manifest["data"], manifest["data"])}
    return {**manifest, **_kept(initial.manifest, manifest, calibrated=bool(training.kept_share))}


def _attributed(one: Corpus | Dictionary) -> dict[str, str]:
    return {"name": Path(one.path).name, "licence": one.licence, "attribution": one.attribution}


def _kept(before: Mapping[str, Any], after: Mapping[str, Any], calibrated: bool) -> dict[str, Any]:
    """What a model says that was only added to: all that it did before, and what is new."""
    kept: dict[str, Any] = {name: _joined(before[name], after[name]) for name in ("languages", "directions", "data")}
    kept["names"] = " ".join(sorted({*before.get("names", "").split(), *after["names"].split()}))
    for name in ("translated_names", "words_like_names"):
        kept[name] = _joined_lists(before.get(name, {}), after[name])
    words = [{code: text.split() for code, text in one.get("accented_words", {}).items()} for one in (before, after)]
    kept["accented_words"] = {code: " ".join(of_both) for code, of_both in _joined_lists(*words).items()}
    # Without them, nothing is known of what was learned before, and all may be said.
    tokens = before.get("target_tokens")
    kept["target_tokens"] = with_those_of(tokens, after["target_tokens"]) if tokens else {}
    if calibrated and "calibration" in before:
        kept["calibration"] = before["calibration"]
    return kept


def _joined(before: Sequence[Any], after: Sequence[Any]) -> list[Any]:
    return [*before, *(new for new in after if new not in before)]


def _joined_lists(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {code: sorted({*before.get(code, ()), *after.get(code, ())}) for code in sorted({*before, *after})}


def _with_languages(corpora: Corpora) -> Iterator[tuple[str, str, Pair]]:
    return ((corpus.source, corpus.target, pair) for corpus, pair in corpora.pairs())


def _spelled(words: Mapping[str, Iterable[str]], vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Of the words of each language those that the vocabulary spells: the model knows the others."""
    return {
        language: sorted(word for word in of_language if len(vocabulary.encode(word)) > 1)
        for language, of_language in sorted(words.items())
    }
