"""What a translation is: the text, how sure it is, and what else there was. Knows no model."""

from dataclasses import dataclass

from translate.choice.calibration import Evidence


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


NO_ATTENTION = Attention((), (), ())


@dataclass(frozen=True)
class Translation:
    """A phrase and what became of it.

    Args:
        source: the phrase as given.
        text: the translation; empty for an empty phrase.
        source_language, target_language: ISO 639-1 codes; `und` where the source's could not be told.
        score: by which it was chosen: log probability after the length penalty, with that of the way back where
            the model knows it (see `Ranker`).
        confidence: from 0 to 1; how likely the translation is a good one (see `Calibration`).
        certain: whether nothing speaks against it: the source's language was told, the text no longer than what was
            learned, the model ended the translation itself, the guard found no fault, and the confidence suffices.
        alternatives: other translations, best first, as many as were asked for.
        attention: if it was asked for.
        via, between: the language in between, where the direction itself was not learned, and the text in it.
        guessed: what the source's language was taken to be where it could not be told.
        faults: what the guard found wrong with it.
        evidence: what the confidence was told by, of a text the least confident sentence's; None where there was
            nothing for the model to translate.
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
    via: str | None = None
    between: str = ""
    guessed: str | None = None
    faults: tuple[str, ...] = ()
    evidence: Evidence | None = None

    @property
    def carried(self) -> bool:
        """Whether the model had no part in it: nothing to translate, or a glossary's entry."""
        return self.evidence is None
