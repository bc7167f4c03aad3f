"""The whole thing as people use it: `python -m web` with the shipped models, and a real browser."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Keys

from chatbot import Turn, load_chatbot
from translate import load_translator

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
def test_translate_gives_the_translator_s_own_translations(browser, address, phrase, source, target):
    browser.open(f"{address}/translate")
    browser.press(phrase, Keys.ENTER)
    browser.wait(lambda: browser.text("#result"))
    expected = load_translator().translate(phrase, source, target, alternatives=3)
    assert browser.text("#result") == expected.text
    assert browser.texts("#alternatives li") == [other.text for other in expected.alternatives]
    assert browser.find("#target").get_property("value") == target
