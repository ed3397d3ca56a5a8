"""The requirements that a sample may ask for: the rows of its program for its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.domain.audit.rule_tree import NodeKind
from cte_desktop.services.rule_samples import program_rows
from cte_desktop.ui.pathways.rules.fault_words import row_title
from cte_desktop.ui.pathways.rules.field_editors import ChoiceEditor
from cte_desktop.ui.pathways.rules.field_row import REQUIREMENT
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rule_tree import Node
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.pathways.rules.draft import Draft
    from cte_desktop.ui.pathways.rules.form import NodeForm
    from cte_desktop.ui.tasks import Tasks

_CHANNEL = "rules.sample_rows"


class SampleRows(QObject):
    """Asks for them away from the window when a sample is shown, and offers them in its form."""

    def __init__(
        self, desk: Desk, tasks: Tasks, catalog: Catalog, draft: Draft, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._catalog, self._draft = catalog, draft

    def ask(self, node: Node, form: NodeForm) -> None:
        """Offer the rows of the program that a sample is about; other nodes have none."""
        program, year = node.value("program"), node.value("class")
        if node.kind is not NodeKind.SAMPLE or not isinstance(year, int):
            return
        desk, drafted, name = self._desk, self._draft.drafted(), str(program)

        def done(rows: tuple[tuple[str, ...], ...]) -> None:
            row = form.row_of(REQUIREMENT, node.path)
            if row is not None and isinstance(row.editor, ChoiceEditor):
                row.editor.offer([(ids[-1], self._words(name, ids)) for ids in rows])

        self._tasks.read(lambda: program_rows(desk, drafted, name, year), done, channel=_CHANNEL)

    def _words(self, program: str, ids: tuple[str, ...]) -> str:
        """Return the title of a row behind the title of the one above it."""
        nodes = self._draft.nodes()
        titles = [row_title(program, one, nodes, self._catalog) for one in ids[-2:]]
        if len(titles) == 1:
            return titles[0]
        return tr("{node}: {field}", node=titles[0], field=titles[1])
