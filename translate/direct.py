"""One sentence each from one language to another that the model learned: form, candidates, guard. Knows no passage."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shared.decoding.hypothesis import Hypothesis
from shared.decoding.scoring import force
from shared.errors import CallError
from shared.runtime.session import Session
from shared.text.normalize import normalize
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary
from translate.choice.calibration import Calibration, Evidence
from translate.choice.candidates import CandidateSearch
from translate.choice.guard import faults
from translate.text.accents import Accents
from translate.text.capitals import Capitals
from translate.text.forms import Form, form, without_end
from translate.text.glossary import NO_GLOSSARY, Glossary
from translate.text.languages import target_symbol
from translate.text.names import capitalized_in, names_in
from translate.text.slots import SLOTS, fill, without_marks
from translate.translation import NO_ATTENTION, Alternative, Attention, Translation

MAX_ALTERNATIVES = 20
MAX_BEAM_SIZE = 50

# Sources decoded together: enough to fill the processor, few enough to stay in its cache.
_BATCH_SIZE = 32
# Sure is what is more likely good than not.
CERTAIN_CONFIDENCE = 0.5


@dataclass(frozen=True)
class Asked:
    """What is asked for beside a translation.

    Args:
        alternatives: how many other translations.
        beam_size: hypotheses kept side by side; the model's own default if None.
        attention: whether to tell where the model looked.
        glossary: translations that win over the model's.
        prefix: how the translation begins; for a single sentence only.

    Raises:
        CallError: if a number is out of range.
    """

    alternatives: int = 0
    beam_size: int | None = None
    attention: bool = False
    glossary: Glossary = NO_GLOSSARY
    prefix: str = ""

    def __post_init__(self) -> None:
        for name, value, low, high in (
            ("alternatives", self.alternatives, 0, MAX_ALTERNATIVES),
            ("beam size", self.beam_size, 1, MAX_BEAM_SIZE),
        ):
            if value is not None and not low <= value <= high:
                raise CallError(f"{name} must be from {low} to {high}, not {value}")


class DirectTranslator:
    """Translates sentences in the directions that a model learned.

    Args:
        session: runs the model.
        vocabulary: the model's.
        manifest: the bundle's: directions, decoding defaults, calibration, the model's limits.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, manifest: dict[str, Any]):
        self._session = session
        self._vocabulary = vocabulary
        self._learned_source_tokens = int(manifest["model"]["learned_source_tokens"])
        self._max_source_tokens = int(manifest["model"]["max_source_tokens"])
        self._capitals = Capitals(vocabulary)
        self._accents = Accents(manifest.get("accented_words", {}))
        self._has_attention = manifest["model"]["attention"] != "none"
        self._translated_names, self._words_like_names = (
            {str(code): frozenset(map(str, words)) for code, words in manifest.get(name, {}).items()}
            for name in ("translated_names", "words_like_names")
        )
        self._names = frozenset(manifest.get("names", "").split())
        self._calibration = Calibration.read(manifest["calibration"]) if "calibration" in manifest else None
        found = {slot: vocabulary.find(slot) for slot in SLOTS}
        self._slot_ids = {slot: token_id for slot, token_id in found.items() if token_id is not None}
        self._candidates = CandidateSearch(session, vocabulary, manifest, self._slot_ids.values())
        self.directions = [(str(source), str(target)) for source, target in manifest["directions"]]

    def translate(self, sentences: Sequence[str], source: str, target: str, asked: Asked) -> list[Translation]:
        """Translate sentences, in order; what stands beside one never changes its translation."""
        forms = [self._form(sentence, source, asked) for sentence in sentences]
        results = [
            _carried(sentence, form, (source, target), asked) for sentence, form in zip(sentences, forms, strict=True)
        ]
        open_rows = [row for row, result in enumerate(results) if not result.text]
        self._fill_in(results, {row: forms[row] for row in open_rows}, asked)
        before = {row: results[row] for row in open_rows if {"numbers", "slots"} & set(results[row].faults)}
        again = {row: self._otherwise(result, asked) for row, result in before.items()}
        self._fill_in(results, again, asked)
        for row, result in before.items():
            if results[row].faults and "slots" not in result.faults:
                results[row] = result
        return results

    def known_share(self, text: str, language: str) -> float:
        """Which share of a text's pieces translations into a language are made of; 1 where that is not known."""
        found = self._form(text, language, Asked())
        return self._candidates.known_share(self._vocabulary.encode(found.text or found.carried), language)

    def _otherwise(self, result: Translation, asked: Asked) -> Form:
        """Another form: without slots where the model could not place them, else with one for every lost number."""
        if "slots" in result.faults:
            return self._form(result.source, result.source_language, asked, slots=())
        return self._form(result.source, result.source_language, asked, all_numbers=True)

    def _form(
        self, sentence: str, language: str, asked: Asked, all_numbers: bool = False, slots: Sequence[str] | None = None
    ) -> Form:
        text = normalize(without_marks(sentence))
        known = tuple(self._slot_ids) if slots is None else slots
        names = self._rare_names(text, language)
        found = form(text, language, asked.glossary.terms(text), all_numbers, known, names)
        accented = self._accents.restored(found.text, language)
        if found.shouted or not any(map(str.isupper, text)):
            return replace(found, text=self._capitals.of_all_words(accented, language))
        return replace(found, text=self._capitals.of_first_word(accented, language))

    def _rare_names(self, text: str, language: str) -> list[tuple[int, int]]:
        """Where names stand that the model would have to spell: it knows what names do, but not these."""
        if language not in self._translated_names:
            return []
        translated, words = self._translated_names[language], self._words_like_names.get(language, frozenset())
        spans = {span for span in names_in(text, language) if text[slice(*span)] not in translated}
        known = (span for span in capitalized_in(text) if text[slice(*span)] in self._names)
        spans |= {span for span in known if text[slice(*span)] not in words}
        return sorted(span for span in spans if len(self._vocabulary.encode(text[slice(*span)])) > 1)

    def _fill_in(self, results: list[Translation], forms: dict[int, Form], asked: Asked) -> None:
        """Put translations of the forms in place of the results at their rows."""
        encoded = {row: self._encode(form, results[row].target_language) for row, form in forms.items()}
        rows = sorted(encoded, key=lambda row: len(encoded[row]))
        for start in range(0, len(rows), _BATCH_SIZE):
            batch = rows[start : start + _BATCH_SIZE]
            sources = [encoded[row] for row in batch]
            batch_forms = [forms[row] for row in batch]
            direction = results[batch[0]].source_language, results[batch[0]].target_language
            required = [[self._slot_ids[slot] for slot in form.slots] for form in batch_forms]
            begun = asked.prefix and [self._begun(form, asked.prefix, direction[1]) for form in batch_forms]
            found = self._candidates.find(
                sources, direction, required, begun or None, asked.beam_size, asked.alternatives
            )
            for row, source, hypotheses in zip(batch, sources, found, strict=True):
                results[row] = self._chosen(results[row], forms[row], source, hypotheses, asked)

    def _begun(self, form: Form, prefix: str, target: str) -> list[int]:
        """The tokens that a translation begins with."""
        return self._vocabulary.encode(self._capitals.of_first_word(form.as_given(prefix), target))

    def _encode(self, form: Form, target: str) -> list[int]:
        ids = [self._vocabulary.symbol_id(target_symbol(target)), *self._vocabulary.encode(form.text), EOS_ID]
        if len(ids) > self._max_source_tokens:
            raise CallError(
                f"the phrase beginning {form.carried[:20]!r} is too long ({len(ids) - 2:,} subwords); at most "
                f"{self._max_source_tokens - 2} are translated at once: give it sentence by sentence"
            )
        return ids

    def _chosen(
        self, blank: Translation, form: Form, source: Sequence[int], hypotheses: Sequence[Hypothesis], asked: Asked
    ) -> Translation:
        """The best hypothesis that the guard lets pass, or the best of all; what is said twice counts once."""
        texts: dict[str, Hypothesis] = {}
        for hypothesis in hypotheses:
            text = form.restored(self._vocabulary.decode(hypothesis.token_ids), blank.target_language)
            texts.setdefault(text, hypothesis)
        rare = (blank.source[start:end] for start, end in self._rare_names(blank.source, blank.source_language))
        kept = {
            "slots": list(form.slots.values()),
            "glossary": [term for _, _, term in asked.glossary.terms(normalize(blank.source))],
            "names": [name for name in rare if name in form.text],  # what no slot stands for
        }
        wrong = {text: _faults(kept, blank, text, len(found.token_ids) > 1) for text, found in texts.items()}
        order = sorted(texts, key=lambda text: bool(wrong[text]))
        best = texts[order[0]]
        # Without its end, so that a full stop that was typed makes it no surer.
        evidence = Evidence.of([texts[text] for text in order], len(source), blank.source, without_end(order[0]))
        confidence = self._confidence(evidence, blank)
        sound = best.finished and not wrong[order[0]] and len(source) <= self._learned_source_tokens
        others = [Alternative(text, texts[text].score) for text in order[1 : asked.alternatives + 1]]
        return replace(
            blank,
            text=order[0],
            score=best.score,
            confidence=confidence,
            certain=sound and confidence >= CERTAIN_CONFIDENCE,
            alternatives=tuple(others),
            attention=self._attention(form, source, best) if asked.attention else None,
            faults=wrong[order[0]],
            evidence=evidence,
        )

    def _confidence(self, evidence: Evidence, blank: Translation) -> float:
        if self._calibration is None:
            return math.exp(evidence.mean_log_prob)
        return self._calibration.confidence(evidence, f"{blank.source_language}-{blank.target_language}")

    def _attention(self, form: Form, source: Sequence[int], best: Hypothesis) -> Attention:
        if not self._has_attention:
            raise CallError("this model has no attention to show")
        state = self._session.encode([source])
        (forced,) = force(self._session, state, [best.token_ids], bos_id=BOS_ID, eos_id=EOS_ID)
        assert forced.attention is not None  # an exported step always tells it
        weights = tuple(tuple(float(weight) for weight in row) for row in forced.attention)
        pieces = [
            tuple(fill(piece, form.slots) for piece in self._vocabulary.pieces(ids))
            for ids in (source, (*best.token_ids, EOS_ID))
        ]
        return Attention(pieces[0], pieces[1], weights)


def _faults(kept: Mapping[str, Sequence[str]], blank: Translation, text: str, spelled: bool) -> tuple[str, ...]:
    """The names of what should have been carried over and is missing, and what the guard finds."""
    missing = (name for name, contents in kept.items() if not all(content in text for content in contents))
    return *missing, *faults(blank.source, text, blank.source_language, blank.target_language, spelled)


def _carried(sentence: str, form: Form, direction: tuple[str, str], asked: Asked) -> Translation:
    """The sentence as a translation, if the glossary has it or there is nothing to translate; else a blank."""
    text = asked.glossary.translated(sentence, direction[1]) or ("" if form.text else form.carried)
    return Translation(sentence, text, *direction, attention=NO_ATTENTION if asked.attention else None)
