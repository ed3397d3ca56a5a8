"""Checking one code against a list of published keys, without a network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.verified import Doubt, Result, Verified, doubtful
from cte_desktop.exchange.certificates.codes import OpenedCode, open_code
from cte_desktop.exchange.certificates.signatures import signature_holds

if TYPE_CHECKING:
    from cte_desktop.domain.completion.certificates.code import CodeRecord
    from cte_desktop.exchange.certificates.key_lists import KeyList

_LONGEST_LOOKED_AT = 10_000
"""Characters; longer text is no code however it is spaced."""


def check_code(text: str, keys: KeyList, page: int | None = None) -> Verified:
    """Tell whether a code is genuine; the text is the code and nothing else, spaces forgiven."""
    opened = open_code("".join(text.split()) if len(text) <= _LONGEST_LOOKED_AT else text)
    if not isinstance(opened, OpenedCode):
        return doubtful(opened, page)
    record = opened.record
    key = keys.key(record.key_id)
    if key is None:
        return doubtful(Doubt.UNKNOWN_KEY, page)
    if not signature_holds(key.public, opened.signature, opened.signed):
        return doubtful(Doubt.ALTERED, page)
    genuine = _genuine(record, page)
    other = keys.list_of(record.key_id)
    if other is not None and other is not keys:
        genuine = replace(genuine, known_until=other.listed_on)
    revoked = keys.revocation(record.serial)
    if revoked is None:
        return genuine
    return replace(genuine, result=Result.REVOKED, reason=revoked.reason, revoked_on=revoked.on)


def _genuine(record: CodeRecord, page: int | None) -> Verified:
    return Verified(
        Result.GENUINE,
        serial=record.serial,
        name=record.name,
        pathway=record.pathway,
        school=record.school,
        date=record.issued_on,
        school_year=record.year,
        reissue_of=record.reissue_of,
        page=page,
    )
