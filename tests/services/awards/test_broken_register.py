"""A register that was changed from outside: told by the check, and nothing is done on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cte_desktop.services import checking
from cte_desktop.services.awards.awarding import award, reissue, revoke, withdraw
from cte_desktop.services.awards.batch import CertificateOrder, count_batch, gather
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.register_detail import check_register, preview_reissue
from cte_desktop.services.awards.registering import register
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import undo
from cte_desktop.services.verifying.verification import export_public_keys, verify, write_checker
from cte_desktop.system.errors import KnownError
from tests.services.awards.people import YEAR

FIRST, SECOND = 1, 2  # entries
CHANGES = {
    "an entry's name": "UPDATE register_entry SET content = replace(content, 'Ana', 'Eva')",
    "an entry's content": "UPDATE register_entry SET content = 'ZZZ' WHERE number = 1",
    "an entry's number": "UPDATE register_entry SET number = 9999 WHERE number = 1",
    "an entry's line": "UPDATE register_entry SET refers_to = 'ZZZ' WHERE number = 2",
    "an entry's kind": "UPDATE register_entry SET kind = 'zzz' WHERE number = 2",
    "an entry's day": "UPDATE register_entry SET issued_on = 'zzz' WHERE number = 2",
    "an entry's bytes": "UPDATE register_entry SET reason = x'00' WHERE number = 2",
    "the first entry": "DELETE FROM register_entry WHERE number = 1",
    "the last entry": "DELETE FROM register_entry WHERE number = "
    "(SELECT max(number) FROM register_entry)",
    "an award's state": "UPDATE award SET state = 'ZZZ' WHERE entry = 1",
    "an award's other state": "UPDATE award SET state = 'undone' WHERE entry = 1",
    "an award's serial": "UPDATE award SET serial = 'ZZZ' WHERE entry = 1",
    "an award's entry": "UPDATE award SET entry = 2 WHERE entry = 1",
    "an award's line": "UPDATE award SET first_serial = 'ZZZ' WHERE entry = 1",
    "an award's pathway": "UPDATE award SET pathway = 'Welding' WHERE entry = 1",
    "an award's year": "UPDATE award SET completed_in = 2020 WHERE entry = 1",
    "an award's student": "UPDATE award SET student_uid = 'ZZZ' WHERE entry = 1",
    "an award": "DELETE FROM award WHERE entry = 1",
    "a revocation": "DELETE FROM certificate_revocation",
    "a revocation's day": "UPDATE certificate_revocation SET revoked_on = 'zzz'",
    "a revocation's other day": "UPDATE certificate_revocation SET revoked_on = '2020-01-01'",
    "a revocation's reason": "UPDATE certificate_revocation SET reason = 'is a thief'",
    "one revocation more": "INSERT INTO certificate_revocation SELECT serial, '2027-06-25', "
    "'evil', 'x', 'y', '2027-06-25 00:00:00.000000' FROM award WHERE entry = 2",
}


@pytest.fixture
def awarded(desk: Desk) -> Desk:
    """A desk on which everybody but the last has an award, one of which is revoked."""
    award(desk, find_completers(desk, YEAR).open[:-1])
    revoke(desk, register(desk)[2].serial, "printed with a wrong name")
    return desk


def change(desk: Desk, statement: str) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(statement)


def refused(deed: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as told:
        deed()
    return told.value


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_told_by_the_check_and_nothing_is_given_on_it(
    awarded: Desk, what: str, tmp_path: Path
) -> None:
    completed = find_completers(awarded, YEAR).open
    first, second = (line.serial for line in register(awarded)[:SECOND])
    change(awarded, CHANGES[what])
    path = awarded.database.path
    assert path is not None
    assert {damage.code for damage in checking.check(path, None)} == {"register_broken"}
    order = CertificateOrder(YEAR, before_graduation=True)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: award(awarded, completed),
        lambda: withdraw(awarded, second, "awarded by mistake"),
        lambda: revoke(awarded, second, "printed with a wrong name"),
        lambda: reissue(awarded, second),
        lambda: preview_reissue(awarded, second),
        lambda: undo(awarded),
        lambda: gather(awarded, order),
        lambda: count_batch(awarded, order),
        lambda: export_public_keys(awarded, tmp_path / "keys.json"),
        lambda: write_checker(awarded, tmp_path / "checker.html"),
        lambda: verify(f"CTE1.{first}", None, awarded),
    )
    for deed in deeds:
        error = refused(deed)
        assert error.code == "register_broken"
        assert "Nothing was" in error.kept
        assert "last published list" in error.do
    assert list(tmp_path.glob("*.json")) + list(tmp_path.glob("*.html")) == []


def test_a_register_that_nobody_changed_is_whole_after_every_deed(
    awarded: Desk, tmp_path: Path
) -> None:
    award(awarded, find_completers(awarded, YEAR).open)
    serials = [line.serial for line in register(awarded)]
    undo(awarded)
    withdraw(awarded, serials[0], "awarded by mistake")
    again = reissue(awarded, reissue(awarded, serials[1]).serial).serial
    revoke(awarded, again, "printed with a wrong name")
    reissue(awarded, again)
    reissue(awarded, serials[2])  # revoked before
    check = check_register(awarded)
    assert check.is_whole
    path = awarded.database.path
    assert path is not None
    assert checking.check(path, None) == ()
    assert export_public_keys(awarded, tmp_path / "keys.json").revocations > len(serials) // 2


@pytest.mark.parametrize("what", ["an entry's name", "a revocation", "an award's year"])
def test_a_changed_register_is_still_shown_with_what_is_wrong(awarded: Desk, what: str) -> None:
    before = len(register(awarded))
    change(awarded, CHANGES[what])
    assert len(register(awarded)) == before
    check = check_register(awarded)
    assert not check.is_whole
    assert (bool(check.broken), check.revocations_differ, check.awards_differ) == (
        what == "an entry's name",
        what == "a revocation",
        what == "an award's year",
    )
