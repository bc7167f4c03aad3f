"""The translator of short phrases: `load_translator().translate("Good morning", target="fr").text`."""

from translate.direct import Asked
from translate.text.glossary import Glossary, read_glossary
from translate.translation import Alternative, Attention, Translation
from translate.translator import PRETRAINED, Translator, load_translator

__all__ = [
    "PRETRAINED",
    "Alternative",
    "Asked",
    "Attention",
    "Glossary",
    "Translation",
    "Translator",
    "load_translator",
    "read_glossary",
]
