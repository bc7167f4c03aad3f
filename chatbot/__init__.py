"""The chatbot: `load_chatbot().start(seed=1).reply("hello").text`."""

from chatbot.bot import PRETRAINED, Chatbot, Conversation, Reply, load_chatbot
from chatbot.dialogue import Turn

__all__ = ["PRETRAINED", "Chatbot", "Conversation", "Reply", "Turn", "load_chatbot"]
