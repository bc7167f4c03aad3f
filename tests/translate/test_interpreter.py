from types import SimpleNamespace

import pytest

from translate.interpreter import interpreter


class FakeTranslator:
    directions = (("en", "fr"), ("fr", "en"), ("en", "de"), ("de", "en"))

    def translate(self, text, source, target):
        return SimpleNamespace(text=f"{source}>{target}:{text}")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("French", "en>fr:Hi"),
        (" german ", "en>de:Hi"),
        ("fr", "en>fr:Hi"),
        # Only what becomes English may be of any language.
        ("English", "auto>en:Hi"),
        ("Turkish", None),
        ("Klingon", None),
        ("", None),
    ],
)
def test_what_is_known_is_translated(language, expected):
    assert interpreter(FakeTranslator)("Hi", language) == expected


def test_the_translator_is_loaded_once_and_not_before_it_is_needed():
    loaded = []
    translate = interpreter(lambda: loaded.append(1) or FakeTranslator())
    assert loaded == []
    translate("Hi", "French")
    translate("Hi", "Klingon")
    assert loaded == [1]
