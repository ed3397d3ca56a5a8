"""The one way from an English sentence to the reader's language.

The language is held in a context variable, so that a paper in Spanish can be made while the window
speaks English. Message catalogs are `resources/translations/<language>/LC_MESSAGES/cte.mo`.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.system.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "es")
DOMAIN = "cte"

_language: ContextVar[str] = ContextVar("language", default="en")


def current_language() -> str:
    """Return the code of the language in force, "en" or "es"."""
    return _language.get()


def use_language(code: str) -> None:
    """Make `code` the language of this context from now on; an unknown code means English."""
    _language.set(code if code in LANGUAGES else "en")


@contextmanager
def language(code: str) -> Iterator[None]:
    """Speak `code` inside the block, then the former language again."""
    token = _language.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


def tr(message: str, **values: object) -> str:
    """Return `message` in the language in force, its {names} filled with `values`."""
    # To gettext the empty text is the header of the catalog.
    text = _catalog(_language.get()).gettext(message) if message else ""
    return text.format(**values) if values else text


def trn(one: str, many: str, count: int, **values: object) -> str:
    """Return the singular or plural sentence for `count`, which fills {count}."""
    text = _catalog(_language.get()).ngettext(one, many, count)
    return text.format(count=count, **values)


def noop(message: str) -> str:
    """Mark a constant's text for translation without translating it here."""
    return message


@cache
def _catalog(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resource("translations"), languages=[code], fallback=True)
