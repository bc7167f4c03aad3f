"""What people may say where a phrasing has a placeholder: names, places, dates, sums; knows no phrasing.

Beside what is likely there are words that nobody would say there: what is told has to be copied, not guessed.
"""

import random
from collections.abc import Callable, Sequence

from chatbot.symbols import LANGUAGE, PHRASE

_LOCALES = ("en_US", "en_GB", "en_IN", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "nl_NL", "sv_SE", "tr_TR", "cs_CZ")
_ONSETS = ("b", "br", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sh", "t", "tr", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ee", "ia", "ou")
_CODAS = ("", "", "n", "r", "l", "s", "th", "nd", "x", "m")
_PLACE_ENDINGS = ("ville", "ton", "burg", "ford", "mouth", " Falls", " Bay", "wick", "stad", "ham")
_HOLIDAYS = ("Christmas Eve", "Christmas Day", "New Year's Eve", "New Year's Day", "Halloween", "Valentine's Day")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LANGUAGES = (
    *("French", "German", "Spanish", "Turkish", "Japanese", "Dutch", "Polish", "Chinese", "Swedish", "English"),
    *("Italian", "Portuguese", "Russian", "Korean", "Arabic", "Greek", "Mandarin", "Hindi", "Finnish", "Latin"),
)
_FOREIGN = (
    *("guten Tag", "auf Wiedersehen", "ich liebe dich", "wie geht es dir", "das Wetter ist schön", "vielen Dank"),
    *("bonjour", "je ne sais pas", "comment ça va", "à demain", "s'il vous plaît", "où est la gare"),
    *("buenas noches", "me gusta el pan", "hasta luego", "¿dónde estás?", "mucho gusto", "lo siento"),
    *("dank je wel", "tot ziens", "god morgon", "tack så mycket", "dzień dobry", "dziękuję", "teşekkür ederim"),
    *("günaydın", "konnichiwa", "arigato", "ありがとう", "おはよう", "你好", "谢谢", "ni hao", "merhaba", "proszę"),
)
# How often a value is words taken from elsewhere.
_ODD = 0.2
_TITLED = ("film", "music", "pet_name")
_INVENTED = 0.35


class Values:
    """Draws values.

    Args:
        rng: whose chances decide.
        listed: for some kinds the values that are likely.
        talk: sentences of which words are taken.
    """

    def __init__(self, rng: random.Random, listed: dict[str, Sequence[str]], talk: Sequence[str]):
        from faker import Faker  # needed for training only

        self._rng, self._listed, self._talk = rng, listed, talk
        self._faker = Faker(list(_LOCALES), use_weighting=False)
        self._faker.seed_instance(rng.getrandbits(32))
        self._makers: dict[str, Callable[[], str]] = {
            "name": self._name,
            "age": self._age,
            "birthday": self._birthday,
            "home": self._place,
            "origin": self._place,
            "sum": self._sum,
            PHRASE: self._phrase,
            LANGUAGE: lambda: rng.choice(_LANGUAGES),
        }

    def draw(self, kind: str) -> str:
        """A value of a kind of fact, a slot, or a sum."""
        if kind in self._makers:
            return self._makers[kind]()
        if self._rng.random() < _ODD:
            words = self._odd_words()
            return words.title() if kind in _TITLED else words
        return self._rng.choice(self._listed[kind])

    def _odd_words(self) -> str:
        while True:
            words = self._rng.choice(self._talk).split()
            size = self._rng.randint(1, 3)
            start = self._rng.randint(0, max(0, len(words) - size))
            chosen = " ".join(words[start : start + size]).strip(".,!?;:\"'()-").lower()
            if any(c.isalpha() for c in chosen):
                return chosen

    def _name(self) -> str:
        if self._rng.random() < _INVENTED:
            return self._invented(1, 3).capitalize()
        if self._rng.random() < 0.1:
            return str(self._faker.name())
        return str(self._faker.first_name())

    def _invented(self, least: int, most: int) -> str:
        syllables = self._rng.randint(least, most)
        choice = self._rng.choice
        return "".join(choice(_ONSETS) + choice(_VOWELS) + choice(_CODAS) for _ in range(syllables))

    def _age(self) -> str:
        from num2words import num2words  # needed for training only

        age = self._rng.randint(4, 99)
        return str(age) if self._rng.random() < 0.75 else str(num2words(age))

    def _birthday(self) -> str:
        from num2words import num2words

        if self._rng.random() < 0.05:
            return self._rng.choice(_HOLIDAYS)
        day, month = self._rng.randint(1, 31), self._rng.choice(_MONTHS)
        ordinal = num2words(day, to="ordinal_num" if self._rng.random() < 0.8 else "ordinal")
        forms = (
            *(f"{month} {day}", f"{month} {ordinal}", f"the {ordinal} of {month}", f"{day} {month}"),
            *(f"{ordinal} of {month}", f"{month} the {ordinal}", f"{ordinal} {month}", month),
        )
        return self._rng.choice(forms)

    def _place(self) -> str:
        chance = self._rng.random()
        if chance < 0.3:
            return self._invented(1, 2).capitalize() + self._rng.choice(_PLACE_ENDINGS)
        if chance < 0.5:
            return str(self._faker["en_US"].country())
        city = str(self._faker.city())
        if chance < 0.6:
            return f"{city}, {self._faker['en_US'].country()}"
        return f"a small town near {city}" if chance < 0.65 else city

    def _phrase(self) -> str:
        chance = self._rng.random()
        if chance < 0.1:
            return self._rng.choice(_FOREIGN)
        if chance < 0.3:
            return self._odd_words()
        while True:
            sentence = self._rng.choice(self._talk)
            if len(sentence.split()) <= 8 and '"' not in sentence and any(c.isalpha() for c in sentence):
                return sentence.rstrip(".! ") if chance < 0.7 else sentence.rstrip(".!? ").lower()

    def _sum(self) -> str:
        from num2words import num2words

        def number(most: int) -> str:
            value = self._rng.randint(0, most)
            if self._rng.random() < 0.1:
                return f"{value}.{self._rng.randint(1, 99)}"
            return str(value) if self._rng.random() < 0.7 else str(num2words(value))

        most = self._rng.choice((10, 20, 100, 1000))
        first, second = number(most), number(most)
        operators = (
            *(" + ", "+", " plus ", " and ", " - ", " minus ", " take away ", " * ", "*", " x ", " times "),
            *(" multiplied by ", " / ", " divided by ", " over ", "-", "/", " added to ", " less "),
        )
        forms = (
            *[f"{first}{self._rng.choice(operators)}{second}"] * 6,
            f"{first}{self._rng.choice(operators)}{second}{self._rng.choice(operators)}{number(20)}",
            f"{number(100)}% of {second}",
            f"{number(100)} percent of {second}",
            f"the square root of {number(400)}",
            f"the square of {first}",
            f"{first} squared",
            f"{first} cubed",
            f"{first} to the power of {self._rng.randint(2, 5)}",
            f"half of {second}",
            f"a {self._rng.choice(('third', 'quarter', 'fifth', 'tenth'))} of {second}",
            f"twice {first}",
            f"the sum of {first} and {second}",
            f"the product of {first} and {second}",
            f"the difference between {first} and {second}",
            f"({first} + {second}) * {self._rng.randint(2, 9)}",
        )
        return self._rng.choice(forms)
