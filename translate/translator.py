"""Texts in, translations out: languages, sentences, the way through English. Knows no command and no page."""

from collections.abc import Sequence
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
from translate.translation import Translation

PRETRAINED = Path(__file__).parent / "pretrained"

TASK = "translate"
# Of a text whose language cannot be told, translations from this many languages are compared.
_GUESSES = 3


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
        results: dict[int, Translation] = {}
        for language in dict.fromkeys(languages):
            rows = [row for row, known in enumerate(languages) if known == language]
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

    def _languages(self, texts: Sequence[str], target: str) -> list[str]:
        """What texts are to be translated from: the only language that leads to the target, or as detected."""
        sources = [known for known, into in self.reachable if into == target]
        return sources * len(texts) if len(sources) == 1 else [self._detector.detect(text) for text in texts]

    def _guessed(self, language: str, texts: Sequence[str], target: str, asked: Asked) -> list[Translation]:
        """Each text from the language of which its translation scores best: that is never certain.

        What is written in none of their scripts stays as it is.
        """
        results = []
        for text in texts:
            if not self._detector.reads(text):
                unread = Translation(text, text, language, target, confidence=0.0, certain=False, faults=("script",))
                results.append(unread)
                continue
            likeliest = [code for code, _ in self._detector.rank(text) if (code, target) in self.reachable]
            found = [self._from(code, [text], target, asked)[0] for code in likeliest[:_GUESSES]]
            best = max(found, key=lambda translation: translation.score)
            guessed = None if best.carried else best.source_language
            results.append(replace(best, source_language=language, guessed=guessed, certain=best.carried))
        return results

    def _from(self, language: str, texts: Sequence[str], target: str, asked: Asked) -> list[Translation]:
        """Texts of one language; those of the target's own stay as they are."""
        if language == target:
            return [Translation(text, text, language, target) for text in texts]
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


def load_translator(path: Path | str | None = None) -> Translator:
    """The translator of a bundle; without one, of the shipped one.

    Raises:
        CallError: if there is no such folder.
        BundleError: if the bundle is broken or of another task.
    """
    return serve(path or PRETRAINED, TASK, Translator)
