"""A change of a plan in words: courses added, moved and removed, with grade and term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.planning.plan import Lane
from cte_desktop.wording.history.rows import told_fields
from cte_desktop.wording.history.told import FieldTold, Told, deed_of, field
from cte_desktop.wording.history.values import value_words
from cte_desktop.wording.labels import course_label, lane_label, moment_label, place_label
from cte_desktop.wording.student_file import plan_status_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.wording.history.told import Values

_HALVES = {"fall", "spring"}
_BESIDES = ("alternates", "locked")  # what says nothing of where a course lies


def told_plan(before: Values | None, after: Values | None, catalog: Catalog) -> Told:
    """Return what became of a plan and its courses."""
    shown = after or before or {}
    name = str(shown.get("name", ""))
    status = plan_status_label(str(shown.get("status", "")))
    fields = (
        *told_fields("plan", before, after, catalog),
        *told_courses(_placements(before), _placements(after), catalog),
    )
    which = f"“{name}” ({status})" if name else status
    return Told(tr("Plan"), which, deed_of(before, after), fields)


def told_courses(
    before: Iterable[Values], after: Iterable[Values], catalog: Catalog
) -> tuple[FieldTold, ...]:
    """Return the courses that lie elsewhere, came or went; halves that go together are one line."""
    old, new = {p["uid"]: p for p in before}, {p["uid"]: p for p in after}
    changed: list[tuple[Values | None, Values | None]] = []
    for uid in dict.fromkeys((*old, *new)):
        one, other = old.get(uid), new.get(uid)
        if one is None or other is None or _differs(one, other):
            changed.append((one, other))
    found: list[FieldTold] = []
    for one, other in _as_years(changed):
        left, right = (_where(row, catalog) for row in (one, other))
        title = course_label(str((other or one or {})["course_code"]), catalog)
        if one and other and one["course_code"] != other["course_code"]:
            left = f"{course_label(str(one['course_code']), catalog)}, {left}"
            right = f"{title}, {right}"
        if left == right:
            found += _besides(title, one or {}, other or {}, catalog)
        else:
            found.append(field(title, left, right))
    return tuple(found)


def _placements(content: Values | None) -> list[dict[str, Any]]:
    return [] if content is None else list(content["placements"])


def _differs(one: Values, other: Values) -> bool:
    names = (set(one) | set(other)) - {"step", "source", "uid", "key", "position", "plan"}
    return any(one.get(name) != other.get(name) for name in names)


def _as_years(
    changed: Iterable[tuple[Values | None, Values | None]],
) -> Iterator[tuple[Values | None, Values | None]]:
    """Yield the pairs, two halves of a year that go the same way as one of the whole year."""
    groups: dict[tuple[object, ...], list[tuple[Values | None, Values | None]]] = {}
    for one, other in changed:
        groups.setdefault((_without_term(one), _without_term(other)), []).append((one, other))
    for pairs in groups.values():
        if len(pairs) == len(_HALVES) and all(_terms(pairs, side) in _WHOLE for side in (0, 1)):
            one, other = pairs[0]
            yield _of_year(one), _of_year(other)
        else:
            yield from pairs


_WHOLE: tuple[set[str], ...] = (_HALVES, set(), {""})


def _terms(pairs: list[tuple[Values | None, Values | None]], side: int) -> set[str]:
    rows = (pair[side] for pair in pairs)
    return {str(row["term"]) for row in rows if row is not None}


def _of_year(row: Values | None) -> Values | None:
    return None if row is None else {**row, "term": "year" if row["term"] else ""}


def _without_term(row: Values | None) -> object:
    if row is None:
        return None
    names = ("course_code", "grade_level", "lane", "period", "section_id", "site", *_BESIDES)
    return (*(row.get(name) for name in names), row["term"] in _HALVES)


def _where(row: Values | None, catalog: Catalog) -> str:
    """Return where a course lies: "fall of 11th grade, Extended Day, Canyon"."""
    if row is None:
        return ""
    if row["grade_level"] is None:
        return tr("set aside")
    words = [moment_label(int(row["grade_level"]), str(row["term"]))]
    lane = str(row.get("lane") or "day")
    if row.get("period"):
        words.append(str(row["period"]))
    if lane != Lane.DAY.value and lane in {one.value for one in Lane}:
        words.append(lane_label(Lane(lane)))
    if row.get("section_id"):
        words.append(tr("section {section_id}", section_id=row["section_id"]))
    if row.get("site"):
        words.append(place_label(str(row["site"]), catalog))
    return ", ".join(words)


def _besides(title: str, one: Values, other: Values, catalog: Catalog) -> Iterator[FieldTold]:
    """Yield what changed of a course that stays where it is."""
    names = {"alternates": tr("alternates"), "locked": tr("locked")}
    for name in _BESIDES:
        old, new = (value_words("placement", name, row, catalog) for row in (one, other))
        if old != new:
            yield field(f"{title}: {names[name]}", old, new)
