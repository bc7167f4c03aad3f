"""Arithmetic, by code: a model would guess."""

import ast
import math
import operator
import re
from decimal import Decimal
from fractions import Fraction

from simpleeval import SimpleEval
from text_to_num import alpha2digit

from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import ARITHMETIC

# A number, or what stands in brackets.
_N = r"(\d+(?:\.\d+)?|\([^()]*\))"
# What people say instead of signs, in this order.
_SAID = (
    (re.compile(r"(?<=\d),(?=\d{3}\b)|[$€£]"), ""),
    # The parser of numbers leaves these, which may be no numbers.
    (re.compile(r"\bzero\b"), "0"),
    (re.compile(r"\bone\b"), "1"),
    (re.compile(r"\btwo\b"), "2"),
    (re.compile(r"\((\d+(?:\.\d+)?)\)"), r" \1"),
    (re.compile(r"[×·⋅]|(?<=[\d)\s])x(?=[\d(\s])|\b(?:times|multiplied by)\b"), "*"),
    (re.compile(r"÷|\b(?:divided by|over)\b"), "/"),
    (re.compile(r"(?<![\d)] )\b(?:minus|negative) (?=\d)"), "-"),
    (re.compile(r"−|–|\b(?:minus|take away|less)\b"), "-"),
    (re.compile(r"\b(?:plus|added to)\b"), "+"),
    (re.compile(rf"\bsum of {_N} and {_N}"), r"(\1+\2)"),
    (re.compile(rf"\bproduct of {_N} and {_N}"), r"(\1*\2)"),
    (re.compile(rf"\bdifference between {_N} and {_N}"), r"abs(\1-\2)"),
    (re.compile(rf"\badd {_N} (?:and|to) {_N}"), r"(\1+\2)"),
    (re.compile(rf"\bsubtract {_N} from {_N}"), r"(\2-\1)"),
    (re.compile(rf"\bmultiply {_N} (?:by|and|with) {_N}"), r"(\1*\2)"),
    (re.compile(rf"\bdivide {_N} by {_N}"), r"(\1/\2)"),
    (re.compile(rf"{_N} ?(?:%|percent|per cent) of {_N}"), r"(\1/100*\2)"),
    (re.compile(rf"(?:\bsquare root of |\bsqrt ?|√ ?){_N}"), r"(\1**0.5)"),
    (re.compile(rf"\bsquare of {_N}|{_N} squared"), r"(\1\2**2)"),
    (re.compile(rf"\bcube of {_N}|{_N} cubed"), r"(\1\2**3)"),
    (re.compile(r"\^|\b(?:raised )?to the power (?:of )?"), "**"),
    (re.compile(rf"\bhalf of {_N}"), r"(\1/2)"),
    (re.compile(rf"\b(?:a|1) (?:third|3rd) of {_N}"), r"(\1/3)"),
    (re.compile(rf"\b(?:a|1) quarter of {_N}"), r"(\1/4)"),
    (re.compile(rf"\b(?:a|1) (?:fifth|5th) of {_N}"), r"(\1/5)"),
    (re.compile(rf"\b(?:a|1) (?:tenth|10th) of {_N}"), r"(\1/10)"),
    (re.compile(rf"\b(?:twice|double) {_N}"), r"(2*\1)"),
    (re.compile(rf"{_N} and (?={_N})"), r"\1+"),
)
# Neither out of the middle of a word or number nor up to there: "1e5+3" and "3,5 + 1" are no sums.
_EXPRESSION = re.compile(
    r"(?<![\w.])(?<!\d,)-?(?:abs\(|\.?\d|\()(?:[\d.+*/()-]|(?<!\d)\s|\s(?!\d))*[\d)](?!\w|[.,]\d| ?%)", re.ASCII
)
_OPERATION = re.compile(r"[\d)]\s*[+*/-]")
_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.Pow: lambda base, exponent: Fraction(math.pow(base, exponent)),
}
# Nobody asks for more, and more could take long.
_LONGEST, _MOST = 500, 1e15
_DECLINED = "I can't work that out; I know plus, minus, times, divided by, powers, percent and square roots."


class Arithmetic:
    """Calculates what was asked, or says that it cannot."""

    name = ARITHMETIC

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        return [Reply(calculated(request.said), skill=self.name)]


def calculated(question: str) -> str:
    """The answer to a question for a number.

    Example: `calculated("What is 12 times 7?")` -> `"12 * 7 = 84"`
    """
    if len(question) > _LONGEST:
        return _DECLINED
    text = alpha2digit(question.lower(), "en")
    for pattern, sign in _SAID:
        text = pattern.sub(sign, text)
    found = max(filter(_OPERATION.search, _EXPRESSION.findall(text)), key=len, default="")
    try:
        value = _value(found)
    except ZeroDivisionError:
        return "Nothing can be divided by zero."
    except Exception:  # whatever is no expression; simpleeval's errors and Python's share no other base
        return _DECLINED
    small = value and abs(value) < 1 / _MOST
    return _DECLINED if small or abs(value) > _MOST else f"{_shown(found)} = {_number(value)}"


def _value(expression: str) -> Fraction:
    """Exact but for powers."""
    evaluator = SimpleEval(_OPERATORS, {"abs": abs})
    evaluator.nodes[ast.Constant] = lambda node: Fraction(str(node.value))
    value: Fraction = evaluator.eval(expression.strip())
    return value


def _shown(expression: str) -> str:
    """An expression as people write it.

    Example: `"(9**2)"` -> `"9^2"`
    """
    bare = re.sub(r"\s", "", expression).replace("**", "^")
    bare = bare[1:-1] if re.fullmatch(r"\((?:[^()]|\([^()]*\))*\)", bare) else bare
    return re.sub(r"(?<=[\d)])([+*/-])", r" \1 ", bare)


def _number(value: Fraction) -> str:
    """A number without what rounding left.

    Example: `Fraction(1, 3)` -> `"0.3333333"`
    """
    decimal = Decimal(value.numerator) / value.denominator
    shown = f"{decimal:.7g}" if abs(value) < 1 else f"{decimal:.6f}".rstrip("0").rstrip(".")
    return f"{Decimal(shown):f}"
