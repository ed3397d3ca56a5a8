"""Beginning a school year: students move up, seniors leave, plans stay; one step, undoable.

Nothing but the students themselves changes: records, plans with their locks, awards and notes stay
as they are, and who has left is found, printed and awarded as before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.domain.students.moving_up import (
    CHANGED,
    LAST_OF_JUNIOR_HIGH,
    Enrolled,
    Fate,
    fate_of,
    moved,
)
from cte_desktop.services.changes import Changes
from cte_desktop.services.people.rights import require_change
from cte_desktop.storage import year_starts as store
from cte_desktop.storage.history import StepKind, begin_step
from cte_desktop.storage.students import student_uids
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk

__all__ = ("Fate",)

YearBegun = store.YearBegun
ACTION = "start_school_year"
TOO_EARLY, YEAR_OVER, YEAR_BEGUN = "too_early", "year_over", "year_begun"
NOBODY_MOVES, NO_HIGH_SCHOOL = "nobody_moves", "no_high_school"
_FIRST_DAY = (5, 1)
"""The month and day from which the next school year can be begun: marks come in from then on."""
_YEARS = range(2000, 2200)
"""First years of school years that anybody could mean."""
_NINTH = LAST_OF_JUNIOR_HIGH + 1


@dataclass(frozen=True, slots=True)
class GradeRow:
    """How many students of a grade at a school meet the same fate."""

    school: str
    school_name: str
    grade_level: int
    fate: Fate
    students: int
    to_school: str = ""  # the name, where it is another one


@dataclass(frozen=True, slots=True)
class Feed:
    """A school whose 8th graders leave it: how many, and the high school chosen for them.

    `usual` is where most went before, by the record; "" if nobody knows.
    """

    school: str
    school_name: str
    students: int
    high_school: str
    usual: str


@dataclass(frozen=True, slots=True)
class YearStart:
    """What beginning a school year would do. `refused` says why it can't be begun now.

    `missing_marks` are semesters of the year that ends without a mark, of students in school.
    """

    school_year: int
    rows: tuple[GradeRow, ...]
    feeds: tuple[Feed, ...]
    staying: frozenset[str]
    missing_marks: int
    refused: KnownError | None

    def count(self, *fates: Fate) -> int:
        """Return how many students meet one of these fates."""
        return sum(row.students for row in self.rows if row.fate in fates)

    @property
    def high_schools(self) -> Mapping[str, str]:
        """The high school of each school whose 8th graders leave it."""
        return MappingProxyType({feed.school: feed.high_school for feed in self.feeds})


def year_to_begin(desk: Desk) -> int:
    """Return the school year that is begun next: the present one where that was forgotten."""
    present = school_year_of(desk.today())
    is_due = preview_start(desk, present).refused
    return present if is_due is None or is_due.code == NO_HIGH_SCHOOL else present + 1


def list_begun(desk: Desk) -> tuple[YearBegun, ...]:
    """Return the school years that were begun here, newest first."""
    with desk.database.reading() as tx:
        return store.list_begun(tx)


def high_schools(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return (short, name) of the schools where 9th graders can be, by name."""
    found = [
        (school.short, school.name)
        for school in desk.catalog().schools
        if school.grade_low <= _NINTH <= school.grade_high
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def uids_of_ids(desk: Desk, ids: Collection[str]) -> frozenset[str]:
    """Return the uids of students named by the district's ids; a wrong call for an unknown one."""
    from cte_desktop.services.unknown import unknown_student

    with desk.database.reading() as tx:
        found = student_uids(tx, ids)
    for one in ids:
        if one not in found:
            raise unknown_student(one)
    return frozenset(found.values())


def preview_start(
    desk: Desk,
    school_year: int,
    *,
    high_schools: Mapping[str, str] | None = None,
    staying: Iterable[str] = (),
) -> YearStart:
    """Return what beginning `school_year` would do; nothing is written.

    `high_schools` says where the 8th graders of a school go, by short names (else where most went
    before); `staying` are the uids of those who repeat their grade. Raises a wrong call for a
    school that the catalog lacks, and for a year that is none.
    """
    if school_year not in _YEARS:
        raise WrongCall(
            "bad_school_year",
            noop('"{given}" is no school year.'),
            do=noop("Write it as 2027-28."),
            given=school_year,
        )
    catalog = desk.catalog()
    chosen = dict(high_schools or {})
    _require_high_schools(catalog, chosen)
    stays = frozenset(staying)
    with desk.database.reading() as tx:
        everybody = store.list_enrolled(tx)
        begun = {one.school_year: one for one in store.list_begun(tx)}
        missing = store.count_missing_marks(tx, school_year - 1)
        usual = store.usual_high_schools(tx)
    feeds = _feeds(catalog, everybody, school_year, usual | chosen, usual)
    to = {feed.school: feed.high_school for feed in feeds}
    rows = _rows(catalog, everybody, school_year, to, stays)
    found = YearStart(school_year, rows, feeds, stays, missing, None)
    refused = _refused_of(desk.today(), found, begun.get(school_year))
    return YearStart(school_year, rows, feeds, stays, missing, refused)


def start_year(desk: Desk, preview: YearStart) -> Changes:
    """Begin the school year as its preview says, as one step.

    What is refused is looked at anew: raises the known error that says why it can't be begun.
    """
    year, to = preview.school_year, preview.high_schools
    require_change(desk, ACTION, ())
    again = preview_start(desk, year, high_schools=to, staying=preview.staying)
    if again.refused is not None:
        raise again.refused
    with desk.database.writing() as tx:
        begun = next((one for one in store.list_begun(tx) if one.school_year == year), None)
        if begun is not None:  # from another program, since the preview
            raise _begun_already(begun)
        begin_step(tx, ACTION, {"year": school_year_text(year)}, kind=StepKind.BULK)
        changed = [
            (one, moved(one, fate, to, year))
            for one in store.list_enrolled(tx)
            if (fate := fate_of(one, year, to, preview.staying)) in CHANGED
        ]
        number = store.write_start(tx, year, changed)
    return Changes(frozenset({"students", "record", "plans", "history"}), step=number)


def _require_high_schools(catalog: Catalog, chosen: Mapping[str, str]) -> None:
    for short in (*chosen, *chosen.values()):
        if short and short not in catalog.school_by_short:
            raise WrongCall(
                "unknown_school",
                noop('There is no school "{given}".'),
                do=noop("The schools are: {names}."),
                given=short,
                names=", ".join(catalog.school_by_short),
            )


def _feeds(
    catalog: Catalog,
    everybody: Sequence[Enrolled],
    school_year: int,
    chosen: Mapping[str, str],
    usual: Mapping[str, str],
) -> tuple[Feed, ...]:
    """Return the schools that 8th graders leave: those of the catalog that have no 9th grade."""
    counted = Counter(
        one.school
        for one in everybody
        if one.grade_level == LAST_OF_JUNIOR_HIGH
        and fate_of(one, school_year, {}, ()) is Fate.MOVES
    )
    return tuple(
        Feed(
            short,
            catalog.school_by_short[short].name,
            counted[short],
            _known(catalog, chosen.get(short, "")),
            _known(catalog, usual.get(short, "")),
        )
        for short in sorted(counted)
        if short in catalog.school_by_short and catalog.school_by_short[short].grade_high < _NINTH
    )


def _known(catalog: Catalog, short: str) -> str:
    """Return a school if 9th graders can be there, else nothing."""
    school = catalog.school_by_short.get(short)
    return short if school is not None and school.grade_high >= _NINTH else ""


def _rows(
    catalog: Catalog,
    everybody: Sequence[Enrolled],
    school_year: int,
    to: Mapping[str, str],
    stays: Collection[str],
) -> tuple[GradeRow, ...]:
    counted = Counter(
        (one.school, one.grade_level, fate_of(one, school_year, to, stays)) for one in everybody
    )
    order = tuple(Fate)

    def name(short: str) -> str:
        school = catalog.school_by_short.get(short)
        return short if school is None else school.name

    rows = (
        GradeRow(
            short,
            name(short),
            grade,
            fate,
            students,
            name(to[short]) if fate is Fate.CHANGES_SCHOOL else "",
        )
        for (short, grade, fate), students in counted.items()
    )
    return tuple(
        sorted(rows, key=lambda row: (row.school_name, row.grade_level, order.index(row.fate)))
    )


def _refused_of(day: date, preview: YearStart, begun: YearBegun | None) -> KnownError | None:
    """Return why a school year can't be begun now, None if it can."""
    year = preview.school_year
    if begun is not None:
        return _begun_already(begun)
    first = date(year, *_FIRST_DAY)
    if day < first:
        return KnownError(
            TOO_EARLY,
            noop("The school year {year} can't be begun yet: {before} is running."),
            kept=noop("Nothing was changed."),
            do=noop("Begin it from {day} on, when its marks have come in."),
            year=school_year_text(year),
            before=school_year_text(year - 1),
            day=date_label(first),
        )
    if year < school_year_of(day):
        return KnownError(
            YEAR_OVER,
            noop("The school year {year} is over: nobody moves into it any more."),
            kept=noop("Nothing was changed."),
            do=noop("Begin {present}."),
            year=school_year_text(year),
            present=school_year_text(school_year_of(day)),
        )
    return _nobody_to_move(preview) or _no_high_school(preview)


def _begun_already(begun: YearBegun) -> KnownError:
    return KnownError(
        YEAR_BEGUN,
        noop("The school year {year} was begun on {day} already, for {students} students."),
        kept=noop("Nothing was changed: nobody moves up twice."),
        do=noop("If that was wrong, undo step {step} of the history, and begin it anew."),
        year=school_year_text(begun.school_year),
        day=date_label(begun.on),
        students=f"{begun.students:,}",
        step=begun.step,
    )


def _nobody_to_move(preview: YearStart) -> KnownError | None:
    if preview.count(*CHANGED, Fate.LEAVES):
        return None
    return KnownError(
        NOBODY_MOVES,
        noop("Nobody has to move up into {year}: everybody is in the grade of that year already."),
        kept=noop("Nothing was changed."),
        do=noop("The district's files have brought the new grades; there is nothing left to do."),
        year=school_year_text(preview.school_year),
    )


def _no_high_school(preview: YearStart) -> KnownError | None:
    without = next((feed for feed in preview.feeds if not feed.high_school), None)
    if without is None:
        return None
    return KnownError(
        NO_HIGH_SCHOOL,
        noop("It is not known where the {students} 8th graders of {school} go."),
        kept=noop("Nothing was changed."),
        do=noop(
            "Choose their high school; the district's next file puts right who goes elsewhere."
        ),
        students=f"{without.students:,}",
        school=without.school_name,
    )
