import gzip
import json

import pytest

from shared.errors import CallError
from shared.text.corpora import MAX_CHARACTERS, Pair, read_pairs
from shared.text.lines import ReadReport

HELLO, CAT = Pair("Hello.", "Bonjour."), Pair("The cat.", "Le chat.")


def read(path):
    report = ReadReport()
    return list(read_pairs(path, "en", "fr", report)), report


def test_tab_separated(tmp_path):
    path = tmp_path / "pairs.tsv"
    long = "x" * (MAX_CHARACTERS + 1)
    path.write_text(f"Hello.\tBonjour.\tby somebody\nno tab\n\t\n{long}\ty\n The  cat. \tLe chat.\n", "utf-8")
    pairs, report = read(path)
    assert pairs == [HELLO, CAT]
    assert report.kept == 2
    assert report.places == {
        "malformed": ["pairs.tsv:2"],
        "empty": ["pairs.tsv:3"],
        "longer than 1,000 characters": ["pairs.tsv:4"],
    }


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_parallel_files(tmp_path, ending):
    write = (
        (lambda p, t: p.write_bytes(gzip.compress(t.encode()))) if ending else (lambda p, t: p.write_text(t, "utf-8"))
    )
    write(tmp_path / f"corpus.en{ending}", "Hello.\nThe cat.\n")
    write(tmp_path / f"corpus.fr{ending}", "Bonjour.\nLe chat.\n")
    assert read(tmp_path / f"corpus.en{ending}")[0] == [HELLO, CAT]


def test_parallel_files_of_unequal_length(tmp_path):
    (tmp_path / "corpus.en").write_text("Hello.\nThe cat.\nMore.\n", "utf-8")
    (tmp_path / "corpus.fr").write_text("Bonjour.\nLe chat.\n", "utf-8")
    pairs, report = read(tmp_path / "corpus.en")
    assert pairs == [HELLO, CAT]
    assert report.skipped == {"malformed": 1}


def test_parallel_file_without_its_other_side(tmp_path):
    (tmp_path / "corpus.en").write_text("Hello.\n", "utf-8")
    with pytest.raises(CallError, match=r"corpus\.fr: no such file"):
        read(tmp_path / "corpus.en")


@pytest.mark.parametrize(
    "record",
    [
        {"en": "Hello.", "fr": "Bonjour."},
        {"translation": {"en": "Hello.", "fr": "Bonjour."}},
        {"source": "Hello.", "target": "Bonjour."},
    ],
)
def test_json_lines(tmp_path, record):
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join([json.dumps(record), "{broken", '{"en": 3}', "", "[" * 100_000]), "utf-8")
    pairs, report = read(path)
    assert pairs == [HELLO]
    assert report.places["malformed"] == ["pairs.jsonl:2", "pairs.jsonl:3", "pairs.jsonl:5"]


def test_missing_file(tmp_path):
    with pytest.raises(CallError, match="no such file"):
        read(tmp_path / "gone.tsv")
