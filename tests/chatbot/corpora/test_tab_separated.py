def test_pairs(sample):
    read = sample("pairs.tsv", b"hello\thi\tmore\nno tab\n\nbad \xff\tx\nbye\tsee you\n")
    assert read.turns == [("hello", "hi"), ("bye", "see you")]
    assert read.as_read == (2, 4)
    assert read.report.places == {"malformed": ["pairs.tsv:2"], "not UTF-8": ["pairs.tsv:4"]}


def test_a_header_names_the_columns(sample):
    assert sample("pairs.tsv", "id\tAnswer\tQuestion\n1\thi\thello\n").turns == [("hello", "hi")]


def test_windows_line_ends(sample):
    assert sample("pairs.tsv", "hello\thi\r\nbye\tsee you\r\n").turns == [("hello", "hi"), ("bye", "see you")]


def test_a_header_and_rows_that_are_quoted(sample):
    read = sample("pairs.tsv", '"Question"\t"Answer"\r\n"hi ""you"""\t"hello"\r\n"so\r\nlong"\t"bye"\r\n')
    assert read.turns == [('hi "you"', "hello"), ("so long", "bye")]


def test_rows_that_are_quoted_without_a_header(sample):
    read = sample("pairs.tsv", '"hi ""you"""\t"hello"\n"bye"\t"see you"\n')
    assert read.turns == [('hi "you"', "hello"), ("bye", "see you")]


def test_quotation_marks_that_people_wrote(sample):
    read = sample("pairs.tsv", '"Hello" is a word\t"Yes," he said.\n"Why?"\t"I do not know."\n')
    assert read.turns == [('"Hello" is a word', '"Yes," he said.'), ('"Why?"', '"I do not know."')]


def test_a_header_with_one_of_both_columns(sample):
    read = sample("pairs.tsv", "id\ttext\tlabel\n1\thello\tjoy\n")
    assert read.turns == []
    assert read.report.places == {
        "a header that names only one of two columns; name them question and answer (or speaker and text)": [
            "pairs.tsv:1"
        ]
    }
