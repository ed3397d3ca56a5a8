"""The requirement editor as the page shows it: reads the rules in force, publishes the draft."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from cte_desktop.domain.audit.rule_differences import rule_differences
from cte_desktop.domain.audit.rule_edits import Edited
from cte_desktop.services import history
from cte_desktop.services.rule_drafts import KeptDraft, kept_draft
from cte_desktop.services.rule_files import read_rules_file
from cte_desktop.services.rules import RuleVersion, documents, publish, versions
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.pathways.rules.draft import Draft
from cte_desktop.ui.pathways.rules.draft_keeper import DraftKeeper
from cte_desktop.ui.pathways.rules.preview_run import PreviewRun
from cte_desktop.ui.pathways.rules.publish_dialog import PublishDialog
from cte_desktop.ui.pathways.rules.versions_dialog import VersionsDialog
from cte_desktop.ui.pathways.rules.workspace import Workspace
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history import Undone
    from cte_desktop.ui.page import Workbench

PAGE = "pathways"
_CHANNEL = "rules.documents"
Documents = dict[str, dict[str, Any]]
Reading = tuple["Catalog", Documents, KeptDraft | None]


@dataclass(slots=True)
class KeptStep:
    """The step that put rules in force; only the writer thread touches it."""

    number: int | None = None


class RulesView(QWidget):
    """The editor. It reads the rules, and the draft that is kept, when it is first opened.

    `workspace` is what is seen, None until the rules are read.
    """

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk, self._bench = desk, bench
        self.draft = Draft(self)
        self.workspace: Workspace | None = None
        self._catalog: Catalog | None = None
        self._own_steps: set[int] = set()
        self._restored: KeptDraft | None = None  # to be told of
        self._open = False
        self._folder = FilePath.home()
        self._keeper = DraftKeeper(desk, bench.tasks, self.draft, self)
        self._preview = PreviewRun(desk, bench.tasks, self)
        self.setAccessibleName(tr("Requirements"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.draft.undo_changed.connect(self._on_undo_changed)
        self.draft.changed.connect(lambda _path: self._on_draft_changed())
        bench.refresh.changed.connect(self._on_refreshed)

    def activate(self) -> None:
        """Take the focus, and Undo and Redo of the page; read the rules on the first visit."""
        self._open = True
        self._keeper.watch(self.window())
        actions = self._bench.actions
        actions.offer("undo", self.draft.undo, page=PAGE)
        actions.offer("redo", self.draft.redo, page=PAGE)
        self._on_undo_changed()
        if self.workspace is None:
            self._read()
        else:
            self.workspace.tree.setFocus()

    def deactivate(self) -> None:
        """Leave Undo and Redo to others: the page, or its other part, is about to open."""
        self._open = False
        for name, text in (("undo", tr("&Undo")), ("redo", tr("&Redo"))):
            self._bench.actions.set_enabled(name, False, page=PAGE)
            self._bench.actions.set_text(name, text)

    def focus_search(self) -> None:
        """Go to the search field: what Ctrl+F does."""
        if self.workspace is not None:
            self.workspace.search.focus()

    def _read(self) -> None:
        desk, first = self._desk, self.workspace is None

        def work() -> Reading:
            return desk.catalog(), documents(desk), kept_draft(desk) if first else None

        self._bench.tasks.read(work, self._on_read, channel=_CHANNEL, text=tr("Reading the rules…"))

    def _on_read(self, answer: Reading) -> None:
        catalog, in_force, kept = answer
        if self.workspace is None:
            drafted = kept.documents if kept is not None else {}
            self._restored = kept
            self._keeper.begin(drafted)
            self.draft.open(in_force, drafted)
        elif self.draft.in_force() != in_force:
            self._follow(in_force)
        if self.workspace is None or catalog != self._catalog:
            self._catalog = catalog
            self._show(catalog)

    def _follow(self, in_force: Documents) -> None:
        """Go on with other rules in force; say so when the draft changes the same document."""
        before, drafted = self.draft.in_force(), self.draft.drafted()
        if not drafted:
            self.draft.open(in_force)
            return
        self.draft.follow(in_force)
        if self.workspace and any(before.get(kind) != in_force.get(kind) for kind in drafted):
            self.workspace.strip.show_behind()

    def _show(self, catalog: Catalog) -> None:
        """Show the draft beside this catalog."""
        former, path = self.workspace, None
        if former is not None:
            path = former.path()
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()
        made = self.workspace = Workspace(self._desk, self._bench, catalog, self.draft)
        self._column.addWidget(made)
        made.top.preview_requested.connect(self._on_preview)
        made.top.publish_requested.connect(lambda: self._on_publish(catalog))
        made.top.file_requested.connect(self._on_file)
        made.top.versions_requested.connect(self._on_versions)
        made.top.discard_requested.connect(self._on_discard)
        made.strip.discard_requested.connect(self._on_discard)
        made.foot.affected.cancelled.connect(self._preview.stop)
        made.foot.affected.student_chosen.connect(self._bench.requests.student_requested)
        made.foot.closed.connect(self._preview.stop)
        if self._restored is not None:
            made.strip.show_draft(self._restored)
        if path is not None:
            made.tree.choose(path)
        if self._open and self.isVisible():
            made.tree.setFocus()

    def _on_draft_changed(self) -> None:
        if self.workspace is not None:
            self._preview.stop()
            self.workspace.foot.affected.say_stale()
            if not self.draft.is_changed():
                self._restored = None
                self.workspace.strip.hide()

    def _on_undo_changed(self) -> None:
        if not self._open:
            return
        names = (("undo", self.draft.undo_name()), ("redo", self.draft.redo_name()))
        usual = {"undo": tr("&Undo"), "redo": tr("&Redo")}
        for action, name in names:
            self._bench.actions.set_text(action, name.replace("&", "&&") or usual[action])
            self._bench.actions.set_enabled(action, bool(name), page=PAGE)

    def _on_refreshed(self, changes: Changes) -> None:
        """Read again when the rules or the catalog were changed elsewhere."""
        if self.workspace is None or changes.step in self._own_steps:
            return
        if changes.nouns & {"rules", "catalog"}:
            self._read()

    def _on_preview(self) -> None:
        if self.workspace is not None:
            self.workspace.foot.show_affected()
            self._preview.start(self.draft.drafted(), self.workspace.foot.affected)

    def _on_publish(self, catalog: Catalog) -> None:
        differences = rule_differences(self.draft.in_force(), self.draft.documents())
        dialog = PublishDialog(differences, catalog, self)
        dialog.publish_requested.connect(self._publish)
        dialog.open()

    def _publish(self, note: str) -> None:
        desk, drafted, kept = self._desk, self.draft.drafted(), KeptStep()

        def work() -> tuple[Changes, Documents]:
            changes = publish(desk, drafted, note)
            kept.number = changes.step
            return changes, documents(desk)

        def done(answer: tuple[Changes, Documents]) -> None:
            changes, in_force = answer
            self._note(changes)
            self.draft.published(tr("Publish rules"), in_force, lambda: self._take_back(kept))
            self._bench.refresh.tell(changes)
            self._bench.notices.done(
                tr("The rules are published; every student is audited by them from now on."),
                NoticeButton(tr("Undo"), self.draft.undo),
            )

        self._bench.tasks.write(work, done, text=tr("Publishing the rules…"))

    def _take_back(self, kept: KeptStep) -> None:
        """Take the step of a publication back, or take that back again."""
        desk = self._desk

        def work() -> tuple[Undone, Documents]:
            undone = history.undo(desk, kept.number)
            kept.number = undone.changes.step
            return undone, documents(desk)

        def done(answer: tuple[Undone, Documents]) -> None:
            undone, in_force = answer
            self._note(undone.changes)
            self.draft.now_in_force(in_force)
            self._bench.refresh.tell(undone.changes)

        def failed(error: Exception) -> None:
            self._bench.notices.error(error)
            self._read()

        self._bench.tasks.write(work, done, failed=failed, text=tr("Undoing…"))

    def _note(self, changes: Changes) -> None:
        if changes.step is not None:
            self._own_steps.add(changes.step)

    def _on_discard(self) -> None:
        edited = Edited(self.draft.in_force(), self._path())
        self.draft.edit(tr("Discard the draft"), edited, self._path())

    def _on_file(self) -> None:
        dialog = QFileDialog(self, tr("Choose a file of rules"), str(self._folder))
        dialog.setObjectName("rules_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Files of rules (*.toml)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.open_file(FilePath(name)))
        dialog.open()

    def open_file(self, file: FilePath) -> None:
        """Take a file of rules over as the draft of its document."""
        self._folder = file.parent

        def done(answer: tuple[str, dict[str, Any]]) -> None:
            kind, document = answer
            edited = Edited({**self.draft.documents(), kind: document}, (kind,))
            self.draft.edit(tr("Open {file}", file=file.name), edited, self._path())

        self._bench.tasks.read(lambda: read_rules_file(file), done)

    def _on_versions(self) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: versions(desk), self._show_versions)

    def _show_versions(self, found: tuple[RuleVersion, ...]) -> None:
        dialog = VersionsDialog(found, self)
        dialog.version_chosen.connect(self._on_version)
        dialog.open()

    def _on_version(self, version: RuleVersion) -> None:
        name = tr("Open version {number}", number=version.number)
        together = {**self.draft.documents(), version.kind: version.document}
        self.draft.edit(name, Edited(together, (version.kind,)), self._path())

    def _path(self) -> tuple[str | int, ...]:
        return self.workspace.path() if self.workspace is not None else ()
