from collections import Counter

import pytest

from shared.evaluation.translation import score_translations

HYPOTHESES = ["the cat is on the mat", "there is a dog in the garden", "completely wrong output here now"]
REFERENCES = ["the cat sat on the mat", "there is a dog in the garden", "yes"]


def slow_chrf(hypotheses, references, order=6, beta=2):
    """chrF by its definition: F-beta of the mean precision and the mean recall of character n-grams."""
    precisions, recalls = [], []
    for n in range(1, order + 1):
        matches = hypothesis_total = reference_total = 0
        for hypothesis, reference in zip(hypotheses, references, strict=True):
            ours, theirs = (
                Counter(text[i : i + n] for i in range(len(text) - n + 1))
                for text in (hypothesis.replace(" ", ""), reference.replace(" ", ""))
            )
            matches += sum((ours & theirs).values())
            hypothesis_total += ours.total() if theirs else 0  # a reference too short for n says nothing
            reference_total += theirs.total()
        precisions.append(matches / hypothesis_total)
        recalls.append(matches / reference_total)
    precision, recall = sum(precisions) / order, sum(recalls) / order
    return 100 * (1 + beta**2) * precision * recall / (beta**2 * precision + recall)


def test_chrf_against_its_definition():
    scores = score_translations(HYPOTHESES, REFERENCES)
    assert scores.chrf == pytest.approx(slow_chrf(HYPOTHESES, REFERENCES), abs=1e-6)
    assert scores.sentences == 3


def test_perfect_and_useless():
    perfect = score_translations(REFERENCES[:2] * 3, REFERENCES[:2] * 3)
    assert perfect.bleu == pytest.approx(100)
    assert perfect.chrf == pytest.approx(100)
    assert score_translations(["zzz"], ["aaa bbb"]).chrf == 0


def test_signatures_name_settings_and_version():
    signatures = score_translations(HYPOTHESES, REFERENCES, "char").signatures
    assert "tok:char" in signatures["bleu"]
    assert "nc:6" in signatures["chrf"]
    assert all("version:" in signature for signature in signatures.values())
