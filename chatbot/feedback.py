"""`python -m chatbot.feedback`: replies that people rated well, and those they corrected, as a corpus on stdout.

Each line is a conversation up to such a reply, in JSON as `chatbot.train` reads it; only the last of its turns is
learned.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from chatbot.dialogue import CONTEXT_TURNS, Turn
from chatbot.symbols import BOT
from shared.command_line import ArgumentParser, note, run
from shared.errors import CallError
from shared.storage.tables import conversations, corrections, messages, ratings

# The speaker of the one turn of a conversation that is worth learning.
_REPLIER = "rated"


def main(argv: Sequence[str]) -> None:
    """Write the corpus."""
    arguments = _parser().parse_args(argv)
    count = 0
    try:
        if (url := make_url(arguments.database)).get_backend_name() == "sqlite":
            file = f"file:{quote(url.database or '')}"
            url = url.update_query_dict({"mode": "ro", "uri": "true"}).set(database=file)
        with create_engine(url).connect() as connection:
            for turns in learnable(connection):
                count += 1
                sys.stdout.write(json.dumps(_record(turns), ensure_ascii=False) + "\n")
    except ModuleNotFoundError as error:
        raise CallError(f"--database: the driver {error.name} is missing; pip install {error.name}") from error
    except (ArgumentError, ValueError) as error:
        raise CallError(f"--database: no URL of a database ({error}); such as sqlite:///chats.db") from error
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise CallError(f"--database {arguments.database}: {cause}; give the URL that the server was given") from error
    note(f"{count:,} replies rated well or corrected")


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m chatbot.feedback", description=__doc__)
    parser.add_argument("--database", required=True, metavar="URL", help="such as sqlite:///chats.db")
    return parser


def _record(turns: Sequence[Turn]) -> dict[str, object]:
    """A conversation of which the last turn may be learned."""
    *before, last = [{"speaker": turn.speaker, "text": turn.text} for turn in turns]
    return {"replier": _REPLIER, "turns": [*before, {**last, "speaker": _REPLIER}]}


def learnable(connection: Connection) -> Iterator[list[Turn]]:
    """Turns that end in a reply worth learning: the corrected one, or one that was rated well."""
    query = (
        select(messages.c.conversation_id, messages.c.place, messages.c.text, corrections.c.text.label("correction"))
        .join(conversations)
        .outerjoin(corrections)
        .outerjoin(ratings)
        .where(messages.c.speaker == BOT)
        .where((ratings.c.good == 1) | corrections.c.text.is_not(None))
        .order_by(conversations.c.created, messages.c.conversation_id, messages.c.place)
    )
    for row in connection.execute(query):
        before = (
            select(messages.c.speaker, messages.c.text)
            .where(messages.c.conversation_id == row.conversation_id)
            .where(messages.c.place.between(row.place - CONTEXT_TURNS, row.place - 1))
            .order_by(messages.c.place)
        )
        turns = [Turn(*said) for said in connection.execute(before)]
        if turns:
            yield [*turns, Turn(BOT, row.correction or row.text)]


if __name__ == "__main__":
    raise SystemExit(run(main))
