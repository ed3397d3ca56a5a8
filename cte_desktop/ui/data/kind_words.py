"""What the kinds of files are called."""

from __future__ import annotations

from cte_desktop.wording.translate import noop, tr

_KINDS = {
    "sectors": noop("Industry sectors"),
    "schools": noop("Schools"),
    "courses": noop("Courses"),
    "course_sites": noop("Courses by school"),
    "pathways": noop("Pathways"),
    "pathway_levels": noop("Levels of pathways"),
    "bells": noop("Bell schedules"),
    "travel": noop("Travel times"),
    "workshops": noop("Exploratory workshops"),
    "graduation": noop("Graduation requirements"),
    "ag": noop("A-G requirements"),
    "programs": noop("Programs of the district"),
    "students": noop("Students"),
    "record": noop("Courses taken and marks"),
    "sections": noop("Sections"),
    "plans": noop("Plans"),
    "enrollments": noop("Pathway sign-ups"),
    "experiences": noop("Experiences"),
    "decisions": noop("Decisions about students"),
    "busy": noop("Busy times"),
    "wishes": noop("Wishes"),
    "tests": noop("Test scores"),
    "employers": noop("Employers"),
    "earlier_totals": noop("Completers of earlier years"),
    "profile": noop("A profile: how files are read"),
}

KINDS_TO_MAP: tuple[str, ...] = (
    "students",
    "record",
    "sections",
    "courses",
    "experiences",
    "enrollments",
    "plans",
    "wishes",
    "tests",
    "busy",
    "decisions",
)
"""What a file of an information system can hold, the likely first; the rest are our own files."""


def kind_words(kind: str) -> str:
    """Return what a kind of file holds, in the reader's language."""
    return tr(_KINDS[kind]) if kind in _KINDS else tr("Not known")
