"""What the bot never learns to say and never says, whatever it is told: abuse and threats; knows no model."""

import codecs
import itertools
import re

# Abuse, as words or their beginnings (*), turned by thirteen letters so that nobody reads it unawares.
_ABUSE = (
    "shpx* zbgureshpx* fuvg* ohyyfuvg ovgpu* phag* pbpx pbpxfhpx* qvpxurnq* qvpx qvpxf nffubyr* nefrubyr* "
    "onfgneq* fyhg* juber* jnax jnaxf jnaxrq jnaxvat jnaxre* gjng* cevpx chffl chffvrf phz wvmm oybjwbo* cbea* "
    "gvgf obbof avttre* avttn avttnf avttnm arteb artebf artebrf puvax* fcvp fcvpf xvxr* tbbx* jrgonpx* pbba "
    "pbbaf jbc jbcf qntb qntbf cnxv cnxvf enturnq* gbjryurnq* snttbg* snt sntf qlxr* genaal genaavrf ubzb ergneq "
    "ergneqf ergneqrq zbatbybvq* fcnfgvp* xxx xlf urvy encvfg* encr encrq encvat encrf crqb crqbf crqbcuvy* cnrqb "
    "cnrqbf cnrqbcuvy* vaprfg zbyrfg* "
)
# Names, animals and idioms in which such words do no harm.
_HARMLESS = re.compile(
    r"\b(?:(?-i:Dick|Dyke)|spotted dick|homo (?:sapiens|erectus)|cum laude|maine coons?|pussy ?cats?|"
    r"(?:blue|great) tits|shitake|spic and span|chinks? in|cock-a-doodle)\b",
    re.IGNORECASE,
)
# Somebody who is addressed and what must not be done to them: "I will kill you", "I hope you die".
_WILL = r"\b(?:i|we)(?:'ll| will| shall|'m going to| am going to|'m gonna| am gonna| want to| wanna)"
_THREAT = re.compile(
    r"\b(?:kill|murder|strangle|stab)(?:ing)? (?:you|ya|u|your)\b"
    r"|\bshoot(?:ing)? (?:you|ya|u)\b(?! an? )"
    r"|\b(?:kill|hang|shoot|stab|drown) (?:yourself|urself)\b|\bgo die\b"
    # Whoever wins at chess or comes first does no harm.
    rf"|{_WILL} (?:hurt|burn|hang|destroy|drown|beat|punch|slap) (?:you|ya|u)\b(?! (?:at|in|by|there|to it)\b)"
    r"|\b(?:hope|want|wish) (?:that )?you (?:would |will )?(?:to )?(?:die|suffer|get hurt)\b"
    r"|\byou(?:'ll| will| shall| should|'re going to| are going to|'re gonna| deserve to) "
    r"(?:die(?! laughing| of laughter)|suffer(?! from)|bleed|burn(?= in hell|[.!]|$))\b",
    re.IGNORECASE,
)


def _pattern() -> re.Pattern[str]:
    """Of lower-case text; grouped by first letters, of which most words have none, it is several times as fast."""
    words = sorted(codecs.decode(_ABUSE, "rot13").replace("*", "[a-z]*").split())
    groups = itertools.groupby(words, lambda word: word[0])
    alike = (f"{first}(?:{'|'.join(word[1:] for word in group)})" for first, group in groups)
    return re.compile(rf"\b(?:{'|'.join(alike)})\b")


_ABUSIVE = _pattern()


def is_decent(text: str) -> bool:
    """Whether a text holds no word of abuse and no threat.

    Example: `is_decent("Nice shot!")` -> `True`, `is_decent("I'll kill you!")` -> `False`
    """
    said = _HARMLESS.sub("", text.replace("’", "'"))
    return not (_ABUSIVE.search(said.lower()) or _THREAT.search(said))
