"""Ratings and corrections of a real database file, as a corpus."""

import json

import pytest
from reference.commands import assert_one_line_error, run
from sqlalchemy import create_engine, insert

from chatbot.corpora import read_conversations
from shared.storage.tables import conversations, corrections, messages, metadata, ratings
from shared.text.lines import ReadReport

TALK = ["hello", "hi", "how old are you?", "I like films.", "and you?", "fine"]


@pytest.fixture
def database(tmp_path):
    """Six messages; of the bot's three the second is corrected, the third rated well."""
    url = f"sqlite:///{tmp_path / 'chats.db'}"
    engine = create_engine(url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(conversations).values(id="a", owner="me", tone="neutral"))
        for place, text in enumerate(TALK):
            speaker = "bot" if place % 2 else "user"
            connection.execute(insert(messages).values(conversation_id="a", place=place, speaker=speaker, text=text))
        connection.execute(insert(ratings), [{"message_id": 2, "good": 0}, {"message_id": 6, "good": 1}])
        connection.execute(insert(corrections).values(message_id=4, text="I have no age."))
    engine.dispose()
    return url


def test_what_is_worth_learning(database):
    done = run("chatbot.feedback", "--database", database)
    assert done.returncode == 0
    lines = [json.loads(line)["turns"] for line in done.stdout.splitlines()]
    assert [[turn["text"] for turn in turns] for turns in lines] == [
        [*TALK[:3], "I have no age."],
        TALK,
    ]
    assert "2 replies" in done.stderr


def test_training_reads_it_and_learns_the_last_turn_only(database, tmp_path):
    corpus = tmp_path / "feedback.jsonl"
    corpus.write_text(run("chatbot.feedback", "--database", database).stdout)
    found = list(read_conversations(corpus, ReadReport()))
    assert [conversation.bot_turns for conversation in found] == [{3}, {5}]


@pytest.mark.usefixtures("database")
def test_a_file_of_any_name(tmp_path):
    (tmp_path / "chats.db").rename(tmp_path / "50% #1.db")
    done = run("chatbot.feedback", "--database", f"sqlite:///{tmp_path}/50%25 #1.db")
    assert (done.returncode, "2 replies" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    "url",
    ["nonsense", "sqlite:////nowhere/at/all.db", "nosuch://x/y", "postgresql://u:p@h:port/x", "sqlite:///a?timeout=x"],
)
def test_no_such_database(url):
    assert_one_line_error(run("chatbot.feedback", "--database", url), 2, "--database")
