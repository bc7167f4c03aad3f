import gzip
import tracemalloc

import pytest

from shared.errors import CallError
from shared.text.corpora import Pair, read_pairs
from shared.text.lines import MAX_LINE_BYTES, ReadReport

HELLO, CAT = Pair("Hello, you.", "Bonjour, toi."), Pair("The cat.", "Le chat.")


def read(path):
    report = ReadReport()
    return list(read_pairs(path, "en", "fr", report)), report


@pytest.fixture
def written(tmp_path):
    """Writes text to a file of its own and reads the pairs of it."""

    def write_and_read(text, name="pairs.csv"):
        path = tmp_path / name
        data = text if isinstance(text, bytes) else text.encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return read(path)

    return write_and_read


@pytest.mark.parametrize(
    "text",
    [
        '"Hello, you.","Bonjour, toi."\nThe cat.,Le chat.\n',
        '"Hello, you.", "Bonjour, toi."\r\n"The cat.","Le chat."\r\n',
        "Hello, you.;Bonjour, toi.\nThe cat.;Le chat.",
        '\n"Hello, you.";"Bonjour, toi."\n\n"The cat.";"Le chat."\n',
        'en,fr\n"Hello, you.","Bonjour, toi."\nThe cat.,Le chat.\n',
        '\ufeffFR;EN\nBonjour, toi.;Hello, you.\n"Le chat.";"The cat."\n',
        'id,Target,note,Source\n1,"Bonjour, toi.",,"Hello, you."\n2,Le chat.,a; b,The cat.\n',
    ],
    ids=["plain", "quoted", "semicolons", "blank lines", "header", "header in reverse after a mark", "more columns"],
)
def test_every_way_to_write_it(written, text):
    pairs, report = written(text)
    assert pairs == [HELLO, CAT]
    assert (report.kept, report.skipped) == (2, {})


@pytest.mark.parametrize("name", ["pairs.csv.gz", "PAIRS.CSV"])
def test_compressed_and_in_capitals(written, name):
    assert written("en,fr\nThe cat.,Le chat.\n", name)[0] == [CAT]


def test_of_two_marks_that_fit_the_one_with_fewer_columns_counts(written):
    assert written("Hello, you.;Bonjour, toi.\n")[0] == [HELLO]


def test_quotes_and_newlines_within_quotes(written):
    pairs, _ = written(
        '"He said ""no"".\nThen\r\nhe left.","Il a dit «\u00a0non\u00a0».\n\nPuis il est parti."\nThe cat.,Le chat.\n'
    )
    assert pairs == [Pair('He said "no". Then he left.', "Il a dit « non ». Puis il est parti."), CAT]


def test_places_of_what_is_skipped(written):
    pairs, report = written(
        'en,fr\n"Two\nlines.",\n"broken" quotes,x\nHello, you.,Bonjour.\nonly one\nThe cat.,Le chat.\n"open,x\ny,z\n'
    )
    assert pairs == [CAT]
    assert report.places == {
        "empty": ["pairs.csv:2–3"],
        "malformed": ["pairs.csv:4", "pairs.csv:5", "pairs.csv:6", "pairs.csv:8–9"],
    }


def test_a_comma_without_quotes_never_pairs_two_halves(written):
    rows = "The cat.,Le chat.\n" * 3
    pairs, report = written("Hello, you.,Bonjour, toi.\n" + rows)
    assert pairs == [CAT] * 3
    assert report.places == {"malformed": ["pairs.csv:1"]}


def test_a_record_with_an_unreadable_line_is_skipped_whole(written):
    pairs, report = written(b'"A\n\xff\nB",x\nThe cat.,Le chat.\n\xff\nThe cat.,Le chat.\n')
    assert pairs == [CAT, CAT]
    assert report.places == {"not UTF-8": ["pairs.csv:2", "pairs.csv:5"], "malformed": ["pairs.csv:1–3"]}


def test_a_quote_that_stays_open_takes_no_more_than_a_long_line(written):
    row = "The cat.,Le chat.\n"
    pairs, report = written('"open,x\n' + row * 10_000)
    assert 10_000 - len(pairs) <= MAX_LINE_BYTES // (len(row) - 1) + 1
    assert report.skipped == {"malformed": 1}


def test_a_record_that_never_ends_is_not_held_in_memory(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text('"open\n' + 'x","y\n' * 200_000, "utf-8")
    tracemalloc.start()
    pairs, _ = read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert pairs == []
    assert peak < 60 * MAX_LINE_BYTES


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "en,fr\n"])
def test_empty(written, text):
    pairs, report = written(text)
    assert pairs == []
    assert report.skipped == {}


def test_missing_file(tmp_path):
    with pytest.raises(CallError, match=r"gone\.csv: no such file"):
        read(tmp_path / "gone.csv")
