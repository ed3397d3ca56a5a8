"""The register after going back to a backup: no serial twice, and what was ended since is told."""

from __future__ import annotations

from cte_desktop.services import backups, restoring
from cte_desktop.services.awards.awarding import award, revoke
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk, open_desk
from tests.services.awards.people import CLOCK, YEAR


def test_serials_are_never_given_twice_and_lost_revocations_are_told(desk: Desk) -> None:
    file = desk.database.path
    assert file is not None
    before = backups.back_up(desk).path
    award(desk, find_completers(desk, YEAR).open[:3])
    given = [entry.serial for entry in register(desk)]
    revoke(desk, given[0], "printed with a wrong name")
    assert restoring.restore(desk, before).lost_revocations == 1
    again = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    assert register(again) == ()
    award(again, find_completers(again, YEAR).open[:3])
    anew = [entry.serial for entry in register(again)]
    assert len({*given, *anew}) == 6
    after = backups.back_up(again).path
    revoke(again, anew[0], "printed with a wrong name")
    assert restoring.restore(again, after).lost_revocations == 2
