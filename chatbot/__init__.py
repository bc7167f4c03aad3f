"""The chatbot: `load_chatbot().start(seed=1).reply("hello").text`."""

from chatbot.bot import PRETRAINED, Answer, Chatbot, Conversation, load_chatbot
from chatbot.dialogue import Turn
from chatbot.reply import Reply

__all__ = ["PRETRAINED", "Answer", "Chatbot", "Conversation", "Reply", "Turn", "load_chatbot"]
