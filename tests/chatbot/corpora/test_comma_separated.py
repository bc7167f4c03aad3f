import pytest


@pytest.mark.parametrize("header", ["question,answer", "Input,Response", "text,reply", "user,bot"])
def test_a_header_names_the_columns(sample, header):
    read = sample("pairs.csv", f'{header}\r\n"Hi, you",hello\r\n"He said ""no""","Why?\nTell me."\r\na,b,c\r\n')
    assert read.turns == [("Hi, you", "hello"), ('He said "no"', "Why? Tell me.")]
    assert read.report.places == {"malformed": ["pairs.csv:5"]}
    assert read.as_read == (2, 4)


def test_columns_in_any_order_among_others(sample):
    assert sample("pairs.csv", "id;answer;topic;question\n1;hi;x;hello\n").turns == [("hello", "hi")]


def test_without_a_header(sample):
    read = sample("pairs.csv", 'hello,hi\n"Well, bye",see you\n')
    assert read.turns == [("hello", "hi"), ("Well, bye", "see you")]


def test_prose_with_commas_is_none(sample):
    talk = "Hello, Tom.\nHi, Ann.\nWell, bye.\n"
    assert sample("film.txt", talk).turns == [("Hello, Tom.", "Hi, Ann.", "Well, bye.")]


def test_a_quote_that_never_ends(sample):
    read = sample("pairs.csv", 'question,answer\nhello,hi\n"open,x\n' + "y,z\n" * 60_000)
    assert read.turns[0] == ("hello", "hi")
    assert read.report.places["malformed"][0].startswith("pairs.csv:3")


def test_windows_1252(sample):
    read = sample("pairs.csv", "question,answer\nhello,hi\ncafé,où\n".encode("cp1252"))
    assert read.turns == [("hello", "hi")]
    assert read.report.places == {"not UTF-8": ["pairs.csv:3"]}


@pytest.mark.parametrize("header", ["question,other", "Speaker,reply", "id,text"])
def test_a_header_with_one_of_both_columns(sample, header):
    read = sample("pairs.csv", f"{header}\nhello,hi\nbye,see you\n")
    assert read.turns == []
    assert read.report.places == {
        "a header that names only one of two columns; name them question and answer (or speaker and text)": [
            "pairs.csv:1"
        ]
    }


def test_a_first_pair_that_is_no_header(sample):
    assert sample("pairs.csv", "question,What is it?\nhello,hi\n").turns == [
        ("question", "What is it?"),
        ("hello", "hi"),
    ]
