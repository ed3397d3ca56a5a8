"""The steps of the assistant: each asks for one thing, and says when it knows enough to go on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.system.settings import Scope, setting_named
from cte_desktop.ui import theme
from cte_desktop.ui.opening.panel import words_of_width
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, title
from cte_desktop.ui.widgets.passphrase_field import NewPassphrase
from cte_desktop.ui.widgets.way import WayButton
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.first_setup import Offered

WIDTH = 520
INSIDE = WIDTH - 2 * theme.PAGE
IMPORT, LOOK_AROUND, SAMPLE = "import", "look around", "sample"
"""What may come after the database was made."""


class Step(QWidget):
    """One step: its heading, its words and its fields. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, heading: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.heading = heading
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(theme.TIGHT))
        self.column.addWidget(title(heading))
        if words:
            self.column.addWidget(words_of_width(words, INSIDE))
        self.column.addSpacing(theme.px(12))

    def is_complete(self) -> bool:
        """Say whether the next step may come."""
        return True

    def add_field(self, name: str, field: QWidget) -> None:
        """Add a field under its name."""
        field.setAccessibleName(name)
        self.column.addWidget(ThemedLabel(name, bold=True))
        self.column.addWidget(field)
        self.column.addSpacing(theme.px(theme.INSIDE))


class SchoolStep(Step):
    """Where the counselor works, and under which name; the school year is told."""

    def __init__(self, offered: Offered, name: str) -> None:
        super().__init__(
            tr("You and your school"),
            tr(
                "It is the school year {year}: this computer says {day}. The next one begins on "
                "July 1.",
                year=school_year_text(offered.school_year),
                day=date_label(offered.today),
            ),
        )
        self.name = QLineEdit(name)
        self.name.setPlaceholderText(tr("As the history and papers for families should have it"))
        self.name.setMaxLength(setting_named("actor", Scope.PROGRAM).most or 0)
        self.school = ChoiceBox("")
        self.school.addItem(tr("Several, or the whole district"), "")
        for school in offered.schools:
            self.school.addItem(school.name, school.short)
        self.district = QLineEdit(offered.district)
        self.district.setMaxLength(setting_named("district_name").most or 0)
        self.add_field(tr("Your name"), self.name)
        self.add_field(tr("School"), self.school)
        self.add_field(tr("District, as plans and certificates print it"), self.district)
        self.column.addStretch(1)
        self.setFocusProxy(self.name)

    def person(self) -> str:
        """Return the name, without needless blanks."""
        return " ".join(self.name.text().split())

    def short(self) -> str:
        """Return the short name of the school, "" for several."""
        return str(self.school.currentData())


class PassphraseStep(Step):
    """The passphrase, and where the file lies."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            tr("A passphrase"),
            tr(
                "Everything is encrypted. The passphrase is asked for at every start; without it "
                "or the recovery code, which comes next, nobody can read it."
            ),
        )
        self._folder = place.parent
        self.passphrase = NewPassphrase(tr("Passphrase"))
        self.column.addWidget(self.passphrase)
        self.column.addSpacing(theme.px(theme.INSIDE))
        self.place = QLineEdit(str(place))
        self.place.setAccessibleName(tr("File"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.place, 1)
        row.addWidget(push_button(tr("C&hoose…"), press=self._on_choose))
        self.column.addWidget(ThemedLabel(tr("File"), bold=True))
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.setFocusProxy(self.passphrase.first)
        self.passphrase.changed.connect(self.changed)
        self.place.textChanged.connect(self.changed)

    def is_complete(self) -> bool:
        return bool(self.passphrase.passphrase() and self.place.text().strip())

    def file(self) -> Path:
        """Return the file; a bare name means the usual folder and the usual ending."""
        file = self._folder / Path(self.place.text().strip()).expanduser()
        return file if file.suffix else file.with_suffix(".cte")

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, tr("Where to keep the database"), self.place.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Databases (*.cte)"))
        dialog.setDefaultSuffix("cte")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever overwritten
        dialog.fileSelected.connect(self.place.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class CheckStep(Step):
    """What was answered, once more; nothing has been written so far."""

    def __init__(self) -> None:
        super().__init__(
            tr("All set"),
            tr("Nothing has been written yet. This is what will be made; Back changes it."),
        )
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(theme.px(theme.GAP))
        self._rows.setVerticalSpacing(theme.px(theme.INSIDE))
        self._rows.setColumnStretch(1, 1)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def show_answers(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Show names with their answers, "—" where one was left out."""
        while (found := self._rows.takeAt(0)) is not None:
            widget = found.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (name, answer) in enumerate(rows):
            told = ThemedLabel(answer or "—")
            told.setWordWrap(True)
            self._rows.addWidget(ThemedLabel(name, color="text_muted"), row, 0)
            self._rows.addWidget(told, row, 1)


class NextStep(Step):
    """What to begin with. Signal: `chosen(IMPORT, LOOK_AROUND or SAMPLE)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            tr("Your database is ready"), tr("You can do each of these later, too: see File.")
        )
        self.bring = WayButton(
            "import",
            tr("Import my files"),
            tr(
                "Students, records and sections, from any system. They are shown before they count."
            ),
        )
        self.sample = WayButton(
            "users",
            tr("Look around in a sample district first"),
            tr("Invented students. Your own database waits under File, Recent databases."),
        )
        self.look = WayButton(
            "house",
            tr("Open the program"),
            tr("The catalog, pathways and rules are in it already."),
        )
        ways = ((self.bring, IMPORT), (self.sample, SAMPLE), (self.look, LOOK_AROUND))
        for button, way in ways:
            button.clicked.connect(lambda _checked=False, way=way: self.chosen.emit(way))
            self.column.addWidget(button)
        self.column.addStretch(1)
        self.setFocusProxy(self.bring)
