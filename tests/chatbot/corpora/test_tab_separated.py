def test_pairs(sample):
    read = sample("pairs.tsv", b"hello\thi\tmore\nno tab\n\nbad \xff\tx\nbye\tsee you\n")
    assert read.turns == [("hello", "hi"), ("bye", "see you")]
    assert read.as_read == (2, 4)
    assert read.report.places == {"malformed": ["pairs.tsv:2"], "not UTF-8": ["pairs.tsv:4"]}


def test_a_header_names_the_columns(sample):
    assert sample("pairs.tsv", "id\tAnswer\tQuestion\n1\thi\thello\n").turns == [("hello", "hi")]


def test_windows_line_ends(sample):
    assert sample("pairs.tsv", "hello\thi\r\nbye\tsee you\r\n").turns == [("hello", "hi"), ("bye", "see you")]
