"""The picture of the attention: its geometry and shades read back from the file, pieces no font has, bad paths."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from shared.errors import CallError
from translate import Attention
from translate.attention_image import save_attention_image

JAPANESE = ("▁ありがとう", "ございます", "謝謝", "</s>")
DISK_FULL = Path("/dev/full")


@pytest.fixture
def draw(tmp_path):
    """The picture of an attention with these pieces and weights, the weights 0 where none are given."""

    def draw(source, target, weights=None):
        weights = weights or {}
        rows = tuple(tuple(weights.get((y, x), 0.0) for x in range(len(source))) for y in range(len(target)))
        save_attention_image(Attention(tuple(source), tuple(target), rows), tmp_path / "attention.png")
        with Image.open(tmp_path / "attention.png") as picture:
            return picture.convert("RGB")

    return draw


@pytest.fixture
def no_system_fonts(monkeypatch):
    monkeypatch.setattr("translate.attention_image._FONT_FILES", ())


def _cell_size(draw):
    small, large = draw("ab", "ab"), draw("aba", "abab")
    return large.width - small.width, (large.height - small.height) / 2


def test_grows_by_a_readable_cell_with_each_piece(draw):
    width, height = _cell_size(draw)
    assert width == height >= 48


def test_long_source_pieces_stand_upright_and_widen_nothing(draw):
    short, long = draw("ab", "ab"), draw(("a", "▁straightforward"), "ab")
    assert long.width == short.width
    assert long.height > short.height


@pytest.mark.parametrize(("row", "column"), [(0, 0), (0, 3), (1, 2), (2, 0)])
def test_a_weight_is_where_its_row_and_column_meet(draw, row, column):
    size, _ = _cell_size(draw)
    blank = draw("abcd", "abc")
    left, top, *_ = _changed(blank, draw("abcd", "abc", {(0, 0): 1.0}))
    expected = (left + column * size, top + row * size)
    found = _changed(blank, draw("abcd", "abc", {(row, column): 1.0}))
    assert found[:2] == expected
    assert found[2] - found[0] <= size
    assert found[3] - found[1] <= size


def test_the_more_weight_the_darker(draw):
    blank, full = draw("abc", "a"), draw("abc", "a", {(0, 0): 1.0})
    size, _ = _cell_size(draw)
    left, top, *_ = _changed(blank, full)
    picture = draw("abc", "a", {(0, 0): 0.25, (0, 1): 0.7, (0, 2): 0.05}).convert("L")
    quarter, most, least = (picture.getpixel((left + x * size + 3, top + 3)) for x in range(3))
    assert most < quarter < least < 255


def test_a_number_is_written_from_ten_percent_on(draw):
    blank, full = draw("a", "a"), draw("a", "a", {(0, 0): 1.0})
    cell = _changed(blank, full)

    def shades(weight):
        return len(draw("a", "a", {(0, 0): weight}).crop(cell).getcolors())

    assert shades(0.09) == 1
    assert shades(0.1) > 1


@pytest.mark.parametrize("weight", [0.1, 0.45, 0.55, 1.0])
def test_a_number_stands_out_from_its_cell(draw, weight):
    cell = _changed(draw("a", "a"), draw("a", "a", {(0, 0): 1.0}))
    darkest, lightest = draw("a", "a", {(0, 0): weight}).convert("L").crop(cell).getextrema()
    assert lightest - darkest > 90


def _changed(before, after):
    """The box (left, top, right, bottom) that holds all pixels that differ."""
    return ImageChops.difference(before, after).getbbox()


@pytest.mark.parametrize("pieces", [JAPANESE, ("▁żółć", "▁ağır"), ("\U0010ffff", "\u0301", "▁", "<0xE3>")])
def test_any_piece_can_be_drawn(draw, pieces):
    darkest, lightest = draw(pieces, pieces, {(0, 0): 1.0}).convert("L").getextrema()
    assert lightest - darkest > 90


def test_pieces_of_a_script_without_font_still_give_a_picture(no_system_fonts, draw):
    darkest, lightest = draw(JAPANESE, JAPANESE, {(0, 0): 1.0}).convert("L").getextrema()
    assert lightest - darkest > 90


def test_a_letter_without_glyph_is_written_without_its_accent(no_system_fonts, draw):
    assert draw("é", "ş") == draw("e", "s") != draw("e", "e")


def test_the_mark_of_a_space_is_a_dot(draw):
    assert draw(["▁a"], ["▁"]) == draw(["·a"], ["·"])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("attention.jpg", "ends in .png"),
        ("attention", "ends in .png"),
        ("missing/attention.png", "No such file or directory"),
        ("folder.png", "Is a directory"),
        ("file/attention.png", "Not a directory"),
        pytest.param(
            "full.png",
            "No space left",
            marks=pytest.mark.skipif(not DISK_FULL.exists(), reason=f"no {DISK_FULL} on this system"),
        ),
    ],
)
def test_a_bad_path_is_told_in_one_line(tmp_path, name, reason):
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "full.png").symlink_to(DISK_FULL)
    with pytest.raises(CallError) as error:
        save_attention_image(Attention(("a",), ("a",), ((1.0,),)), tmp_path / name)
    message = str(error.value)
    assert message.startswith(f"{tmp_path / name}: ")
    assert reason in message
    assert "\n" not in message


def test_too_many_pieces_are_refused(draw):
    with pytest.raises(CallError, match="200 × 101 pieces"):
        draw("a" * 200, "b" * 101)


def test_importing_it_does_not_load_pillow():
    code = "import sys, translate.attention_image; assert 'PIL' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)
