"""Which tokens the translations into each language are made of; as text, for a manifest. Knows no model.

A model of many languages, unsure of a word, may say it in another one: what no translation into a language ever
held is not said in it. That leaves a fifth of the vocabulary, and the search is as much faster.
"""

import base64
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from shared.text.encoded import EncodedCorpus
from shared.text.vocabulary import Vocabulary
from translate.text.languages import target_symbol

IntArray = npt.NDArray[np.integer]


def target_tokens(corpus: EncodedCorpus, vocabulary: Vocabulary, languages: Iterable[str]) -> dict[str, str]:
    """For each language, packed, the ids that stand in the targets which its symbol asks for."""
    found = corpus.target_ids_by_first()
    by_language = {code: found.get(vocabulary.symbol_id(target_symbol(code)), set()) for code in languages}
    return {code: packed(ids) for code, ids in by_language.items() if ids}


def with_those_of(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """All that either knows; a language that only one of them has is as that one says."""
    both = {code: {*unpacked(before[code]), *unpacked(after[code])} for code in before if code in after}
    return {**before, **after, **{code: packed(ids) for code, ids in both.items()}}


def packed(ids: Iterable[int]) -> str:
    """Ids as one bit each, in base 64."""
    chosen = np.array(sorted(ids), np.int64)
    bits = np.zeros(int(chosen.max(initial=-1)) + 1, np.bool_)
    bits[chosen] = True
    return base64.b64encode(np.packbits(bits).tobytes()).decode()


def unpacked(text: str) -> IntArray:
    """The ids again, ascending; raises `ValueError` if the text is no base 64.

    Example: `unpacked(packed([5, 3]))` -> `[3, 5]`
    """
    return np.flatnonzero(np.unpackbits(np.frombuffer(base64.b64decode(text, validate=True), np.uint8)))
