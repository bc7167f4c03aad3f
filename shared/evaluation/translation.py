"""BLEU and chrF by sacreBLEU; a score is never given without its signature."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TranslationScores:
    """What a set of translations is worth.

    Args:
        bleu, chrf: from 0 to 100.
        signatures: sacreBLEU's, by score, naming every setting and the version.
        sentences: how many.
    """

    bleu: float
    chrf: float
    signatures: dict[str, str]
    sentences: int


def score_translations(
    hypotheses: Sequence[str], references: Sequence[str], tokenizer: str = "13a"
) -> TranslationScores:
    """Score translations against one reference each (Papineni et al. 2002; Popović 2015; Post 2018)."""
    from sacrebleu.metrics.bleu import BLEU  # not among what serving needs, and `--help` should work without it
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(tokenize=tokenizer), CHRF()
    return TranslationScores(
        bleu=bleu.corpus_score(hypotheses, [references]).score,
        chrf=chrf.corpus_score(hypotheses, [references]).score,
        signatures={"bleu": str(bleu.get_signature()), "chrf": str(chrf.get_signature())},
        sentences=len(references),
    )
