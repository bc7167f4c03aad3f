"""What the translation view shows beside the translation, over a translator whose answers are known beforehand."""

import pytest
from selenium.webdriver import Keys

pytestmark = pytest.mark.browser


@pytest.fixture
def view(browser, fake_address):
    browser.open(f"{fake_address}/translate")
    browser.script("localStorage.clear()")
    yield browser
    browser.script("localStorage.clear()")


def answered(view) -> str:
    view.wait(lambda: view.find("#translate-form").get_attribute("aria-busy") == "false")
    return view.text("#result")


def choose(view, selector: str, value: str) -> None:
    view.script(
        "const list = document.querySelector(arguments[0]); list.value = arguments[1];"
        "list.dispatchEvent(new Event('change'));",
        selector,
        value,
    )


def add_to_glossary(view, phrase: str, translation: str) -> None:
    if not view.find("#glossary").get_property("open"):
        view.find("#glossary summary").click()
    view.find("#glossary-phrase").send_keys(phrase)
    view.find("#glossary-translation").send_keys(translation, Keys.ENTER)
    answered(view)


def test_confidence_in_words(view):
    view.press("sun", Keys.ENTER)
    answered(view)
    assert view.text("#confidence") == "Probably right · 88%"
    view.press("2?", Keys.ENTER)
    view.wait(lambda: view.text("#result") == "fr:SUN2?")
    assert view.text("#confidence") == "Unsure · 50% · a number is missing"
    assert view.script("return getComputedStyle(document.querySelector('#confidence')).borderStyle") == "dashed"


def test_language_that_is_not_recognised(view):
    view.press("42", Keys.ENTER)
    answered(view)
    assert view.text("#detected") == "Language not recognised"
    assert "taken for English" in view.text("#confidence")


def test_text_in_between(view):
    view.press("sun", Keys.ENTER)
    answered(view)
    assert not view.find("#between").is_displayed()
    choose(view, "#source", "fr")
    choose(view, "#target", "de")
    view.wait(lambda: view.text("#result") == "de:SUN")
    assert view.text("#between") == "Through English: en:SUN"
    assert view.text("#detected") == ""


def test_alternatives_have_scores(view):
    view.press("sun", Keys.ENTER)
    answered(view)
    assert view.texts("#alternatives .score") == ["−2.00", "−3.00", "−4.00"]


def test_going_on_from_a_word_by_keyboard_alone(view):
    view.press("one two three", Keys.ENTER)
    assert answered(view) == "fr:ONE TWO THREE"
    assert view.texts("#alternatives li:first-child .word") == ["fr:ONE", "TWO", "THREE!"]
    view.tab_to("#alternatives .word")
    view.press(Keys.ARROW_RIGHT, Keys.END, Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ENTER)
    view.wait(lambda: view.find("#kept").is_displayed())
    assert answered(view) == "fr:ONE TWO THREE"
    assert view.text("#result .kept") == "fr:ONE TWO"
    assert view.texts("#alternatives li .kept") == ["fr:ONE TWO"] * 3
    assert view.script("return document.activeElement.textContent") == "TWO"
    view.press(Keys.HOME, " ")
    view.wait(lambda: view.text("#result .kept") == "fr:ONE")
    view.tab_to("#free")
    view.press(Keys.ENTER)
    view.wait(lambda: not view.find("#kept").is_displayed())
    assert view.driver.find_elements("css selector", ".kept") == []
    assert view.script("return document.activeElement.textContent") == "fr:ONE"


def test_going_on_is_of_the_text_on_show(view):
    view.press("one two", Keys.ENTER)
    answered(view)
    view.press(" three")
    view.find("#result .word").click()
    view.wait(lambda: view.find("#kept").is_displayed())
    assert view.text("#result") == "fr:ONE TWO"


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Où est-ce, l'hôtel ?", "fr", ["Où", "est-ce,", "l'hôtel"]),
        ("私は学生です。", "ja", ["私", "は", "学生", "です"]),
        ("你好！", "zh", ["你好"]),
    ],
)
def test_words_of_a_text(view, text, language, words):
    show = """
        const [text, language, done] = arguments;
        const box = document.createElement("p");
        const found = [];
        import("/static/words.js").then(({ showWords }) => {
            showWords(box, text, language, "", (kept) => found.push(kept));
            for (const word of box.querySelectorAll(".word")) word.click();
            done([[...box.querySelectorAll(".word")].map((word) => word.textContent), box.textContent, found]);
        });
    """
    shown, whole, kept = view.driver.execute_async_script(show, text, language)
    assert (shown, whole) == (words, text)
    assert all(
        text.startswith(beginning) and beginning.endswith(word) for beginning, word in zip(kept, words, strict=True)
    )


def test_several_sentences_cannot_be_begun(view):
    view.press("One. Two.", Keys.ENTER)
    answered(view)
    view.find("#alternatives .word").click()
    view.wait(lambda: view.find("#translate-failure").is_displayed())
    assert "only a single sentence" in view.text("#translate-failure")
    assert view.text("#result") == "fr:ONE. TWO."
    assert view.driver.find_elements("css selector", ".kept") == []


def test_heat_map(view):
    view.press("one two", Keys.ENTER)
    answered(view)
    assert not view.find("#attention").is_displayed()
    view.find("#attention-toggle").click()
    view.wait(lambda: view.driver.find_elements("css selector", "#attention table"))
    assert view.texts("#attention thead th") == ["one", "two", "end"]
    assert view.texts("#attention tbody th") == ["fr:ONE", "TWO"]
    assert view.texts("#attention tbody td") == ["75%", "", "25%"] * 2
    assert view.titles("#attention tbody td")[:2] == ["fr:ONE ← one: 75%", "fr:ONE ← two: 0%"]
    shades = view.script(
        "return [...document.querySelectorAll('#attention tbody td')].map((td) => getComputedStyle(td).backgroundColor)"
    )
    assert len(set(shades[:3])) == 3
    view.find("#attention-toggle").click()
    assert not view.find("#attention").is_displayed()


def test_no_heat_map_of_a_long_text(view):
    view.find("#attention-toggle").click()
    view.script("document.querySelector('#phrase').value = arguments[0]", "word " * 101)
    view.find("#go").click()
    view.wait(lambda: view.text("#result"))
    assert view.text("#attention-note") == "It can be shown of texts of up to 500 characters."


def test_heat_map_scrolls_in_its_own_box_on_a_phone(view):
    view.resize(390, 800)
    view.find("#attention-toggle").click()
    view.find("#phrase").send_keys("a text of rather many words, more than fit on the screen of a phone", Keys.ENTER)
    view.wait(lambda: view.driver.find_elements("css selector", "#attention table"))
    view.find("#glossary summary").click()
    page = view.script("const e = document.documentElement; return [e.scrollWidth, e.scrollHeight]")
    assert page == [390, 800]  # the view scrolls, the page around it does not
    assert view.script("const e = document.querySelector('#translate'); return e.scrollWidth <= e.clientWidth")
    assert view.script("const e = document.querySelector('#attention-table'); return e.scrollWidth > e.clientWidth")


def test_glossary(view, fake_address):
    view.press("sun", Keys.ENTER)
    answered(view)
    add_to_glossary(view, "sun", "<b>sol</b>")
    view.wait(lambda: view.text("#result") == "<b>sol</b>")
    assert view.texts("#glossary-entries .entry") == ["sun → <b>sol</b>"]
    assert (view.text("#glossary-count"), view.text("#glossary-pair")) == ("1", "English → French")
    add_to_glossary(view, "sun", "sol")
    view.wait(lambda: view.text("#result") == "sol")
    choose(view, "#target", "de")
    view.wait(lambda: view.text("#result") == "de:SUN")
    assert view.texts("#glossary-entries .entry") == []
    view.open(f"{fake_address}/translate")
    view.press("sun", Keys.ENTER)
    assert answered(view) == "sol"
    view.find("#glossary summary").click()
    view.find("#glossary button[aria-label='Remove sun']").click()
    view.wait(lambda: view.text("#result") == "fr:SUN")
    assert view.script("return localStorage.getItem('glossary')") == '{"en-fr":[]}'


def test_glossary_of_a_detected_language(view):
    choose(view, "#target", "de")
    view.press("été", Keys.ENTER)
    answered(view)
    assert view.text("#glossary-pair") == "French → de"
    add_to_glossary(view, "été", "Sommer")
    view.wait(lambda: view.text("#result") == "Sommer")
    assert view.script("return localStorage.getItem('glossary')") == '{"fr-de":[["été","Sommer"]]}'


@pytest.mark.parametrize(
    "stored", ["{", "7", "[]", '{"en-fr": 3}', '{"en-fr": [["sun"], 5, ["sun", " "], ["sun", "\u200b"], [1, 2]]}']
)
def test_broken_storage_breaks_nothing(view, fake_address, stored):
    view.script("localStorage.setItem('glossary', arguments[0])", stored)
    view.open(f"{fake_address}/translate")
    view.press("sun", Keys.ENTER)
    assert answered(view) == "fr:SUN"
    add_to_glossary(view, "sun", "sol")
    view.wait(lambda: view.text("#result") == "sol")
