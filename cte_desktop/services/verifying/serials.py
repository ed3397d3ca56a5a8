"""What is known of a serial number that somebody reads from a paper, without its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.serial import parse_serial
from cte_desktop.domain.completion.certificates.verified import SerialAnswer
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.services.verifying.verification import keys_to_check_with
from cte_desktop.storage.certificates.awards import find_award
from cte_desktop.storage.certificates.register import entries_numbered

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.domain.completion.register.entries import Entry
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.certificates.awards import Award


def look_up_serial(text: str, keys_file: Path | None, desk: Desk | None) -> SerialAnswer | None:
    """Return what the open register and the lists of revocations know; None for what is no serial.

    With a file of keys only its revocations are asked: the register of another district is not
    here. Known errors as of `verification.verify`.
    """
    serial = parse_serial(text)
    if serial is None:
        return None
    keys = keys_to_check_with(keys_file, desk)
    award, entry = _found(desk, serial.text) if keys_file is None else (None, None)
    revoked = keys.revocation(serial.text)
    state = award.state if award is not None else AwardState.REVOKED if revoked else None
    frozen = entry.frozen if entry is not None else None
    return SerialAnswer(
        serial.text,
        state,
        keys.district,
        keys.listed_on,
        frozen.legal_name if frozen is not None else "",
        frozen.pathway if frozen is not None else "",
        frozen.school if frozen is not None else "",
        entry.issued_on if entry is not None else None,
        award is not None and award.withheld,
        revoked.on if revoked is not None else None,
        revoked.reason if revoked is not None else "",
    )


def _found(desk: Desk | None, serial: str) -> tuple[Award | None, Entry | None]:
    if desk is None:
        return None, None
    with desk.database.reading() as tx:
        award = find_award(tx, serial)
        entry = entries_numbered(tx, (award.entry,))[award.entry] if award is not None else None
    return award, entry
