"""What checking a certificate found, in words: for the window, the command line and the checker."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.verified import Doubt, Result
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.completion.certificates.verified import SerialAnswer, Verified

RESULT_NAMES = MappingProxyType(
    {
        Result.GENUINE: noop("Genuine"),
        Result.REVOKED: noop("Revoked: no longer valid"),
        Result.NOT_GENUINE: noop("Not genuine"),
    }
)
NOT_SHOWN = noop("Not shown to be genuine")
"""The name where nothing speaks for a certificate, and nothing proves it false."""

GENUINE_MORE = noop(
    "It was signed by {district}, nothing in it was changed, and by {day} it was not revoked. "
    "Compare the name with the paper."
)
REVOKED_MORE = noop("It was issued by {district} and revoked on {day}: {reason}")
DOUBTS = MappingProxyType(
    {
        Doubt.EMPTY: noop("There is nothing to check. Paste the text of the QR code."),
        Doubt.NO_CODE: noop("There is no certificate code here. One begins with CTE1."),
        Doubt.OTHER_CODE: noop("The QR code here is not the code of a certificate."),
        Doubt.DAMAGED: noop("The code is cut off or has a wrong character. Scan it again."),
        Doubt.NEWER: noop(
            "The code was made by a newer version of the program. Check it with that version or "
            "with the checker that the district publishes now."
        ),
        Doubt.UNKNOWN_KEY: noop(
            "The code was signed with a key that the list of {district} lacks: it is from another "
            "district, newer than the list, or forged. Ask the district that the certificate names "
            "for its present list."
        ),
        Doubt.ALTERED: noop(
            "What the code says is not what was signed: somebody changed it or made it up."
        ),
    }
)
FACTS = MappingProxyType(
    {
        "name": noop("Name"),
        "pathway": noop("Pathway"),
        "school": noop("School"),
        "issued": noop("Issued"),
        "serial": noop("Serial number"),
        "replaces": noop("Replaces"),
    }
)


SERIAL_NAMES = MappingProxyType(
    {
        AwardState.IN_FORCE: noop("In force"),
        AwardState.UNDONE: noop("Not in force: taken back"),
        AwardState.WITHDRAWN: noop("Not in force: taken back"),
        AwardState.REVOKED: noop("Revoked: no longer valid"),
        AwardState.REISSUED: noop("Not in force: replaced"),
    }
)
SERIAL_UNKNOWN = noop("Not known here")
_ALONE = noop("A serial number alone proves nothing: compare the name, and check the QR code.")


def serial_name(found: SerialAnswer) -> str:
    """Return what is known of a serial, in a few words."""
    return tr(SERIAL_UNKNOWN if found.state is None else SERIAL_NAMES[found.state])


def serial_sentence(found: SerialAnswer) -> str:
    """Return what that means."""
    if found.state is None:
        said = tr(
            "Neither the register nor the revocations of {district} by {day} have this serial "
            "number.",
            district=found.district,
            day=date_label(found.listed_on),
        )
    elif found.state is AwardState.IN_FORCE:
        said = tr("The register of {district} has it.", district=found.district)
        if found.withheld:
            said += " " + tr("Its certificate is withheld.")
    else:
        day = date_label(found.ended_on) if found.ended_on else ""
        reason = found.reason.rstrip(".")
        said = tr("It ended on {day}: {reason}.", day=day, reason=reason)
    return f"{said} {tr(_ALONE)}"


def serial_facts(found: SerialAnswer) -> tuple[tuple[str, str], ...]:
    """Return what the register says of a serial, as label and value."""
    facts = {
        "name": found.name,
        "pathway": found.pathway,
        "school": found.school,
        "issued": date_label(found.issued_on) if found.issued_on else "",
        "serial": found.serial,
    }
    return tuple((tr(FACTS[name]), value) for name, value in facts.items() if value)


def result_name(found: Verified) -> str:
    """Return the answer in one or a few words."""
    if found.result is Result.NOT_GENUINE and found.reason != Doubt.ALTERED:
        return tr(NOT_SHOWN)
    return tr(RESULT_NAMES[found.result])


def result_sentence(found: Verified, district: str, listed_on: date) -> str:
    """Return what the answer means; `district` is whose keys it was checked with, and `listed_on`
    the day until which its revocations are known.
    """
    if found.result is Result.GENUINE:
        day = date_label(found.known_until or listed_on)
        return tr(GENUINE_MORE, district=district, day=day)
    if found.result is Result.REVOKED:
        day = date_label(found.revoked_on) if found.revoked_on else ""
        return tr(REVOKED_MORE, district=district, day=day, reason=found.reason)
    return tr(DOUBTS[Doubt(found.reason)], district=district)


def result_facts(found: Verified) -> tuple[tuple[str, str], ...]:
    """Return what the certificate says, as label and value; nothing of one that isn't genuine."""
    facts = {
        "name": found.name,
        "pathway": found.pathway,
        "school": found.school,
        "issued": date_label(found.date) if found.date else "",
        "serial": found.serial,
        "replaces": found.reissue_of,
    }
    return tuple((tr(FACTS[name]), value) for name, value in facts.items() if value)
