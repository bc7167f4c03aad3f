import gzip

import pytest

from shared.errors import CallError, CorpusError
from shared.text.lines import MAX_LINE_BYTES, ReadReport, read_lines

CONTENT = b"\xef\xbb\xbffirst\r\nbad \xff byte\n\n" + b"x" * (MAX_LINE_BYTES + 1) + b"\nlast"


@pytest.mark.parametrize("compress", [False, True])
def test_lines_and_what_is_skipped(tmp_path, compress):
    path = tmp_path / "corpus.txt"
    path.write_bytes(gzip.compress(CONTENT) if compress else CONTENT)
    report = ReadReport()
    assert list(read_lines(path, report)) == [(1, "first"), (2, None), (3, ""), (4, None), (5, "last")]
    assert report.places == {"not UTF-8": ["corpus.txt:2"], "longer than 100,000 bytes": ["corpus.txt:4"]}


def test_a_line_of_exactly_the_limit_is_read(tmp_path):
    path = tmp_path / "corpus.txt"
    path.write_bytes(b"y" * (MAX_LINE_BYTES - 1) + b"\nz")
    assert [len(line or "") for _, line in read_lines(path, ReadReport())] == [MAX_LINE_BYTES - 1, 1]


def test_report_names_reasons_counts_and_first_places():
    report = ReadReport(kept=1200)
    for number in range(1, 8):
        report.skip("malformed", f"a.tsv:{number}")
    report.skip("empty", "a.tsv:9")
    assert report.lines() == [
        "kept 1,200, skipped 8",
        "  skipped 7: malformed (a.tsv:1, a.tsv:2, a.tsv:3, a.tsv:4, a.tsv:5, …)",
        "  skipped 1: empty (a.tsv:9)",
    ]


def test_missing_file(tmp_path):
    with pytest.raises(CallError, match=r"gone\.txt: no such file"):
        list(read_lines(tmp_path / "gone.txt", ReadReport()))


def test_cut_archive(tmp_path):
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(b"line\n" * 1000)[:-20])
    with pytest.raises(CorpusError, match="cut or broken"):
        list(read_lines(path, ReadReport()))
