"""Candidates for a translation: a search among what the language is made of, ranked by translating back.

Knows token ids and languages, no text.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from shared.config import settings_in
from shared.decoding.hypothesis import Hypothesis
from shared.decoding.options import DecodingOptions
from shared.decoding.search import search
from shared.runtime.session import PartialSession, Session
from shared.text.vocabulary import BOS_ID, EOS_ID, SPECIAL_IDS, Vocabulary
from translate.choice.ranking import Found, Ranker
from translate.text.languages import target_symbol
from translate.text.target_tokens import unpacked

# A translation may be this much longer than its source before it counts as one that does not end.
_LENGTH_RATIO, _LENGTH_MARGIN = 2, 10


class CandidateSearch:
    """Finds translations of encoded sources; what stands beside one never changes them.

    Args:
        session: runs the model.
        vocabulary: the model's.
        manifest: the bundle's: directions, decoding defaults, what each language is made of.
        slot_ids: of the slots that the model knows.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, manifest: dict[str, Any], slot_ids: Collection[int]):
        self._session, self._vocabulary = session, vocabulary
        self._options = settings_in(manifest["decoding"], DecodingOptions)
        reverse_weight = float(manifest["decoding"].get("reverse_weight", 0))
        self._ranker = Ranker(reverse_weight, self._options.length_penalty)
        self._directions = [tuple(direction) for direction in manifest["directions"]]
        self._slot_ids = frozenset(slot_ids)
        self._control_ids = vocabulary.control_ids - {EOS_ID}
        self._known_ids = {str(code): unpacked(text) for code, text in manifest.get("target_tokens", {}).items()}
        self._partial_sessions: dict[str, PartialSession] = {}

    def find(
        self,
        sources: Sequence[Sequence[int]],
        direction: tuple[str, str],
        required: Sequence[Collection[int]],
        prefixes: Sequence[Sequence[int]] | None = None,
        beam_size: int | None = None,
        alternatives: int = 0,
    ) -> list[list[Hypothesis]]:
        """The hypotheses of each source, by the ranker's score where the way back was learned.

        More alternatives than the beam has take a wider search, whose first may be another: it comes after.

        Args:
            sources: token ids, the target's symbol first.
            direction: the languages of source and target.
            required: for each source the slots that come exactly once each.
            prefixes: for each source the tokens its translations begin with.
            beam_size: hypotheses kept side by side; the model's own default if None.
            alternatives: how many other translations are asked for.
        """
        size = beam_size or self._options.beam_size
        few = self._ranked(sources, self._search(sources, direction[1], required, prefixes, size), direction)
        if alternatives < size:
            return few
        wide = self._search(sources, direction[1], required, prefixes, alternatives + 1)
        many = self._ranked(sources, wide, direction)
        return [[*first, *(h for h in more if h not in first)] for first, more in zip(few, many, strict=True)]

    def known_share(self, ids: Sequence[int], language: str) -> float:
        """Which share of tokens translations into a language are made of; 1 where that is not known."""
        known = self._known_ids.get(language)
        return 1.0 if known is None or not ids else float(np.isin(ids, known).mean())

    def _search(
        self,
        sources: Sequence[Sequence[int]],
        target: str,
        required: Sequence[Collection[int]],
        prefixes: Sequence[Sequence[int]] | None,
        size: int,
    ) -> list[list[Hypothesis]]:
        session = self._speaking(target)
        if prefixes and not all(map(session.knows, prefixes)):  # the user says what the model never would
            session = self._speaking("")
        found = search(
            session,
            session.encode(sources),
            replace(self._options, beam_size=size, alternatives=size),
            bos_id=BOS_ID,
            eos_id=EOS_ID,
            banned_ids=session.places(self._control_ids | self._slot_ids),
            prefixes=[session.places(prefix) for prefix in prefixes] if prefixes else None,
            required_ids=[session.places(ids) for ids in required],
            max_lengths=[_LENGTH_RATIO * len(source) + _LENGTH_MARGIN for source in sources],
        )
        return [[replace(h, token_ids=session.ids(h.token_ids)) for h in hypotheses] for hypotheses in found]

    def _ranked(
        self, sources: Sequence[Sequence[int]], hypotheses: Sequence[list[Hypothesis]], direction: tuple[str, str]
    ) -> list[list[Hypothesis]]:
        """The hypotheses by the ranker's scores, or as they were found where the way back was not learned."""
        source, target = direction
        if (target, source) not in self._directions:
            return list(hypotheses)
        symbol = self._vocabulary.symbol_id(target_symbol(source))
        found = [Found(*both, symbol) for both in zip(sources, hypotheses, strict=True)]
        return self._ranker.ranked(found, self._speaking(source))

    def _speaking(self, language: str) -> PartialSession:
        """The session of what is said in a language; of all that there is where that is not known."""
        name = language if language in self._known_ids else ""
        if name not in self._partial_sessions:
            known = {*SPECIAL_IDS, *self._slot_ids, *self._known_ids.get(name, range(self._session.vocabulary_size))}
            self._partial_sessions[name] = PartialSession(self._session, np.array(sorted(map(int, known))))
        return self._partial_sessions[name]
