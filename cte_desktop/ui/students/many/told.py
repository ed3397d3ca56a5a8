"""What is said once plans of many students are kept, and the sentences about their courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.plan import Placement
from cte_desktop.domain.school_year import SEMESTERS
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.wording.labels import course_label, moment_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.comparing import Comparison, Pair
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.keeping import KeptMany
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.students.many.line import Details

_TOLD_APART = 3  # students named when their plans were left as they are


def tell_kept(desk: Desk, bench: Workbench, done: KeptMany) -> None:
    """Tell every page of what was kept, and the person how many, with Undo."""
    bench.refresh.tell(done)
    text = kept_text(done)
    if done.step is None:
        bench.notices.information(text)
    else:
        bench.notices.done(text, undo_button(desk, bench, done.step))


def kept_text(done: KeptMany) -> str:
    """Return how many plans were changed, and whose were left as they are and why."""
    text = trn("{shown} plan was changed.", "{shown} plans were changed.", done.plans,
               shown=f"{done.plans:,}")  # fmt: skip
    named = [tr("{name}: {why}", name=one.name, why=one.text) for one in done.kept_apart]
    more = len(named) - _TOLD_APART
    if more > 0:
        others = trn("{count} more was left as it is.", "{count} more were left as they are.", more)
        named = [*named[:_TOLD_APART], others]
    return " ".join((text, *named))


def change_details(comparison: Comparison, catalog: Catalog) -> Details:
    """Return what comes, goes and lies elsewhere, a year course once."""
    moved = (*_elsewhere(comparison.moved, catalog), *_within(comparison.moved, catalog))
    found = (
        (tr("Added"), tuple(placed_texts(comparison.added, catalog))),
        (tr("Moved"), tuple(dict.fromkeys(moved))),
        (tr("Removed"), tuple(placed_texts(comparison.removed, catalog))),
    )
    return tuple((heading, sentences) for heading, sentences in found if sentences)


def placed_texts(placements: Iterable[Placement], catalog: Catalog) -> Iterator[str]:
    """Yield "Art 1, 11th grade" or "Health, fall of 9th grade", in order of time."""
    terms: dict[tuple[int, str], set[str]] = {}
    for placement in placements:
        if placement.spot is not None:
            at = (placement.spot.grade_level, placement.course_code)
            terms.setdefault(at, set()).add(placement.spot.term.value)
    for (grade, code), known in sorted(terms.items(), key=lambda pair: pair[0][0]):
        whole = {term.value for term in SEMESTERS} <= known
        when = moment_label(grade, "year" if whole else min(known))
        yield tr("{course}, {when}", course=course_label(code, catalog), when=when)


def _elsewhere(pairs: Iterable[Pair], catalog: Catalog) -> Iterator[str]:
    """Yield what lies in another term."""
    for pair in pairs:
        before, after = pair.before.spot, pair.after.spot
        if before is not None and after is not None and not _stays_in_term(pair):
            yield tr(
                "{course}: from {one} to {other}",
                course=course_label(pair.after.course_code, catalog),
                one=moment_label(before.grade_level, before.term),
                other=moment_label(after.grade_level, after.term),
            )


def _within(pairs: Iterable[Pair], catalog: Catalog) -> Iterator[str]:
    """Yield what stays in its term, but with another period, section or place."""
    inside = (pair.after for pair in pairs if _stays_in_term(pair))
    for placed in placed_texts(inside, catalog):
        yield tr("{placed}: another period, section or place", placed=placed)


def _stays_in_term(pair: Pair) -> bool:
    before, after = pair.before.spot, pair.after.spot
    return (
        before is not None
        and after is not None
        and (before.grade_level, before.term) == (after.grade_level, after.term)
    )
