import pytest

from shared.errors import CallError
from shared.text.corpora import Pair
from shared.text.splits import is_held_out
from translate.learning import dictionaries
from translate.learning.corpora import Corpora, Corpus, Dictionary
from translate.learning.dictionaries import Gaps
from translate.learning.examples import Example, Variation, examples_alone

ONE_IN = 1_000_000  # nothing is held out


def write(path, rows):
    path.write_text("".join(f"{left}\t{right}\n" for left, right in rows), "utf-8")
    return str(path)


@pytest.fixture
def corpora(tmp_path):
    """Sentences in which `cat` is common, `dog` is known and `elk` is not."""
    rows = [(f"My cat is number {n}.", f"Mon chat est le numéro {n}.") for n in range(25)]
    rows += [("A dog barks.", "Un chien aboie.")]
    return Corpora([Corpus(write(tmp_path / "pairs.tsv", rows), "en", "fr")], excluded=frozenset({"the moose"}))


def filled(corpora, tmp_path, rows, source="en", target="fr", one_in=ONE_IN):
    path = write(tmp_path / f"words-{source}.tsv", rows)
    return Gaps(corpora, one_in).filled(Dictionary(path, source, target))


def test_what_sentences_teach_is_left_to_them(corpora, tmp_path):
    rows = [("cat", "matou"), ("dog", "chien"), ("elk", "élan"), ("my cat", "mon chat"), ("the moose", "l'orignal")]
    assert filled(corpora, tmp_path, rows) == [Pair("dog", "chien"), Pair("elk", "élan"), Pair("my cat", "mon chat")]
    # Where it is a translation, it is the headword that may be known.
    assert filled(corpora, tmp_path, [("chat", "cat"), ("élan", "elk")], "fr", "en") == [Pair("élan", "elk")]


def test_few_translations_of_a_headword_and_each_once(corpora, tmp_path):
    rows = [("elk", "élan"), ("elk", "élan"), ("elk", "orignal"), ("elk", "wapiti")]
    assert filled(corpora, tmp_path, rows) == [Pair("elk", "élan"), Pair("elk", "orignal")]


@pytest.mark.parametrize(
    "row",
    [
        ("elk / moose", "élan"),
        ("elk", "él. am."),
        ("give sb the elk", "donner l'élan"),
        ("elk", "un très grand cerf du nord"),
        ("elk-", "élan"),
        ("2 elks", "2 élans"),
        ("!", "!"),
    ],
)
def test_what_is_no_phrase_is_left_out(corpora, tmp_path, row):
    assert filled(corpora, tmp_path, [row]) == []


def test_sentences_may_end_as_sentences_do(corpora, tmp_path):
    rows = [("Enjoy your meal!", "Bon appétit !"), ("Time flies.", "Le temps passe.")]
    assert filled(corpora, tmp_path, rows) == [Pair(*row) for row in rows]


def test_what_is_held_out_in_the_corpora_is_not_learned_from_a_dictionary(corpora, tmp_path):
    rows = [(f"elk {name}", f"élan {name}") for name in map("x".__mul__, range(1, 40))]
    held_out = {english for english, _ in rows if is_held_out(english, 3)}
    assert 0 < len(held_out) < len(rows)
    assert {pair.source for pair in filled(corpora, tmp_path, rows, one_in=3)} == {row[0] for row in rows} - held_out
    back = filled(corpora, tmp_path, [(french, english) for english, french in rows], "fr", "en", one_in=3)
    assert {pair.target for pair in back} == {row[0] for row in rows} - held_out


def test_of_a_large_dictionary_only_what_is_common(corpora, tmp_path, monkeypatch):
    monkeypatch.setattr(dictionaries, "_LARGE", 3)
    monkeypatch.setattr(dictionaries, "_COMMON_ENGLISH", 25)
    rows = [("dog", "chien"), ("elk", "élan"), ("my cat", "mon chat"), ("my elk", "mon élan"), ("cat dog", "chat")]
    # A word of the sentences, and what is made of common ones.
    assert filled(corpora, tmp_path, rows) == [Pair("dog", "chien"), Pair("my cat", "mon chat")]
    rows = [("matou", "my cat"), ("élan", "elk"), ("chien", "dog"), ("mon matou", "my cat")]
    assert filled(corpora, tmp_path, rows, "fr", "en") == [Pair("matou", "my cat"), Pair("chien", "dog")]


def test_dictionaries_are_learned_in_their_direction_as_often_as_they_weigh(corpora, tmp_path):
    words = Dictionary(write(tmp_path / "words.tsv", [("elk", "élan")]), "en", "fr", weight=2)
    beside = list(examples_alone(Corpora(corpora.members, dictionaries=[words]), ONE_IN, Variation()))
    assert beside == [Example("elk", "en", "fr", "élan")] * 2


def test_a_weight_of_nothing_is_a_wrong_call():
    with pytest.raises(CallError, match=r"\[\[dictionary\]\] weight must be at least 1, not 0"):
        Dictionary("words.index", "en", "fr", weight=0)
