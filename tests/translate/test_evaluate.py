import json

import pytest
from reference.commands import assert_one_line_error, run
from reference.phrases import pairs

from shared.evaluation.translation import score_translations
from translate import load_translator


@pytest.fixture
def files(tmp_path):
    chosen = list(pairs())[::9]
    for code, column in (("en", 0), ("fr", 1)):
        (tmp_path / f"test.{code}").write_text("".join(f"{pair[column]}\n" for pair in chosen), "utf-8")
    return tmp_path, chosen


def call(folder, bundle, *more, reference="test.fr"):
    sides = ("--source", folder / "test.en", "--reference", folder / reference, "--from", "en", "--to", "fr")
    return run("translate.evaluate", *sides, "--model", bundle, *more)


def test_scores_are_those_of_the_translations(files, small_bundle):
    folder, chosen = files
    result = json.loads(call(folder, small_bundle, "--format", "json").stdout)
    texts = [t.text for t in load_translator(small_bundle).translate_batch([en for en, _ in chosen], "en", "fr")]
    expected = score_translations(texts, [fr for _, fr in chosen])
    assert result["bleu"] == pytest.approx(expected.bleu)
    assert result["chrf"] == pytest.approx(expected.chrf)
    assert result["sentences"] == len(chosen)
    assert result["signatures"] == expected.signatures
    assert result["sentences_per_second"] > 0
    assert set(result) == {
        "bleu",
        "chrf",
        "signatures",
        "calibration_error",
        "sentences",
        "seconds",
        "sentences_per_second",
    }


def test_text_never_gives_a_score_without_its_signature(files, small_bundle):
    lines = call(files[0], small_bundle).stdout.splitlines()
    assert lines[0].startswith("BLEU ")
    assert lines[1].startswith("chrF ")
    assert all("version:" in line for line in lines[:2])


@pytest.mark.parametrize(
    ("content", "exit_code", "parts"),
    [
        (b"one line\n", 2, ["test.en has 24 lines", "1"]),
        (None, 2, ["other.fr: no such file"]),
        (b"bad \xff\n" * 24, 1, ["not UTF-8"]),
        (b"", 1, ["empty"]),
    ],
)
def test_bad_files(files, small_bundle, content, exit_code, parts):
    folder, _ = files
    if content is not None:
        (folder / "other.fr").write_bytes(content)
    assert_one_line_error(call(folder, small_bundle, reference="other.fr"), exit_code, *parts)
