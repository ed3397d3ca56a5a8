"""What was decided for a student, as the audit panel marks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.students.decisions import PIN
from cte_desktop.services.decisions import GRADUATION, exceptions_of
from cte_desktop.wording.labels import course_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.cases import Case

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of program and course or requirement; `added` are programs added for the student.

    `titles` are those of courses that the catalog doesn't have, as the record writes them.
    """

    pinned: Pairs = frozenset()  # courses
    standing_in: Pairs = frozenset()  # courses that count as another
    excepted: Pairs = frozenset()  # requirements
    added: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    def course_title(self, code: str, catalog: Catalog) -> str:
        """Return the title of a course, of the catalog or else of the record."""
        return self.titles.get(code) or course_label(code, catalog)

    def is_excepted(self, program: str, row: RequirementResult) -> bool:
        """Tell whether a decision changes what a requirement asks or takes."""
        if (program, row.id) in self.excepted:
            return True
        return any((program, used.course) in self.standing_in for used in row.used)


def decided_of(case: Case) -> Decided:
    """Return what was decided for the student of a case."""
    exceptions = [(d.program or GRADUATION, d) for d in exceptions_of(case)]
    signed_up = {f"pathway:{name}" for name in case.file.pathways}
    return Decided(
        pinned=frozenset(
            (d.program or GRADUATION, d.course_code) for d in case.file.decisions if d.kind == PIN
        ),
        standing_in=frozenset((p, d.for_course) for p, d in exceptions if d.for_course),
        excepted=frozenset((p, d.requirement) for p, d in exceptions if d.requirement),
        added=frozenset(case.file.added_programs) - signed_up,
        titles=_titles(case),
    )


def _titles(case: Case) -> dict[str, str]:
    catalog = case.district.catalog
    return {
        semester.course_code: semester.title
        for semester in case.situation.semesters
        if semester.title and catalog.course(semester.course_code) is None
    }


NOTHING = Decided()
