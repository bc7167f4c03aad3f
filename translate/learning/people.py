"""Names of people as Faker lists them: sentences to learn from have a few only. Knows no corpus and no model."""

import importlib
import itertools
from collections.abc import Collection, Iterable, Iterator

from faker.config import AVAILABLE_LOCALES

from translate.text.names import capitalized_in

_LISTS = ("first_names", "first_names_female", "first_names_male", "last_names", "last_names_female", "last_names_male")


def names_of_people(languages: Iterable[str]) -> set[str]:
    """First and last names, of one word each, where these languages are spoken.

    Example: among `names_of_people(["de"])` -> `"Peter"`, `"Schmidt"`
    """
    wanted = set(languages)
    locales = sorted(locale for locale in AVAILABLE_LOCALES if locale.partition("_")[0] in wanted)
    return {name for locale in locales for name in _listed(locale) if capitalized_in(name) == [(0, len(name))]}


def _listed(locale: str) -> Iterator[str]:
    try:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:  # it has a locale's addresses, say, but no names
        return
    lists = (getattr(provider, name, ()) for name in _LISTS)
    yield from itertools.chain(*(names for names in lists if isinstance(names, Collection)))
