"""The whole thing as people use it: `python -m web` with the shipped models, and a real browser."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Keys

from chatbot import Turn, load_chatbot
from translate import Glossary

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "web", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            line = process.stderr.readline()
            assert line.startswith("Serving on http://127.0.0.1:"), line
            yield line.split()[2]
        finally:
            process.terminate()


def test_chat_gives_the_bot_s_own_replies(browser, address):
    browser.open(f"{address}/?seed=5")
    browser.press("Hello, how are you?", Keys.ENTER)
    _, first = browser.messages()
    browser.press("What do you like to do?", Keys.ENTER)
    *_, second = browser.messages()
    bot = load_chatbot()
    tone = bot.tones[0]
    assert first == bot.start(tone=tone, seed=5).reply("Hello, how are you?").text
    history = (Turn("user", "Hello, how are you?"), Turn("bot", first))
    assert second == bot.start(tone=tone, seed=5, history=history).reply("What do you like to do?").text
    assert first
    assert second


@pytest.mark.parametrize(
    ("phrase", "source", "target"),
    [("Where is the station?", "en", "fr"), ("Je ne sais pas.", "fr", "en")],
)
def test_translate_gives_the_translator_s_own_translations(browser, address, translator, phrase, source, target):
    browser.open(f"{address}/translate")
    browser.press(phrase, Keys.ENTER)
    browser.wait(lambda: browser.text("#result"))
    expected = translator.translate(phrase, source, target, alternatives=3)
    assert browser.text("#result") == expected.text
    assert browser.texts("#alternatives .words") == [other.text for other in expected.alternatives]
    assert browser.find("#target").get_property("value") == target


def test_going_on_from_an_alternative_gives_the_translator_s_own_translation(browser, address, translator):
    phrase = "Where is the station?"
    browser.open(f"{address}/translate")
    browser.press(phrase, Keys.ENTER)
    browser.wait(lambda: browser.text("#result"))
    last = browser.text("#alternatives li:last-child .words")
    browser.driver.find_elements("css selector", "#alternatives li:last-child .word")[1].click()
    browser.wait(lambda: browser.find("#kept").is_displayed())
    prefix = " ".join(last.split()[:2])
    expected = translator.translate(phrase, "en", "fr", alternatives=3, prefix=prefix)
    assert browser.text("#result") == expected.text
    assert browser.text("#result .kept") == prefix
    assert browser.texts("#alternatives .words") == [other.text for other in expected.alternatives]


def test_heat_map_and_confidence_are_the_translator_s_own(browser, address, translator):
    phrase = "Where is the next station?"
    browser.open(f"{address}/translate")
    browser.find("#attention-toggle").click()
    browser.find("#phrase").send_keys(phrase, Keys.ENTER)
    browser.wait(lambda: browser.driver.find_elements("css selector", "#attention table"))
    expected = translator.translate(phrase, "en", "fr", attention=True)
    weights = [weight for row in expected.attention.weights for weight in row]
    shown = browser.texts("#attention tbody td")
    assert [int(text.rstrip("%") or 0) for text in shown] == pytest.approx([100 * w for w in weights], abs=0.51)
    assert f"{100 * expected.confidence:.0f}%" in browser.text("#confidence")
    assert "▁" not in browser.text("#attention")


def test_glossary_wins_over_the_model(browser, address, translator):
    browser.open(f"{address}/translate")
    browser.script("localStorage.setItem('glossary', arguments[0])", '{"en-fr": [["good morning", "salut à tous"]]}')
    browser.press("Good morning", Keys.ENTER)
    browser.wait(lambda: browser.text("#result"))
    browser.script("localStorage.clear()")
    glossary = Glossary([("good morning", "salut à tous")])
    assert browser.text("#result") == translator.translate("Good morning", "en", "fr", glossary=glossary).text
