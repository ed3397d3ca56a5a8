"""Sections edited by people: added, changed, moved, cancelled, removed; each one step to undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.double_booked import Stays, named, terms_of
from cte_desktop.domain.catalog.week import forget_week, section_week
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.services.changes import Changes
from cte_desktop.services.sections.problems import SectionProblem, problems_of
from cte_desktop.services.sections.unknown import unknown_section
from cte_desktop.storage.history import begin_step, step_number
from cte_desktop.storage.sections import editing as section_edits
from cte_desktop.storage.sections import members
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.storage.sections import seats as seat_store
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.section_problems import joined_text, stored_problem_text
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.transaction import Transaction

__all__ = (
    "SectionProblem",
    "add_section",
    "change_section",
    "check_section",
    "next_section_id",
    "remove_section",
    "set_cancelled",
)


def check_section(
    desk: Desk, section: Section, before: SectionKey | None = None
) -> tuple[SectionProblem, ...]:
    """Return what is wrong with a section that is to be saved, those that stop it first.

    `before` is the section that it takes the place of, None for a new one.
    """
    with desk.database.reading() as tx:
        found = _checked(desk, tx, section, before)
    forget_week(section, desk.catalog())  # every keystroke asks about another one
    return found


def add_section(desk: Desk, section: Section) -> Changes:
    """Keep a new section as one step; a wrong call when something stops it."""
    with desk.database.writing() as tx:
        _require_sound(_checked(desk, tx, section, None))
        _begin(tx, "add_section", section)
        section_edits.save_section(tx, section)
        return _changes(step_number(tx))


def change_section(desk: Desk, section: Section, before_key: SectionKey | None = None) -> Changes:
    """Keep a changed section as one step; a wrong call when something stops it, or it isn't there.

    `before_key` names it as it was when its id changes: the plans that name it follow.
    """
    key = before_key or key_of(section)
    with desk.database.writing() as tx:
        before = _found(tx, key)
        if before == section:
            return Changes()
        _require_sound(_checked(desk, tx, section, key))
        _begin(tx, _action(before, section), section)
        if key != key_of(section):
            section_edits.rename_section(tx, key, key_of(section))
            members.rename_in_plans(tx, key, section.section_id)
        section_edits.save_section(tx, section)
        return _changes(step_number(tx), plans=key != key_of(section))


def set_cancelled(desk: Desk, key: SectionKey, cancelled: bool) -> Changes:  # noqa: FBT001 - the new state
    """Cancel a section, or take that back, as one step; the plans that name it stay as they are."""
    with desk.database.writing() as tx:
        before = _found(tx, key)
        if before.cancelled == cancelled:
            return Changes()
        _begin(tx, "cancel_section" if cancelled else "reopen_section", before)
        section_edits.save_section(tx, replace(before, cancelled=cancelled))
        return _changes(step_number(tx))


def remove_section(desk: Desk, key: SectionKey) -> Changes:
    """Remove a section as one step; a known error while the record or a plan names it."""
    with desk.database.writing() as tx:
        before = _found(tx, key)
        recorded, planned = members.count_naming(tx, key)
        if recorded or planned:
            raise KnownError(
                "section_in_use",
                noop("Section {section} can't be removed: {recorded} students have it in the "
                     "record, and {planned} plans name it."),
                kept=noop("Nothing was changed."),
                do=noop("Cancel it instead, or give these students another section first."),
                section=key[1],
                recorded=recorded,
                planned=planned,
            )  # fmt: skip
        _begin(tx, "remove_section", before)
        section_edits.remove_section(tx, key)
        return _changes(step_number(tx))


def next_section_id(desk: Desk, school_year: int, site: str) -> str:
    """Return an id that no section of the school year has: "VL27-0001" and so on for 2027-28."""
    start = f"{site}{school_year % 100:02d}-"
    with desk.database.reading() as tx:
        known = section_store.section_ids(tx, school_year)
    numbers = [one[len(start) :] for one in known if one.startswith(start)]
    highest = max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0)
    return f"{start}{highest + 1:04d}"


def _checked(
    desk: Desk, tx: Transaction, section: Section, before: SectionKey | None
) -> tuple[SectionProblem, ...]:
    catalog = desk.catalog()
    alone = problems_of(section, catalog)
    if any(problem.code == "bad_school_year" for problem in alone):
        return alone  # the store knows no such year
    if not any(problem.stops for problem in alone):
        beside = section_store.sections_beside(tx, section)
        others = [one for one in beside if key_of(one) not in {before, key_of(section)}]
        alone = problems_of(section, catalog, Stays(others, catalog))
        if not any(problem.code == "teacher_twice" for problem in alone):
            kept = None if before is None else section_store.find_section(tx, before)
            alone = (*alone, *_joined(section, kept, others, catalog))
    found = (*alone, *_stored_problems(desk, tx, section, before))
    return tuple(sorted(found, key=lambda problem: not problem.stops))


def _joined(
    section: Section, kept: Section | None, others: Iterable[Section], catalog: Catalog
) -> Iterator[SectionProblem]:
    """Yield the class that a section would now be one with: no fault, but seldom what is meant."""
    for other in others:
        if _is_met(section, other, catalog):
            if kept is None or not _is_met(kept, other, catalog):
                text = joined_text(section.teacher, other.section_id)
                yield SectionProblem("meetings", "one_class", text, stops=False)
            return


def _is_met(one: Section, other: Section, catalog: Catalog) -> bool:
    """Tell whether a teacher has both at the same minutes of a term."""
    return bool(
        named(one.teacher)
        and named(one.teacher) == named(other.teacher)
        and not (one.cancelled or other.cancelled)
        and terms_of(one.term) & terms_of(other.term)
        and section_week(one, catalog).minutes & section_week(other, catalog).minutes
    )


def _stored_problems(
    desk: Desk, tx: Transaction, section: Section, before: SectionKey | None
) -> tuple[SectionProblem, ...]:
    """Return what only the store can say: ids that are taken, texts too long, seats too few."""
    found: list[SectionProblem] = []

    def tell(field: str, code: str, *, stops: bool = True, count: int = 0) -> None:
        text = stored_problem_text(code, section, count)
        found.append(SectionProblem(field, code, text, stops))

    key = key_of(section)
    if not section.section_id.strip():
        tell("section_id", "missing_value")
    for name in section_edits.too_long(section):
        tell(name, "too_long")
    if key != before and section_store.find_section(tx, key) is not None:
        tell("section_id", "duplicate_id")
    if before is not None:
        if before[0] != key[0]:
            tell("school_year", "other_year")
        claims = seat_store.claims_of(tx, (before,), desk.today())[before]
        recorded = [claim for claim in claims if claim.recorded]
        kept = section_store.find_section(tx, before)
        if claims and kept is not None and _when(kept) != _when(section):
            tell("meetings", "moved_with_students", stops=False, count=len(claims))
        if recorded and before[1] != key[1]:
            tell("section_id", "in_record", count=len(recorded))
        if section.seats is not None and section.seats < len(recorded):
            tell("seats", "fewer_than_recorded", stops=False, count=len(recorded))
    return tuple(found)


def _require_sound(problems: tuple[SectionProblem, ...]) -> None:
    for problem in problems:
        if problem.stops:
            raise WrongCall(problem.code, "{problem}", problem=problem.text)


def _found(tx: Transaction, key: SectionKey) -> Section:
    section = section_store.find_section(tx, key)
    if section is None:
        raise unknown_section(key)
    return section


def _when(section: Section) -> tuple[object, ...]:
    """Return what decides when a section meets; its rooms are no part of that."""
    rows = tuple(replace(row, room="") for row in section.meetings)
    return section.site, section.term, rows


def _action(before: Section, after: Section) -> str:
    """Return what a change is called: moving is another time or room, and nothing else."""
    if before.meetings != after.meetings and replace(before, meetings=after.meetings) == after:
        return "move_section"
    if replace(before, cancelled=after.cancelled) == after:
        return "cancel_section" if after.cancelled else "reopen_section"
    return "change_section"


def _begin(tx: Transaction, action: str, section: Section) -> None:
    begin_step(tx, action, {"section_id": section.section_id, "course": section.course_code})


def _changes(number: int, *, plans: bool = False) -> Changes:
    """Return what an edit touched: whoever names the section may be anybody."""
    return Changes(frozenset({"sections", "history", *(("plans",) if plans else ())}), step=number)
