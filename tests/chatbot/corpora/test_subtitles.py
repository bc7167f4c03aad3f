import pytest

from shared.errors import CorpusError

SRT = """\
1
00:00:01,000 --> 00:00:03,000
<i>Who's there?</i>

2
00:00:03,500 --> 00:00:05,000
It's me, and I have
brought the wine.

3
00:00:06,000 --> 00:00:08,000
- Come in.
- Gladly.
"""
VTT = "WEBVTT\n\n00:01.000 --> 00:03.000\nYes?\n\n00:04.000 --> 00:05.000\nNo.\n"


def test_subrip(sample):
    read = sample("film.srt", SRT.replace("\n", "\r\n"))
    assert read.turns == [("Who's there?", "It's me, and I have brought the wine.", "Come in.", "Gladly.")]
    assert read.as_read == (1, 4)
    assert read.report.places == {"a subtitle's time": ["film.srt:2", "film.srt:6", "film.srt:11"]}


def test_webvtt(sample):
    assert sample("film.vtt", VTT).turns == [("Yes?", "No.")]


def test_an_arrow_with_one_dash(sample):
    read = sample("film.srt", SRT.replace(" --> ", " -> "))
    assert read.turns == [("Who's there?", "It's me, and I have brought the wine.", "Come in.", "Gladly.")]


def test_subtitles_of_another_kind_are_refused(sample):
    with pytest.raises(CorpusError, match=r"film\.ass: in no known format; known are .* subtitles \(\.srt, \.vtt\)"):
        sample("film.ass", "[Script Info]\nTitle: A film\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:03.00,A,,,,,,Hi.\n")
