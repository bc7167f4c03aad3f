"""What an app serves: its two models and its limits, and how a view reaches them."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from chatbot import Chatbot
from translate import Translator
from web.settings import Settings

_EXTENSION = "served"


@dataclass(frozen=True)
class Served:
    """The models (shared by all threads) and the limits of one app."""

    translator: Translator
    chatbot: Chatbot
    settings: Settings


def attach(app: Flask, what: Served) -> None:
    """Make `what` the thing that `app` serves."""
    app.extensions[_EXTENSION] = what


def served() -> Served:
    """What the app of the current request serves."""
    return cast(Served, current_app.extensions[_EXTENSION])
