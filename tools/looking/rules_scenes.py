"""Pictures of the requirement editor: each kind of form, a problem, who is affected, publishing."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from cte_desktop.domain.audit.rule_edits import set_field
from cte_desktop.domain.audit.rule_tree import Path
from cte_desktop.ui.pathways.page import PATHWAYS, REQUIREMENTS, PathwaysPage
from cte_desktop.ui.pathways.rules.publish_dialog import PublishDialog
from cte_desktop.ui.pathways.rules.versions_dialog import VersionsDialog
from cte_desktop.ui.pathways.rules.view import RulesView
from cte_desktop.ui.pathways.rules.workspace import Workspace
from tools.looking.stage import Stage, wait_until

_SET: Path = ("graduation", "set", 0)
_HEALTH: Path = (*_SET, "subject", 6)
_FORMS: tuple[tuple[str, Path], ...] = (
    ("graduation", ("graduation",)),
    ("set", _SET),
    ("must-include", (*_SET, "subject", 1, "must_include", 0)),
    ("inherited", ("graduation", "set", 2)),
    ("pending", ("graduation", "pending", "ethnic_studies")),
    ("area", ("ag", "area", "A")),
    ("part", ("ag", "area", "A", "uc_parts", 1)),
    ("program", ("programs", "program", 0)),
    ("requirement", ("programs", "program", 0, "requirement", 0)),
    ("samples", ("samples",)),
    ("sample", ("graduation", "sample", 0)),
)
_MENDED: tuple[tuple[Path, float], ...] = (
    ((*_SET, "subject", 8), 67.5),
    (("graduation", "set", 1, "override", "elective"), 57.5),
    (("graduation", "set", 2, "override", "elective"), 62.5),
)


def rules_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; the draft is discarded at the end."""
    stage.program.window.open_page("pathways")
    page = stage.wait_for(PathwaysPage)
    page.switch.choose(REQUIREMENTS)
    stage.rest()
    view = page.rules
    if view is None or view.workspace is None:
        raise RuntimeError("the requirement editor did not open")
    workspace = view.workspace
    for name, path in _FORMS:
        workspace.open_node(path)
        stage.grab(f"rules-{name}")
    _edit(view, _HEALTH, 10.0)
    workspace.open_node(_HEALTH)
    _checked(stage, workspace)
    stage.grab("rules-problem")
    for path, credits in _MENDED:
        _edit(view, path, credits)
    _checked(stage, workspace)
    workspace.top.preview.click()
    stage.grab("rules-affected")
    workspace.top.publish.click()
    _dialog(stage, PublishDialog, "rules-publish")
    workspace.top.versions.trigger()
    _dialog(stage, VersionsDialog, "rules-versions")
    workspace.top.discard.trigger()
    page.switch.choose(PATHWAYS)
    stage.rest()


def _edit(view: RulesView, path: Path, credits: float) -> None:
    edited = set_field(view.draft.documents(), path, "credits", credits)
    view.draft.edit("Change credits", edited, path)


def _checked(stage: Stage, workspace: Workspace) -> None:
    wait_until(workspace.check.is_settled)
    stage.rest()


def _dialog(stage: Stage, kind: type[QDialog], name: str) -> None:
    dialog = stage.wait_for(kind)
    stage.grab(name, dialog)
    dialog.close()
