import pytest

from chatbot.learning.phrasings import phrasings
from chatbot.symbols import CONTROL_SYMBOLS, VALUE
from shared.text.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary():
    """Small, so that names are pieces of many sizes, and foreign letters bytes."""
    return Vocabulary.train(phrasings("chat")[:200], 600, CONTROL_SYMBOLS, (VALUE,))
