"""Validation: higher work makes good what lower work lacks, in mathematics and languages only.

Rules (ag.toml `validation`, with sources): a semester of the higher course suffices; the second
semester validates the first of the same course, across honors levels too; statistics validates
algebra only; an omitted geometry is never made good, a low mark in one can be. The first two can be
turned off there: then the whole higher course is asked for, and each semester stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.work import BOTH_HALVES, Work
from cte_desktop.domain.planning.semesters import A_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.rules import AgRules
    from cte_desktop.domain.catalog.catalog import Catalog

VALIDATED = "validated"  # the subject of omitted work: it fills its area, never area G
Halves = dict[tuple[str, int], Work]  # (area|topic or course, half) -> the work that counts


@dataclass(frozen=True, slots=True)
class Validated:
    """A half that higher work makes good: the work it becomes, and by which course."""

    work: Work
    course: str
    by: str
    area: str
    overtakes: Work | None = None  # planned work on the same half that is not needed any more


def validated_work(
    halves: Halves, failed: Halves, rules: AgRules, catalog: Catalog
) -> list[Validated]:
    """Return every half that is made good, in order of area, topic and half."""
    answer = []
    for name in sorted(_candidates(halves, failed, rules)):
        area, _, topic = name.partition("|")
        if area not in rules.validated_areas:
            continue
        higher = _best(_higher(name, halves, rules))
        for half in BOTH_HALVES:
            key = (name, half)
            second = _second_half(name, half, halves, rules)
            by = _best(w for w in (higher, second) if w is not None)
            known = halves.get(key)
            if by is None or (known is not None and known.rank <= by.rank):
                continue
            own = second is not None
            if key not in failed and not _omission_counts(topic, rules, by_its_second=own):
                continue
            answer.append(_made_good(key, by, failed.get(key), known, catalog))
    return answer


def _candidates(halves: Halves, failed: Halves, rules: AgRules) -> set[str]:
    """Return what could be validated: what was tried, topics to cover, levels below."""
    names = {name for name, _ in (*halves, *failed)}
    names |= {f"C|{topic}" for topic in rules.must_cover}
    for name in tuple(names):
        area, _, topic = name.partition("|")
        language, level = _language(topic)
        below = range(1, min(level - 1, rules.language_levels) + 1)
        names |= {f"{area}|{language}:{n}" for n in below}
    return names


def _language(topic: str) -> tuple[str, int]:
    """Return language and level of a topic such as spanish:2; level 0 for anything else.

    Codes of courses may have a colon as well: a placeholder's has (`catalog/placeholder.py`).
    """
    language, _, level = topic.partition(":")
    return (language, int(level)) if level.isascii() and level.isdigit() else (topic, 0)


def _higher(name: str, halves: Halves, rules: AgRules) -> Iterable[Work]:
    area, _, topic = name.partition("|")
    language, level = _language(topic)
    for (group, _), work in halves.items():
        if work.area != area or not _is_enough(group, work, halves, rules):
            continue
        other, other_level = _language(work.topic)
        if (level and other == language and other_level > level) or any(
            work.topic in rule.by and topic in (*rule.validates, *rule.deficiency_only)
            for rule in rules.validations
        ):
            yield work


def _is_enough(group: str, work: Work, halves: Halves, rules: AgRules) -> bool:
    """Tell whether a semester of a higher course is enough, or the last one of the whole course."""
    if rules.one_semester_validates or work.parts == 1:
        return True
    known = [halves[group, half] for half in BOTH_HALVES if (group, half) in halves]
    made_good = rules.second_validates_first and (group, 2) in halves
    if len(known) < len(BOTH_HALVES) and not made_good:
        return False
    return work.rank == max(one.rank for one in known)  # planned as long as half of it is


def _second_half(name: str, half: int, halves: Halves, rules: AgRules) -> Work | None:
    """Return the second semester of the same course or topic, which validates its first."""
    return halves.get((name, 2)) if half == 1 and rules.second_validates_first else None


def _omission_counts(topic: str, rules: AgRules, *, by_its_second: bool) -> bool:
    """Tell whether a half that was never taken may be made good."""
    if any(topic in rule.deficiency_only for rule in rules.validations):
        return False
    if topic in rules.must_cover:
        return True
    return by_its_second or 0 < _language(topic)[1] <= rules.language_levels


def _best(works: Iterable[Work]) -> Work | None:
    return min(works, key=lambda w: (w.rank, w.semester.moment, w.order), default=None)


def _made_good(
    key: tuple[str, int], by: Work, low: Work | None, known: Work | None, catalog: Catalog
) -> Validated:
    name, half = key
    area, topic = name.split("|")[:2]
    if low is not None:
        work = replace(low, rank=by.rank)
        return Validated(work, low.course_code, by.course_code, area, known)
    shown = _course_of(topic, catalog)
    work = Work(
        semester=by.semester,
        amount=A_YEAR // 2,
        rank=by.rank,
        course_code=shown,
        subject=VALIDATED,
        area=area,
        topic=topic if topic != shown else by.topic,
        shown_code=shown,
        halves=(half,),
        parts=2,
    )
    return Validated(work, shown, by.course_code, area, known)


def _course_of(topic: str, catalog: Catalog) -> str:
    """Return the catalog's ordinary course of a topic, or the topic itself (a course code then)."""
    of_topic = [c.code for c in catalog.courses if c.ag_topic == topic and c.credits]
    return of_topic[0] if of_topic else topic
