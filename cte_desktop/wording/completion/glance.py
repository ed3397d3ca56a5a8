"""The figures of the page Home in words: what each is called, and what exactly it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.completion.figures import source_text
from cte_desktop.wording.history.changes import import_kind_label
from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cte_desktop.domain.completion.figures.growth import Growth, YearCount

_WORTH_TELLING = 1.5  # times as many, from which it says more than the difference
TITLES = {
    "no_plan": noop("No plan yet"),
    "not_signed": noop("Plan not signed"),
    "must_fix": noop("Something must be fixed"),
    "misfit": noop("Plan no longer fits"),
    "one_course": noop("One course to plan"),
    "last_chance": noop("Last chance to start this year"),
    "completed": noop("Completers this year"),
    "reminders": noop("Reminders due"),
    "old_imports": noop("Files older than 30 days"),
}
MEANINGS = {
    "no_plan": noop("Grades 9 to 12: no course stands in an active plan."),
    "not_signed": noop("Grades 9 to 12: there is an active plan, and nobody has signed it."),
    "must_fix": noop(
        "A finding of the audit or the schedule that can't stay: graduation, pathway, a clash."
    ),
    "misfit": noop("The record, the catalog or the sections have overtaken their plan."),
    "one_course": noop(
        "One course of a pathway is missing and lies in no plan; it can still be placed."
    ),
    "last_chance": noop(
        "A course of their pathway must start in {year}, or it can't be completed any more."
    ),
    "completed": noop("Students who completed a pathway in {year}, each once."),
    "reminders": noop("What somebody wrote down to be done, due today or late."),
    "old_imports": noop("Kinds of files (students, record and so on) that came last so long ago."),
}


def figure_title(figure: str) -> str:
    """Return what a figure is called."""
    return tr(TITLES[figure])


def figure_meaning(figure: str, school_year: int) -> str:
    """Return what exactly a figure counts."""
    return tr(MEANINGS[figure], year=school_year_text(school_year))


def before_text(school_year: int, students: int | None, *, entered: bool) -> str:
    """Return how many completed the year before, and whether that is a total someone entered."""
    year = school_year_text(school_year)
    if students is None:
        return tr("{year} is not known", year=year)
    count = f"{students:,}"
    if entered:
        return tr("{count} in {year}, as entered", year=year, count=count)
    return tr("{count} in {year}", year=year, count=count)


def oldest_text(old: Mapping[str, date]) -> str:
    """Return which kind of file came longest ago, and on which day; "" for none."""
    if not old:
        return ""
    kind = min(old, key=lambda name: old[name])
    return tr("{kind}: {day}", kind=import_kind_label(kind), day=short_date_label(old[kind]))


def year_text(count: YearCount, *, running: bool) -> str:
    """Return the figures of a school year beside its bar; a year that is running has "so far"."""
    number = count.students
    unit = tr("students")
    if number is None:
        number, unit = count.completions, tr("completions")
    if number is None:
        return tr("not known")
    if running and not count.entered:
        return tr("{count} so far", count=f"{number:,}")
    return f"{number:,} {unit}, {source_text(count)}"


def growth_sentence(growth: Growth | None) -> str:
    """Return in a sentence how many students more or fewer a year has than the one before it."""
    if growth is None or growth.before is None or growth.more_students is None:
        return ""
    year, before = (school_year_text(of.school_year) for of in (growth.count, growth.before))
    more = growth.more_students
    if more == 0:
        return tr("As many completed in {year} as in {before}.", year=year, before=before)
    if more < 0:
        return trn(
            "{shown} student fewer completed in {year} than in {before}.",
            "{shown} students fewer completed in {year} than in {before}.",
            -more,
            shown=f"{-more:,}",
            year=year,
            before=before,
        )
    said = trn(
        "{shown} student more completed in {year} than in {before}.",
        "{shown} students more completed in {year} than in {before}.",
        more,
        shown=f"{more:,}",
        year=year,
        before=before,
    )
    times = growth.times_students
    if times is None or times < _WORTH_TELLING:
        return said
    return said + " " + tr("That is {times} times as many.", times=f"{times:.1f}")


def stale_text(stale: int) -> str:
    """Return that figures may still change, "" when all are current."""
    if not stale:
        return ""
    return trn(
        "{shown} student is being worked out anew; figures may still change.",
        "{shown} students are being worked out anew; figures may still change.",
        stale,
        shown=f"{stale:,}",
    )
