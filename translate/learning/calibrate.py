"""Fits the confidence of a bundle to held-out pairs: how often translations like this one were good."""

from collections.abc import Sequence
from pathlib import Path

from shared.command_line import note
from shared.runtime.bundle import Bundle, write_manifest
from shared.text.corpora import Pair
from translate.choice.calibration import Calibration, Evidence, expected_calibration_error, is_good
from translate.learning.corpora import Corpora, Corpus
from translate.translator import load_translator

_PAIRS_A_CORPUS = 300
# With fewer, a fit would say more about these sentences than about the model.
_FEWEST_SENTENCES = 200


def calibrate(folder: Path, corpora: Corpora) -> None:
    """Add a calibration to the bundle in a folder; one of too few held-out sentences stays without.

    Args:
        folder: of the bundle.
        corpora: those it learned from.
    """
    pairs = corpora.unseen(_PAIRS_A_CORPUS * len(corpora.members))
    evidence, directions, good = _measured(folder, corpora, pairs)
    if len(evidence) < _FEWEST_SENTENCES:
        note(f"confidence stays uncalibrated: {len(evidence)} held-out sentences are too few")
        return
    calibration = Calibration.fit(evidence, directions, good)
    write_manifest(folder, {**Bundle.open(folder).manifest, "calibration": calibration.record()})
    confidences = [calibration.confidence(e, d) for e, d in zip(evidence, directions, strict=True)]
    error = expected_calibration_error(confidences, good)
    note(
        f"confidence calibrated on {len(good):,} sentences, {sum(good) / len(good):.0%} of them good, error {error:.3f}"
    )


def _measured(
    folder: Path, corpora: Corpora, pairs: Sequence[tuple[Corpus, Pair]]
) -> tuple[list[Evidence], list[str], list[bool]]:
    """Evidence, direction and whether it was good, of each held-out sentence that the model translates."""
    translator = load_translator(folder)
    evidence: list[Evidence] = []
    directions: list[str] = []
    good: list[bool] = []
    for source, target in corpora.directions:
        chosen = [
            _sides(corpus, pair, source) for corpus, pair in pairs if {corpus.source, corpus.target} == {source, target}
        ]
        translations = translator.translate_batch([text for text, _ in chosen], source, target)
        for translation, (_, reference) in zip(translations, chosen, strict=True):
            if translation.evidence is not None:
                evidence.append(translation.evidence)
                directions.append(f"{source}-{target}")
                good.append(is_good(translation.text, reference))
    return evidence, directions, good


def _sides(corpus: Corpus, pair: Pair, source: str) -> tuple[str, str]:
    return (pair.source, pair.target) if corpus.source == source else (pair.target, pair.source)
