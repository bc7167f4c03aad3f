"""Names in a sentence, by their capitals; and which capitalized words are no names, since languages differ in them.

Where capitals tell nothing, at the head of a sentence and in German, only a known name is one. Knows no model.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable

from shared.text.corpora import Pair
from translate.text.languages import NOUNS_HAVE_CAPITALS, UNSPACED

# The first word of a sentence has a capital whatever it is.
_WORD_WITHIN = re.compile(r"(?<=[\w,;:] )[^\W\d_]+(?:-[^\W\d_]+)*")
# Wherever it stands in a sentence that is not all of capitals; Chinese and Japanese letters beside it part no words.
_ACRONYM = re.compile(r"(?<![A-Za-z\d-])(?:[A-Z]{2,}|[A-Z]+(?=\d))[A-Z\d]*(?![A-Za-z\d-])")
# A word with a capital within is a name wherever it stands: O'Brien, McDonald, iPhone.
_CAPITAL_WITHIN = re.compile(r"(?<![\w'’-])(?:O['’][A-Z]|[A-Z]?[a-z]+[A-Z](?=[a-z]))[^\W\d_]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEPT_SHARE = 0.5
# A known name that is translated less often is still one: Pedro is in an idiom, Smith is called Schmidt.
_FEWEST_TRANSLATED = 3


def names_in(text: str, language: str) -> list[tuple[int, int]]:
    """Where words stand whose capitals say that they may be names: within a sentence, within a word, and no others.

    Example: `names_in("Where is Anna's GPS?", "en")` -> `[(9, 13), (16, 19)]`
    """
    shouted = language not in UNSPACED and not any(map(str.islower, text))
    found = [] if shouted else [name.span() for kind in (_ACRONYM, _CAPITAL_WITHIN) for name in kind.finditer(text)]
    if language not in NOUNS_HAVE_CAPITALS | UNSPACED:
        found += [word.span() for word in _WORD_WITHIN.finditer(text) if _is_titled(word[0])]
    return sorted({start: (start, end) for start, end in sorted(found)}.values())


def capitalized_in(text: str) -> list[tuple[int, int]]:
    """Where words with a capital stand, whatever it tells.

    Example: `capitalized_in("Anna hat einen Hund.")` -> `[(0, 4), (15, 19)]`
    """
    return [word.span() for word in _WORD.finditer(text) if _is_titled(word[0])]


def translated_names(pairs: Iterable[tuple[str, str, Pair]]) -> dict[str, set[str]]:
    """Words with capitals that sentences on the other side seldom have too, by language: no names to carry over.

    Args:
        pairs: with the languages of source and target.

    Example: of sentences in English and French among the English ones -> `"French"`, `"Tuesday"`, `"Moscow"`
    """
    return {
        language: {word for word, (count, kept) in words.items() if kept < _KEPT_SHARE * count}
        for language, words in _counted(pairs, names_in).items()
    }


def words_like_names(pairs: Iterable[tuple[str, str, Pair]], names: Collection[str]) -> dict[str, set[str]]:
    """Of known names those that are words too, by language: sentences on the other side have them not always.

    Args:
        pairs: with the languages of source and target.
        names: known ones.

    Example: of `{"Will", "Peter"}` in English -> `{"Will"}`
    """
    names = frozenset(names)
    # Other scripts keep no name as it is.
    comparable = (known for known in pairs if not UNSPACED & {known[0], known[1]})

    def spans(text: str, language: str) -> list[tuple[int, int]]:
        return [word.span() for word in _WORD.finditer(text) if word[0].capitalize() in names]

    return {
        language: {
            word.capitalize()
            for word, (count, kept) in words.items()
            if word.islower() or (kept < _KEPT_SHARE * count and count - kept >= _FEWEST_TRANSLATED)
        }
        for language, words in _counted(comparable, spans).items()
    }


def _counted(
    pairs: Iterable[tuple[str, str, Pair]], spans: Callable[[str, str], list[tuple[int, int]]]
) -> dict[str, dict[str, tuple[int, int]]]:
    """By language how often each word stands in a side, and how often in the other side as well."""
    seen, kept = defaultdict[str, Counter[str]](Counter), defaultdict[str, Counter[str]](Counter)
    for source, target, pair in pairs:
        for language, text, other in ((source, pair.source, pair.target), (target, pair.target, pair.source)):
            words = {text[start:end] for start, end in spans(text, language)}
            seen[language].update(words)
            kept[language].update(word for word in words if word in other)
    return {
        language: {word: (count, kept[language][word]) for word, count in words.items()}
        for language, words in seen.items()
    }


def _is_titled(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and any(map(str.islower, word))
