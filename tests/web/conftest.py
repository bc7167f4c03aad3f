"""Stand-ins for the two models, whose answers are known beforehand, and a browser for the tests of the page.

The real models answer in test_browser.py.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from werkzeug.serving import make_server

from chatbot import Reply, Turn
from shared.errors import CallError
from translate import Alternative, Asked, Attention, Translation, Translator, load_translator
from translate.text.languages import reachable
from web import Settings, create_app

NOTHING_ELSE = Asked()


class FakeTranslator:
    """Translates by turning a phrase's letters into capitals; what has an "é" it takes for French.

    It is certain of what has no "?", counts "2" a lost number, and knows no language of a text without letters.
    """

    def __init__(self) -> None:
        self.directions = [("en", "fr"), ("fr", "en"), ("en", "de")]
        self.reachable = reachable(self.directions)

    def translate(self, text: str, source: str, target: str, **asked: Any) -> Translation:
        return self._translate(text, source, target, Asked(**asked))

    def translate_batch(
        self, texts: Sequence[str], source: str, target: str, asked: Asked = NOTHING_ELSE
    ) -> list[Translation]:
        return [self._translate(text, source, target, asked) for text in texts]

    def detect(self, text: str) -> list[tuple[str, float]]:
        return [("fr", 0.95), ("en", 0.05)] if "é" in text else [("en", 0.875), ("fr", 0.125)]

    def _translate(self, text: str, source: str, target: str, asked: Asked) -> Translation:
        if asked.prefix and ". " in text:
            raise CallError("only a single sentence can be begun for the model")
        language = self._language(text) if source == "auto" else source
        via = "en" if (language, target) == ("fr", "de") else None
        best = asked.glossary.whole(text) or f"{target}:{text.upper()}"
        best = asked.prefix + best[len(asked.prefix) :]
        return Translation(
            source=text,
            text=best,
            score=-1.0,
            confidence=0.5 if "?" in text else 0.875,
            certain=language != "und" and "?" not in text,
            source_language=language,
            target_language=target,
            alternatives=tuple(Alternative(best + "!" * n, -1.0 - n) for n in range(1, asked.alternatives + 1)),
            attention=_attention(text, best) if asked.attention else None,
            via=via,
            between=f"en:{text.upper()}" if via else "",
            guessed="en" if language == "und" else None,
            faults=("numbers",) if "2" in text else (),
        )

    def _language(self, text: str) -> str:
        return self.detect(text)[0][0] if any(character.isalpha() for character in text) else "und"


def _attention(source: str, target: str) -> Attention:
    """Words for pieces; each looks at the first one for three quarters, and at the end for the rest."""
    columns, rows = (tuple(f"▁{word}" for word in text.split()) for text in (source, target))
    row = (0.75, *[0.0] * (len(columns) - 1), 0.25)
    return Attention((*columns, "</s>"), rows, (row,) * len(rows))


class FakeConversation:
    """Replies with all it knows: tone, seed, history and the message; "break" breaks it."""

    def __init__(self, tone: str, seed: int | None, history: Sequence[Turn]) -> None:
        self._known = f"{tone} {seed} " + "|".join(f"{turn.speaker}:{turn.text}" for turn in history)

    def reply(self, text: str) -> Reply:
        return Reply(text="".join(self.stream(text)), score=-1.0, skill="decoder")

    def stream(self, text: str) -> Iterator[str]:
        if text == "break at once":
            raise RuntimeError("broken")
        yield self._known
        if text == "break":
            raise RuntimeError("broken")
        yield " "
        yield from (text[start : start + 3] for start in range(0, len(text), 3))


class FakeChatbot:
    """Starts fake conversations."""

    tones = ("neutral", "friendly", "witty")

    def start(self, tone: str = "neutral", seed: int | None = None, history: Sequence[Turn] = ()) -> FakeConversation:
        return FakeConversation(tone, seed, history)


@pytest.fixture
def client() -> FlaskClient:
    settings = Settings(
        max_body_bytes=4000,
        max_characters=50,
        max_phrases=3,
        max_alternatives=5,
        max_messages=4,
        max_attention_characters=20,
        max_glossary_entries=3,
        max_glossary_characters=10,
    )
    return create_app(FakeTranslator(), FakeChatbot(), settings).test_client()


@pytest.fixture(scope="session")
def translator() -> Translator:
    """The shipped translator."""
    return load_translator()


@pytest.fixture
def shipped(translator: Translator) -> FlaskClient:
    """A client of an app that serves the shipped translator, within the usual limits."""
    return create_app(translator, FakeChatbot()).test_client()


@pytest.fixture(scope="session")
def fake_address() -> Iterator[str]:
    """The address of a server with the fakes."""
    server = make_server("127.0.0.1", 0, create_app(FakeTranslator(), FakeChatbot()), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


WAIT_SECONDS = 30
CHROMIUM_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Browser:
    """What a person does with the page: look, press keys, wait for an answer."""

    def __init__(self, driver: WebDriver) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)
        # Both lists are filled from the server: with them the page is ready.
        self.wait(lambda: self.texts("#tone option") and self.texts("#target option"))

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def go_offline(self) -> None:
        self._network(offline=True)

    def go_online(self) -> None:
        self._network(offline=False)

    def press(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def press_shift_enter(self) -> None:
        ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).perform()

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is on what `selector` finds, and check that it can be seen there."""
        for _ in range(30):
            self.press(Keys.TAB)
            if self.script("return document.activeElement.matches(arguments[0])", selector):
                assert self.script(
                    "const style = getComputedStyle(document.activeElement);"
                    "return style.outlineStyle !== 'none' || document.activeElement.matches('textarea')"
                )
                return
        raise AssertionError(f"Tab never came to {selector}")

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element("css selector", selector)

    def text(self, selector: str) -> str:
        found = self.texts(selector)
        if not found:
            raise NoSuchElementException(selector)  # which `wait` waits on
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return self._each(selector, "textContent")

    def titles(self, selector: str) -> list[str]:
        return self._each(selector, "title")

    def messages(self) -> list[str]:
        """The texts of the conversation, once the bot has said what it has to say."""
        self.wait(lambda: self.find("#messages").get_attribute("aria-busy") == "false")
        return self.texts("#messages .text")

    def script(self, source: str, *arguments: object) -> object:
        return self.driver.execute_script(source, *arguments)

    def wait(self, condition: Callable[[], object]) -> None:
        WebDriverWait(self.driver, WAIT_SECONDS, poll_frequency=0.05).until(lambda _: condition())

    def _each(self, selector: str, name: str) -> list[str]:
        """A property of all that `selector` finds, at one moment: the page may replace them at the next."""
        source = "return [...document.querySelectorAll(arguments[0])].map((element) => element[arguments[1]])"
        return cast(list[str], self.script(source, selector, name))

    def _network(self, *, offline: bool) -> None:
        conditions = {"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)


@pytest.fixture(scope="session")
def chromium() -> Iterator[WebDriver]:
    """A headless Chromium from Debian's packages; without it, browser tests skip here and fail in CI."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        message = "needs the Debian packages chromium and chromium-driver"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        for flag in (*CHROMIUM_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        yield browser
        browser.quit()


@pytest.fixture
def browser(chromium: WebDriver) -> Iterator[Browser]:
    """The browser at a desktop's width; the test fails if the page broke a rule of its own or threw."""
    chromium.get("about:blank")
    chromium.get_log("browser")
    page = Browser(chromium)
    page.resize(1280, 800)
    yield page
    page.go_online()
    errors = [entry for entry in chromium.get_log("browser") if entry["source"] in ("javascript", "security")]
    assert errors == []
