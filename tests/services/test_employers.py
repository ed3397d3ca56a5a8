"""The address book of employers is kept, undone, and never changes what experiences say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.students.experiences import Employer, Experience
from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.employers import (
    fault_in,
    list_employers,
    organization_names,
    remove_employer,
    save_employer,
)
from cte_desktop.services.experiences import record_for_many
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError

MERCY = Employer(
    "", "Mercy Clinic", "Dr. Wu", "661 555 0100", "wu@mercy.org", "Valencia", ("HSMT",)
)


def names(desk: Desk) -> list[str]:
    return [line.employer.name for line in list_employers(desk)]


def test_lines_are_added_changed_removed_and_undone_by_name(desk: Desk) -> None:
    save_employer(desk, replace(MERCY, name="  Mercy   Clinic "))
    (line,) = list_employers(desk)
    assert replace(line.employer, uid="") == MERCY
    assert save_employer(desk, line.employer).step is None
    save_employer(desk, replace(line.employer, phone="661 555 0199"))
    remove_employer(desk, line.employer)
    assert names(desk) == []
    for text, phone in (
        ("Remove the employer Mercy Clinic", "661 555 0199"),
        ("Change the employer Mercy Clinic", "661 555 0100"),
    ):
        assert history.undo(desk).text == text
        assert list_employers(desk)[0].employer.phone == phone
    history.undo(desk)
    assert names(desk) == []


def test_an_employer_in_use_is_counted_and_removing_the_line_keeps_the_name(desk: Desk) -> None:
    save_employer(desk, MERCY)
    uids = [line.uid for line in list_students(desk)][:4]
    record_for_many(desk, uids, Experience("wbl", "Tour", organization="Mercy Clinic"))
    (line,) = list_employers(desk)
    assert line.students == 4
    remove_employer(desk, line.employer)
    assert "Mercy Clinic" in organization_names(desk, "wbl")
    assert "Mercy Clinic" not in organization_names(desk, "ctso")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 1000}, "name"),
        ({"name": "MERCY clinic"}, "name"),
        ({"phone": "1" * 81}, "phone"),
        ({"email": "no address"}, "email"),
        ({"note": "x" * 4001}, "note"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    desk: Desk, wrong: dict[str, str], field: str
) -> None:
    save_employer(desk, MERCY)
    others = [line.employer for line in list_employers(desk)]
    fields: dict[str, str] = {"name": "Another", **wrong}
    bad = Employer("", **fields)  # type: ignore[arg-type]
    fault = fault_in(bad, others)
    assert fault is not None
    assert fault.field == field
    with pytest.raises(KnownError):
        save_employer(desk, bad)
    assert names(desk) == ["Mercy Clinic"]
    assert fault_in(others[0], others) is None


def test_a_line_that_is_gone_is_not_written_again(desk: Desk) -> None:
    save_employer(desk, MERCY)
    (line,) = list_employers(desk)
    remove_employer(desk, line.employer)
    for act in (save_employer, remove_employer):
        with pytest.raises(KnownError, match="no longer"):
            act(desk, line.employer)
    assert names(desk) == []
