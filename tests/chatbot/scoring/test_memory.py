from chatbot.learning.phrasings import facts
from chatbot.reply import Reply
from chatbot.scoring.memory import score_memory, score_untold

CASES = {
    "name": {"cases": [{"tell": f"I am N{n}", "ask": "who am I?", "value": f"N{n}"} for n in range(7)]},
    "age": {"cases": [{"tell": "I am 9", "ask": "how old am I?", "value": "Nine"}]},
    "distractors": {
        "turns": [f"turn {n}" for n in range(12)],
        "untold": [{"ask": "who am I?", "kind": "name"}, {"ask": "how old am I?", "kind": "age"}],
    },
}


def test_what_was_told_must_come_back_after_other_talk(bot):
    heard = []

    def answers(tone, said):
        heard.append((tone, said))
        return Reply(said[0].lower() + "nine!" if said[-1].endswith("?") else "ok")

    result = score_memory(bot(answers), CASES, ["neutral", "witty"])
    assert (result.cases, result.failures) == ({"name": 7, "age": 1}, [])
    asked = [(tone, len(said) - 2) for tone, said in heard if said[-1].endswith("?")]
    assert [between for _, between in asked] == [0, 1, 2, 3, 5, 10, 0, 0]
    assert [tone for tone, _ in asked][:3] == ["neutral", "witty", "neutral"]
    # Other talk goes on where it was, and begins anew when there is no more.
    others = [turn for _, said in heard if said[-1].endswith("?") for turn in said[1:-1]]
    assert others[:13] == [*CASES["distractors"]["turns"], "turn 0"]


def test_what_does_not_come_back_is_a_failure(bot):
    result = score_memory(bot(lambda tone, said: Reply("You are N3.")), CASES, ["neutral"])
    assert result.share == 1 / 8
    assert {failure.wanted for failure in result.failures} == {"N0", "N1", "N2", "N4", "N5", "N6", "Nine"}


def test_who_was_told_nothing_says_so_for_the_kind_asked(bot):
    unknown = {kind: facts()[kind].unknown["witty"][0] for kind in ("name", "age")}

    def answers(tone, said):
        return Reply(unknown["age" if "old" in said[-1] else "name"], skill="ask" if "?" in said[-1] else "chat")

    result = score_untold(bot(answers), CASES, ["neutral"])
    assert (result.cases, result.failures) == ({"name": 1, "age": 1}, [])


def test_what_is_invented_is_a_failure(bot):
    unknown = facts()["name"].unknown["witty"][0]
    for reply in (Reply("Your name is Bob, of course.", skill="ask"), Reply(unknown, skill="chat")):
        result = score_untold(bot(lambda tone, said, reply=reply: reply), CASES, ["neutral"])
        assert len(result.failures) == 2
