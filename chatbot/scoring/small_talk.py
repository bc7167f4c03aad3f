"""Small talk on phrasings that were never learned: the right question's answer, in the tone asked for."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from chatbot.bot import Chatbot
from chatbot.corpora import SMALL_TALK, Conversation
from chatbot.scoring.result import Failure, Result
from chatbot.symbols import NEUTRAL
from shared.evaluation.dialogue import likeness, words
from shared.text.splits import hash_order
from shared.text.variation import carelessly

_SEED = 1


def score_small_talk(chatbot: Chatbot, conversations: Iterable[Conversation], cases: int) -> Result:
    """The first `cases` of the phrasings kept back, in the order of their hashes.

    A reply is right if none of all answers in that tone is nearer to it than one of this phrasing's.
    """
    answers: dict[str, set[str]] = defaultdict(set)
    of_phrasing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for conversation in conversations:
        if conversation.kind == SMALL_TALK and conversation.tone != NEUTRAL:
            said, answer = conversation.turns[:2]
            answers[conversation.tone].add(answer)
            if not conversation.learned:
                of_phrasing[conversation.tone, said].add(answer)
    chosen = sorted(of_phrasing, key=lambda key: hash_order(carelessly(key[1]) + key[0]))[:cases]
    counts, failures = Counter[str](), []
    for tone, said in chosen:
        counts[tone] += 1
        reply = chatbot.start(tone, _SEED).reply(said).text
        right = nearness(reply, of_phrasing[tone, said])
        if not right or right < nearness(reply, answers[tone]):
            failures.append(Failure(tone, said, reply, " or ".join(of_phrasing[tone, said])))
    return Result("small talk, phrasings never learned", counts, failures)


def nearness(reply: str, answers: Iterable[str]) -> float:
    """How much a reply is one of the answers: the most words that it shares with one, by F1; 0 if less than half.

    Example: `nearness("I'm fine.", ["Yes.", "I'm fine, thanks."])` -> `0.8`
    """
    likest = max(likeness(words(reply), words(answer)) for answer in answers)
    return likest if likest >= 0.5 else 0.0
