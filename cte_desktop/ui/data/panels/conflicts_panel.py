"""Fields that a person set here and a file has otherwise: still to be chosen about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.services.hand_edits import HandConflict, choose, hand_conflicts
from cte_desktop.ui.data.steps.change_lines import HandLine, who
from cte_desktop.ui.data.steps.hand_choice import HandChoice
from cte_desktop.ui.widgets.buttons import primary_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.wording.plain_columns import column_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class ConflictsPanel(ListPanel):
    """The list, with a choice for each field; nothing is changed before "Keep the choices"."""

    listens = frozenset({"history", "students", "decisions"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(tr("Edited by hand"), "")
        self._desk = desk
        self._bench = bench
        self.words.setVisible(False)
        self.choice = HandChoice()
        self.keep_button = primary_button(tr("Keep the choices"), press=self._on_keep)
        self.choice.add_button(self.keep_button)
        self.choice.chosen.connect(self._on_chosen)
        self.show_part(self.choice, _nothing())
        self._on_chosen()

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: hand_conflicts(desk), self._on_read, channel="set here")

    def focus_search(self) -> None:
        self.choice.table.focus_first()

    def _on_read(self, conflicts: tuple[HandConflict, ...]) -> None:
        self.choice.show_lines(
            HandLine(
                (one.student_uid, one.column),
                who(one.name, one.student_id),
                column_words(one.field),
                one.here,
                one.file,
            )
            for one in conflicts
        )
        self.say_filled(filled=bool(conflicts))
        words = trn("{count} field", "{count} fields", len(conflicts))
        self.count.setText(words if conflicts else "")
        self._on_chosen()

    def _on_chosen(self) -> None:
        self.keep_button.setEnabled(bool(self.choice.choices()))

    def _on_keep(self) -> None:
        desk = self._desk
        chosen = [(line.ref[0], line.ref[1], line.choice) for line in self.choice.choices()]
        self._bench.tasks.write(lambda: choose(desk, chosen), self._on_kept)

    def _on_kept(self, changes: Changes) -> None:
        self._bench.refresh.tell(changes)
        self._bench.notices.done(tr("Your choices are kept."))
        self.read()


def _nothing() -> EmptyState:
    return EmptyState(
        "pencil",
        tr("Nothing to choose"),
        tr(
            "When a file has another value for something that was set here, such as a pathway or "
            "a goal, both are shown in this list. What was set here stays until you choose."
        ),
    )
