"""Texts in, translations out: languages, sentences, the way through English. Knows no command and no page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from shared.errors import CallError
from shared.runtime.session import Session, serve
from shared.text.vocabulary import Vocabulary
from translate.direct import Asked, DirectTranslator
from translate.joining import joined, through
from translate.text.detection import UNDETERMINED, Detector
from translate.text.glossary import NO_GLOSSARY, Glossary
from translate.text.languages import AUTO, PIVOT, check_direction, reachable
from translate.text.passages import split_passage
from translate.translation import NO_ATTENTION, Translation

PRETRAINED = Path(__file__).parent / "pretrained"

TASK = "translate"
# Of a text whose language cannot be told, translations from this many languages are compared.
_GUESSES = 3
# A text is taken for one of the language to translate into only where it is this sure, and so much of it known there.
_SURE, _KNOWN = 0.9, 0.9


class Translator:
    """Translates with one model, directly or through English; safe to share between threads.

    Args:
        session: runs the model.
        vocabulary: the model's.
        manifest: the bundle's: directions, decoding defaults, calibration, the model's limits.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, manifest: dict[str, Any]):
        self._direct = DirectTranslator(session, vocabulary, manifest)
        self.directions = self._direct.directions
        self.reachable = reachable(self.directions)
        self._detector = Detector([source for source, _ in self.directions])

    def translate(
        self,
        text: str,
        source: str = AUTO,
        target: str = "en",
        *,
        alternatives: int = 0,
        beam_size: int | None = None,
        attention: bool = False,
        glossary: Glossary | None = None,
        prefix: str = "",
    ) -> Translation:
        """Translate one text; see `translate_batch` and `Asked`."""
        asked = Asked(alternatives, beam_size, attention, glossary or NO_GLOSSARY, prefix)
        return self.translate_batch([text], source, target, asked)[0]

    def translate_batch(
        self, texts: Sequence[str], source: str = AUTO, target: str = "en", asked: Asked | None = None
    ) -> list[Translation]:
        """Translate texts, in order; what stands beside a text never changes its translation.

        Args:
            texts: phrases or longer; their line breaks are kept. An empty one gives an empty translation.
            source: their language, or `auto`.
            target: the language to translate into; through English where the direction was not learned.
            asked: what is asked for beside the translation.

        Raises:
            CallError: if the direction is unknown, a sentence is too long or a number out of range.
        """
        asked = asked or Asked()
        check_direction(source, target, self.reachable)
        languages = self._languages(texts, target) if source == AUTO else [source] * len(texts)
        results = dict(self._own(texts, languages, target, asked))
        for language in dict.fromkeys(languages):
            rows = [row for row, known in enumerate(languages) if known == language and row not in results]
            translate = self._guessed if language == UNDETERMINED else self._from
            found = translate(language, [texts[row] for row in rows], target, asked)
            results |= zip(rows, found, strict=True)
        return [results[row] for row in range(len(texts))]

    def detect(self, text: str) -> list[tuple[str, float]]:
        """The model's languages a text may be in with their probabilities, likeliest first.

        Where the text is too short or too mixed to tell, `und` comes before them, with the probability that the
        likeliest one would be wrong.
        """
        return self._detector.told(text)

    def _own(
        self, texts: Sequence[str], languages: Sequence[str], target: str, asked: Asked
    ) -> Iterator[tuple[int, Translation]]:
        """The rows of texts that the glossary has as they are, whatever language or sentences they are of."""
        for row, text in enumerate(texts):
            if known := asked.glossary.translated(text, target):
                yield row, replace(_untouched(text, languages[row], target, asked), text=known)

    def _languages(self, texts: Sequence[str], target: str) -> list[str]:
        """What texts are to be translated from: the only language that leads to the target, or as detected."""
        sources = [known for known, into in self.reachable if into == target]
        return sources * len(texts) if len(sources) == 1 else [self._told(text, target) for text in texts]

    def _told(self, text: str, target: str) -> str:
        """As detected; the target's own only where it is sure, for then nothing is translated."""
        language, share = self._detector.told(text)[0]
        if language != target or (share >= _SURE and self._direct.known_share(text, target) >= _KNOWN):
            return language
        return UNDETERMINED

    def _guessed(self, language: str, texts: Sequence[str], target: str, asked: Asked) -> list[Translation]:
        """Texts whose language cannot be told: that is never certain.

        What is written in no script of the languages stays as it is, and so does what seems to be translated already.
        """
        results = []
        for text in texts:
            own = replace(_untouched(text, language, target, asked), certain=False)
            if not self._detector.reads(text):
                results.append(replace(own, confidence=0.0, faults=("script",)))
                continue
            ranks = self._ranks(text)
            likeliest = [code for code in sorted(ranks, key=ranks.__getitem__, reverse=True) if code != target]
            if target in ranks and ranks[target][0] > ranks[likeliest[0]][0]:
                results.append(replace(own, confidence=ranks[target][1], guessed=target))
            else:
                results.append(self._best_of(likeliest, text, target, asked))
        return results

    def _best_of(self, likeliest: Sequence[str], text: str, target: str, asked: Asked) -> Translation:
        """The translation of a text from that of its likeliest languages of which it scores best."""
        sources = [code for code in likeliest if (code, target) in self.reachable]
        found = [self._from(code, [text], target, asked)[0] for code in sources[:_GUESSES]]
        best = max(found, key=lambda translation: (not translation.faults, translation.score))
        guessed = None if best.carried else best.source_language
        return replace(best, source_language=UNDETERMINED, guessed=guessed, certain=best.carried)

    def _ranks(self, text: str) -> dict[str, tuple[float, float]]:
        """How much of a text each language is known to have, and how likely the detector finds it, to compare."""
        shares = dict(self._detector.rank(text))
        return {code: (self._direct.known_share(text, code), share) for code, share in shares.items()}

    def _from(self, language: str, texts: Sequence[str], target: str, asked: Asked) -> list[Translation]:
        """Texts of one language; those of the target's own stay as they are."""
        if language == target:
            return [_untouched(text, language, target, asked) for text in texts]
        passages = [split_passage(text, language) for text in texts]
        if asked.prefix and any(len(passage.sentences) > 1 for passage in passages):
            raise CallError("only a single sentence can be begun for the model; give the others one by one")
        sentences = [sentence for passage in passages for sentence in passage.sentences]
        translated = iter(self._sentences(sentences, language, target, asked))
        return [
            joined(text, passage, [next(translated) for _ in passage.sentences], language, target, asked)
            for text, passage in zip(texts, passages, strict=True)
        ]

    def _sentences(self, sentences: Sequence[str], source: str, target: str, asked: Asked) -> list[Translation]:
        """Sentences of one language, directly or through the language in between."""
        if (source, target) in self.directions:
            return self._direct.translate(sentences, source, target, asked)
        first = Asked(beam_size=asked.beam_size, glossary=asked.glossary)
        between = self._direct.translate(sentences, source, PIVOT, first)
        # What the glossary has put into the text in between is of the target's language already.
        second = replace(asked, glossary=asked.glossary.kept())
        onward = self._direct.translate([one.text for one in between], PIVOT, target, second)
        return [through(one, other) for one, other in zip(between, onward, strict=True)]


def _untouched(text: str, language: str, target: str, asked: Asked) -> Translation:
    """A text as its own translation."""
    return Translation(text, text, language, target, attention=NO_ATTENTION if asked.attention else None)


def load_translator(path: Path | str | None = None) -> Translator:
    """The translator of a bundle; without one, of the shipped one.

    Raises:
        CallError: if there is no such folder.
        BundleError: if the bundle is broken or of another task.
    """
    return serve(path or PRETRAINED, TASK, Translator)
