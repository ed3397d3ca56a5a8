"""What lists of students can show beside the line of each, read by kind and only when it is shown.

Standings are the kept ones: `stale` tells of whom they are not current.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.school_year import last_begun, school_year_of
from cte_desktop.services.standing_basis import present_basis
from cte_desktop.storage import list_facts as store
from cte_desktop.storage.standings import changed_parts
from cte_desktop.storage.tags import tags_of_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

AboutStudent = store.AboutStudent
ProgramFacts = store.ProgramFacts
PathwayFacts = store.PathwayFacts
PlanFacts = store.PlanFacts


class FactKind(StrEnum):
    """The kinds, each one question over all students."""

    ABOUT = "about"
    PROGRAMS = "programs"
    PATHWAYS = "pathways"
    PLANS = "plans"
    TAGS = "tags"
    REMINDERS = "reminders"


NOUNS: Mapping[FactKind, frozenset[str]] = MappingProxyType(
    {
        FactKind.ABOUT: frozenset({"students"}),
        FactKind.PROGRAMS: frozenset({"standings"}),
        FactKind.PATHWAYS: frozenset({"standings"}),
        FactKind.PLANS: frozenset({"plans", "approvals", "plan_locks"}),
        FactKind.TAGS: frozenset({"tags"}),
        FactKind.REMINDERS: frozenset({"reminders"}),
    }
)
"""The nouns of `Changes` after which a kind is to be read again; "students" concerns each."""

_READERS: Mapping[FactKind, Callable[[Transaction], dict[str, Any]]] = MappingProxyType(
    {
        FactKind.ABOUT: store.about_students,
        FactKind.PROGRAMS: store.program_facts,
        FactKind.PATHWAYS: store.pathway_facts,
        FactKind.PLANS: store.plan_facts,
        FactKind.TAGS: tags_of_all,
        FactKind.REMINDERS: store.next_reminders,
    }
)
_PARTS = {
    FactKind.PROGRAMS: Part.GRADUATION | Part.AREAS,
    FactKind.PATHWAYS: Part.PATHWAYS,
}


@dataclass(frozen=True, slots=True)
class KindRead:
    """One kind of everyone, by uid; `stale` are those of whom it is not current, None: all."""

    by_uid: Mapping[str, Any] = field(default_factory=dict)
    stale: frozenset[str] | None = frozenset()

    def is_stale(self, uid: str) -> bool:
        """Tell whether what is known of a student is being worked out anew."""
        return self.stale is None or uid in self.stale


@dataclass(frozen=True, slots=True)
class Present:
    """What is now: the school year by its first year, and the last term that has begun."""

    day: str
    school_year: int
    begun: int


def present(desk: Desk) -> Present:
    """Return what is now at the desk."""
    day = desk.today()
    return Present(day.isoformat(), school_year_of(day), last_begun(day))


def read_facts(desk: Desk, kinds: Iterable[FactKind]) -> dict[FactKind, KindRead]:
    """Return these kinds of everyone, one question each."""
    with desk.database.reading() as tx:
        return {kind: KindRead(_READERS[kind](tx), _stale(desk, tx, kind)) for kind in kinds}


def _stale(desk: Desk, tx: Transaction, kind: FactKind) -> frozenset[str] | None:
    parts = _PARTS.get(kind)
    if parts is None:
        return frozenset()
    if any(part in parts for part in changed_parts(tx, present_basis(tx, desk.today()))):
        return None
    return store.students_due(tx, int(parts))
