import gzip
import tracemalloc

import pytest

from shared.errors import CorpusError
from shared.text.corpora import Pair, read_pairs
from shared.text.lines import ReadReport
from shared.text.readers.tmx import MAX_UNIT_BYTES

HELLO, CAT = Pair("Hello.", "Bonjour."), Pair("The cat.", "Le chat.")


def unit(english, french, english_code="en-GB", french_code="FR_ca"):
    return (
        f'<tu tuid="1"><prop type="x">y</prop><tuv xml:lang="{english_code}"><seg>{english}</seg></tuv>\n'
        f'<tuv xml:lang="{french_code}"><note>n</note><seg>{french}</seg></tuv></tu>\n'
    )


def memory(*units, before="", after="</body></tmx>\n"):
    """A translation memory whose first unit begins in line 4, or later with something before."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<tmx version="1.4">\n'
        f'<header srclang="en"><note>by hand</note></header><body>\n{"".join(units)}{after}'
    )


HELLO_UNIT, CAT_UNIT = unit("Hello.", "Bonjour."), unit("The cat.", "Le chat.")


@pytest.fixture
def read(tmp_path):
    """Writes a translation memory to a file and reads the pairs of it."""

    def write_and_read(content, name="memory.tmx"):
        path, report = tmp_path / name, ReadReport()
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return list(read_pairs(path, "en", "fr", report)), report

    return write_and_read


@pytest.fixture
def refusal(read):
    """The message with which a file is refused: one line."""

    def refuse(content, name="memory.tmx"):
        with pytest.raises(CorpusError) as caught:
            read(content, name)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refuse


@pytest.mark.parametrize("name", ["memory.tmx", "memory.TMX.gz", "memory.xml", "memory"])
def test_told_by_its_ending_or_beginning(read, name):
    pairs, report = read(memory(HELLO_UNIT, CAT_UNIT), name)
    assert pairs == [HELLO, CAT]
    assert (report.kept, report.skipped) == (2, {})


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + memory(CAT_UNIT).encode(),
        memory(CAT_UNIT).replace("UTF-8", "UTF-16").encode("utf-16"),
        memory(CAT_UNIT).partition("\n")[2].encode(),
        memory(CAT_UNIT).replace("\n", "").encode(),
        memory(CAT_UNIT).replace("xml:lang", "lang").encode(),
        memory(CAT_UNIT, before='<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n').encode(),
        memory(CAT_UNIT).replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ').encode(),
    ],
    ids=["byte order mark", "UTF-16", "no declaration", "one line", "old attribute", "document type", "namespace"],
)
def test_every_way_to_write_it(read, content):
    assert read(content)[0] == [CAT]


def test_a_beginning_without_declaration_tells_it_too(read):
    assert read(memory(CAT_UNIT).partition("\n")[2], "memory.txt")[0] == [CAT]


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ("a <hi>b <hi>c</hi></hi> d", "a b c d"),
        ('a <bpt i="1">&lt;b></bpt>b<ept i="1">&lt;/b></ept> c', "a b c"),
        ('a<it pos="begin">x</it>b<ph>x</ph>c<ut>x</ut> d', "abc d"),
        ("a <ph>x <sub>b <ut>y</ut>c</sub> z</ph> d", "a b c d"),
        ("a <unheard>b</unheard> c", "a b c"),
        ("Q&amp;A <![CDATA[<x>]]> &#233;\n  d<!-- e -->", "Q&A <x> é d"),
    ],
)
def test_elements_within_a_segment(read, segment, text):
    assert read(memory(unit(segment, "x")))[0] == [Pair(text, "x")]


def test_what_is_skipped_is_counted_with_its_line(read):
    nested = "<hi>" * 50_000 + "x" + "</hi>" * 50_000
    pairs, report = read(
        memory(
            unit("Hello.", "Hallo.", french_code="de"),  # from line 4 on, two lines each
            unit("Hello.", "Bonjour.", english_code="eng"),
            "<tu/>\n",
            unit("", "Bonjour."),
            unit("x" * 1001, "y"),
            unit(nested, "y"),
            CAT_UNIT,
        )
    )
    assert pairs == [CAT]
    assert report.places == {
        "without en or fr": ["memory.tmx:4", "memory.tmx:6", "memory.tmx:8"],
        "empty": ["memory.tmx:9"],
        "longer than 1,000 characters": ["memory.tmx:11"],
        "malformed": ["memory.tmx:13"],
    }


def test_of_two_variants_in_a_language_the_first_counts(read):
    extra = '<tuv xml:lang="en-US"><seg>The kitty.</seg></tuv></tu>'
    assert read(memory(CAT_UNIT.replace("</tu>", extra)))[0] == [CAT]


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (memory(HELLO_UNIT, "<tu></body>"), "memory.tmx:6: no well-formed XML (mismatched tag)"),
        (memory(HELLO_UNIT, after=""), "memory.tmx:6: no well-formed XML (no element found)"),
        (memory(unit("a & b", "c")), "memory.tmx:4: no well-formed XML (not well-formed (invalid token))"),
        (memory(unit("a&nbsp;b", "c")), "memory.tmx:4: no well-formed XML (undefined entity"),
        (memory(unit("é", "c")).encode("latin-1"), "memory.tmx:4: no well-formed XML (not well-formed"),
        ("", "memory.tmx:1: no well-formed XML (no element found)"),
        ("Hello.\tBonjour.\n", "memory.tmx:1: no well-formed XML (syntax error)"),
        ("<?xml version='1.0'?>\n<xliff><tu/></xliff>", "memory.tmx:2: begins with <xliff>, not <tmx>"),
        (memory().replace("UTF-8", "klingon"), "memory.tmx:1: in an encoding that cannot be read"),
        (memory().replace("UTF-8", "shift_jis"), "memory.tmx:1: in an encoding that cannot be read"),
    ],
)
def test_malformed(refusal, content, begins):
    assert refusal(content).startswith(begins)


def test_what_comes_before_a_fault_is_read(tmp_path):
    path = tmp_path / "memory.tmx"
    path.write_text(memory(HELLO_UNIT, "<tu></body>"), "utf-8")
    assert next(read_pairs(path, "en", "fr", ReadReport())) == HELLO


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">',
        '<!ENTITY x SYSTEM "secret.txt">',
        '<!ENTITY % x SYSTEM "secret.dtd"> %x;',
    ],
    ids=["bomb", "external", "parameter"],
)
def test_entities_are_refused(refusal, tmp_path, declaration):
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    message = refusal(memory(unit("&x;", "y"), before=f"<!DOCTYPE tmx [\n{declaration}\n]>\n"))
    assert message.startswith("memory.tmx:3: declares an entity, which is refused")


def test_a_cut_compressed_file(tmp_path):
    path = tmp_path / "memory.tmx.gz"
    path.write_bytes(gzip.compress(memory(*[CAT_UNIT] * 1000).encode())[:-20])
    with pytest.raises(CorpusError, match=r"memory\.tmx\.gz: the compressed file is cut or broken"):
        list(read_pairs(path, "en", "fr", ReadReport()))


@pytest.mark.parametrize("lines", ["x" * 1000 + "\n", "<hi>x</hi>"])
def test_a_unit_too_large_for_the_memory_is_refused(refusal, lines):
    message = refusal(memory(HELLO_UNIT, unit(lines * (MAX_UNIT_BYTES // len(lines) + 20), "x")))
    assert "more than 1,000,000 bytes without the end of a unit" in message


def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak_of(units):
        path = tmp_path / f"{units}.tmx"
        path.write_text(memory(*[CAT_UNIT] * units), "utf-8")
        tracemalloc.start()
        kept = sum(1 for _ in read_pairs(path, "en", "fr", ReadReport()))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert kept == units
        return peak

    peak_of(10)  # what is imported at first use is not to count
    many = 2 * MAX_UNIT_BYTES // len(CAT_UNIT)
    assert peak_of(many) < peak_of(300) + 50_000
