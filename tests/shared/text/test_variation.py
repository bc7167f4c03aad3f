import pytest

from shared.text.variation import carelessly


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where is Tom ?", "where is tom"),
        ("Stop!", "stop"),
        ("?!", "?!"),
        ("déjà vu", "déjà vu"),
        ("好。", "好"),
        ("¿Qué?", "qué"),
    ],
)
def test_carelessly(text, expected):
    assert carelessly(text) == expected
