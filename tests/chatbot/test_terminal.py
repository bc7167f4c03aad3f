"""What is typed on a terminal, with a conversation whose replies are known beforehand."""

from pathlib import Path

import numpy as np
import pytest

from chatbot.bot import Answer
from chatbot.corpora import read_conversations
from chatbot.dialogue import Turn
from chatbot.reply import Reply
from chatbot.symbols import BOT, USER
from chatbot.terminal import Terminal, explanation
from chatbot.understanding import Frame
from shared.decoding.scoring import Forced
from shared.errors import CallError
from shared.text.lines import ReadReport

FRAME = Frame("chat", {"chat": 0.75, "date": 0.2, "ask": 0.04, "tell": 0.01}, (("name", "Ann"), ("age", "")))
REPLIES = (Reply("oh dear", 1.25, "chat", (1, 2), (3, 4, 5)), Reply("no", -2.0))


class FakeVocabulary:
    def pieces(self, ids):
        return [f"▁{i}" for i in ids]


class FakeChatbot:
    tones = ("neutral", "witty")
    vocabulary = FakeVocabulary()

    def __init__(self, looked=None):
        self.looked = looked

    def look(self, reply):
        return self.looked


class FakeConversation:
    """Replies with its tone and what was said."""

    def __init__(self):
        self.tone, self.history, self.last_answer = "neutral", (), None

    def stream(self, text):
        yield f"{self.tone}:"
        yield f" {text}"
        self.history += (Turn(USER, text), Turn(BOT, f"{self.tone}: {text}"))
        self.last_answer = Answer(REPLIES, FRAME)

    def reset(self):
        self.history, self.last_answer = (), None


@pytest.fixture
def talk(monkeypatch, capsys):
    """What comes on stdout and on stderr, and the conversation, when lines are typed."""

    def type_in(*lines, chatbot=None):
        typed, prompts = iter(lines), []

        def answer(prompt):
            prompts.append(prompt)
            line = next(typed, None)
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr("builtins.input", answer)
        conversation = FakeConversation()
        Terminal(chatbot or FakeChatbot(), conversation).talk()
        assert set(prompts) == {"you: "}
        out, err = capsys.readouterr()
        return out, err.splitlines()[1:], conversation

    return type_in


def test_replies_are_streamed_and_silence_is_ignored(talk):
    out, err, _ = talk("hello", "", "  ", "\u200b", "bye")
    assert out == "bot: neutral: hello\nbot: neutral: bye\n\n"
    assert err == []


def test_tone(talk):
    out, err, conversation = talk("/tone witty", "hello", "/tone rude", "/tone", "again")
    assert out == "bot: witty: hello\nbot: witty: again\n\n"
    assert err[0] == "tone: witty"
    assert err[1:] == [f"tone must be one of neutral, witty, not {name!r}" for name in ("rude", "")]
    assert conversation.tone == "witty"


@pytest.mark.parametrize("command", ["/quit", "/quit now", "  /quit"])
def test_quit(talk, command):
    out, err, _ = talk("hello", command, "never said")
    assert out == "bot: neutral: hello\n"
    assert err == []


@pytest.mark.parametrize("command", ["/help", "/help me", "  /help", "/nonsense", "/", "/TONE witty"])
def test_help_lists_the_commands_and_so_does_what_is_no_command(talk, command):
    _, err, conversation = talk(command)
    if "/help" not in command:
        assert err.pop(0) == f"{command.split()[0]}: no such command; there are"
    assert [line.split()[0] for line in err] == ["/tone", "/why", "/save", "/reset", "/help", "/quit"]
    assert "neutral, witty" in err[0]
    assert conversation.history == ()


def test_reset(talk):
    _, err, conversation = talk("hello", "/reset")
    assert err == ["a new conversation"]
    assert conversation.history == ()


def test_saved_conversations_can_be_learned(talk, tmp_path):
    path = tmp_path / "my talks.jsonl"
    _, err, _ = talk("héllo", f"/save {path}", "/reset", "one", "two", f"/save  {path} ")
    assert err == [f"added to {path}", "a new conversation", f"added to {path}"]
    found = [conversation.turns for conversation in read_conversations(path, ReadReport())]
    assert found == [("héllo", "neutral: héllo"), ("one", "neutral: one", "two", "neutral: two")]


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        (["/save talk.jsonl"], "/save: nothing was said yet"),
        (["hello", "/save"], "/save FILE: give a file's name"),
        (["hello", "/save ."], "/save .: cannot be written (Is a directory); give another file"),
        (["hello", "/save gone/talk.jsonl"], "cannot be written (No such file or directory)"),
        (["hello", "/reset", "/why"], "/why: nothing was said yet"),
        (["/why"], "/why: nothing was said yet"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_talk_goes_on(talk, monkeypatch, tmp_path, lines, part):
    monkeypatch.chdir(tmp_path)
    out, err, _ = talk(*lines, "still here")
    assert part in err[-1]
    assert out.endswith("bot: neutral: still here\n\n")
    assert list(Path().iterdir()) == []


def explained(looked):
    conversation = FakeConversation()
    list(conversation.stream("hello"))
    return list(explanation(FakeChatbot(looked), conversation))


def test_why_a_reply_of_the_model_was_given():
    attention = np.array([[0.1, 0.6, 0.3], [0.8, 0.15, 0.05], [0.0, 0.0, 1.0]])
    assert explained(Forced(np.array([-1.0, -1.0, -1.0]), attention)) == [
        "skill: chat (taken for: chat 75%, date 20%, ask 4%)",
        "understood: name Ann, age",
        "candidates, by score:",
        "    1.250  oh dear",
        "   -2.000  no",
        "attention, each piece of the reply with the pieces of the context it looked at most:",
        f"  {'▁1':14}▁4 60%  ▁5 30%  ▁3 10%",
        f"  {'▁2':14}▁3 80%  ▁4 15%  ▁5 5%",
    ]


def test_without_attention_the_candidates_are_told():
    assert explained(Forced(np.array([-1.0]), None))[-1] == "   -2.000  no"


def test_why_a_reply_of_code_was_given(talk):
    assert explained(None)[-1] == "answered by code, not by the model"
    _, err, _ = talk("hello", "/why")
    assert err[0].startswith("skill: chat")
    assert err[-1] == "answered by code, not by the model"


def test_before_anything_was_said_there_is_no_why():
    with pytest.raises(CallError, match="nothing was said yet"):
        list(explanation(FakeChatbot(), FakeConversation()))
