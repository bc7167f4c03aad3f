import pytest

from shared.errors import CallError
from shared.text.corpora import Pair
from shared.text.lines import ReadReport
from shared.text.splits import is_held_out
from translate.learning.corpora import Corpora, Corpus, held_out_one_in, read_excluded

NUMBERS = range(400)


def write(path, rows):
    path.write_text("".join(f"{left}\t{right}\n" for left, right in rows), "utf-8")
    return str(path)


@pytest.fixture
def greetings(tmp_path):
    """Two corpora of one English side, and one of traditional Chinese."""
    return (
        Corpus(write(tmp_path / "a.tsv", [("Hello.", "Bonjour."), ("The cat.", "Le chat.")]), "en", "fr"),
        Corpus(write(tmp_path / "b.tsv", [("Hallo.", "Hello."), ("Die Katze.", "The cat.")]), "de", "en"),
        Corpus(write(tmp_path / "c.tsv", [("The cat.", "貓"), ("The dog.", "狗在這裡。")]), "en", "zh"),
    )


def pairs_of(corpora, reports=None):
    return [(corpus.target, pair) for corpus, pair in corpora.pairs(reports)]


def test_pairs_of_all_corpora_in_the_script_that_is_learned(greetings):
    reports = [ReadReport() for _ in greetings]
    assert pairs_of(Corpora(greetings), reports) == [
        ("fr", Pair("Hello.", "Bonjour.")),
        ("fr", Pair("The cat.", "Le chat.")),
        ("en", Pair("Hallo.", "Hello.")),
        ("en", Pair("Die Katze.", "The cat.")),
        ("zh", Pair("The cat.", "猫")),
        ("zh", Pair("The dog.", "狗在这里。")),
    ]
    assert [(report.kept, report.skipped) for report in reports] == [(2, {})] * 3


@pytest.mark.parametrize(
    ("excluded", "left", "skipped"),
    [
        ({"en": "The cat."}, ["Bonjour.", "Hello.", "狗在这里。"], [1, 1, 1]),
        ({"fr": "Bonjour."}, ["Le chat.", "Hello.", "The cat.", "猫", "狗在这里。"], [1, 0, 0]),
        ({"de": "  Hallo. ", "fr": "Le  chat."}, ["Bonjour.", "The cat.", "猫", "狗在这里。"], [1, 1, 0]),
        # Written in the other script on either side.
        ({"zh": "猫"}, ["Bonjour.", "Le chat.", "Hello.", "The cat.", "狗在这里。"], [0, 0, 1]),
        ({"zh": "狗在這裡。"}, ["Bonjour.", "Le chat.", "Hello.", "The cat.", "猫"], [0, 0, 1]),
        (
            {"en": "the cat", "fr": "Chat."},
            ["Bonjour.", "Le chat.", "Hello.", "The cat.", "猫", "狗在这里。"],
            [0, 0, 0],
        ),
    ],
)
def test_no_pair_with_a_test_sentence_on_either_side_is_given_out(greetings, tmp_path, excluded, left, skipped):
    paths = []
    for code, sentence in excluded.items():
        paths.append(str(tmp_path / f"test.{code}"))
        (tmp_path / f"test.{code}").write_text(f"Something else\n{sentence}\n", "utf-8")
    reports = [ReadReport() for _ in greetings]
    corpora = Corpora(greetings, excluded=read_excluded(paths))
    assert [pair.target for _, pair in corpora.pairs(reports)] == left
    assert [sum(report.skipped.values()) for report in reports] == skipped
    assert [report.kept for report in reports] == [2 - count for count in skipped]
    assert {reason for report in reports for reason in report.skipped} <= {"of a test set"}
    assert not [pair for _, pair in corpora.unseen(10) if pair.target not in left]


def test_a_missing_list_of_test_sentences_is_a_wrong_call(tmp_path):
    with pytest.raises(CallError, match=r"gone\.en: no such file"):
        read_excluded([str(tmp_path / "gone.en")])


def test_reports_are_one_a_corpus(greetings):
    with pytest.raises(ValueError, match="zip"):
        list(Corpora(greetings).pairs([ReadReport()]))


@pytest.mark.parametrize(
    ("one_way", "directions"),
    [
        (True, [("en", "fr"), ("de", "en"), ("en", "zh")]),
        (False, [("en", "fr"), ("de", "en"), ("en", "zh"), ("fr", "en"), ("en", "de"), ("zh", "en")]),
    ],
)
def test_directions_and_languages(greetings, one_way, directions):
    corpora = Corpora([*greetings, greetings[0]], one_way)
    assert corpora.directions == directions
    assert corpora.languages == ["de", "en", "fr", "zh"]


@pytest.mark.parametrize(("pairs", "one_in"), [(1, 20), (19_999, 20), (20_000, 100), (10**6, 100)])
def test_a_large_corpus_holds_out_a_smaller_share(pairs, one_in):
    assert held_out_one_in(pairs) == one_in


def test_a_weight_is_no_less_than_nothing():
    assert Corpus("a.tsv", "en", "fr", 0.0).weight == 0
    with pytest.raises(CallError, match=r"\[\[corpus\]\] weight must be at least 0, not -1"):
        Corpus("a.tsv", "en", "fr", -1.0)


@pytest.fixture
def shared_english(tmp_path):
    """The same English sentences in three languages, either side first; one corpus has no English at all."""
    english = [f"Number {number} is here." for number in NUMBERS]
    french = [f"Le numéro {number % 350} est ici." for number in NUMBERS]
    german = [f"Nummer {number} ist hier." for number in NUMBERS]
    return Corpora(
        [
            Corpus(write(tmp_path / "a.tsv", zip(english, french, strict=True)), "en", "fr"),
            Corpus(write(tmp_path / "b.tsv", zip(german, english, strict=True)), "de", "en"),
            Corpus(write(tmp_path / "c.tsv", [(e, f"{n} 在这里。") for n, e in enumerate(english)]), "en", "zh"),
            Corpus(write(tmp_path / "d.tsv", zip(french, german, strict=True)), "fr", "de"),
        ]
    )


def test_a_sentence_held_out_in_one_language_is_learned_in_none(shared_english):
    held_out, learned = {}, {}
    for corpus, pair in shared_english.pairs():
        if "en" in (corpus.source, corpus.target):
            english = pair.source if corpus.source == "en" else pair.target
            into = held_out if is_held_out(corpus.key(pair), 20) else learned
            into.setdefault(english, set()).add(corpus.path)
    assert not held_out.keys() & learned.keys()
    assert 5 < len(held_out) < 60
    assert all(len(paths) == 3 for paths in [*held_out.values(), *learned.values()])


def test_unseen_are_held_out_pairs_of_which_nothing_is_learned(shared_english):
    one_in = held_out_one_in(sum(1 for _ in shared_english.pairs()))
    every = [(corpus, pair, is_held_out(corpus.key(pair), one_in)) for corpus, pair in shared_english.pairs()]
    learned = {side for _, pair, held in every if not held for side in (pair.source, pair.target)}
    expected = [
        (corpus, pair)
        for corpus, pair, held in every
        if held and pair.source not in learned and pair.target not in learned
    ]
    found = shared_english.unseen(10_000)
    assert found == expected
    # By way of the corpus without English, of the other languages' held-out sentences most are learned after all.
    assert 0 < len(found) < sum(held for *_, held in every)
    assert {corpus.target for corpus, _ in found} >= {"zh"}


def test_no_more_than_asked_for_are_given_and_the_same_every_time(shared_english):
    few = shared_english.unseen(12)
    assert few == shared_english.unseen(12)
    assert 0 < len(few) <= 12
    assert all(one in shared_english.unseen(10_000) for one in few)
