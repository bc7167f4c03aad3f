"""The English names of languages by their ISO 639-1 code."""

_NAMES = dict(
    line.split(maxsplit=1)
    for line in """
    af Afrikaans
    ar Arabic
    bg Bulgarian
    bn Bengali
    ca Catalan
    cs Czech
    cy Welsh
    da Danish
    de German
    el Greek
    en English
    eo Esperanto
    es Spanish
    et Estonian
    eu Basque
    fa Persian
    fi Finnish
    fr French
    ga Irish
    gl Galician
    he Hebrew
    hi Hindi
    hr Croatian
    hu Hungarian
    hy Armenian
    id Indonesian
    is Icelandic
    it Italian
    ja Japanese
    ka Georgian
    ko Korean
    la Latin
    lt Lithuanian
    lv Latvian
    mk Macedonian
    mr Marathi
    ms Malay
    nb Norwegian Bokmål
    nl Dutch
    no Norwegian
    pl Polish
    pt Portuguese
    ro Romanian
    ru Russian
    sk Slovak
    sl Slovenian
    sq Albanian
    sr Serbian
    sv Swedish
    sw Swahili
    ta Tamil
    th Thai
    tl Tagalog
    tr Turkish
    uk Ukrainian
    ur Urdu
    vi Vietnamese
    zh Chinese
    """.strip().splitlines()
)
# Beside their names, what else people call them.
_CODES = {name.lower(): code for code, name in _NAMES.items()} | {
    "mandarin": "zh",
    "simplified chinese": "zh",
    "castilian": "es",
    "farsi": "fa",
    "flemish": "nl",
    "norwegian": "no",
}


def language_name(code: str) -> str:
    """The name people know a language by; the code itself where we know none.

    Example: `"fr"` -> `"French"`
    """
    return _NAMES.get(code, code)


def language_code(name: str) -> str:
    """The code of a language by its English name, however it is written; empty where we know none.

    Example: `"mandarin"` -> `"zh"`
    """
    said = name.strip().lower()
    return _CODES.get(said, said if said in _NAMES else "")
