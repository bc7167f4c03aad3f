"""Subword vocabularies: text to token ids and back, by SentencePiece (Kudo and Richardson 2018).

Byte fallback spells what no piece covers, so no input ever becomes `<unk>`. Control symbols (a target
language, a tone, a speaker) have ids that typed text can never produce. Knows no model.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import sentencepiece

from shared.errors import VocabularyError
from shared.text.normalize import normalize

PAD_ID, UNK_ID, BOS_ID, EOS_ID = 0, 1, 2, 3
SPECIAL_IDS = (PAD_ID, UNK_ID, BOS_ID, EOS_ID)
# Less likely than any piece.
_UNLIKELY = -30.0
# What SentencePiece says when there are too few different pieces for the size, or too many characters.
_POSSIBLE_SIZE = re.compile(r"value <= (\d+)|required_chars\. \d+ vs (\d+)")


class Vocabulary:
    """A trained SentencePiece model.

    Args:
        model: its serialized bytes.

    Raises:
        VocabularyError: if the bytes are no SentencePiece model, or its special ids are not ours.
    """

    def __init__(self, model: bytes):
        self._model = model
        self._processor = sentencepiece.SentencePieceProcessor()
        try:
            self._processor.LoadFromSerializedProto(model)
        except (RuntimeError, TypeError) as error:
            raise VocabularyError("not a SentencePiece vocabulary; train the model again") from error
        p = self._processor
        if (p.pad_id(), p.unk_id(), p.bos_id(), p.eos_id()) != SPECIAL_IDS:
            raise VocabularyError("the vocabulary's pad, unk, bos, eos are not 0, 1, 2, 3; train it with us")

    @classmethod
    def train(
        cls, sentences: Iterable[str], size: int, control_symbols: Sequence[str] = (), marks: Sequence[str] = ()
    ) -> Self:
        """Learn the pieces of a corpus.

        Args:
            sentences: the texts to learn from.
            size: how many pieces; a small corpus gives fewer, one of many characters more.
            control_symbols: names such as `<2fr>` that typed text never produces.
            marks: characters that are a piece of their own wherever they stand in a text.

        Raises:
            VocabularyError: if there is no text to learn from.
        """
        texts = [text for text in map(normalize, sentences) if text]
        if not texts:
            raise VocabularyError("no text to learn a vocabulary from; give a corpus with sentences")
        try:
            return cls(_train_pieces(texts, size, control_symbols, marks))
        except RuntimeError as error:
            possible = _POSSIBLE_SIZE.search(str(error))
            if not possible:
                raise VocabularyError(f"SentencePiece could not learn a vocabulary: {error}") from error
            return cls(_train_pieces(texts, int(possible[1] or possible[2]), control_symbols, marks))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a vocabulary file; raises `VocabularyError` naming it."""
        try:
            return cls(path.read_bytes())
        except FileNotFoundError as error:
            raise VocabularyError(f"{path}: no such vocabulary") from error
        except VocabularyError as error:
            raise VocabularyError(f"{path}: {error}") from error

    def save(self, path: Path) -> None:
        """Write the vocabulary file."""
        path.write_bytes(self._model)

    def __len__(self) -> int:
        return int(self._processor.GetPieceSize())

    @cached_property
    def sha256(self) -> str:
        """The fingerprint by which a model knows its vocabulary."""
        return hashlib.sha256(self._model).hexdigest()

    @cached_property
    def control_ids(self) -> frozenset[int]:
        """The ids that no text contains: pad, unk, bos, eos and every control symbol."""
        controls = (i for i in range(len(self)) if self._processor.IsControl(i))
        return frozenset({UNK_ID, *controls})

    @cached_property
    def symbol_ids(self) -> frozenset[int]:
        """The ids of the control symbols that were named when the vocabulary was learned."""
        return self.control_ids - set(SPECIAL_IDS)

    def find(self, piece: str) -> int | None:
        """The id of a piece or control symbol as `pieces` writes it; None if there is none."""
        token_id = int(self._processor.PieceToId(piece))
        return token_id if self._processor.IdToPiece(token_id) == piece else None

    def encode(self, text: str, sampling: float = 0.0) -> list[int]:
        """Token ids of a text, without begin and end; the text is normalized first.

        Args:
            text: any text.
            sampling: above 0, the pieces are drawn by their probability to the power of it (Kudo 2018); only
                for examples to learn, since the same text then has other pieces each time.
        """
        if sampling:
            return list(self._processor.SampleEncodeAsIds(normalize(text), nbest_size=-1, alpha=sampling))
        return list(self._processor.EncodeAsIds(normalize(text)))

    def encode_with_spans(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Token ids of a normalized text, and of each where it begins and ends, counted in bytes of UTF-8.

        All bytes of a character that no piece covers stand where the character does.
        """
        pieces = self._processor.Encode(text, return_type="proto").pieces
        ids, spans = [piece.id for piece in pieces], [(piece.begin, piece.end) for piece in pieces]
        for place in reversed(range(len(spans) - 1)):
            # SentencePiece gives the character to its last byte, and no width to those before.
            if self.is_byte(ids[place]) and spans[place][0] == spans[place][1]:
                spans[place] = spans[place + 1]
        return ids, spans

    @staticmethod
    def seed_sampling(seed: int) -> None:
        """Make the pieces that are drawn from now on the same in every run."""
        sentencepiece.set_random_generator_seed(seed)

    def decode(self, ids: Iterable[int]) -> str:
        """The text of token ids; control symbols say nothing."""
        return str(self._processor.DecodeIds([int(i) for i in ids if int(i) not in self.control_ids]))

    def pieces(self, ids: Iterable[int]) -> list[str]:
        """The pieces as written in the vocabulary, `▁` standing for a space."""
        return [self._processor.IdToPiece(int(i)) for i in ids]

    def is_byte(self, token_id: int) -> bool:
        """Whether the id is one byte of a character that no piece covers."""
        return bool(self._processor.IsByte(int(token_id)))

    def log_prob(self, text: str) -> float:
        """How likely a text is by the likelihoods of its pieces alone; one letter by letter or byte is less so."""
        return sum(self._log_probs[i] for i in self.encode(text))

    @cached_property
    def _log_probs(self) -> list[float]:
        """Of each piece; a byte has none of its own, and is less likely than any piece."""
        known = [self._processor.GetScore(i) for i in range(len(self))]
        return [_UNLIKELY if self.is_byte(i) else log_prob for i, log_prob in enumerate(known)]

    def symbol_id(self, symbol: str) -> int:
        """The id of a control symbol or a mark; raises `VocabularyError` if the vocabulary has none of that name."""
        token_id = self.find(symbol)
        if token_id is None:
            raise VocabularyError(f"the vocabulary has no symbol {symbol}; it belongs to another model")
        return token_id


def _train_pieces(texts: Sequence[str], size: int, control_symbols: Sequence[str], marks: Sequence[str]) -> bytes:
    """Run SentencePiece's trainer; raises its `RuntimeError`, for one when `size` is too large."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(texts),
        model_writer=model,
        model_type="unigram",
        vocab_size=size,
        character_coverage=0.9995,
        byte_fallback=True,
        # Our own normalize() has run: SentencePiece's NFKC would change white space and drop U+FFFD.
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        control_symbols=list(control_symbols),
        user_defined_symbols=list(marks),
        pad_id=PAD_ID,
        unk_id=UNK_ID,
        bos_id=BOS_ID,
        eos_id=EOS_ID,
        max_sentence_length=10_000,
        minloglevel=2,
    )
    return model.getvalue()
