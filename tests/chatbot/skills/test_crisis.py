import re

from chatbot.decency import is_decent
from chatbot.learning.phrasings import phrasings
from chatbot.skills.crisis import Crisis
from chatbot.understanding import Frame


def test_one_short_answer_without_a_number_that_points_to_people(request_for):
    texts = set()
    for said in phrasings("crisis"):
        (reply,) = Crisis().replies(request_for(Frame("crisis"), said))
        assert (reply.skill, reply.token_ids, reply.source_ids) == ("crisis", (), ())
        texts.add(reply.text)
    (text,) = texts
    assert not re.search(r"\d", text)
    assert "crisis line" in text
    assert "emergency services" in text
    assert len(text) < 300
    assert is_decent(text)
