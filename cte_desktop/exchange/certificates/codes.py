"""The text of a certificate's QR code: "CTE1." and the signed record in base64url.

Only what was written by `make_code` is read: base64 that could be spelled in a second way is
refused, so that no character of a code can be changed without notice.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cte_desktop.domain.completion.certificates.code import (
    CodeRecord,
    decode,
    encode,
    fitting,
    record_length,
)
from cte_desktop.domain.completion.certificates.verified import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "CTE1."
SIGNATURE_BYTES = 64
LONGEST_CODE = 900
"""Characters; the longest that `make_code` writes has 804."""
MOST_CODES = 20_000

_BEGIN = re.compile(r"CTE(\d{1,4})\.", re.ASCII)
_REST = re.compile(r"[A-Za-z0-9_\-\s]*", re.ASCII)
_SPACES = re.compile(r"\s+")
_CHARACTER_BITS = 6


class Signer(Protocol):
    """A key to sign with."""

    @property
    def key_id(self) -> bytes:
        """The id that its codes carry."""

    def sign(self, payload: bytes) -> bytes:
        """Return the Ed25519 signature."""


@dataclass(frozen=True, slots=True)
class OpenedCode:
    """A code taken apart; nothing says yet that its signature holds."""

    record: CodeRecord
    signed: bytes
    signature: bytes


def make_code(record: CodeRecord, key: Signer) -> str:
    """Return the code of a certificate, signed; names that are too long for it are cut visibly.

    `ValueError` when the record names another key.
    """
    if record.key_id != key.key_id:
        raise ValueError("a code names the key that signs it")
    signed = encode(fitting(record))
    return PREFIX + _as_text(signed + key.sign(signed))


def open_code(text: str) -> OpenedCode | Doubt:
    """Take a code apart, or say why it can't be."""
    if not text:
        return Doubt.EMPTY
    begin = _BEGIN.match(text)
    if begin is None:
        return Doubt.NO_CODE
    if begin[0] != PREFIX:
        return Doubt.NEWER
    if len(text) > LONGEST_CODE:
        return Doubt.DAMAGED
    content = _as_bytes(text[len(PREFIX) :])
    if content is None or len(content) <= SIGNATURE_BYTES:
        return Doubt.DAMAGED
    signed, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
    record = decode(signed)
    return Doubt.DAMAGED if record is None else OpenedCode(record, signed, signature)


def begins_like_a_code(text: str) -> bool:
    """Tell whether a text is meant as a code, of whatever version."""
    return _BEGIN.match(text) is not None


def codes_in(text: str) -> tuple[str, ...]:
    """Return every code in running text, each once, in their order; lines may break inside one.

    No more than `MOST_CODES` beginnings are looked at.
    """
    return tuple(dict.fromkeys(_candidates(text)))


def _candidates(text: str) -> Iterator[str]:
    for begin in itertools.islice(_BEGIN.finditer(text), MOST_CODES):
        # As long as a code can be and as much again for broken lines.
        found = _REST.match(text, begin.end(), begin.end() + 2 * LONGEST_CODE)
        rest = found[0] if found else ""
        length = _length_of(_SPACES.sub("", rest))
        if length is None:
            yield begin[0] + (rest.split() or [""])[0]
        else:
            yield begin[0] + _SPACES.sub("", rest)[:length]


def _length_of(rest: str) -> int | None:
    """Return how many characters belong to the code: the record says how long it is."""
    whole = rest[: len(rest) // 4 * 4]
    content = base64.urlsafe_b64decode(whole)
    record = record_length(content)
    if record is None:
        return None
    length = -(-(record + SIGNATURE_BYTES) * 8 // _CHARACTER_BITS)
    return length if length <= len(rest) else None


def _as_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _as_bytes(text: str) -> bytes | None:
    """Return the bytes that base64url without padding spells, in its one right spelling."""
    try:
        written = text.encode("ascii") + b"=" * (-len(text) % 4)
        content = base64.b64decode(written, altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return content if _as_text(content) == text else None
