"""What signing or locking comes to for each student, as the preview shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.filling.many.keeping import KeptMany
from cte_desktop.ui.students.many.line import Group, ManyLine
from cte_desktop.wording.labels import school_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.agreeing_many import ForOne
    from cte_desktop.services.approvals import AgreedMany
    from cte_desktop.services.plan_locks import LockedMany
    from cte_desktop.ui.students.many.line import Details


def agreed_line(one: ForOne, state: str, catalog: Catalog) -> ManyLine:
    """Return a student's line; `state` is the word for whom it can be done."""
    line, able = one.student, not one.why
    return ManyLine(
        line.uid,
        line.student_id,
        line.name,
        line.grade_level,
        school_label(line.school, catalog),
        Group.CHANGE if able else Group.NONE,
        state if able else tr("Not possible"),
        "check" if able else "octagon-alert",
        "text" if able else "must_fix",
        one.why or one.plan_name,
        keeps=able,
    )


def agreed_details(one: ForOne) -> Details:
    """Return the plan that it is about, or why it can't be done."""
    if one.why:
        return ((tr("Why not"), (one.why,)),)
    return ((tr("Plan"), (one.plan_name,)),)


def agreed_text(found: Sequence[ForOne]) -> str:
    """Return in a line what it comes to for all of them together."""
    able = sum(not one.why for one in found)
    words = [trn("{shown} plan would change", "{shown} plans would change", able,
                 shown=f"{able:,}")]  # fmt: skip
    others = len(found) - able
    if others:
        words.append(trn("{count} can't be changed", "{count} can't be changed", others))
    return ", ".join(words) + "."


def kept_many(done: AgreedMany | LockedMany) -> KeptMany:
    """Return what was kept as the dialogs for many tell it."""
    return KeptMany(done.nouns, done.students, done.step, done.plans, done.kept_apart)
