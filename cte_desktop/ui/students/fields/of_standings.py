"""Columns and filters of kept standings: graduation, UC, CSU and the pathway.

What is being worked out anew is muted, and its tooltip says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.result import PathwayStage, ProgramStatus
from cte_desktop.domain.credits import text as credits_text
from cte_desktop.domain.school_year import TERMS, school_year_text
from cte_desktop.services.list_facts import FactKind
from cte_desktop.ui.students.fields.of_facts import WAITING
from cte_desktop.ui.students.fields.record import ListColumn, ListFilter, fixed
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import level_label, stage_label, status_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.list_facts import PathwayFacts, ProgramFacts
    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.students.fields.record import Value
    from cte_desktop.ui.students.known_facts import KnownFacts
    from cte_desktop.ui.theme import ColorName

GRADUATION, UC, CSU = "graduation", "uc", "csu"
STAGE, NEXT_STEP, ONE_COURSE, LAST_START = "stage", "next_step", "one_course", "last_start"
CHANCE, LAST_CHANCE, NOT_REACHABLE = "chance", "last_chance", "out_of_reach"
_STATUSES = tuple(ProgramStatus)
_STAGES = tuple(PathwayStage)
_INKS: dict[str, tuple[str, ColorName]] = {
    "met": ("circle-check", "met"),
    "on_track": ("circle-dot", "planned"),
    "at_risk": ("triangle-alert", "warning"),
    "not_met": ("octagon-alert", "must_fix"),
}
_NO_MOMENT = 10**6  # sorts after every term


class Standings:
    """Reads the kept standings of a student for columns and filters."""

    def __init__(self, facts: KnownFacts) -> None:
        self._facts = facts

    def programs(self, row: StudentLine) -> ProgramFacts | None:
        """Return how somebody stands in the programs of all."""
        found: ProgramFacts | None = self._facts.of(FactKind.PROGRAMS, row.uid)
        return found

    def pathways(self, row: StudentLine) -> tuple[PathwayFacts, ...]:
        """Return how somebody stands in pathways, the own one first."""
        found: tuple[PathwayFacts, ...] | None = self._facts.of(FactKind.PATHWAYS, row.uid)
        return found or ()

    def status(self, row: StudentLine, program: str) -> str:
        """Return the status in graduation, UC or CSU, "" for none."""
        return str(getattr(self.programs(row), program, ""))

    def is_open(self, one: PathwayFacts) -> bool:
        """Tell whether what is missing of a pathway can start in a term not begun yet."""
        last = one.last_start
        return one.status == "at_risk" and last is not None and last > self._facts.now.begun

    def one_course(self, row: StudentLine) -> PathwayFacts | None:
        """Return the pathway that lacks one thing alone, as the page Home counts it."""
        found = (one for one in self.pathways(row) if one.short_of and self.is_open(one))
        return next(found, None)

    def last_chance(self, row: StudentLine) -> PathwayFacts | None:
        """Return the pathway that can be begun or gone on with this school year alone."""
        year = self._facts.now.school_year
        for one in self.pathways(row):
            last = one.last_start
            if one.only_year and last is not None and last // 3 == year and self.is_open(one):
                return one
        return None

    def own(self, row: StudentLine) -> PathwayFacts | None:
        """Return the pathway that comes first."""
        return next(iter(self.pathways(row)), None)

    def stage(self, row: StudentLine) -> str:
        """Return how far the student is in it, as it is kept."""
        found = self.own(row)
        return "" if found is None else found.stage

    def is_stale(self, row: StudentLine) -> bool:
        """Tell whether the standing in pathways is being worked out anew."""
        return self._facts.is_stale(FactKind.PATHWAYS, row.uid)

    def waiting(self) -> str:
        """Return what stands where nothing is known of a pathway, or not yet."""
        return "" if self._facts.is_read(FactKind.PATHWAYS) else WAITING

    def last_start(self, row: StudentLine) -> int | None:
        """Return the moment of the last term in which what is missing can start."""
        starts = (one.last_start for one in self.pathways(row) if self.is_open(one))
        return min((one for one in starts if one is not None), default=None)


def columns_of_standings(facts: KnownFacts) -> tuple[ListColumn, ...]:
    """Return the columns."""
    stands = Standings(facts)
    return (*_of_programs(facts, stands), *_of_pathways(stands))


def filters_of_standings(facts: KnownFacts) -> tuple[ListFilter, ...]:
    """Return the filters."""
    stands = Standings(facts)
    statuses = fixed([(_capital(status_label(one)), one.value) for one in _STATUSES])

    def program(name: str, title: str, everything: str) -> ListFilter:
        def test(wanted: Value) -> Callable[[StudentLine], bool]:
            return lambda row: stands.status(row, name) == wanted

        return ListFilter(name, title, everything, statuses, test, FactKind.PROGRAMS)

    return (
        program(GRADUATION, tr("Graduation"), tr("Graduation: all")),
        program(UC, tr("UC"), tr("UC: all")),
        program(CSU, tr("CSU"), tr("CSU: all")),
        *_filters_of_pathways(stands),
    )


def moment_text(moment: int) -> str:
    """Return a moment as a term: "fall 2026-27"."""
    term = TERMS[moment % len(TERMS)]
    year = school_year_text(moment // len(TERMS))
    return tr("{term} {year}", term=term_label(term), year=year)


def _of_programs(facts: KnownFacts, stands: Standings) -> tuple[ListColumn, ...]:
    def credit(row: StudentLine) -> str:
        found = stands.programs(row)
        if found is None:
            return "" if facts.is_read(FactKind.PROGRAMS) else WAITING
        return f"{credits_text(found.earned)}/{credits_text(found.need)}"

    earned = Column(
        tr("Credits"),
        credit,
        figures=True,
        sort_key=lambda row: getattr(stands.programs(row), "earned", -1),
        tooltip=lambda row: _worked_out(facts, FactKind.PROGRAMS, row),
        width=96,
        searched=False,
    )
    said = tr("Credits earned of those that graduation asks")
    return (
        _status(facts, stands, GRADUATION, (tr("Graduation"), 150)),
        ListColumn("credits", earned, FactKind.PROGRAMS, said),
        _status(facts, stands, UC, (tr("UC"), 136)),
        _status(facts, stands, CSU, (tr("CSU"), 136)),
    )


def _status(facts: KnownFacts, stands: Standings, name: str, head: tuple[str, int]) -> ListColumn:
    def text(row: StudentLine) -> str:
        if not facts.is_read(FactKind.PROGRAMS):
            return WAITING
        found = stands.status(row, name)
        return status_label(ProgramStatus(found)) if found in _STATUSES else ""

    column = Column(
        head[0],
        text,
        sort_key=lambda row: _place(_STATUSES, stands.status(row, name)),
        tooltip=lambda row: _worked_out(facts, FactKind.PROGRAMS, row),
        icon=lambda row: _INKS[found][0] if (found := stands.status(row, name)) in _INKS else None,
        color=lambda row: _ink(facts, FactKind.PROGRAMS, row, stands.status(row, name)),
        width=head[1],
        searched=False,
    )
    return ListColumn(name, column, FactKind.PROGRAMS)


def _filters_of_pathways(stands: Standings) -> tuple[ListFilter, ...]:
    def stage(wanted: Value) -> Callable[[StudentLine], bool]:
        if not wanted:
            return lambda row: not stands.pathways(row)
        return lambda row: any(one.stage == wanted for one in stands.pathways(row))

    def chance(wanted: Value) -> Callable[[StudentLine], bool]:
        if wanted == ONE_COURSE:
            return lambda row: stands.one_course(row) is not None
        if wanted == LAST_CHANCE:
            return lambda row: stands.last_chance(row) is not None
        return lambda row: any(one.status == "not_met" for one in stands.pathways(row))

    stages = [(_capital(stage_label(one)), one.value) for one in _STAGES]
    chances = (
        (tr("One course away"), ONE_COURSE),
        (tr("Last chance this year"), LAST_CHANCE),
        (tr("Out of reach"), NOT_REACHABLE),
    )
    kind, steps = FactKind.PATHWAYS, fixed([*stages, (tr("In no pathway"), "")])
    return (
        ListFilter(STAGE, tr("Step in the pathway"), tr("All steps"), steps, stage, kind),
        ListFilter(
            CHANCE, tr("Chance to complete"), tr("All chances"), fixed(chances), chance, kind
        ),
    )


def _of_pathways(stands: Standings) -> tuple[ListColumn, ...]:
    def stage(row: StudentLine) -> str:
        found = stands.stage(row)
        return stage_label(PathwayStage(found)) if found in _STAGES else stands.waiting()

    def next_step(row: StudentLine) -> str:
        found = stands.own(row)
        return _next_step(found) if found is not None else stands.waiting()

    def one_course(row: StudentLine) -> str:
        found = stands.one_course(row)
        return level_label(found.short_of) if found is not None else stands.waiting()

    return (
        ListColumn(
            STAGE,
            _of_pathway(
                stands,
                (tr("Step in the pathway"), 212),
                stage,
                lambda row: _place(_STAGES, stands.stage(row)),
            ),
            FactKind.PATHWAYS,
            tr("How far the student is in the pathway"),
        ),
        ListColumn(
            NEXT_STEP,
            _of_pathway(stands, (tr("Next step"), 172), next_step),
            FactKind.PATHWAYS,
            tr("The course level that comes next, and whether the plan has it"),
        ),
        ListColumn(
            ONE_COURSE,
            _of_pathway(stands, (tr("One course away"), 136), one_course),
            FactKind.PATHWAYS,
            tr("What alone is missing to complete the pathway"),
        ),
        _last_start(stands),
    )


def _last_start(stands: Standings) -> ListColumn:
    def urgent(row: StudentLine) -> bool:
        return stands.last_chance(row) is not None

    def text(row: StudentLine) -> str:
        found = stands.last_start(row)
        return moment_text(found) if found is not None else stands.waiting()

    column = _of_pathway(
        stands,
        (tr("Last start"), 168),
        text,
        lambda row: stands.last_start(row) or _NO_MOMENT,
        urgent,
    )
    said = tr("The last term in which what is missing can begin; a sign marks the last chance")
    return ListColumn(LAST_START, column, FactKind.PATHWAYS, said)


def _of_pathway(
    stands: Standings,
    head: tuple[str, int],
    text: Callable[[StudentLine], str],
    sort_key: Callable[[StudentLine], object] | None = None,
    urgent: Callable[[StudentLine], bool] = lambda _row: False,
) -> Column[StudentLine]:
    """Return a column under a title of a width (pixels at 100 %)."""

    def ink(row: StudentLine) -> ColorName | None:
        if stands.is_stale(row):
            return "text_muted"
        return "warning" if urgent(row) else None

    return Column(
        head[0],
        text,
        sort_key=sort_key,
        tooltip=lambda row: tr("Is being worked out anew") if stands.is_stale(row) else "",
        icon=lambda row: "triangle-alert" if urgent(row) else None,
        color=ink,
        width=head[1],
        searched=False,
    )


def _next_step(one: PathwayFacts) -> str:
    if one.stage == PathwayStage.COMPLETER:
        return tr("pathway completed")
    passed = one.stage == PathwayStage.CONCENTRATOR_COURSE_PASSED
    level = one.short_of or ("capstone" if passed else "concentrator")
    words = level_label(level)
    return tr("{step}, planned", step=words) if one.status == "on_track" else words


def _worked_out(facts: KnownFacts, kind: FactKind, row: StudentLine) -> str:
    return tr("Is being worked out anew") if facts.is_stale(kind, row.uid) else ""


def _ink(facts: KnownFacts, kind: FactKind, row: StudentLine, status: str) -> ColorName | None:
    if facts.is_stale(kind, row.uid):
        return "text_muted"
    return _INKS[status][1] if status in _INKS else None


def _place(order: tuple[str, ...], value: str) -> int:
    return order.index(value) if value in order else len(order)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
