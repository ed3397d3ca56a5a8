"""Prerequisites: the small language of courses.csv and whether a student meets it.

`A|B` or, `A&B` and (binds tighter), `X:C` minimum mark, no mark means credit earned, `+X` same
term or earlier (`interfaces.md` section 3).
"""

from __future__ import annotations

from dataclasses import dataclass

from cte_desktop.domain.grades import LETTERS


@dataclass(frozen=True, slots=True)
class Need:
    """One course that must have been passed."""

    course_code: str
    minimum_mark: str = ""  # empty: credit earned
    same_term: bool = False  # may be taken in the same term (a corequisite)


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """Alternatives, each a set of courses that are all needed; no alternative means none needed."""

    alternatives: tuple[tuple[Need, ...], ...] = ()

    @property
    def courses(self) -> frozenset[str]:
        """Return the codes of all courses named."""
        return frozenset(n.course_code for needs in self.alternatives for n in needs)


NONE = Prerequisites()


def parse_prerequisites(text: str) -> Prerequisites | None:
    """Return what `text` asks for, or None when it is not written in the language."""
    if not text.strip():
        return NONE
    alternatives = []
    for alternative in text.split("|"):
        needs = tuple(_need(part) for part in alternative.split("&"))
        if None in needs:
            return None
        alternatives.append(tuple(need for need in needs if need is not None))
    return Prerequisites(tuple(alternatives))


def prerequisites_text(wanted: Prerequisites) -> str:
    """Return the text that `parse_prerequisites` reads back."""
    return "|".join("&".join(_need_text(n) for n in needs) for needs in wanted.alternatives)


def _need(part: str) -> Need | None:
    code, colon, mark = part.strip().partition(":")
    same_term = code.startswith("+")
    code = code.removeprefix("+").strip()
    mark = mark.strip()
    if not code or (colon and mark not in LETTERS):
        return None
    return Need(code, mark, same_term)


def _need_text(need: Need) -> str:
    mark = f":{need.minimum_mark}" if need.minimum_mark else ""
    return f"{'+' if need.same_term else ''}{need.course_code}{mark}"
