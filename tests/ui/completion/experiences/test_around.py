"""What surrounds a student's pathways is seen and written down by keyboard, each edit one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.experiences import Experience
from cte_desktop.services.cases import open_case_of, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.experiences import experiences_by_kind
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.ui.completion.experiences.actions import AroundActions
from cte_desktop.ui.completion.experiences.around_dialog import AroundDialog
from cte_desktop.ui.completion.experiences.employers_dialog import EmployersDialog
from cte_desktop.ui.completion.experiences.experience_form import ExperienceForm
from cte_desktop.ui.completion.experiences.fields import choose
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PAGE, PlanPage
from cte_desktop.ui.widgets.buttons import ChoiceBox
from tests.ui.hands import press, type_text

KEPT = (
    Experience("wbl", "Clinic", school_year=2025, hours=8000, organization="Mercy"),
    Experience("exploratory", "Medical detectives", school_year=2022, grade_level=8, hours=600),
    Experience("certification", "CPR", passed_on=date(2026, 3, 1), expires_on=date(2028, 3, 1)),
    Experience("wbl", "Shop", school_year=2024, note="First\nsecond"),
)
ROLE = Qt.ItemDataRole.UserRole


class Table:
    """The plan page with a student on it, and what a person opens there."""

    def __init__(
        self, page: PlanPage, desk: Desk, bench: Workbench, settle: Callable[[], None]
    ) -> None:
        self.page, self.desk, self.bench, self.settle = page, desk, bench, settle

    def open(self) -> AroundDialog:
        self.bench.actions.action("around_pathway").trigger()
        self.settle()
        return self.page.window().findChildren(AroundDialog)[-1]

    def stored(self) -> set[Experience]:
        self.settle()
        case = self.page.case()
        assert case is not None
        return set(open_case_of(self.desk, case.file.student.uid).file.experiences)


@pytest.fixture
def table(bench: Workbench, desk: Desk, qtbot: QtBot) -> Table:
    def settle() -> None:
        qtbot.waitUntil(bench.tasks.is_idle)

    page = PlanPage(desk, bench)
    qtbot.addWidget(page)
    AroundActions(desk, bench, page.editor, page.panel_actions.forgotten, (PAGE, page))
    bench.actions.open_page(PAGE)
    page.resize(1192, 720)
    page.show()
    assert not bench.actions.action("around_pathway").isEnabled()
    case = next(c for c in open_cases(desk) if c.plan is not None and not c.file.experiences)
    uid = case.file.student.uid
    keep_edit(desk, uid, FileEdit("add_experience", experiences_new=KEPT))
    page.open_student(uid)
    settle()
    return Table(page, desk, bench, settle)


def form_of(dialog: QWidget) -> ExperienceForm:
    return dialog.findChildren(ExperienceForm)[-1]


def write(form: ExperienceForm, **texts: str) -> None:
    for name, text in texts.items():
        field = form.fields[name]
        assert isinstance(field, QLineEdit)
        field.selectAll()
        type_text(field, text)


def chosen(form: ExperienceForm, **values: object) -> None:
    for name, value in values.items():
        box = form.workshop if name == "workshop" else form.fields[name]
        assert isinstance(box, ChoiceBox)
        choose(box, value)


def test_everything_stands_under_its_kind_and_is_read_aloud(table: Table) -> None:
    dialog = table.open()
    case = table.page.case()
    assert case is not None
    shown = [dialog.list.item(n).data(ROLE) for n in dialog.list.rows()]
    assert shown == [one for _, own in experiences_by_kind(case) for one in own]
    heads = [
        dialog.list.item(n).text()
        for n in range(dialog.list.count())
        if n not in dialog.list.rows()
    ]
    assert heads == ["Exploratory workshops", "Work-based learning", "Certifications"]
    first = dialog.list.item(dialog.list.rows()[0])
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Workshop: ")
    assert dialog.summary.text() in table.page.header.facts()
    assert dialog.summary.text() == "4 experiences, 80 hours, CPR"


def test_a_certification_is_added_by_keyboard_changed_removed_and_undone(table: Table) -> None:
    before = table.stored()
    dialog = table.open()
    dialog.add("certification")
    form = form_of(dialog)
    choose(form.fields["pathway"], "")  # type: ignore[arg-type]
    write(form, title="OSHA 10", issuer="OSHA", number="77", passed_on="5/1/2026")
    press(form.fields["number"], Qt.Key.Key_Return)  # Save is the default
    osha = Experience("certification", "OSHA 10", issuer="OSHA", number="77",
                      passed_on=date(2026, 5, 1))  # fmt: skip
    assert table.stored() == before | {osha}
    assert dialog.list.current() == osha
    assert "OSHA 10" in table.page.header.facts()
    assert table.page.editor.undo_name() == "Undo Add OSHA 10"
    press(dialog.list, Qt.Key.Key_Return)
    form = form_of(dialog)
    assert not form.kind.isEnabled()
    write(form, expires_on="2031-05-01")
    press(form.fields["title"], Qt.Key.Key_Return)
    (changed,) = table.stored() - before
    assert changed.expires_on == date(2031, 5, 1)
    press(dialog.list, Qt.Key.Key_Delete)
    assert table.stored() == before
    for expected in (changed, osha):
        table.page.editor.undo()
        assert expected in table.stored()
        assert expected in [dialog.list.item(n).data(ROLE) for n in dialog.list.rows()]


def test_a_workshop_is_chosen_from_the_catalog_with_what_the_student_thought(table: Table) -> None:
    before = table.stored()
    dialog = table.open()
    dialog.add("exploratory")
    form = form_of(dialog)
    press(form.workshop, Qt.Key.Key_Return)
    assert form.fault() == "Choose the workshop."
    assert form.workshop.accessibleDescription() == form.fault()
    chosen(form, workshop="Video production", opinion=4)
    assert form.fault() == ""
    box = form.fields["school_year"]
    assert isinstance(box, ChoiceBox)
    assert box.itemText(1).endswith(" grade")
    box.setCurrentIndex(box.count() - 1)  # the oldest: grade 7
    press(form.workshop, Qt.Key.Key_Return)
    (made,) = table.stored() - before
    assert (made.title, made.opinion, made.grade_level) == ("Video production", 4, 7)


@pytest.mark.parametrize(
    ("kind", "texts", "field"),
    [
        ("wbl", {"title": "Clinic", "hours": "0"}, "hours"),
        ("wbl", {"title": "Clinic", "hours": "10,000"}, "hours"),
        ("practicum", {"title": "x" * 400}, "title"),
        ("certification", {"title": "CPR", "passed_on": "tomorrow"}, "passed_on"),
        (
            "certification",
            {"title": "CPR", "passed_on": "2026-05-01", "expires_on": "2026-04-01"},
            "expires_on",
        ),
        ("ctso", {"office": "President"}, "organization"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_kept(
    table: Table, kind: str, texts: dict[str, str], field: str
) -> None:
    before = table.stored()
    dialog = table.open()
    dialog.add(kind)
    form = form_of(dialog)
    for name, text in texts.items():
        line = form.fields[name]
        assert isinstance(line, QLineEdit)
        line.setText(text)
    press(form.fields["title"], Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.fault()
    assert form.fields[field].accessibleDescription() == form.fault()
    assert form.focusWidget() is form.fields[field]
    form.reject()
    assert table.stored() == before


def test_what_stands_there_already_is_said_at_its_title(table: Table) -> None:
    dialog = table.open()
    dialog.add("certification")
    form = form_of(dialog)
    write(form, title="First aid", passed_on="2026-03-01")
    assert isinstance(form.experience(), Experience)
    write(form, title="CPR")
    press(form.fields["title"], Qt.Key.Key_Return)
    assert form.fault() == "This is written down for this student already."
    assert form.focusWidget() is form.fields["title"]


def test_each_kind_asks_for_its_own_fields_under_its_own_names(table: Table) -> None:
    dialog = table.open()
    dialog.add("wbl")
    form = form_of(dialog)
    for kind, name, words in (
        ("wbl", "organization", "Employer"),
        ("ctso", "organization", "Organization"),
        ("college", "organization", "College"),
    ):
        choose(form.kind, kind)
        assert form.fields[name].isVisible()
        assert form.fields[name].accessibleName() == words
    assert form.fields["units"].isVisible()
    assert not form.fields["hours"].isVisible()
    form.reject()


def test_the_dialog_closes_when_another_student_comes(table: Table, qtbot: QtBot) -> None:
    dialog = table.open()
    mine = table.page.case()
    assert mine is not None
    other = next(
        case.file.student.uid
        for case in open_cases(table.desk)
        if case.file.student.uid != mine.file.student.uid
    )
    with qtbot.waitSignal(dialog.finished):
        table.page.open_student(other)
    table.settle()
    assert table.open().isVisible()


def test_employers_open_from_there_and_are_offered_in_the_form(table: Table) -> None:
    dialog = table.open()
    dialog.employers_wanted.emit()
    table.settle()
    book = dialog.findChildren(EmployersDialog)[-1]
    name = book.fields["name"]
    assert isinstance(name, QLineEdit)
    type_text(name, "Zenith Robotics")
    book.save()
    table.settle()
    book.accept()
    table.settle()
    dialog.add("wbl")
    organization = form_of(dialog).fields["organization"]
    assert isinstance(organization, QLineEdit)
    completer = organization.completer()
    completer.setCompletionPrefix("zenith")
    assert completer.currentCompletion() == "Zenith Robotics"
