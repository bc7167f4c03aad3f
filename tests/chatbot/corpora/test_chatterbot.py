import itertools

import pytest

from shared.errors import CorpusError

YAML = """\
categories:
- food
conversations:
- - What do you eat?
  - Only 7 bytes.
  - 12
- - Are you sure?
  - Yes
- - Alone
- not a list
- - When: today
  - ok
"""


def test_chatterbot(sample):
    read = sample("food.yml", YAML)
    assert read.turns == [("What do you eat?", "Only 7 bytes.", "12"), ("Are you sure?", "Yes")]
    assert read.as_read == (3, 6)
    assert read.report.places == {
        "without a reply": ["food.yml, conversation 3"],
        "malformed": ["food.yml, conversation 4", "food.yml, conversation 5"],
    }


def test_windows_line_ends_and_a_byte_order_mark(sample):
    assert len(sample("food.yml", b"\xef\xbb\xbf" + YAML.replace("\n", "\r\n").encode()).turns) == 2


@pytest.mark.parametrize("end", ["- - a\n  - b\n- - ]\n", "- - a\n  - \xff\n", "- - !!python/object:os.system {}\n- ]"])
def test_broken_yaml(sample, end):
    with pytest.raises(CorpusError, match=r"bad\.yml: no YAML"):
        sample("bad.yml", ("conversations:\n" + end).encode("latin-1"))


def test_yaml_that_is_too_long(sample):
    with pytest.raises(CorpusError, match=r"long\.yml: longer than 20,000,000 bytes; split it"):
        sample("long.yml", "conversations:\n- - a\n  - b\n" + "# \n" * 7_000_000)


def test_aliases_do_not_grow(sample):
    letters = itertools.pairwise("abcdefghi")
    bomb = "a: &a [x, x]\n" + "".join(f"{after}: &{after} [*{c}, *{c}]\n" for c, after in letters)
    assert sample("bomb.yml", bomb + "conversations:\n- - *i\n- - a\n  - b\n").turns == [("a", "b")]


@pytest.mark.parametrize(
    "conversations",
    [
        "conversations:\n  - - hi\n    - hello\n  - - bye\n    - see you\n",
        "conversations:\n-\n  - hi\n  - hello\n-\n  - bye\n  - see you\n",
        'conversations:\n- ["hi", "hello"]\n- ["bye", "see you"]\n',
        "conversations:\n  - [hi, hello]\n  - [bye, see you]\n",
        "conversations: [[hi, hello], [bye, see you]]\n",
    ],
)
def test_lists_indented_and_in_brackets(sample, conversations):
    read = sample("talks.yml", f"categories:\n- greetings\n{conversations}")
    assert read.turns == [("hi", "hello"), ("bye", "see you")]
    assert read.report.formats == ["ChatterBot YAML"]
