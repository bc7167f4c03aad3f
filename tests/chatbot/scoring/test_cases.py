import pytest

from chatbot.scoring.cases import memory_cases, skill_cases
from shared.errors import CallError

TOLD = '[age]\ncases = [{ tell = "I am 9.", ask = "How old am I?", value = "9" }]\n'
OTHERS = '[distractors]\nturns = ["hi"]\nuntold = [{ ask = "Who am I?", kind = "name" }]\n'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cases.toml"

    def written(text):
        path.write_text(text, "utf-8")
        return path

    return written


def test_cases_of_memory(file):
    assert memory_cases(file(TOLD + OTHERS))["age"]["cases"][0]["value"] == "9"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOLD, r"\[distractors\] turns must be a list of texts"),
        (TOLD + '[distractors]\nturns = ["hi"]\n', r"untold must be a list of tables with ask, kind"),
        (TOLD.replace('"9" }', "9 }") + OTHERS, r"\[age\] cases must be a list of tables with tell, ask, value"),
        ("[age]\n" + OTHERS, r"\[age\] cases"),
        ("age = 3\n" + OTHERS, r"\[age\] cases"),
        (TOLD.replace("age", "shoe size").replace("[shoe size]", '["shoe size"]') + OTHERS, "must be one of name, age"),
    ],
)
def test_other_forms_of_memory_are_told(file, text, message):
    with pytest.raises(CallError, match=message):
        memory_cases(file(text))


def test_cases_of_skills(file):
    text = '[date]\ncases = ["What day is it?"]\n[arithmetic]\ncases = [{ said = "1 + 1", value = "2" }]\n'
    assert list(skill_cases(file(text))) == ["date", "arithmetic"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[date]\n", r"\[date\] cases must be a list of texts"),
        ("[date]\ncases = []\n", r"\[date\] cases must be a list of texts"),
        ("[date]\ncases = [5]\n", r"\[date\] cases must be a list of texts"),
        ('[translate]\ncases = ["how do you say hello"]\n', "tables with said, phrase, language"),
        ('[cooking]\ncases = ["how do you fry an egg"]\n', r"\[cooking\]: must be one of chat, "),
    ],
)
def test_other_forms_of_skills_are_told(file, text, message):
    with pytest.raises(CallError, match=message):
        skill_cases(file(text))
