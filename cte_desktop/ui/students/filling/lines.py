"""What filling a selection comes to, as the preview shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.answer import Proof
from cte_desktop.services.filling.many.answers import Outcome
from cte_desktop.ui.students.many.line import Group, ManyLine
from cte_desktop.ui.students.many.told import change_details
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.filling.many.answers import ManyFills, StudentFill
    from cte_desktop.ui.students.many.line import Details
    from cte_desktop.ui.theme import ColorName

_GROUPS = {
    Outcome.FILLED: Group.CHANGE,
    Outcome.SIGNED: Group.ASKED,
    Outcome.UNCHANGED: Group.SAME,
    Outcome.IMPOSSIBLE: Group.NONE,
    Outcome.FAILED: Group.NONE,
}


def fill_line(one: StudentFill, catalog: Catalog) -> ManyLine:
    """Return a student's line; worked out away from the window's thread."""
    state, sign, ink = _state(one)
    group = _GROUPS[one.outcome]
    figures = (one.added, one.moved, one.removed) if one.after is not None else None
    return ManyLine(
        one.uid,
        one.student_id,
        one.name,
        one.grade_level,
        school_label(one.school, catalog),
        group,
        state,
        sign,
        ink,
        _words(one),
        figures,
        keeps=group is Group.CHANGE,
    )


def fill_details(one: StudentFill, catalog: Catalog) -> Details:
    """Return everything about what a student would get, or why there is no plan."""
    if one.after is None:
        if one.fault:
            return ((tr("What went wrong"), (one.fault,)),)
        clash = tuple(_started(reason.text) for reason in one.told.clash) or (one.why,)
        ways = one.ways_out or (tr("No single thing that is given up leads to a plan."),)
        return (
            (tr("These can't all hold"), clash),
            (tr("Ways out"), tuple(_started(way) for way in ways)),
        )
    brings = tuple(text for text in (_words(one), one.told.unmet) if text)
    return ((tr("What it brings"), brings), *change_details(one.comparison, catalog))


def fills_text(fills: ManyFills) -> str:
    """Return in a line what it comes to for all of them together."""
    changed = len(fills.of(Outcome.FILLED))
    words = [trn("{shown} plan would change", "{shown} plans would change", changed,
                 shown=f"{changed:,}")]  # fmt: skip
    same, signed = len(fills.of(Outcome.UNCHANGED)), len(fills.of(Outcome.SIGNED))
    none = len(fills.of(Outcome.IMPOSSIBLE)) + len(fills.of(Outcome.FAILED))
    if same:
        words.append(trn("{count} stays as it is", "{count} stay as they are", same))
    if signed:
        words.append(trn("{count} signed one is left", "{count} signed ones are left", signed))
    if none:
        words.append(trn("{count} can't be filled", "{count} can't be filled", none))
    text = ", ".join(words) + "."
    if not fills.cancelled:
        return text
    left = fills.asked - len(fills.students)
    stopped = trn(
        "Stopped: {shown} student was not looked at.",
        "Stopped: {shown} students were not looked at.",
        left,
        shown=f"{left:,}",
    )
    return f"{stopped} {text}"


def _state(one: StudentFill) -> tuple[str, str, ColorName]:
    match one.outcome:
        case Outcome.FILLED:
            is_new = one.before is None or not one.before.placed
            return (tr("New plan"), "plus", "text") if is_new else (tr("Changed"), "pencil", "text")
        case Outcome.UNCHANGED:
            return tr("Unchanged"), "circle-check", "met"
        case Outcome.SIGNED:
            return tr("Signed plan"), "lock", "text_muted"
        case Outcome.IMPOSSIBLE:
            return tr("Not possible"), "octagon-alert", "must_fix"
        case Outcome.FAILED:
            return tr("Went wrong"), "triangle-alert", "warning"


def _words(one: StudentFill) -> str:
    if one.after is None:
        return one.why
    if one.outcome is not Outcome.UNCHANGED:
        return one.brings
    if one.proof is Proof.PROVEN:
        return tr("The plan is as good as can be.")
    return tr("No better plan was found.")


def _started(words: str) -> str:
    """Return a clause as a line of its own begins."""
    return words[:1].upper() + words[1:]
