"""Looks at the draft away from the window's thread: what is wrong with it, beside which node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cte_desktop.domain.audit.rule_differences import rule_differences
from cte_desktop.domain.audit.rule_tree import NodeKind, Path, every_node
from cte_desktop.services.rules import check
from cte_desktop.ui.pathways.rules.fault_words import placed_faults
from cte_desktop.ui.pathways.rules.tree_model import Marks

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rule_tree import Documents, Node
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.pathways.rules.draft import Draft
    from cte_desktop.ui.pathways.rules.fault_list import PlacedFault
    from cte_desktop.ui.tasks import Tasks

_AFTER_MS = 250
_CHANNEL = "rules.check"


class DraftCheck(QObject):
    """Checks the draft when it has rested for a moment. Signal: `checked()`: faults and marks are
    those of the draft as it is.
    """

    checked = Signal()

    def __init__(
        self, desk: Desk, tasks: Tasks, catalog: Catalog, draft: Draft, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._catalog, self._draft = catalog, draft
        self._faults: tuple[PlacedFault, ...] = ()
        self._changed: frozenset[Path] = frozenset()
        self._settled = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._start)

    def ask(self, *, at_once: bool = False) -> None:
        """Look at the draft again; what was known stays until then."""
        self._settled = False
        if at_once:
            self._start()
        else:
            self._timer.start()

    def is_settled(self) -> bool:
        """Say whether the draft as it is has been looked at."""
        return self._settled

    def faults(self) -> tuple[PlacedFault, ...]:
        """Return what is wrong, gravest first."""
        return self._faults

    def faults_at(self, path: Path) -> tuple[str, ...]:
        """Return the sentences about a node, with what its own form shows of others."""
        return tuple(fault.text for fault in self._faults if self.form_of(fault.path) == path)

    def marks(self) -> Marks:
        """Return which nodes are faulty, which changed, and which samples come out."""
        faulty = frozenset(fault.path for fault in self._faults)
        samples = frozenset(
            node.path
            for node in every_node(self._draft.nodes())
            if node.kind is NodeKind.SAMPLE and node.path not in faulty
        )
        return Marks(faulty, self._changed, samples if self._settled else frozenset())

    def form_of(self, path: Path) -> Path:
        """Return the path of the node whose form shows a node, () for none."""
        shown = {node.path for node in every_node(self._draft.nodes()) if _has_form(node)}
        while path and path not in shown:
            path = path[:-1]
        return path

    def _start(self) -> None:
        self._timer.stop()
        documents = self._draft.documents()
        drafted, in_force = self._draft.drafted(), self._draft.in_force()
        nodes, desk, catalog = self._draft.nodes(), self._desk, self._catalog

        def work() -> tuple[tuple[PlacedFault, ...], frozenset[Path]]:
            found = check(desk, drafted)
            return placed_faults(found, nodes, catalog), _changed(in_force, documents)

        def done(answer: tuple[tuple[PlacedFault, ...], frozenset[Path]]) -> None:
            if self._draft.documents() is documents:
                self._faults, self._changed = answer
                self._settled = True
                self.checked.emit()

        self._tasks.read(work, done, channel=_CHANNEL)


def _has_form(node: Node) -> bool:
    hidden = (NodeKind.COURSE_SET, NodeKind.EITHER, NodeKind.CAP, NodeKind.STEP)
    return node.kind not in hidden


def _changed(before: Documents, after: Documents) -> frozenset[Path]:
    return frozenset(one.node.path for one in rule_differences(before, after))
