import csv
import io

HEADER = ["user 1 personas", "user 2 personas", "Best Generated Conversation"]
TALK = """\
User 1: Hi! I'm Ann.
User 2: Hi Ann.
User 1: I'm [User 1's name].
User 2: Hello, (name)!
User 1: I like tea.

User 2: (counts to ten) So do I.
* The next day *
User 1: Where were we?
User 2: At tea.
User 1: Here is how:
1 cup of water
User 2: (arrives at the house)
user 2: Nice to meet you, User 1!
USER 1: Bye.
User 2: Bye."""


def table(*talks):
    file = io.StringIO()
    csv.writer(file).writerows([HEADER, *(["I like tea.\nI am old.", "I like\ntea.", talk] for talk in talks)])
    return file.getvalue()


def test_turns_directions_and_placeholders(sample):
    read = sample("persona.csv", table(TALK, "User 1: Hi\nUser 2: Ho"))
    assert read.turns == [
        ("Hi! I'm Ann.", "Hi Ann."),
        ("I like tea.", "So do I."),
        ("Where were we?", "At tea.", "Here is how:"),
        ("Bye.", "Bye."),
        ("Hi", "Ho"),
    ]
    assert read.as_read == (2, 15)
    assert read.report.skipped == {
        "a stage direction": 3,
        "a turn with a placeholder": 3,
        "a line without a speaker": 1,
    }


def test_me(sample):
    assert sample("persona.csv", table("User 1: Hi\nUser 2: Ho\nUser 1: Ha"), me="user 1").learned == [["Ha"]]


def test_a_record_without_the_column(sample):
    read = sample("persona.csv", table("User 1: Hi\nUser 2: Ho") + "only,two\n")
    assert read.report.skipped == {"malformed": 1}


def test_an_empty_conversation(sample):
    read = sample("persona.csv", table("", "User 1: Hi\nUser 2: Ho"))
    assert read.turns == [("Hi", "Ho")]
    assert read.report.skipped == {"without a reply": 1}


def test_a_table_without_the_column(sample):
    read = sample("persona.csv", "user 1 personas,user 2 personas\nI like tea.,I am old.\n")
    assert read.turns == []
    assert read.report.places == {"a table without its column 'best generated conversation'": ["persona.csv:1"]}
