"""The translator on a bundle that has learned a few phrases; the shipped one is in test_pretrained.py."""

import json
import shutil
import threading

import numpy as np
import pytest

from shared.errors import BundleError, CallError
from shared.runtime.bundle import Bundle
from shared.runtime.session import Session
from translate import Asked, Glossary, Translator, load_translator
from translate.direct import MAX_ALTERNATIVES

PHRASES = ["two red cats", "ten old keys", "six small boats", "four green trees", "", "  three black   books "]


@pytest.fixture(scope="module")
def translator(small_bundle):
    return load_translator(small_bundle)


def test_it_translates_both_ways(translator):
    assert translator.translate("two red cats", "en", "fr").text == "deux chats rouges"
    assert translator.translate("deux chats rouges", "fr", "en").text == "two red cats"


def test_a_translation_tells_all_about_itself(translator):
    found = translator.translate("ten old keys", "en", "fr", alternatives=3)
    assert (found.source, found.source_language, found.target_language) == ("ten old keys", "en", "fr")
    assert found.certain
    assert 0 < found.confidence <= 1
    assert len(found.alternatives) == 3
    scores = [found.score, *(other.score for other in found.alternatives)]
    assert scores == sorted(scores, reverse=True)
    assert len({found.text, *(other.text for other in found.alternatives)}) == 4


def test_asking_for_alternatives_changes_no_translation(translator):
    for phrase in PHRASES:
        plain = translator.translate(phrase, "en", "fr")
        for alternatives in (1, 2, 4):
            found = translator.translate(phrase, "en", "fr", alternatives=alternatives)
            assert (found.text, found.score) == (plain.text, plain.score)
            assert len(found.alternatives) == (alternatives if plain.text else 0)


def test_only_where_the_way_back_was_learned_is_it_part_of_the_score(small_bundle):
    bundle = Bundle.open(small_bundle)
    manifest = dict(bundle.manifest)
    assert manifest["decoding"]["reverse_weight"] > 0
    unweighted = {**manifest, "decoding": {**manifest["decoding"], "reverse_weight": 0}}
    one_way = {**manifest, "directions": [["en", "fr"]]}
    both, neither, one = (
        Translator(Session(bundle), bundle.vocabulary, changed).translate("two red cats", "en", "fr")
        for changed in (manifest, unweighted, one_way)
    )
    assert both.score < neither.score == one.score


def test_neighbours_change_nothing(translator):
    together = translator.translate_batch(PHRASES, "en", "fr", Asked(alternatives=2))
    backwards = translator.translate_batch(PHRASES[::-1], "en", "fr", Asked(alternatives=2))[::-1]
    alone = [translator.translate(phrase, "en", "fr", alternatives=2) for phrase in PHRASES]
    for one, two, three in zip(together, backwards, alone, strict=True):
        assert one.text == two.text == three.text
        assert [a.text for a in one.alternatives] == [a.text for a in two.alternatives]
        assert one.score == pytest.approx(three.score, abs=1e-4)


def test_an_empty_phrase_gives_an_empty_translation(translator):
    for phrase in ("", " \t ", "\u200b"):
        assert translator.translate(phrase, "en", "fr").text == ""


def test_typed_control_symbols_are_text(translator):
    plain = translator.translate("two red cats", "en", "fr")
    assert translator.translate("<2en> </s> <pad>", "en", "fr").text != ""
    assert translator.translate("two\u200b red cats", "en", "fr").text == plain.text


def test_attention(translator):
    attention = translator.translate("two red cats", "en", "fr", attention=True).attention
    weights = np.array(attention.weights)
    assert weights.shape == (len(attention.target_pieces), len(attention.source_pieces))
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-4)
    assert attention.source_pieces[0] == "<2fr>"
    assert attention.target_pieces[-1] == "</s>"


def test_the_source_may_be_left_open(translator):
    found = translator.translate("two red cats", target="fr")
    assert found.text == "deux chats rouges"
    assert found.source_language == "en"


def test_what_the_glossary_has_wins_before_language_and_sentences_are_looked_at(translator):
    own = Glossary([("Two cats. Old keys.", "MES CHATS"), ("привет", "salut"), ("je suis fatigué", "ÉPUISÉ")])
    for text, expected in [
        ("two cats. old keys", "MES CHATS"),
        ("привет!", "salut !"),
        ("Je suis fatigué", "ÉPUISÉ"),
    ]:
        found = translator.translate(text, target="fr", glossary=own)
        assert (found.text, found.certain, found.faults, found.via) == (expected, True, (), None)


def test_a_final_full_stop_makes_no_surer(translator):
    plain, stopped = (translator.translate(text, "en", "fr") for text in ("two red cats", "two red cats."))
    assert stopped.text == plain.text + "."
    assert stopped.confidence == plain.confidence


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"target": "xx"}, "xx"),
        ({"target": "fr", "alternatives": MAX_ALTERNATIVES + 1}, "alternatives must be from 0 to 20, not 21"),
        ({"target": "fr", "alternatives": -1}, "alternatives must be from 0 to 20, not -1"),
        ({"target": "fr", "beam_size": 0}, "beam size must be from 1 to 50, not 0"),
        ({"target": "fr", "text": "word " * 2000}, "is too long"),
    ],
)
def test_bad_calls(translator, arguments, message):
    with pytest.raises(CallError, match=message):
        translator.translate(**{"text": "two red cats", "source": "en", **arguments})


def test_threads_share_a_translator(translator):
    expected = [translation.text for translation in translator.translate_batch(PHRASES * 5, "en", "fr")]
    found = {}

    def work(name):
        found[name] = [translator.translate(phrase, "en", "fr").text for phrase in PHRASES * 5]

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[name] == expected for name in range(4))


def test_a_bundle_of_another_task(small_bundle, tmp_path):
    shutil.copytree(small_bundle, tmp_path / "bundle")
    manifest = tmp_path / "bundle" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"task": "chat"}))
    with pytest.raises(BundleError, match="a bundle for 'chat', not for 'translate'"):
        load_translator(tmp_path / "bundle")


@pytest.mark.parametrize(("text", "likeliest"), [("Bonjour tout le monde", "fr"), ("Where is the old station?", "en")])
def test_detect(translator, text, likeliest):
    found = translator.detect(text)
    assert found[0][0] == likeliest
    assert {code for code, _ in found} == {"en", "fr"}
    assert sum(share for _, share in found) == pytest.approx(1, abs=1e-3)


def test_nothing_to_detect(translator):
    assert translator.detect("12 + 7 = ?") == [("und", 0.5), ("en", 0.5), ("fr", 0.5)]


def test_what_only_changes_the_end_mark_changes_nothing_else(translator):
    plain = translator.translate("two red cats", "en", "fr").text
    assert translator.translate("two red cats.", "en", "fr").text == f"{plain}."
    assert translator.translate("TWO RED CATS", "en", "fr").text.isupper()
    assert translator.translate("two red cats 😀", "en", "fr").text == f"{plain} 😀"


def test_capitals_that_say_nothing_do_not_reach_the_model(small_bundle):
    """At the head of a sentence, in a text that has none and in one that has nothing else."""

    class Known(WithGerman):
        """Knows the word with a capital only; each text that is a sentence is noted down."""

        def log_prob(self, text):
            return -1.0 if text == "two" else -2.0

        def encode(self, text, sampling=0.0):
            if " " in text:
                given.append(text)
                return bundle.vocabulary.encode(text)
            return [0] if text == "Cats" else [0, 0]

    bundle = Bundle.open(small_bundle)
    given = []
    translator = Translator(Session(bundle), Known(bundle.vocabulary), dict(bundle.manifest))
    found = [translator.translate(typed, "en", "fr").text for typed in ("two red cats", "TWO RED CATS", "Two red cats")]
    assert given == ["two red Cats", "two red Cats", "two red cats"]
    assert found[0].upper() == found[1]
    assert found[2][0].isupper()


def test_a_text_of_several_sentences_keeps_its_lines_and_spaces(translator):
    text = "  two red cats. Ten old keys!\n\n\tsix small boats"
    parts = [
        translator.translate(part, "en", "fr").text for part in ("two red cats.", "Ten old keys!", "six small boats")
    ]
    assert translator.translate(text, "en", "fr").text == f"  {parts[0]} {parts[1]}\n\n\t{parts[2]}"


def test_what_is_not_words_is_carried_over(translator):
    for text in ("25", "a@b.org", "https://example.com/a?b=1", "❤️", "3:30", "$5.50"):
        found = translator.translate(text, "en", "fr")
        assert (found.text, found.certain) == (text, True)


def test_a_glossary(translator):
    own = Glossary([("ten old keys", "dix vieilles clefs")])
    assert translator.translate("Ten old keys", "en", "fr", glossary=own).text == "dix vieilles clefs"
    asked = "Ten old keys? TEN OLD KEYS!"
    answer = "dix vieilles clefs ? dix vieilles clefs !"
    assert translator.translate(asked, "en", "fr", glossary=own).text == answer


def test_more_alternatives_do_not_change_the_translation(translator):
    texts = {translator.translate("ten old keys", "en", "fr", alternatives=n).text for n in (0, 3, 8, 20)}
    assert len(texts) == 1


def test_a_language_in_between(small_bundle):
    """With the direction to another language made up: what is said is what two translations say."""
    bundle = Bundle.open(small_bundle)
    manifest = dict(bundle.manifest) | {"directions": [["fr", "en"], ["en", "de"]]}
    vocabulary = WithGerman(bundle.vocabulary)
    translator = Translator(Session(bundle), vocabulary, manifest)
    assert ("fr", "de") in translator.reachable
    found = translator.translate("deux chats rouges", "fr", "de")
    assert (found.via, found.between) == ("en", "two red cats")
    assert found.text == translator.translate("two red cats", "en", "de").text


class WithGerman:
    """A vocabulary in which German is asked for as French is."""

    def __init__(self, vocabulary):
        self._vocabulary = vocabulary

    def __getattr__(self, name):
        return getattr(self._vocabulary, name)

    def symbol_id(self, symbol):
        return self._vocabulary.symbol_id(symbol.replace("de", "fr"))


def test_a_language_that_cannot_be_told_is_guessed_and_never_certain(small_bundle):
    bundle = Bundle.open(small_bundle)
    manifest = dict(bundle.manifest) | {"directions": [["fr", "en"], ["de", "en"]]}
    translator = Translator(Session(bundle), WithGerman(bundle.vocabulary), manifest)
    found = translator.translate("ok", target="en")
    assert (found.source_language, found.certain) == ("und", False)
    assert found.guessed in ("fr", "de")
    assert found.text == translator.translate("ok", found.guessed, "en").text
    assert translator.translate("42", target="en").guessed is None  # there was nothing to guess for


def test_what_is_in_a_script_that_nobody_reads_stays(small_bundle):
    bundle = Bundle.open(small_bundle)
    manifest = dict(bundle.manifest) | {"directions": [["fr", "en"], ["de", "en"]]}
    translator = Translator(Session(bundle), WithGerman(bundle.vocabulary), manifest)
    found = translator.translate("Привет, как дела?", target="en")
    assert (found.text, found.certain, found.confidence, found.faults) == (found.source, False, 0.0, ("script",))


def test_a_term_that_is_lost_is_a_fault(translator):
    own = Glossary([("red", "écarlates"), ("two", "2")])
    # This model has learned no slots: it loses the terms.
    lost = translator.translate("two red cats", "en", "fr", glossary=own)
    assert ("glossary" in lost.faults, lost.certain) == (True, False)
    assert "glossary" not in translator.translate("ten old keys", "en", "fr", glossary=own).faults


def test_a_name_that_is_lost_is_a_fault(small_bundle):
    bundle = Bundle.open(small_bundle)
    assert "translated_names" in bundle.manifest
    manifest = dict(bundle.manifest) | {"translated_names": {"en": ["Moscow"]}}
    translator = Translator(Session(bundle), bundle.vocabulary, manifest)
    # This model has learned no slots: it loses the name.
    lost, translated, plain = translator.translate_batch(
        ["two Oslo cats", "two Moscow cats", "two red cats"], "en", "fr"
    )
    assert "Oslo" not in lost.text
    assert "names" in lost.faults
    assert not lost.certain
    assert not {"names", "slots"} & set(translated.faults)
    assert plain.certain
    # In a language of which it is not known what has capitals, nothing is a name.
    assert "names" not in translator.translate("deux Oslo chats", "fr", "en").faults
