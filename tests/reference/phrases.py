"""A language small enough to learn in a minute, for tests that train: counted, coloured things."""

import itertools

_NUMBERS = {"two": "deux", "three": "trois", "four": "quatre", "five": "cinq", "six": "six", "ten": "dix"}
_THINGS = {"cats": "chats", "dogs": "chiens", "books": "livres", "trees": "arbres", "boats": "bateaux", "keys": "clous"}
_COLOURS = {"red": "rouges", "green": "verts", "black": "noirs", "white": "blancs", "small": "petits", "old": "vieux"}


def pairs():
    """All English–French pairs, such as `("two red cats", "deux chats rouges")`."""
    for number, colour, thing in itertools.product(_NUMBERS, _COLOURS, _THINGS):
        yield f"{number} {colour} {thing}", f"{_NUMBERS[number]} {_THINGS[thing]} {_COLOURS[colour]}"


def write_tsv(path):
    """The pairs as a tab-separated corpus."""
    path.write_text("".join(f"{english}\t{french}\n" for english, french in pairs()), "utf-8")
    return path
