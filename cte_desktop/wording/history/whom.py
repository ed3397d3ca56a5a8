"""Whom a step was about, for the screen alone: no name stands in the step itself."""

from __future__ import annotations

from cte_desktop.wording.translate import noop, tr, trn

CATEGORY_WORDS = {
    "": noop("Everything"),
    "students": noop("About students"),
    "plans": noop("Plans"),
    "imports": noop("Imports"),
    "rules": noop("Rules"),
    "settings": noop("Settings and people"),
    "sections": noop("Sections"),
    "awards": noop("Certificates"),
    "undone": noop("Undone"),
}
"""What the history can be narrowed to."""


def whom_words(students: int, name: str) -> str:
    """Return the name of the one student, or how many they are; "" for nobody."""
    if students == 1 and name:
        return name
    return (
        trn("{shown} student", "{shown} students", students, shown=f"{students:,}")
        if students
        else ""
    )


def category_label(category: str) -> str:
    """Return the name of a category of steps."""
    return tr(CATEGORY_WORDS[category])
