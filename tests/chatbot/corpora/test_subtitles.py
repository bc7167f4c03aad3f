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
