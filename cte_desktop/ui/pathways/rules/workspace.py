"""The editor with its parts: tree, form, foot; gestures become edits of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_differences import rule_differences
from cte_desktop.domain.audit.rule_edits import (
    add_node,
    duplicate_set,
    move_node,
    remove_node,
    set_field,
)
from cte_desktop.domain.audit.rule_tree import Node, NodeKind, Path, find_node, trail_to
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.checking import DraftCheck
from cte_desktop.ui.pathways.rules.classes_dialog import ClassesDialog
from cte_desktop.ui.pathways.rules.draft_strip import DraftStrip
from cte_desktop.ui.pathways.rules.foot import Foot
from cte_desktop.ui.pathways.rules.form import NodeForm, Shown
from cte_desktop.ui.pathways.rules.narrowed import narrowed
from cte_desktop.ui.pathways.rules.sample_rows import SampleRows
from cte_desktop.ui.pathways.rules.top_row import TopRow
from cte_desktop.ui.pathways.rules.tree_model import RulesTreeModel
from cte_desktop.ui.pathways.rules.tree_view import RulesTree
from cte_desktop.ui.pathways.rules.words import adding_label, field_label, node_title
from cte_desktop.ui.widgets.labels import separator
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.pathways.rules.draft import Draft

_TREE_WIDTH = 320
_FOOT_HEIGHT = 210


class Workspace(QWidget):
    """What is seen of the draft. What it can't do itself, such as publishing, its view does."""

    def __init__(self, desk: Desk, bench: Workbench, catalog: Catalog, draft: Draft) -> None:
        super().__init__()
        self._catalog, self._draft = catalog, draft
        self._path: Path = ("graduation",)
        self.check = DraftCheck(desk, bench.tasks, catalog, draft, self)
        self.rows = SampleRows(desk, bench.tasks, catalog, draft, self)
        self.top, self.strip = TopRow(), DraftStrip()
        self.search = SearchField(tr("Search the rules"))
        self.model = RulesTreeModel(catalog, self)
        self.tree = RulesTree(self.model)
        self.form = NodeForm(catalog)
        self.foot = Foot(catalog)
        self._put_together()
        self._listen()
        self._show_all()
        self.tree.expand(self.model.index_of(("graduation",)))
        self.tree.choose(("graduation",))
        self.check.ask(at_once=True)

    def path(self) -> Path:
        """Return the path of the node whose form is shown."""
        return self._path

    def open_node(self, path: Path) -> None:
        """Show the form of a node and give it the focus."""
        if self.search.text() and not self.model.has_path(path):
            self.search.clear()
        self.tree.choose(path)
        self.form.focus_first()

    def _put_together(self) -> None:
        self.search.setMinimumWidth(theme.px(160))
        left = QWidget()
        within = QVBoxLayout(left)
        within.setContentsMargins(0, 0, theme.px(12), 0)
        within.setSpacing(theme.px(theme.INSIDE))
        within.addWidget(self.search)
        within.addWidget(self.tree, 1)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(left)
        beside.addWidget(self.form)
        beside.setChildrenCollapsible(False)
        beside.setStretchFactor(1, 1)
        beside.setSizes([theme.px(_TREE_WIDTH), theme.px(800)])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(beside)
        whole.addWidget(self.foot)
        whole.setChildrenCollapsible(False)
        whole.setStretchFactor(0, 1)
        whole.setSizes([theme.px(500), theme.px(_FOOT_HEIGHT)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.top)
        column.addWidget(self.strip)
        column.addWidget(separator())
        column.addWidget(whole, 1)

    def _listen(self) -> None:
        self._draft.changed.connect(self._on_draft_changed)
        self.check.checked.connect(self._on_checked)
        self.search.query_changed.connect(lambda _query: self._show_tree())
        self.search.results_wanted.connect(self._on_results_wanted)
        self.tree.node_chosen.connect(self._on_node_chosen)
        self.tree.form_wanted.connect(self.form.focus_first)
        self.tree.removal_wanted.connect(lambda: self._on_removal(self._path))
        self.form.field_edited.connect(self._on_field_edited)
        self.form.add_requested.connect(self._on_add)
        self.form.remove_requested.connect(self._on_removal)
        self.form.move_requested.connect(self._on_move)
        self.form.later_classes_requested.connect(self._on_later_classes)
        self.form.node_wanted.connect(self.open_node)
        self.foot.faults.node_wanted.connect(self.open_node)

    def _on_field_edited(self, path: Path, name: str, value: object) -> None:
        node = self._node(path)
        field = node.field(name) if node else None
        if node is None or field is None:
            return
        words = tr(
            "Change {field} of {node}",
            field=field_label(field, self._catalog),
            node=node_title(node, self._catalog),
        )
        self._draft.edit(words, set_field(self._draft.documents(), path, name, value), path)

    def _on_add(self, path: Path, kind: NodeKind) -> None:
        edited = add_node(self._draft.documents(), path, kind)
        self._draft.edit(adding_label(kind), edited, path)
        if kind not in (NodeKind.COURSE_SET, NodeKind.EITHER, NodeKind.CAP, NodeKind.STEP):
            self.open_node(edited.path)

    def _on_removal(self, path: Path) -> None:
        node = self._node(path)
        if node is None or not node.removable or node.origin is not None:
            return
        words = tr("Remove {node}", node=node_title(node, self._catalog))
        self._draft.edit(words, remove_node(self._draft.documents(), path), path)

    def _on_move(self, path: Path, steps: int) -> None:
        node = self._node(path)
        if node is not None:
            words = tr("Move {node}", node=node_title(node, self._catalog))
            self._draft.edit(words, move_node(self._draft.documents(), path, steps), path)

    def _on_later_classes(self, path: Path) -> None:
        node = self._node(path)
        classes = node.value("applies_to_classes") if node else None
        if node is None or not isinstance(classes, list):
            return
        if [type(year) for year in classes] != [int, int]:
            return
        first, last = classes
        title = node_title(node, self._catalog)
        dialog = ClassesDialog(title, first + (first < last), last, self)

        def make(year: int) -> None:
            edited = duplicate_set(self._draft.documents(), path, year)
            self._draft.edit(tr("New version of {node}", node=title), edited, path)

        dialog.class_chosen.connect(make)
        dialog.open()

    def _on_draft_changed(self, path: Path) -> None:
        stays = self.form.shows(path)  # a need in a list is changed without leaving it
        if path and not stays:
            self._path = self._shown_path(path)
        self._show_all()
        if stays and path != self._path:
            self.form.reveal(path)
        self.tree.choose(self._path, quietly=True)
        self._say()
        self.check.ask()

    def _on_checked(self) -> None:
        self._show_tree()
        self.form.show_marks(self.check.marks(), self.check.faults_at(self._path))
        self.foot.show_faults(self.check.faults())
        QTimer.singleShot(0, self, self.form.keep_in_sight)  # the foot may have taken its room
        self._say()

    def _on_node_chosen(self, path: Path) -> None:
        self._path = path
        self._show_form()

    def _on_results_wanted(self) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all(self) -> None:
        self._show_tree()
        self._path = self._shown_path(self._path)
        self._show_form()

    def _show_tree(self) -> None:
        query = self.search.text()
        nodes = narrowed(self._draft.nodes(), query, self._catalog)
        self.tree.show_nodes(nodes, self.check.marks())
        if query.strip():
            self.tree.expandAll()

    def _show_form(self) -> None:
        trail = trail_to(self._draft.nodes(), self._path)
        if trail:
            faults = self.check.faults_at(self._path)
            self.form.show_node(Shown(trail, self._draft.nodes(), self.check.marks(), faults))
            self.rows.ask(trail[-1], self.form)

    def _say(self) -> None:
        changes = len(rule_differences(self._draft.in_force(), self._draft.documents()))
        changed = max(changes, int(self._draft.is_changed()))
        faults, settled = len(self.check.faults()), self.check.is_settled()
        self.top.say(changed, faults, settled=settled)

    def _node(self, path: Path) -> Node | None:
        return find_node(self._draft.nodes(), path)

    def _shown_path(self, path: Path) -> Path:
        """Return the path of the nearest node with a form of its own."""
        return self.check.form_of(path) or ("graduation",)
