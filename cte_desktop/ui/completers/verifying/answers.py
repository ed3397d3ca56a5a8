"""What checking found, as the window shows it: a sign, a name, a sentence and facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.verified import Doubt, Result
from cte_desktop.domain.completion.register.entries import AwardState
from cte_desktop.wording.completion.verification import (
    result_facts,
    result_name,
    result_sentence,
    serial_facts,
    serial_name,
    serial_sentence,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.completion.certificates.verified import SerialAnswer, Verified
    from cte_desktop.services.verifying.verification import Checked
    from cte_desktop.ui.widgets.finding_row import Severity


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `number` counts those of one check from 1; `where` says on which page it is."""

    number: int
    tone: Severity
    name: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    where: str = ""
    serial: str = ""
    about: str = ""  # name and pathway


def answers_of(checked: Checked) -> tuple[Answer, ...]:
    """Return the answer for each certificate that was seen."""
    return tuple(_answer(number, found, checked) for number, found in enumerate(checked.answers, 1))


def answer_of_serial(found: SerialAnswer) -> Answer:
    """Return what is known of a serial number."""
    tone: Severity = "warning"
    if found.state is AwardState.IN_FORCE:
        tone = "information"
    elif found.state is not None:
        tone = "must_fix"
    return Answer(
        1,
        tone,
        serial_name(found),
        serial_sentence(found),
        serial_facts(found),
        serial=found.serial,
        about=found.name,
    )


def answer_of_mistyped() -> Answer:
    """Return the answer for a serial number whose check character doesn't fit."""
    return Answer(
        1,
        "warning",
        tr("No serial number"),
        tr(
            "It looks like one, but its last character doesn't fit: look for a slip of the pen, or "
            "scan the QR code."
        ),
        (),
    )


def _answer(number: int, found: Verified, checked: Checked) -> Answer:
    return Answer(
        number,
        _tone(found),
        result_name(found),
        result_sentence(found, checked.district, checked.listed_on),
        result_facts(found),
        tr("Page {page}", page=found.page) if found.page is not None else "",
        found.serial,
        ", ".join(part for part in (found.name, found.pathway) if part),
    )


def _tone(found: Verified) -> Severity:
    if found.result is Result.GENUINE:
        return "met"
    sure = found.result is Result.REVOKED or found.reason == Doubt.ALTERED
    return "must_fix" if sure else "warning"
