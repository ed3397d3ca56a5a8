"""Schools and sites: what is wrong with one, adding, changing and removing it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.services.catalog_edits.saving import KEPT, SOURCE, told, write
from cte_desktop.services.changes import Changes
from cte_desktop.services.decisions import Fault
from cte_desktop.storage.catalog_rows import BELLS, SCHOOLS, TRAVEL, uses_of_school
from cte_desktop.storage.history import begin_step
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.school import School
    from cte_desktop.services.desk import Desk

KINDS = (
    "comprehensive_high",
    "junior_high",
    "middle_college",
    "continuation",
    "alternative",
    "charter",
    "college",
    "other",
)
LAST_GRADE = 12
LONGEST_SHORT = 10
LONGEST_NAME = 120
_CDS_DIGITS = 14


def school_fault(school: School, others: Iterable[School]) -> Fault | None:
    """Return what keeps a school from being saved beside the others, None if nothing."""
    short, name, cds = school.short, school.name.strip(), school.cds_code
    if not short or len(short) > LONGEST_SHORT or not short.isalnum():
        most = LONGEST_SHORT
        return Fault("short", tr("The short name is 1 to {most} letters and digits.", most=most))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return Fault("name", tr("Write the name, in at most {most} letters.", most=LONGEST_NAME))
    if cds and not (len(cds) == _CDS_DIGITS and cds.isascii() and cds.isdigit()):
        return Fault("cds_code", tr("A CDS code has 14 digits; leave it empty if you don't know."))
    if not 0 <= school.grade_low <= school.grade_high <= LAST_GRADE:
        return Fault("grades", tr("Grades go from 0 (kindergarten) to 12, the lowest first."))
    for other in others:
        if other.short.casefold() == short.casefold():
            return Fault("short", tr("{name} has this short name.", name=other.name))
        if cds and other.cds_code == cds:
            return Fault("cds_code", tr("{name} has this CDS code.", name=other.name))
    return None


def save_school(desk: Desk, before: School | None, after: School) -> Changes:
    """Put a school in the place of another as one step; None for `before` adds one.

    Known errors: bad_school, changed_since. The short name of a known school stays.
    """
    own = before and before.short
    others = [school for school in desk.catalog().schools if school.short != own]
    fault = school_fault(after, others)
    if fault is None and before is not None and before.short != after.short:
        fault = Fault("short", tr("Students, sections and files name the school by this."))
    if fault is not None:
        raise KnownError("bad_school", fault.text, kept=KEPT)
    kept = replace(after, name=after.name.strip(), verified=Verified.YES, source=SOURCE)
    with desk.database.writing() as tx:
        action = "add_school" if before is None else "change_school"
        begin_step(tx, action, {"school": after.short})
        number = write(tx, SCHOOLS, before, kept)
    return told(desk, number)


def remove_school(desk: Desk, school: School) -> Changes:
    """Remove a school with its bells and ways as one step. Known errors: school_in_use, and above.

    What students, records, courses and sections name stays.
    """
    catalog = desk.catalog()
    with desk.database.writing() as tx:
        begin_step(tx, "remove_school", {"school": school.short})
        students, named = uses_of_school(tx, school.short)
        if students or named:
            raise KnownError(
                "school_in_use",
                noop(
                    "{school} can't be removed: {students} students go there, and {rows} rows of "
                    "records, courses and sections name it."
                ),
                kept=KEPT,
                do=noop("A site where nothing is taught any more may stay in the list."),
                school=school.name,
                students=f"{students:,}",
                rows=f"{named:,}",
            )
        number = write(tx, SCHOOLS, school, None)
        for bell in catalog.bells_by_school.get(school.short, ()):
            write(tx, BELLS, bell, None)
        for way in catalog.travel:
            if school.short in {way.origin, way.destination}:
                write(tx, TRAVEL, way, None)
    return told(desk, number)
