"""The translator of short phrases: `load_translator().translate("Good morning", target="fr").text`."""

from translate.translator import (
    PRETRAINED,
    Alternative,
    Attention,
    Translation,
    Translator,
    load_translator,
)

__all__ = ["PRETRAINED", "Alternative", "Attention", "Translation", "Translator", "load_translator"]
