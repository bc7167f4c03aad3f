"""Where the model looked, as a picture: a PNG heat map of pieces by pieces. Knows no model and no command."""

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from shared.errors import CallError

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

    from translate.translation import Attention

# Pixels: large enough that a phone, which shows the picture smaller than it is, leaves the numbers readable.
_CELL, _MARGIN = 64, 12
_LABEL_SIZE, _NUMBER_SIZE = 26, 20
# Shades: the picture has one byte a pixel and a palette from indigo, at 0, to white.
_DARK, _GRID, _LIGHT = 0, 215, 255
_INDIGO = (22, 26, 96)
# From which weight on a cell has its number, and from which on a light number is easier to read than a dark one.
_NUMBERED, _LIGHT_NUMBERED = 0.1, 0.5
# 80 megapixels: what programs that show pictures still open.
_MAX_CELLS = 20_000
_SPACE_MARK, _SHOWN_SPACE_MARK = "\u2581", "·"
# By preference; those of Latin first, since fonts for Japanese and Chinese often lack its rarer accents.
_LINUX = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSansCJK-Regular.ttc", "NotoSansCJK-VF.ttc")
_MACOS = ("Arial Unicode.ttf", "Hiragino Sans GB.ttc", "PingFang.ttc")
_WINDOWS = ("segoeui.ttf", "YuGothM.ttc", "msyh.ttc")
_FONT_FILES = (*_LINUX, *_MACOS, *_WINDOWS)
# A noncharacter: what a font draws for it, it draws for everything it has no glyph of.
_IN_NO_FONT = "\U0010ffff"


def save_attention_image(attention: "Attention", path: Path) -> None:
    """Write a PNG: source pieces across, target pieces down, a cell a weight, the darker the more.

    Args:
        attention: where the model looked, of one piece or more on both sides.
        path: the file, whose name ends in `.png`; one that is there is replaced.

    Raises:
        CallError: if the name ends otherwise, the file cannot be written, or there are too many pieces to see.
    """
    if path.suffix.lower() != ".png":
        raise CallError(f"{path}: the picture is a PNG file; give a name that ends in .png")
    across, down = len(attention.source_pieces), len(attention.target_pieces)
    if across * down > _MAX_CELLS:
        raise CallError(f"{across} × {down} pieces are over the {_MAX_CELLS:,} cells of a picture; give a shorter text")
    picture = _picture(attention)
    try:
        picture.save(path, format="PNG")
    except OSError as error:
        reason = error.strerror or error
        raise CallError(f"{path}: cannot be written ({reason}); name a file in a folder you may write to") from error


def _picture(attention: "Attention") -> "Image":
    from PIL import Image

    fonts = _fonts()
    rows = [_label(piece, fonts) for piece in attention.target_pieces]
    columns = [_upright(_label(piece, fonts)) for piece in attention.source_pieces]
    left, top = max(row.width for row in rows) + 2 * _MARGIN, max(column.height for column in columns) + 2 * _MARGIN
    size = (left + len(columns) * _CELL + _MARGIN, top + len(rows) * _CELL + _MARGIN)
    picture = Image.new("L", size, _LIGHT)
    for x, column in enumerate(columns):
        picture.paste(column, (left + x * _CELL + (_CELL - column.width) // 2, top - _MARGIN - column.height))
    for y, row in enumerate(rows):
        picture.paste(row, (left - _MARGIN - row.width, top + y * _CELL + (_CELL - row.height) // 2))
    _draw_cells(picture, attention, (left, top), fonts[0].font_variant(size=_NUMBER_SIZE))
    picture.putpalette([dark + (255 - dark) * shade // 255 for shade in range(256) for dark in _INDIGO])
    return picture


def _draw_cells(picture: "Image", attention: "Attention", corner: tuple[int, int], font: "FreeTypeFont") -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    for y, row in enumerate(attention.weights):
        for x, weight in enumerate(row):
            left, top = corner[0] + x * _CELL, corner[1] + y * _CELL
            shade = round(_LIGHT + (_DARK - _LIGHT) * weight)
            draw.rectangle((left, top, left + _CELL, top + _CELL), fill=shade, outline=_GRID)
            if weight >= _NUMBERED:
                color = _LIGHT if weight >= _LIGHT_NUMBERED else _DARK
                draw.text((left + _CELL // 2, top + _CELL // 2), f"{weight:.0%}", fill=color, font=font, anchor="mm")


def _upright(label: "Image") -> "Image":
    """The label as it is where it fits above a cell, else turned to read upwards."""
    from PIL.Image import Transpose

    return label if label.width <= _CELL - _MARGIN else label.transpose(Transpose.ROTATE_90)


def _label(piece: str, fonts: Sequence["FreeTypeFont"]) -> "Image":
    """The piece in the font that has most of its characters; of a letter it lacks, the letter without its accents."""
    from PIL import Image, ImageDraw

    piece = piece.replace(_SPACE_MARK, _SHOWN_SPACE_MARK)
    font = max(fonts, key=lambda font: sum(_has_glyph(font, character) for character in piece))
    text = "".join(c if _has_glyph(font, c) else unicodedata.normalize("NFD", c)[0] for c in piece)
    label = Image.new("L", (ceil(font.getlength(text)), round(1.4 * _LABEL_SIZE)), _LIGHT)
    ImageDraw.Draw(label).text((0, _LABEL_SIZE), text, fill=_DARK, font=font, anchor="ls")
    return label


def _has_glyph(font: "FreeTypeFont", character: str) -> bool:
    return bytes(font.getmask(character)) != bytes(font.getmask(_IN_NO_FONT))


def _fonts() -> list["FreeTypeFont"]:
    """Those of the known fonts that the system has, and last Pillow's own, which knows plain Latin only."""
    from PIL import ImageFont

    fonts = []
    for name in _FONT_FILES:
        with suppress(OSError):
            fonts.append(ImageFont.truetype(name, _LABEL_SIZE))  # looks through the system's font folders
    own = ImageFont.load_default(_LABEL_SIZE)
    assert isinstance(own, ImageFont.FreeTypeFont)  # it is, wherever a size is given
    return [*fonts, own]
