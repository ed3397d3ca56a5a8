"""What a swap comes to for each student, as the preview shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.comparing import compare
from cte_desktop.ui.students.many.line import Group, ManyLine
from cte_desktop.ui.students.many.told import change_details
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.filling.swapping import StudentSwap, Swaps
    from cte_desktop.ui.students.many.line import Details
    from cte_desktop.ui.theme import ColorName


def swap_line(one: StudentSwap, catalog: Catalog) -> ManyLine:
    """Return a student's line; worked out away from the window's thread."""
    state, sign, ink = _state(one)
    return ManyLine(
        one.uid,
        one.student_id,
        one.name,
        one.grade_level,
        school_label(one.school, catalog),
        _group(one),
        state,
        sign,
        ink,
        _words(one, catalog),
        keeps=_group(one) is Group.CHANGE,
    )


def swap_details(one: StudentSwap, catalog: Catalog) -> Details:
    """Return everything about what would change for a student, or why it can't."""
    if one.after is None:
        return ((tr("Why not"), (one.why,)),)
    found = (
        (tr("New to look at"), tuple(finding_text(finding, catalog) for finding in one.new)),
        (tr("No longer a problem"), tuple(finding_text(finding, catalog) for finding in one.gone)),
    )
    findings = tuple((heading, texts) for heading, texts in found if texts)
    return (*change_details(compare(one.before, one.after), catalog), *findings)


def swaps_text(swaps: Swaps, asked: int) -> str:
    """Return in a line what it comes to for all of them together; `asked` is of how many."""
    groups = Counter(map(_group, swaps.students))
    changed, only_asked, none = (groups[g] for g in (Group.CHANGE, Group.ASKED, Group.NONE))
    words = [trn("{shown} plan would change", "{shown} plans would change", changed,
                 shown=f"{changed:,}")]  # fmt: skip
    if only_asked:
        words.append(
            trn("{count} only if you ask for it", "{count} only if you ask for it", only_asked)
        )
    if none:
        words.append(trn("{count} can't be changed", "{count} can't be changed", none))
    if swaps.cancelled:
        return tr("Stopped; the rest was not looked at. {words}.", words=", ".join(words))
    others = asked - len(swaps.students)
    if others:
        words.append(trn("{shown} is not concerned", "{shown} are not concerned", others,
                         shown=f"{others:,}"))  # fmt: skip
    return ", ".join(words) + "."


def _group(one: StudentSwap) -> Group:
    if one.after is None:
        return Group.NONE
    return Group.ASKED if one.signed or one.breaks else Group.CHANGE


def _state(one: StudentSwap) -> tuple[str, str, ColorName]:
    if one.after is None:
        return tr("Not possible"), "octagon-alert", "must_fix"
    if one.signed:
        return tr("Signed plan"), "lock", "text_muted"
    if one.breaks:
        return tr("Breaks a rule"), "octagon-alert", "must_fix"
    if any(finding.severity is Severity.WARNING for finding in one.new):
        return tr("New warning"), "triangle-alert", "warning"
    return tr("Changed"), "pencil", "text"


def _words(one: StudentSwap, catalog: Catalog) -> str:
    if one.after is None:
        return one.why
    if one.new:
        return _first_of((finding_text(finding, catalog) for finding in one.new), len(one.new))
    if one.gone:
        texts = (finding_text(finding, catalog) for finding in one.gone)
        return tr("No longer: {finding}", finding=_first_of(texts, len(one.gone)))
    return tr("Nothing new to look at.")


def _first_of(texts: Iterable[str], count: int) -> str:
    """Return the first sentence, and how many more there are."""
    first = next(iter(texts))
    if count == 1:
        return first
    more = trn("{count} more", "{count} more", count - 1)
    return f"{first} (+ {more})"
