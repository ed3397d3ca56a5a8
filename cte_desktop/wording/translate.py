"""The one way from an English sentence to the reader's language.

The language is held in a context variable, so that a paper in Spanish can be made while the window
speaks English. Message catalogs are `resources/translations/<language>/LC_MESSAGES/cte.mo`.
"""

from __future__ import annotations

import gettext
import hashlib
import logging
import struct
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from cte_desktop.system.paths import resource
from cte_desktop.wording.own_words import in_own_words

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "es")
DOMAIN = "cte"

_UNREADABLE = (OSError, ValueError, LookupError, struct.error)
"""What reading a catalog raises that is missing, cut off by a full disk, or no catalog."""

_log = logging.getLogger(__name__)

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
    code = _language.get()
    text = in_own_words(message, _catalog(code).gettext(message), code) if message else ""
    return text.format(**values) if values else text


def trn(one: str, many: str, count: int, **values: object) -> str:
    """Return the singular or plural sentence for `count`, which fills {count}."""
    code = _language.get()
    text = in_own_words(one, _catalog(code).ngettext(one, many, count), code)
    return text.format(count=count, **values)


def noop(message: str) -> str:
    """Mark a constant's text for translation without translating it here."""
    return message


def is_catalog_there(code: str) -> bool:
    """Say whether the sentences of a language can be read; those of English stand in the code."""
    return code == "en" or isinstance(_catalog(code), gettext.GNUTranslations)


class _English(gettext.NullTranslations):
    """Stands in for a sentence without a translation, and says so in the log, once for each."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()

    def gettext(self, message: str) -> str:
        self._tell(message)
        return super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._tell(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def _tell(self, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            # By its digest: a name that was handed in by mistake must not stand in the log.
            digest = hashlib.sha256(message.encode()).hexdigest()[:12]
            _log.info("a sentence is not translated: %s, %d letters", digest, len(message))


@cache
def _catalog(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    try:
        found = gettext.translation(DOMAIN, resource("translations"), languages=[code])
    except _UNREADABLE as error:
        _log.warning("no sentences of the language %s: %s", code, type(error).__name__)
        return gettext.NullTranslations()
    found.add_fallback(_English())
    return found
