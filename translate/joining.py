"""Translations of parts put together: of sentences to that of a text, of two steps to one. Knows no model."""

import math
from collections.abc import Sequence
from dataclasses import replace

from translate.direct import CERTAIN_CONFIDENCE, Asked
from translate.text.languages import PIVOT
from translate.text.passages import Passage
from translate.translation import NO_ATTENTION, Alternative, Attention, Translation


def through(first: Translation, second: Translation) -> Translation:
    """Two translations one behind the other as one."""
    if first.carried and second.carried:  # nothing to translate in any language, or the glossary's
        return replace(first, text=second.text, target_language=second.target_language, attention=second.attention)
    confidence = first.confidence * second.confidence
    return replace(
        second,
        source=first.source,
        source_language=first.source_language,
        score=first.score + second.score,
        confidence=confidence,
        certain=first.certain and second.certain and confidence >= CERTAIN_CONFIDENCE,
        via=PIVOT,
        between=first.text,
        faults=first.faults + second.faults,
    )


def joined(
    text: str, passage: Passage, parts: Sequence[Translation], language: str, target: str, asked: Asked
) -> Translation:
    """The translations of a text's sentences as that of the text."""
    if not parts:
        return Translation(text, "", language, target, attention=NO_ATTENTION if asked.attention else None)
    via = next((part.via for part in parts if part.via), None)  # what was carried over went through no language
    return Translation(
        text,
        passage.joined([part.text for part in parts], target),
        language,
        target,
        score=sum(part.score for part in parts) / len(parts),
        confidence=math.prod(part.confidence for part in parts) ** (1 / len(parts)),
        certain=all(part.certain for part in parts),
        alternatives=_alternatives(passage, parts, target)[: asked.alternatives],
        attention=_side_by_side(parts) if asked.attention else None,
        via=via,
        between=passage.joined([part.between or part.text for part in parts], PIVOT) if via else "",
        faults=tuple(dict.fromkeys(fault for part in parts for fault in part.faults)),
        evidence=min(parts, key=lambda part: (part.carried, part.confidence)).evidence,
    )


def _alternatives(passage: Passage, parts: Sequence[Translation], target: str) -> tuple[Alternative, ...]:
    """The text with one sentence said otherwise, the least loss of score first."""
    others = [
        (part.score - other.score, place, other.text) for place, part in enumerate(parts) for other in part.alternatives
    ]
    if len(parts) > 1:  # a single sentence's stand in an order that says more than the score
        others.sort()
    score = sum(part.score for part in parts) / len(parts)
    return tuple(
        Alternative(
            passage.joined([text if place == at else part.text for at, part in enumerate(parts)], target),
            score - loss / len(parts),
        )
        for loss, place, text in others
    )


def _side_by_side(parts: Sequence[Translation]) -> Attention:
    """The attention of several sentences as that of one text: none looks into another."""
    every = [part.attention for part in parts if part.attention is not None]
    columns = sum(len(one.source_pieces) for one in every)
    rows: list[tuple[float, ...]] = []
    before = 0
    for one in every:
        after = columns - before - len(one.source_pieces)
        rows += [(*[0.0] * before, *row, *[0.0] * after) for row in one.weights]
        before += len(one.source_pieces)
    return Attention(
        tuple(piece for one in every for piece in one.source_pieces),
        tuple(piece for one in every for piece in one.target_pieces),
        tuple(rows),
    )
