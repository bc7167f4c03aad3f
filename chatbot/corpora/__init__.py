"""Dialogue corpora: one reader a format, chosen by content; knows no model."""

from chatbot.corpora.conversation import OPEN_TALK, SMALL_TALK, Conversation
from chatbot.corpora.reading import read_conversations
from chatbot.corpora.report import DialogueReport

__all__ = ["OPEN_TALK", "SMALL_TALK", "Conversation", "DialogueReport", "read_conversations"]
