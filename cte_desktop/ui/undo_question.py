"""What is asked before a step is taken back, when certificates are out of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.taking_back import for_good_text, instead_text, printed_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.history import BeforeUndo

UNDO = "undo"


def undo_question(before: BeforeUndo, *, in_order: bool) -> Question | None:
    """Return what has to be asked, None for nothing.

    `in_order`: the step is taken back as the one that was done last.
    """
    said = []
    if in_order and before.for_good is not None:
        said += [for_good_text(before.for_good, before.serial), instead_text(before.text)]
    if before.printed:
        said.append(printed_text(before.printed))
    if not said:
        return None
    heading = tr("Undo “{step}”?", step=before.text)
    keep = tr("Leave it as it is")
    return Question("undo", heading, " ".join(said), (Choice(UNDO, tr("Undo")),), keep)
