"""What an action changed, so that every page knows whether to read again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The nouns that an action touched, and whom; an empty `students` means possibly everyone.

    Nouns: catalog, sections, students, record, plans, decisions, settings, history.
    """

    nouns: frozenset[str] = frozenset()
    students: frozenset[str] = frozenset()  # uids
    step: int | None = None  # the step of the history that it became
