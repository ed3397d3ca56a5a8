"""What checking a certificate can find: genuine, revoked, or not genuine and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cte_desktop.domain.completion.register.entries import AwardState


class Result(StrEnum):
    """The answer to "is this certificate genuine?"."""

    GENUINE = "genuine"
    NOT_GENUINE = "not_genuine"
    REVOKED = "revoked"


class Doubt(StrEnum):
    """Why something is not shown to be genuine."""

    EMPTY = "empty"  # nothing was given
    NO_CODE = "no_code"  # no code of a certificate in what was given
    OTHER_CODE = "other_code"  # a QR code, but none of a certificate
    DAMAGED = "damaged"  # begins like a code, but is cut off or mistyped
    NEWER = "newer"  # a code of a later version of the program
    UNKNOWN_KEY = "unknown_key"  # signed with a key that the list lacks
    ALTERED = "altered"  # what it says is not what was signed


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer for one certificate; what it says is only told when its signature holds.

    `reason` is a `Doubt` of what is not genuine, the published words of what was revoked, else
    empty. `date` is the day of issue; `page` says where in a PDF the code stood. `known_until` is
    the day of another laptop's list, where that was judged by: so far its revocations are known.
    """

    result: Result
    serial: str = ""
    name: str = ""
    pathway: str = ""
    school: str = ""
    date: dt.date | None = None
    reason: str = ""
    school_year: int | None = None  # of completion
    reissue_of: str = ""
    revoked_on: dt.date | None = None
    page: int | None = None  # of a PDF, from 1
    known_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SerialAnswer:
    """What is known of a serial number alone, which proves nothing about a paper that bears it.

    `state` is None where neither register nor lists know it; REVOKED with nothing else is known by
    a list alone. `listed_on` is the day until which revocations are known.
    """

    serial: str
    state: AwardState | None
    district: str
    listed_on: dt.date
    name: str = ""
    pathway: str = ""
    school: str = ""
    issued_on: dt.date | None = None
    withheld: bool = False
    ended_on: dt.date | None = None
    reason: str = ""


def doubtful(doubt: Doubt, page: int | None = None) -> Verified:
    """Return the answer for what is not shown to be genuine."""
    return Verified(Result.NOT_GENUINE, reason=doubt, page=page)
