"""What the tests of kept standings compare with: the audits themselves, one after the other.

And the rules that they publish.
"""

from __future__ import annotations

import copy
from collections import Counter

from cte_desktop.domain.audit.standing import Standing, standing_of
from cte_desktop.services.cases import open_cases
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.rules import documents, publish
from cte_desktop.services.standings import figures

Group = tuple[str, str, int, str, str]


def audited(desk: Desk) -> dict[str, tuple[Standing, ...]]:
    """Where every student stands by a full audit, under their uids."""
    return {
        case.file.student.uid: tuple(map(standing_of, case.audit.programs))
        for case in open_cases(desk)
    }


def counted(desk: Desk) -> Counter[Group]:
    """How many students stand so by full audits."""
    return Counter(
        (
            p.id,
            case.file.student.school,
            case.file.student.grade_level,
            p.status.value,
            p.stage.value if p.stage else "",
        )
        for case in open_cases(desk)
        for p in case.audit.programs
    )


def kept(desk: Desk) -> Counter[Group]:
    """How many students stand so by the figures; not one of them may be stale."""
    found = figures(desk)
    assert found.stale == 0
    assert all(line.stale == 0 for line in found.lines)
    return Counter(
        {
            (line.program, line.school, line.grade_level, line.status, line.stage): line.students
            for line in found.lines
        }
    )


def ask_more_electives(desk: Desk) -> Changes:
    """Publish a graduation that asks for ten credits more of everyone."""
    document = copy.deepcopy(documents(desk)["graduation"])
    document.pop("sample", None)
    own = document["set"][0]
    own["total"] += 10.0
    next(row for row in own["subject"] if row["id"] == "elective")["credits"] += 10.0
    for based_on_it in document["set"][1:3]:
        based_on_it["total"] += 10.0
        based_on_it["override"]["elective"] += 10.0
    return publish(desk, {"graduation": document})


def ask_more_history(desk: Desk) -> Changes:
    """Publish an A-G that asks for a third year of history."""
    document = copy.deepcopy(documents(desk)["ag"])
    document.pop("sample", None)
    document["area"]["A"]["years"] += 1
    document["total_years"] += 1
    return publish(desk, {"ag": document})
