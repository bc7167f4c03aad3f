"""The web app: one page and the APIs it uses. Knows HTTP, not how a reply or a translation is made."""

from web.app import create_app
from web.settings import Settings

__all__ = ["Settings", "create_app"]
