import numpy as np

from shared.text import encoded
from shared.text.encoded import EncodedCorpus, EncodedWriter

EXAMPLES = [([7, 5, 3], [11, 12]), ([8, 3], [12]), ([7, 3], []), ([8, 6, 6, 3], [13, 70_000, 13]), ([7, 3], [14, 11])]


def written(folder):
    with EncodedWriter(folder) as writer:
        for example in EXAMPLES:
            writer.add(*example)
    return EncodedCorpus.open(folder)


def test_what_was_written_is_read_again(tmp_path):
    corpus = written(tmp_path / "train")
    assert [tuple(side.tolist() for side in corpus[place]) for place in range(len(corpus))] == EXAMPLES
    np.testing.assert_array_equal(corpus.source_lengths, [3, 2, 2, 4, 2])
    np.testing.assert_array_equal(corpus.target_lengths, [2, 1, 0, 3, 2])


def test_which_targets_a_first_token_asks_for(tmp_path, monkeypatch):
    corpus = written(tmp_path / "train")
    expected = {7: {11, 12, 14}, 8: {12, 13, 70_000}}
    assert corpus.target_ids_by_first() == expected
    monkeypatch.setattr(encoded, "_CHUNK", 2)
    assert corpus.target_ids_by_first() == expected


def test_an_empty_corpus_asks_for_nothing(tmp_path):
    with EncodedWriter(tmp_path / "train"):
        pass
    assert EncodedCorpus.open(tmp_path / "train").target_ids_by_first() == {}


def test_what_is_released_is_read_again_when_it_is_asked_for(tmp_path):
    examples = [([n, n + 1], [n]) for n in range(5000)]
    with EncodedWriter(tmp_path) as writer:
        for example in examples:
            writer.add(*example)
    corpus = EncodedCorpus.open(tmp_path)
    for _ in range(2):
        assert [tuple(ids.tolist() for ids in corpus[n]) for n in range(5000)] == examples
        corpus.release()
