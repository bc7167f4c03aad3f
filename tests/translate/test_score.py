"""The table of scores, of a small bundle that has learned a few phrases."""

import itertools

import pytest
from reference.commands import assert_one_line_error, run
from reference.phrases import pairs


@pytest.fixture(scope="module")
def sentences(tmp_path_factory):
    """A test set of the phrases that were learned, but for the last of its lines."""
    folder = tmp_path_factory.mktemp("tests")
    chosen = [*itertools.islice(pairs(), 0, None, 20), ("five small dogs", "what nobody would say")]
    for side, code in enumerate(("en", "fr")):
        (folder / f"set.en-fr.{code}").write_text("".join(f"{pair[side]}\n" for pair in chosen), "utf-8")
    return folder, len(chosen)


def rows(done):
    assert done.returncode == 0, done.stderr
    cells = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("|")]
    return {row[0]: row[1:] for row in cells[2:]}


def test_a_row_a_direction_and_the_signatures(small_bundle, sentences):
    folder, count = sentences
    done = run("translate.score", "--tests", folder, "--model", small_bundle)
    found = rows(done)
    assert found.keys() == {"en → fr", "fr → en"}
    assert {row[-1] for row in found.values()} == {str(count)}
    assert 80 < float(found["en → fr"][1]) < 100
    assert "- `nrefs:1|case:mixed" in done.stdout


def test_the_first_sentences_only(small_bundle, sentences):
    folder, count = sentences
    found = rows(run("translate.score", "--tests", folder, "--model", small_bundle, "--first", count - 1))
    assert found["en → fr"][1:] == ["100.0", found["en → fr"][2], str(count - 1)]


def test_short_inputs_and_what_was_not_acceptable(small_bundle, tmp_path):
    (tmp_path / "en-fr.tsv").write_text("phrase\ttwo red cats\tdeux chats rouges\nphrase\tten old keys\tnon\n", "utf-8")
    done = run("translate.score", "--short", tmp_path, "--model", small_bundle, "--failures")
    assert rows(done) == {"en → fr": ["50.0%", "2", "0", "0", "0", "phrase 50%"]}
    assert "ten old keys → dix clous vieux" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "part"), [((), "nothing to score on"), (("--tests", ".", "--first", "0"), "--first")]
)
def test_bad_calls(arguments, part):
    assert_one_line_error(run("translate.score", *arguments), 2, part)
