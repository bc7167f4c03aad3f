import pytest

from chatbot.corpora import OPEN_TALK, SMALL_TALK, Conversation
from chatbot.reply import Reply
from chatbot.scoring.small_talk import nearness, score_small_talk


def talk(said, answer, kind=SMALL_TALK, tone="witty"):
    return Conversation((said, answer), said, kind, tone)


CORPUS = [talk(f"Question {n}?", f"answer number{n % 4}") for n in range(400)]
SPARE = [c for c in CORPUS if not c.learned]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("I'm fine.", 0.8),
        ("Yes!", 1.0),
        ("I'm not so sure about that at all", 0.0),
        ("", 0.0),
    ],
)
def test_how_near_an_answer_is(reply, expected):
    assert nearness(reply, ["Yes.", "I'm fine, thanks."]) == pytest.approx(expected)


def test_only_phrasings_that_were_never_learned_are_scored(bot):
    assert 20 < len(SPARE) < 80
    said_to = []

    def answers(tone, said):
        said_to.append((tone, *said))
        return Reply(f"Well, answer number{int(said[0][9:-1]) % 4}")

    result = score_small_talk(bot(answers), CORPUS, 1000)
    assert (result.cases, result.failures) == ({"witty": len(SPARE)}, [])
    assert sorted(said_to) == sorted(("witty", c.turns[0]) for c in SPARE)


def test_another_question_s_answer_is_wrong(bot):
    result = score_small_talk(bot(lambda tone, said: Reply("answer number0")), CORPUS, 1000)
    wrong = [c for c in SPARE if c.turns[1] != "answer number0"]
    assert sorted(f.said for f in result.failures) == sorted(c.turns[0] for c in wrong)
    assert result.failures[0].wanted.startswith("answer number")


def test_the_first_ones_are_the_same_each_time(bot):
    made = [bot(lambda tone, said: Reply("hm")) for _ in range(2)]
    first, second = (score_small_talk(made[i], corpus, 5) for i, corpus in enumerate((CORPUS, CORPUS[::-1])))
    assert first.cases.total() == len(first.failures) == 5
    assert [f.said for f in first.failures] == [f.said for f in second.failures]


def test_other_talk_and_what_has_no_tone_is_not_scored(bot):
    spared = SPARE[0].turns[0]
    corpus = [talk(spared, "a", OPEN_TALK), talk(spared, "a", tone="neutral")]
    assert score_small_talk(bot(lambda tone, said: Reply("hm")), corpus, 10).cases.total() == 0


def test_the_right_answer_counts_where_another_question_has_it_too(bot):
    corpus = [*CORPUS, *(talk(f"Other {n}?", f"answer number{n % 4}!", tone="witty") for n in range(4))]
    result = score_small_talk(bot(lambda tone, said: Reply(f"answer number{int(said[0][9:-1]) % 4}")), corpus, 30)
    assert not result.failures
