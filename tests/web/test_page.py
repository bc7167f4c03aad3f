"""The page in a real browser, over models whose answers are known beforehand."""

import pytest
from selenium.webdriver import Keys

pytestmark = pytest.mark.browser

LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 4


@pytest.fixture
def page(browser, fake_address):
    browser.open(f"{fake_address}/?seed=3")
    return browser


@pytest.fixture
def translation(browser, fake_address):
    browser.open(f"{fake_address}/translate")
    return browser


def translated(page) -> str:
    page.wait(lambda: page.find("#translate-form").get_attribute("aria-busy") == "false")
    return page.text("#result")


def test_conversation_by_keyboard_alone(page):
    page.press("one")
    page.press_shift_enter()
    page.press("two", Keys.ENTER)
    assert page.messages() == ["one\ntwo", "neutral 3  one\ntwo"]
    page.tab_to("#tone")
    page.press("w")
    page.tab_to("#send")
    page.tab_to("#message")
    page.press("three", Keys.ENTER)
    assert page.messages()[2:] == ["three", "witty 3 user:one\ntwo|bot:neutral 3  one\ntwo three"]
    assert page.text("#chat-status") == "Bot: witty 3 user:one\ntwo|bot:neutral 3  one\ntwo three"
    page.tab_to("#new-conversation")
    page.press(Keys.ENTER)
    assert page.messages() == []
    page.press("four", Keys.ENTER)
    assert page.messages() == ["four", "witty 3  four"]


def test_example_starts_a_conversation(page):
    page.tab_to("[data-example]")
    example = page.script("return document.activeElement.textContent")
    page.press(Keys.ENTER)
    assert page.messages() == [example, f"neutral 3  {example}"]
    assert not page.find("#empty").is_displayed()


def test_blank_message_is_not_sent(page):
    page.press("  ", Keys.ENTER)
    assert page.texts("#messages .text") == []
    assert page.find("#empty").is_displayed()


def test_text_is_never_markup(page):
    text = "<img src=x onerror='document.title=1'><script>document.title=1</script>"
    page.press(text, Keys.ENTER)
    assert page.messages() == [text, f"neutral 3  {text}"]
    assert page.driver.find_elements("css selector", "#messages img, #messages script") == []
    assert page.driver.title == "Chat · seq2seq"


def test_lost_server_loses_nothing_typed(page):
    page.go_offline()
    page.press("hello", Keys.ENTER)
    page.wait(lambda: page.driver.find_elements("css selector", ".message.failure"))
    assert "The server cannot be reached. Your message is still here." in page.text(".message.failure")
    page.press("a draft")
    page.go_online()
    page.find(".message.failure button").click()
    assert page.messages() == ["hello", "neutral 3  hello"]
    assert page.find("#message").get_property("value") == "a draft"
    assert page.driver.find_elements("css selector", ".failure:not([hidden])") == []


def test_reply_that_breaks_off_can_be_had_again(page):
    page.press("break", Keys.ENTER)
    page.wait(lambda: page.driver.find_elements("css selector", ".message.failure"))
    assert "The reply broke off." in page.text(".message.failure")
    page.press("go on", Keys.ENTER)
    assert page.messages() == ["break", "go on", "neutral 3 user:break go on"]


def test_views_change_without_losing_anything(page):
    page.press("hello", Keys.ENTER)
    page.messages()
    page.find("nav a[data-view=translate]").click()
    assert page.driver.current_url.endswith("/translate?seed=3")
    assert page.find("#translate").is_displayed()
    assert not page.find("#chat").is_displayed()
    assert page.find("nav a[aria-current=page]").text == "Translate"
    page.driver.back()
    assert page.find("#chat").is_displayed()
    assert page.messages() == ["hello", "neutral 3  hello"]


def test_translation_by_keyboard_alone(translation):
    translation.press("sun", Keys.ENTER)
    assert translated(translation) == "fr:SUN"
    assert translation.texts("#alternatives .words") == ["fr:SUN!", "fr:SUN!!", "fr:SUN!!!"]
    assert translation.text("#detected") == "Detected: English"
    assert translation.text("#translate-status") == "Translation: fr:SUN"
    translation.tab_to("#copy")
    translation.press(Keys.ENTER)
    translation.wait(lambda: translation.text("#copied"))
    translation.tab_to("#target")
    translation.press(Keys.ARROW_DOWN)
    translation.wait(lambda: translation.text("#result") == "de:SUN")


def test_swap(translation):
    translation.press("sun", Keys.ENTER)
    translated(translation)
    translation.find("#swap").click()
    translation.wait(lambda: translation.text("#result") == "en:FR:SUN")
    assert translation.find("#phrase").get_property("value") == "fr:SUN"
    assert translation.find("#source").get_property("value") == "fr"
    assert translation.texts("#target option") == ["English", "de"]


def test_text_in_the_target_language_goes_the_other_way(translation):
    translation.press("étéé", Keys.ENTER)
    assert translated(translation) == "en:ÉTÉÉ"
    assert translation.find("#target").get_property("value") == "en"


def test_lost_server_keeps_the_phrase(translation):
    translation.go_offline()
    translation.press("sun", Keys.ENTER)
    translation.wait(lambda: translation.find("#translate-failure").is_displayed())
    assert translation.find("#phrase").get_property("value") == "sun"
    translation.go_online()
    translation.find("#translate-failure button").click()
    translation.wait(lambda: translation.text("#result") == "fr:SUN")
    assert not translation.find("#translate-failure").is_displayed()


@pytest.mark.parametrize("path", ["/", "/translate", "/nothing"])
def test_phone_needs_no_sideways_scrolling(browser, fake_address, path):
    browser.resize(360, 740)
    browser.driver.get(fake_address + path)
    if path != "/nothing":
        browser.press(LONG_WORD, Keys.ENTER)
        answered = "#messages .bot .text" if path == "/" else "#result"
        browser.wait(lambda: LONG_WORD.upper() in "".join(browser.texts(answered)).upper())
    overflowing = """
        const visible = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility());
        return visible.filter((e) => e.getBoundingClientRect().right > innerWidth).map((e) => e.outerHTML);
    """
    assert browser.script(overflowing) == []
    assert browser.script("return document.documentElement.scrollWidth <= innerWidth")
