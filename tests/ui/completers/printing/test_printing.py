"""Printing certificates from the page: what is asked, previewed, saved, cancelled and noted."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.services.awards.awarding import award, reissue
from cte_desktop.services.awards.batch import CertificateOrder, count_batch
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.look.template import default_text, keep_template
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.importing import import_paths
from cte_desktop.storage.certificates.awards import list_awards
from cte_desktop.ui.completers.finding.panel import FindingPanel
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completers.parts import FINDING, REGISTER
from cte_desktop.ui.completers.printing.order_dialog import MANY_FILES, OrderDialog, Usual
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.tasks import Progress
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.reports.reading import read, words
from tests.services.awards.people import PHOTOS, YEAR, let_everybody_graduate
from tests.ui.hands import click, press, type_text


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Everybody awarded; all but the junior graduate."""
    let_everybody_graduate(desk)
    award(desk, find_completers(desk, YEAR).completed)
    return desk


@pytest.fixture
def panel(page: CompletersPage) -> FindingPanel:
    return cast("FindingPanel", page.part(FINDING))


@pytest.fixture
def said(bench: Workbench) -> list[Notice]:
    notices: list[Notice] = []
    bench.notices.posted.connect(notices.append)
    return notices


def asked(page: CompletersPage, bench: Workbench, qtbot: QtBot) -> OrderDialog:
    bench.actions.action("print_certificates").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    (dialog,) = [one for one in page.findChildren(OrderDialog) if one.isVisible()]
    return dialog


def of_everyone(page: CompletersPage, bench: Workbench, qtbot: QtBot) -> OrderDialog:
    dialog = asked(page, bench, qtbot)
    dialog.whose.setCurrentIndex(dialog.whose.count() - 1)
    qtbot.waitUntil(bench.tasks.is_idle)
    return dialog


def copies(desk: Desk) -> int:
    return sum(count_batch(desk, CertificateOrder(YEAR)).copies)


def test_the_selected_awards_are_offered_first(
    page: CompletersPage, panel: FindingPanel, bench: Workbench, qtbot: QtBot
) -> None:
    table = panel.lists.table()
    table.selectRow(0)
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialog = asked(page, bench, qtbot)
    assert dialog.whose.currentText() == "The 2 selected"
    assert dialog.total.text() == "2 certificates to print, of 2 students"


def test_all_of_the_year_are_counted_and_those_not_graduating_told(
    page: CompletersPage, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = of_everyone(page, bench, qtbot)
    assert dialog.total.text() == "7 certificates to print, of 7 students"
    assert dialog.detail.text() == "1 more on graduation."
    dialog.before.click()
    assert dialog.total.text() == "8 certificates to print, of 8 students"
    assert dialog.detail.text() == "1 of them before graduation."


def test_this_year_s_seniors_are_a_choice_of_their_own(
    page: CompletersPage, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    dialog = of_everyone(page, bench, qtbot)
    dialog.seniors.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    now = count_batch(desk, CertificateOrder(YEAR, seniors=True)).now
    assert dialog.total.text().startswith(f"{now} certificates to print")
    assert dialog._wanted().order.seniors
    assert not dialog._wanted().order.before_graduation


def test_a_pathway_and_a_school_narrow_it(
    page: CompletersPage, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = of_everyone(page, bench, qtbot)
    dialog.pathway.setCurrentIndex(dialog.pathway.findData(PHOTOS))
    assert not dialog.save_button.isEnabled()  # still counting
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.total.text() == "1 certificate to print, of 1 student"
    dialog.school.setCurrentIndex(dialog.school.findData("SG"))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.total.text() == "There is no certificate to print"
    assert not dialog.save_button.isEnabled()


def test_who_receives_them_must_be_said(
    page: CompletersPage, bench: Workbench, qtbot: QtBot
) -> None:
    dialog = of_everyone(page, bench, qtbot)
    assert dialog.save_button.isEnabled()
    dialog.recipients.recipient.clear()
    assert not dialog.save_button.isEnabled()
    type_text(dialog.recipients.recipient, "Principal")
    assert dialog.save_button.isEnabled()


def test_a_preview_is_saved_noted_and_closed_so_that_a_copy_says_reprint(
    page: CompletersPage, bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    dialog = of_everyone(page, bench, qtbot)
    click(dialog.preview_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    (preview,) = page.findChildren(PrintPreview)
    assert copies(desk) == 0
    preview._save(tmp_path / "all.pdf")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.findChildren(PrintPreview) == []  # closed
    assert len(read((tmp_path / "all.pdf").read_bytes()).pages) == 7
    assert said[-1].text == "7 certificates. Saved as all.pdf."
    entry = list_disclosures(desk)[0]
    assert (entry.recipient, entry.purpose) == ("The students", "Graduation")
    again = of_everyone(page, bench, qtbot)
    assert "7 were printed before and say Reprint." in again.detail.text()


def test_printed_pages_are_noted_too(
    page: CompletersPage, bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    click(of_everyone(page, bench, qtbot).preview_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    (preview,) = page.findChildren(PrintPreview)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    printer.setResolution(72)
    preview.print_on(printer)
    qtbot.waitUntil(lambda: page.findChildren(PrintPreview) == [], timeout=30_000)  # closed
    assert said[-1].text == "7 certificates. They are noted as printed."
    assert copies(desk) == 7


def test_of_a_range_of_pages_only_those_are_noted_as_printed_and_disclosed(
    page: CompletersPage, bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    click(of_everyone(page, bench, qtbot).preview_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    (preview,) = page.findChildren(PrintPreview)
    shown = preview.view.pages()
    assert shown is not None
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    printer.setResolution(72)
    printer.setFromTo(2, 3)
    on_paper = shown.text(1) + shown.text(2)
    preview.print_on(printer)
    qtbot.waitUntil(lambda: page.findChildren(PrintPreview) == [], timeout=30_000)
    assert said[-1].text.startswith("2 certificates. They are")
    with desk.database.reading() as tx:
        printed = [one for one in list_awards(tx) if one.printed_on is not None]
    assert len(printed) == 2
    assert all(one.serial in on_paper for one in printed)
    assert set(list_disclosures(desk)[0].student_uids) == {one.student_uid for one in printed}


def test_a_file_for_each_student_goes_into_a_folder(
    page: CompletersPage, bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    dialog = of_everyone(page, bench, qtbot)
    dialog.files.setCurrentIndex(dialog.files.findData(MANY_FILES))
    dialog.language.setCurrentIndex(dialog.language.findText("Spanish"))
    page.printer.save_to(tmp_path, dialog._wanted())
    qtbot.waitUntil(bench.tasks.is_idle)
    files = sorted(tmp_path.glob("certificate-*.pdf"))
    assert len(files) == 7
    assert "Certificado" in words(files[0].read_bytes())
    assert said[-1].text == f"7 certificates. Saved as 7 files in {tmp_path.name}."
    page.printer.save_to(tmp_path, dialog._wanted())
    qtbot.waitUntil(bench.tasks.is_idle)
    assert "7 of them are reprints." in said[-1].text


def test_files_that_lie_in_the_folder_are_replaced_only_when_asked(
    page: CompletersPage, bench: Workbench, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = of_everyone(page, bench, qtbot)
    dialog.files.setCurrentIndex(dialog.files.findData(MANY_FILES))
    folder = tmp_path / "certificates"
    folder.mkdir()
    old = folder / "certificate-0001.pdf"
    old.write_bytes(b"of last year")
    page.printer.save_asking(folder, dialog._wanted())
    page.findChildren(QuestionDialog)[-1].reject()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert [one.name for one in folder.iterdir()] == [old.name]
    assert old.read_bytes() == b"of last year"
    page.printer.save_asking(folder, dialog._wanted())
    question = page.findChildren(QuestionDialog)[-1]
    click(next(one for one in question.findChildren(QPushButton) if "Replace" in one.text()))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert old.read_bytes().startswith(b"%PDF")


def test_cancel_in_the_middle_leaves_no_file_and_notes_nothing(
    page: CompletersPage, bench: Workbench, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = of_everyone(page, bench, qtbot)
    logged = len(list_disclosures(desk))
    numbers: list[int] = []

    def cancel(progress: Progress) -> None:
        numbers.append(progress.number)
        bench.tasks.cancel(progress.number)

    bench.tasks.started.connect(cancel)
    page.printer.save_to(tmp_path / "all.pdf", dialog._wanted())
    qtbot.waitUntil(bench.tasks.is_idle)
    bench.tasks.started.disconnect(cancel)
    assert numbers
    assert list(tmp_path.glob("*.pdf")) == []
    assert len(list_disclosures(desk)) == logged
    assert copies(desk) == 0


def test_evidence_files_of_the_selected_are_previewed_and_saved(
    page: CompletersPage, panel: FindingPanel, bench: Workbench, desk: Desk, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    panel.lists.table().selectAll()
    qtbot.waitUntil(panel.side.paper_button.isVisible)
    click(panel.side.paper_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    (preview,) = page.findChildren(PrintPreview)
    assert not preview.save_button.isEnabled()  # who receives it was not said yet
    assert preview.to is not None
    type_text(preview.to.recipient, "Registrar")
    type_text(preview.to.purpose, "Transfer")
    preview._save(tmp_path / "evidence.pdf")
    qtbot.waitUntil(lambda: page.findChildren(PrintPreview) == [], timeout=30_000)
    text = words((tmp_path / "evidence.pdf").read_bytes())
    assert text.count("Completed in 2026–27") == 8
    entry = list_disclosures(desk)[0]
    assert (entry.what, entry.recipient, entry.purpose) == (
        "Evidence file",
        "Registrar",
        "Transfer",
    )


def test_the_entry_chosen_in_the_register_is_offered_first(
    page: CompletersPage, bench: Workbench, qtbot: QtBot
) -> None:
    page.parts.choose(REGISTER)
    qtbot.waitUntil(bench.tasks.is_idle)
    dialog = asked(page, bench, qtbot)
    assert dialog.whose.currentText() == "The 1 selected"
    assert dialog.total.text() == "1 certificate to print, of 1 student"


def test_the_language_of_the_template_is_chosen_and_a_persons_choice_stays(
    page: CompletersPage, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    keep_template(desk, default_text().replace('language = "en"', 'language = "es"'))
    dialog = asked(page, bench, qtbot)
    assert dialog.language.currentText() == "Spanish"
    dialog.language.activated.emit(0)
    dialog.language.setCurrentIndex(0)
    dialog.offer(Usual("es"))
    assert dialog.language.currentText() == "English"


def test_a_name_in_other_letters_is_told_and_the_others_are_printed(
    page: CompletersPage, bench: Workbench, desk: Desk, said: list[Notice], tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    file = tmp_path / "students.csv"
    file.write_text(
        "student_id,last_name,first_name,grade_level,school,graduation_year\n"
        "0006,王,小明,12,VL,2027\n",
        encoding="utf-8",
    )
    bench.refresh.tell(import_paths(desk, [file]).changes)
    serial = next(o.serial for o in find_completers(desk, YEAR).completed
                  if o.student.student_id == "0006")  # fmt: skip
    reissue(desk, serial)
    dialog = of_everyone(page, bench, qtbot)
    page.printer.save_to(tmp_path / "all.pdf", dialog._wanted())
    qtbot.waitUntil(bench.tasks.is_idle)
    told = "Not printed: 0006. A text on it has letters that the fonts of the paper lack."
    assert told in said[-1].text
    printed = len(read((tmp_path / "all.pdf").read_bytes()).pages)
    assert printed == copies(desk) > 0
