"""What the paper of the register says, and whether the register is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.completion.register.entries import AwardState, Kind


@dataclass(frozen=True, slots=True)
class RegisterCheck:
    """Whether the register is as it was written.

    `broken` are the numbers of entries that are not; `end_missing`: entries were cut off at the
    end; `awards_differ`: what is in force is not what the entries say; `revocations_differ`: nor is
    what is published as revoked. `seal` is the digest of the last entry, which holds all before it.
    `lost` certificates were ended on this machine and are valid by the register, as after going
    back to a backup: it is whole, and doesn't know what was revoked meanwhile.
    """

    entries: int
    broken: tuple[int, ...]
    end_missing: bool
    awards_differ: bool
    seal: str
    revocations_differ: bool = False
    lost: int = 0

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is wrong with it."""
        return not (
            self.broken or self.end_missing or self.awards_differ or self.revocations_differ
        )


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry as it stands on paper."""

    number: int
    serial: str
    name: str
    student_id: str
    pathway: str
    kind: Kind
    issued_on: date
    refers_to: str
    reason: str
    actor: str
    state: AwardState
    withheld: bool


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The register of a school year, or of all (None), with the check and seal of the whole."""

    district: str
    printed_on: date
    school_year: int | None
    rows: tuple[RegisterRow, ...]
    check: RegisterCheck
