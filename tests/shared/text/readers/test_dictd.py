import gzip

import pytest

from shared.errors import CallError, CorpusError
from shared.text.corpora import Pair, read_pairs
from shared.text.lines import ReadReport
from shared.text.readers.dictd import _DIGITS

DIGITS = "".join(_DIGITS)
ENTRIES = {
    "00-database-info": "A dictionary\nof words",
    "ball": "ball /bɔːl/ <n>\n1. balle, boule\n2. bal (dance (of many))\n   Synonym: {dance}\n",
    "thank": "thank /θæŋk/\nremercier\n see: {thanks}\n",
    "by the way": 'by the way\nà propos <adv>\n     "Who came, by the way?"  - Qui est venu, à propos ?\n',
    "dawn": "dawn\n(noun (common))\n[poet.] aube; point du jour\nle début du jour, souvent rouge\n",
    "store": "store /stɔ:/\nI.  <N> 1.  magasin\n 2.  provision\nII.  <V>  garder\n",
    "door": "door\u2010to\u2010door\nde porte en porte\n",
    "empty": "empty\n",
}


def base64(number):
    return (base64(number // 64) if number >= 64 else "") + DIGITS[number % 64]


def write(folder, entries, name="words", compressed=True):
    """A dictionary of these entries: its index."""
    data, index = b"", []
    for headword, text in entries.items():
        index.append(f"{headword}\t{base64(len(data))}\t{base64(len(text.encode()))}\n")
        data += text.encode()
    (folder / f"{name}.dict{'.dz' if compressed else ''}").write_bytes(gzip.compress(data) if compressed else data)
    path = folder / f"{name}.index"
    path.write_text("".join(index), "utf-8")
    return path


@pytest.mark.parametrize("compressed", [True, False])
def test_headwords_and_their_translations(tmp_path, compressed):
    report = ReadReport()
    path = write(tmp_path, ENTRIES, compressed=compressed)
    assert list(read_pairs(path, "en", "fr", report)) == [
        Pair("ball", "balle"),
        Pair("ball", "boule"),
        Pair("ball", "bal"),
        Pair("thank", "remercier"),
        Pair("by the way", "à propos"),
        Pair("dawn", "aube"),
        Pair("dawn", "point du jour"),
        Pair("store", "magasin"),
        Pair("store", "provision"),
        Pair("store", "garder"),
        Pair("door-to-door", "de porte en porte"),
    ]
    assert (report.kept, report.skipped) == (11, {})


def test_a_line_that_is_none_of_an_index_is_reported(tmp_path):
    path = write(tmp_path, ENTRIES)
    path.write_text("word\nword\tA\nword\t!\tB\n" + path.read_text("utf-8"), "utf-8")
    report = ReadReport()
    assert len(list(read_pairs(path, "en", "fr", report))) == 11
    assert report.places == {"malformed": ["words.index:1", "words.index:2", "words.index:3"]}


def test_an_index_alone_is_a_wrong_call(tmp_path):
    path = write(tmp_path, ENTRIES)
    path.with_suffix(".dict.dz").unlink()
    with pytest.raises(CallError, match=r"words\.dict\.dz: no such file; a dictionary and its index stand side by"):
        list(read_pairs(path, "en", "fr", ReadReport()))


def test_broken_entries_are_told(tmp_path):
    path = write(tmp_path, ENTRIES)
    entries = path.with_suffix(".dict.dz")
    entries.write_bytes(entries.read_bytes()[:-20])
    with pytest.raises(CorpusError, match="cut or broken"):
        list(read_pairs(path, "en", "fr", ReadReport()))


def test_an_index_that_points_beyond_its_entries_has_nothing(tmp_path):
    path = write(tmp_path, ENTRIES)
    path.write_text("word\t////\tB\n", "utf-8")
    assert list(read_pairs(path, "en", "fr", ReadReport())) == []
