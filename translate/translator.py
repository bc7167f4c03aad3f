"""Phrases in, translations out: source symbols, beam search, ranking, scores. Knows no command and no page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from shared.decoding.hypothesis import Hypothesis
from shared.decoding.options import DecodingOptions
from shared.decoding.scoring import force
from shared.decoding.search import search
from shared.errors import CallError
from shared.runtime.session import Session, serve
from shared.text.normalize import normalize
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary
from translate.languages import AUTO, check_direction, target_symbol
from translate.ranking import Found, Ranker

PRETRAINED = Path(__file__).parent / "pretrained"

TASK = "translate"
MAX_ALTERNATIVES = 20
MAX_BEAM_SIZE = 50

# Sources decoded together: enough to fill the processor, few enough to stay in its cache.
_BATCH_SIZE = 32
# A translation may be this much longer than its source before it counts as one that does not end.
_LENGTH_RATIO, _LENGTH_MARGIN = 2, 10
_CERTAIN_CONFIDENCE = 0.4


@dataclass(frozen=True)
class Alternative:
    """Another translation and its score."""

    text: str
    score: float


@dataclass(frozen=True)
class Attention:
    """Where the model looked: `weights` of shape (target pieces, source pieces), rows summing to 1."""

    source_pieces: tuple[str, ...]
    target_pieces: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Translation:
    """A phrase and what became of it.

    Args:
        source: the phrase as given.
        text: the translation; empty for an empty phrase.
        source_language, target_language: ISO 639-1 codes.
        score: by which it was chosen: log probability after the length penalty, with that of the way back where
            the model knows it (see `Ranker`).
        confidence: from 0 to 1; the geometric mean of the tokens' probabilities, not yet calibrated.
        certain: whether the model ended the translation itself, is confident, and the source was told and no
            longer than what was learned.
        alternatives: other translations, best first, as many as were asked for.
        attention: if it was asked for.
    """

    source: str
    text: str
    source_language: str
    target_language: str
    score: float = 0.0
    confidence: float = 1.0
    certain: bool = True
    alternatives: tuple[Alternative, ...] = ()
    attention: Attention | None = None


class Translator:
    """Translates with one model; safe to share between threads.

    Args:
        session: runs the model.
        vocabulary: the model's.
        manifest: the bundle's: directions, decoding defaults, the model's limits.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, manifest: dict[str, Any]):
        self._session = session
        self._vocabulary = vocabulary
        self._learned_source_tokens = int(manifest["model"]["learned_source_tokens"])
        self._max_source_tokens = int(manifest["model"]["max_source_tokens"])
        self._has_attention = manifest["model"]["attention"] != "none"
        names = {field.name for field in fields(DecodingOptions)}
        self._options = DecodingOptions(**{k: v for k, v in manifest["decoding"].items() if k in names})
        reverse_weight = float(manifest["decoding"].get("reverse_weight", 0))
        self._ranker = Ranker(session, reverse_weight, self._options.length_penalty)
        self.directions = [(str(source), str(target)) for source, target in manifest["directions"]]

    def translate(
        self,
        text: str,
        source: str = AUTO,
        target: str = "en",
        alternatives: int = 0,
        beam_size: int | None = None,
        attention: bool = False,
    ) -> Translation:
        """Translate one phrase; see `translate_batch`."""
        return self.translate_batch([text], source, target, alternatives, beam_size, attention)[0]

    def translate_batch(
        self,
        texts: Sequence[str],
        source: str = AUTO,
        target: str = "en",
        alternatives: int = 0,
        beam_size: int | None = None,
        attention: bool = False,
    ) -> list[Translation]:
        """Translate phrases, in order; what stands beside a phrase never changes its translation.

        Args:
            texts: phrases; an empty one gives an empty translation.
            source: their language, or `auto`.
            target: the language to translate into.
            alternatives: how many other translations to give with each.
            beam_size: hypotheses kept side by side; the model's own default if None.
            attention: whether to tell where the model looked.

        Raises:
            CallError: if the direction is unknown, a phrase is too long or a number out of range.
        """
        check_direction(source, target, self.directions)
        options = self._options_for(alternatives, beam_size)
        results = [Translation(text, "", self._source_language(text, source, target), target) for text in texts]
        encoded = {row: self._encode(text, target) for row, text in enumerate(texts) if normalize(text)}
        rows = sorted(encoded, key=lambda row: len(encoded[row]))
        for start in range(0, len(rows), _BATCH_SIZE):
            batch = rows[start : start + _BATCH_SIZE]
            sources = [encoded[row] for row in batch]
            hypotheses = self._search(sources, options)
            ranked = self._ranked(sources, hypotheses, [results[row].source_language for row in batch], target)
            for place, row in enumerate(batch):
                told = self._told(source, target) and len(sources[place]) <= self._learned_source_tokens
                best = ranked[place][: alternatives + 1]
                result = self._translation(results[row], best, certain_source=told)
                if attention:
                    result = replace(result, attention=self._attention(sources[place], best[0]))
                results[row] = result
        return results

    def detect(self, text: str) -> list[tuple[str, float]]:
        """The model's languages a text may be in with their probabilities, likeliest first."""
        known = list(dict.fromkeys(source for source, _ in self.directions))
        if not any(character.isalpha() for character in text):
            return [(code, 1 / len(known)) for code in known]
        ranked = [(code, float(share)) for code, share in self._identifier.rank(text) if code in known]
        return ranked + [(code, 0.0) for code in known if code not in dict(ranked)]

    @cached_property
    def _identifier(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        known = {source for source, _ in self.directions} & set(identifier.labels)
        if known:
            identifier.set_languages(sorted(known))
        return identifier

    def _options_for(self, alternatives: int, beam_size: int | None) -> DecodingOptions:
        if not 0 <= alternatives <= MAX_ALTERNATIVES:
            raise CallError(f"alternatives must be from 0 to {MAX_ALTERNATIVES}, not {alternatives}")
        size = self._options.beam_size if beam_size is None else beam_size
        if not 1 <= size <= MAX_BEAM_SIZE:
            raise CallError(f"beam size must be from 1 to {MAX_BEAM_SIZE}, not {size}")
        return replace(self._options, beam_size=size, alternatives=max(size, alternatives + 1))

    def _encode(self, text: str, target: str) -> list[int]:
        ids = [self._vocabulary.control_id(target_symbol(target)), *self._vocabulary.encode(text), EOS_ID]
        if len(ids) > self._max_source_tokens:
            raise CallError(
                f"the phrase beginning {normalize(text)[:20]!r} is too long ({len(ids) - 2:,} subwords); at most "
                f"{self._max_source_tokens - 2} are translated at once: give it sentence by sentence"
            )
        return ids

    def _search(self, sources: Sequence[Sequence[int]], options: DecodingOptions) -> list[list[Hypothesis]]:
        return search(
            self._session,
            self._session.encode(sources),
            options,
            bos_id=BOS_ID,
            eos_id=EOS_ID,
            banned_ids=self._vocabulary.control_ids - {EOS_ID},
            max_lengths=[_LENGTH_RATIO * len(source) + _LENGTH_MARGIN for source in sources],
        )

    def _ranked(
        self,
        sources: Sequence[Sequence[int]],
        hypotheses: Sequence[list[Hypothesis]],
        languages: Sequence[str],
        target: str,
    ) -> list[list[Hypothesis]]:
        """The hypotheses by the ranker's scores, or as they were found where the way back was not learned."""
        places = [place for place, language in enumerate(languages) if (target, language) in self.directions]
        found = [
            Found(sources[place], hypotheses[place], self._vocabulary.control_id(target_symbol(languages[place])))
            for place in places
        ]
        ranked = dict(zip(places, self._ranker.ranked(found), strict=True))
        return [ranked.get(place, as_found) for place, as_found in enumerate(hypotheses)]

    def _translation(self, blank: Translation, hypotheses: Sequence[Hypothesis], certain_source: bool) -> Translation:
        best, *others = hypotheses
        confidence = math.exp(best.log_prob / (len(best.token_ids) + 1))
        return replace(
            blank,
            text=self._vocabulary.decode(best.token_ids),
            score=best.score,
            confidence=confidence,
            certain=best.finished and certain_source and confidence >= _CERTAIN_CONFIDENCE,
            alternatives=tuple(Alternative(self._vocabulary.decode(h.token_ids), h.score) for h in others),
        )

    def _attention(self, source: Sequence[int], best: Hypothesis) -> Attention:
        state = self._session.encode([source])
        if not self._has_attention:
            raise CallError("this model has no attention to show")
        (forced,) = force(self._session, state, [best.token_ids], bos_id=BOS_ID, eos_id=EOS_ID)
        assert forced.attention is not None  # an exported step always tells it
        weights = tuple(tuple(float(weight) for weight in row) for row in forced.attention)
        pieces = self._vocabulary.pieces
        return Attention(tuple(pieces(source)), tuple(pieces((*best.token_ids, EOS_ID))), weights)

    def _source_language(self, text: str, source: str, target: str) -> str:
        """The language as given; of those that lead to the target the likeliest, if it was not."""
        known = [code for code, into in self.directions if into == target and source in (AUTO, code)]
        return known[0] if len(known) == 1 else next(code for code, _ in self.detect(text) if code in known)

    def _told(self, source: str, target: str) -> bool:
        """Whether there is no doubt about the source's language."""
        return source != AUTO or sum(into == target for _, into in self.directions) == 1


def load_translator(path: Path | str | None = None) -> Translator:
    """The translator of a bundle, the shipped one by default.

    Raises:
        CallError: if there is no such folder.
        BundleError: if the bundle is broken or of another task.
    """
    return serve(path or PRETRAINED, TASK, Translator)
