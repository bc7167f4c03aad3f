import random
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from chatbot.learning.phrasings import declined, facts, joined, no_facts, phrasings, small_talk_wordings
from chatbot.symbols import FACTS, TONES

# What each file's lines hold, once each.
PLACEHOLDERS = {"arithmetic": ["sum"], "translate": ["language", "phrase"]}
MEMORY_CASES = Path(__file__).parents[1] / "cases" / "memory.toml"
NAMES = (*("arithmetic", "chat", "crisis", "date", "not_crisis", "small_talk"), "translate", "unable")


def placeholders(text):
    return sorted(re.findall(r"\{(.*?)\}", text))


def spoken(text):
    return text.lower().strip(".!? ")


def words(text):
    return re.sub(r"[^\w{}]+", " ", text.lower().replace("'", "").replace("’", "")).strip()


def repeated(texts):
    return [text for text, count in Counter(texts).items() if count > 1]


@pytest.mark.parametrize("name", NAMES)
def test_lines_of_skills(name):
    lines = phrasings(name)
    assert len(lines) > 200
    assert [line for line in lines if placeholders(line) != PLACEHOLDERS.get(name, [])] == []
    assert [line for line in lines if not line.strip() or line != line.strip()] == []
    assert repeated(map(spoken, lines)) == []


def test_no_line_asks_for_two_skills():
    assert repeated(line for name in NAMES for line in {*map(spoken, phrasings(name))}) == []


def test_other_wordings_of_small_talk_ask_for_nothing_else():
    wordings = small_talk_wordings()
    assert len(wordings) > 80
    assert min(map(len, wordings.values())) > 20
    assert repeated(spoken(text) for known, others in wordings.items() for text in (known, *others)) == []
    elsewhere = {spoken(line) for name in NAMES if name != "small_talk" for line in phrasings(name)}
    elsewhere |= {*map(spoken, no_facts())} | {spoken(text) for fact in facts().values() for text in fact.ask}
    assert elsewhere & {spoken(text) for others in wordings.values() for text in others} == set()


def test_what_tells_or_asks_for_a_fact_asks_for_no_other_skill():
    others = {spoken(line): name for name in NAMES for line in phrasings(name)}
    asked = [spoken(text) for fact in facts().values() for text in fact.ask]
    assert [(text, others[text]) for text in asked if text in others] == []
    named = [re.compile(re.escape(spoken(t)).replace(r"\{value\}", r"\w+")) for t in facts()["pet_name"].tell]
    named += [re.compile(r"(?:my name is|call me|i'm) (?:laura|dave|mike)")]
    assert [text for text in others if any(pattern.fullmatch(text) for pattern in named)] == []


@pytest.mark.parametrize("kind", FACTS)
def test_facts(kind):
    fact = facts()[kind]
    assert [text for text in fact.tell if placeholders(text) != ["value"]] == []
    assert [text for text in fact.tell if re.search(r"\w\{|\}\w", text)] == []
    assert [text for text in (*fact.ask, *fact.question) if placeholders(text)] == []
    assert min(len(fact.tell), len(fact.ask)) > 70
    assert repeated(fact.tell) + repeated(fact.ask) + repeated(fact.question) + repeated(fact.values) == []
    # All others ask something.
    assert all(text.endswith("?") for text in fact.question)


@pytest.mark.parametrize("kind", FACTS)
@pytest.mark.parametrize("name", ["acknowledge", "answer", "unknown"])
def test_every_fact_has_its_replies_in_every_tone(kind, name):
    replies = getattr(facts()[kind], name)
    assert set(replies) == set(TONES)
    for texts in replies.values():
        assert len(texts) >= 3
        assert repeated(texts) == []
        for text in texts:
            # An answer tells the value; who knows none has none; an acknowledgement may.
            allowed = {"answer": (["value"],), "unknown": ([],)}.get(name, (["value"], []))
            assert placeholders(text) in allowed, text


def test_it_is_declined_in_every_tone():
    assert set(declined()) == set(TONES)
    assert all(len(texts) >= 3 and not repeated(texts) for texts in declined().values())
    assert [text for texts in declined().values() for text in texts if placeholders(text)] == []


def test_what_tells_nothing():
    assert len(no_facts()) > 200
    assert repeated(map(spoken, no_facts())) == []
    assert [text for text in no_facts() if placeholders(text) or not text.strip()] == []
    others = {spoken(line) for name in NAMES for line in phrasings(name)}
    others |= {spoken(text) for fact in facts().values() for text in fact.ask}
    assert [text for text in no_facts() if spoken(text) in others] == []


def test_memory_is_scored_on_phrasings_and_values_that_are_not_learned():
    tables = tomllib.loads(MEMORY_CASES.read_text("utf-8"))
    cases = [case for table in tables.values() for case in table.get("cases", ())]
    learned = {words(text) for fact in facts().values() for text in (*fact.ask, *fact.tell)}
    learned |= {words(line) for name in NAMES for line in phrasings(name)} | {*map(words, no_facts())}
    values = {words(value) for fact in facts().values() for value in fact.values}
    values |= {re.sub(r"^(?:an?|the|my|two|three|some) ", "", value) for value in values}
    assert (len(cases), len(learned) > 8000, len(values) > 3000) == (200, True, True)
    assert [c["ask"] for c in (*cases, *tables["distractors"]["untold"]) if words(c["ask"]) in learned] == []
    assert [c["tell"] for c in cases if words(c["tell"]).replace(words(c["value"]), "{value}") in learned] == []
    assert [c["value"] for c in cases if words(c["value"]) in values] == []
    assert [turn for turn in tables["distractors"]["turns"] if words(turn) in learned] == []


def test_sentences_are_joined():
    found = {joined(["hi", "I am Ann"], random.Random(seed)) for seed in range(40)}
    assert found == {"hi. I am Ann", "hi, I am Ann", "hi and I am Ann", "hi I am Ann"}
    assert joined(["Hi!", "I am Ann.", "Bye"], random.Random(0)) == "Hi! I am Ann. Bye"
    assert joined(["alone"], random.Random(0)) == "alone"
