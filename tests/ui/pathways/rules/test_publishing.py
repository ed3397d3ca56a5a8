"""From a draft to rules in force: samples, who would be affected, publishing, undo, versions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.domain.audit.rule_tree import NodeKind
from cte_desktop.services.cases import open_case
from cte_desktop.services.rules import documents, publish, versions
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.pathways.rules.publish_dialog import PublishDialog
from cte_desktop.ui.pathways.rules.record_editor import RecordEditor
from cte_desktop.ui.pathways.rules.versions_dialog import VersionsDialog
from tests.ui.hands import click, press, type_text
from tests.ui.pathways.rules.editor_hands import HEALTH, EditorHands, type_course

SAMPLES = ("samples",)


def _publish(hands: EditorHands, note: str = "") -> None:
    click(hands.workspace.top.publish)
    dialog = hands.dialog(PublishDialog)
    type_text(dialog.note, note)
    click(dialog.publish)
    hands.settle()


def _status(hands: EditorHands, student_id: str) -> ProgramStatus:
    audit = open_case(hands.view._desk, student_id).audit
    found = audit.program("graduation")
    assert found is not None
    return found.status


def test_a_published_draft_is_in_force_and_audits_follow_and_undo_brings_both_back(
    hands: EditorHands,
) -> None:
    desk = hands.view._desk
    hands.needs_ten_of_health()
    assert hands.faults() == []
    click(hands.workspace.top.preview)
    hands.settle()
    affected = hands.workspace.foot.affected
    flip = affected.model.row_at(0)
    assert _status(hands, flip.student_id).value == flip.before
    _publish(hands, "Board, November 18")
    assert documents(desk)["graduation"]["set"][0]["subject"][6]["credits"] == 10.0
    assert not hands.view.draft.is_changed()
    assert versions(desk)[0].note == "Board, November 18"
    assert _status(hands, flip.student_id).value == flip.after
    undo = hands.bench.actions.action("undo")
    assert undo.text() == "Undo Publish rules"
    undo.trigger()
    hands.settle()
    assert documents(desk)["graduation"]["set"][0]["subject"][6]["credits"] == 5.0
    assert _status(hands, flip.student_id).value == flip.before
    assert hands.view.draft.is_changed()
    hands.bench.actions.action("redo").trigger()
    hands.settle()
    assert documents(desk)["graduation"]["set"][0]["subject"][6]["credits"] == 10.0


def test_the_dialog_sums_up_what_changes_from_what_to_what(hands: EditorHands) -> None:
    hands.needs_ten_of_health()
    click(hands.workspace.top.publish)
    dialog = hands.dialog(PublishDialog)
    columns = dialog.model.columns()
    lines = [[column.text(row) for column in columns] for row in dialog.model.shown_rows()]
    first = ["William S. Hart UHSD diploma", "Health: Credits needed", "5 credits", "10 credits"]
    assert lines[0] == first
    assert len(lines) == 4
    press(dialog, Qt.Key.Key_Escape)
    assert hands.view.draft.is_changed()


def test_who_would_be_affected_lists_the_flips_and_opens_a_student(hands: EditorHands) -> None:
    asked: list[str] = []
    hands.bench.requests.student_requested.connect(asked.append)
    hands.needs_ten_of_health()
    click(hands.workspace.top.preview)
    hands.settle()
    affected = hands.workspace.foot.affected
    assert affected.isVisible()
    shown, every = affected.model.counts()
    assert shown == every > 10
    click(affected.counts[0])
    assert affected.model.counts()[0] < every
    affected.table.focus_first()
    press(affected.table, Qt.Key.Key_Return)
    row = affected.table.current_row()
    assert row is not None
    assert asked == [row.uid]
    hands.open(HEALTH)
    hands.type_in("credits", "9")
    assert "ask again" in affected.words.text()


def test_a_preview_that_is_stopped_says_so(hands: EditorHands) -> None:
    hands.needs_ten_of_health()
    hands.workspace.top.preview_requested.emit()
    hands.workspace.foot.affected.cancelled.emit()
    hands.settle()
    assert "Stopped" in hands.workspace.foot.affected.words.text()
    assert hands.workspace.foot.affected.model.counts() == (0, 0)


def test_a_failing_sample_blocks_publishing_until_it_expects_what_comes_out(
    hands: EditorHands,
) -> None:
    hands.open(SAMPLES)
    hands.add(NodeKind.SAMPLE)
    hands.type_in("title", "One English course alone")
    hands.type_in("class", "2029")
    record = hands.row("record").editor
    assert isinstance(record, RecordEditor)
    type_course(record.new.course, "ENG09")
    type_text(record.new.mark, "b")
    press(record.new.mark, Qt.Key.Key_Return)
    path = hands.workspace.path()
    assert hands.value(*path, "record") == ["9 year ENG09 B"]
    hands.settle()
    assert any("One English course alone" in text for text in hands.faults())
    assert not hands.workspace.top.publish.isEnabled()
    hands.choose("expect", "not_met")
    hands.settle()
    assert hands.faults() == []
    assert hands.workspace.top.publish.isEnabled()
    assert path in hands.workspace.check.marks().passing


def test_a_mark_that_is_none_is_refused_in_a_record(hands: EditorHands) -> None:
    hands.open(("graduation", "sample", 0))
    record = hands.row("record").editor
    assert isinstance(record, RecordEditor)
    line = record.rows[0].open_fields()
    before = hands.value("graduation", "sample", 0, "record")
    line.mark.setFocus()
    line.mark.selectAll()
    type_text(line.mark, "Q")
    press(line.mark, Qt.Key.Key_Return)
    assert '"Q"' in hands.row("record").refusal.text()
    assert hands.value("graduation", "sample", 0, "record") == before
    line.mark.selectAll()
    type_text(line.mark, "d")
    press(line.mark, Qt.Key.Key_Return)
    assert line.line().mark == "D"
    click(line.button)
    after = hands.value("graduation", "sample", 0, "record")
    assert isinstance(after, list)
    assert isinstance(before, list)
    assert after == before[1:]


def test_a_broken_file_is_refused_and_a_good_one_becomes_the_draft(
    hands: EditorHands, tmp_path: Path
) -> None:
    said: list[Notice] = []
    hands.bench.notices.posted.connect(said.append)
    hands.bench.tasks.failed.connect(hands.bench.notices.error)
    bad = tmp_path / "graduation.toml"
    bad.write_text("[[set]\n", encoding="utf-8")
    hands.view.open_file(bad)
    hands.settle()
    assert [notice.tone for notice in said] == ["must_fix"]
    assert not hands.view.draft.is_changed()
    good = tmp_path / "programs.toml"
    good.write_text('version = "1"\n[[program]]\nid = "own"\ntitle = "Own"\n', encoding="utf-8")
    hands.view.open_file(good)
    hands.settle()
    assert hands.value("programs", "program", 0, "id") == "own"
    assert hands.faults()


def test_an_earlier_version_is_opened_as_the_draft(hands: EditorHands) -> None:
    hands.needs_ten_of_health()
    _publish(hands)
    hands.workspace.top.versions.trigger()
    dialog = hands.dialog(VersionsDialog)
    rows = dialog.model.shown_rows()
    place = next(n for n, row in enumerate(rows) if row.kind == "graduation" and row.number == 1)
    dialog.table.setCurrentIndex(dialog.model.index(place, 0))
    click(dialog.open_button)
    assert hands.view.draft.is_changed()
    assert hands.value(*HEALTH, "credits") == 5.0
    hands.settle()
    assert hands.workspace.top.publish.isEnabled()


def test_rules_changed_elsewhere_are_read_again_and_a_draft_is_kept(hands: EditorHands) -> None:
    desk = hands.view._desk
    hands.open(HEALTH)
    hands.type_in("credits", "7.5")
    hands.settle()
    other = documents(desk)["ag"] | {"uc_years_before_senior_year": 10}
    changes = publish(desk, {"ag": other})
    hands.bench.refresh.tell(changes)
    hands.settle()
    assert hands.view.draft.in_force()["ag"]["uc_years_before_senior_year"] == 10
    assert hands.value(*HEALTH, "credits") == 7.5
