"""What the tests of awards do over and over: award all, and list what the register has."""

from __future__ import annotations

from cte_desktop.domain.completion.register.entries import Kind
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import RegisterLine, Wanted, register
from cte_desktop.services.desk import Desk
from tests.services.awards.people import YEAR


def award_all(desk: Desk) -> list[str]:
    """Award whoever can be; returns every serial in force."""
    award(desk, find_completers(desk, YEAR).open)
    return serials(desk)


def serials(desk: Desk) -> list[str]:
    return [c.serial for c in find_completers(desk, YEAR).completed if c.serial]


def entries(desk: Desk, kind: Kind) -> tuple[RegisterLine, ...]:
    return register(desk, Wanted(kind=kind))


def ever_given(desk: Desk) -> list[str]:
    return [line.serial for line in register(desk) if line.kind in {Kind.AWARD, Kind.REISSUE}]
