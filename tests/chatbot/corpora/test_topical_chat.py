import json

import pytest

from shared.errors import CorpusError


def turn(agent, message):
    return {"message": message, "agent": agent, "sentiment": "Neutral", "knowledge_source": ["FS1"]}


CHATS = {
    "t_1": {
        "article_url": "https://example.org",
        "config": "C",
        "content": [turn("agent_1", "Do you swim?"), turn("agent_2", "Daily."), turn("agent_1", "Where?")],
        "conversation_rating": {"agent_1": "Good"},
    },
    "t_2": {"content": [{"message": "no agent"}]},
    "t_3": {"content": []},
    "t_4": {"content": [turn("agent_2", "Hi."), turn("agent_1", "Hi!")]},
}


@pytest.mark.parametrize("indent", [None, 2])
def test_conversations(sample, indent):
    read = sample("train.json", json.dumps(CHATS, indent=indent))
    assert read.turns == [("Do you swim?", "Daily.", "Where?"), ("Hi.", "Hi!")]
    assert read.as_read == (2, 5)
    assert read.report.places == {"malformed": ["train.json, t_2", "train.json, t_3"]}


def test_me(sample):
    assert sample("train.json", json.dumps(CHATS), me="agent_1").learned == [["Where?"], ["Hi!"]]


def test_a_file_that_is_cut(sample):
    with pytest.raises(CorpusError, match=r"train\.json: no well-formed JSON \(.*\); mend it, or export it again"):
        sample("train.json", json.dumps(CHATS)[:-30])
