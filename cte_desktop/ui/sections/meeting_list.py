"""The meetings of a section: a row each, with adding and removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain.catalog.section import SectionMeeting
from cte_desktop.ui import theme
from cte_desktop.ui.sections.field_cell import Faults
from cte_desktop.ui.sections.meeting_row import MeetingRow
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.labels import SectionHeader
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.sections.editing import SectionProblem

FIELDS = frozenset({"meetings", "period", "days", "start", "end", "room"})
_FIRST = SectionMeeting("P1", "")


class MeetingList(QWidget):
    """The rows. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self._site = ""
        self.rows: list[MeetingRow] = []
        self.faults = Faults()
        self.add_button = fix_button(tr("Add a meeting"), self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(theme.TIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(SectionHeader(tr("Meetings"), tr("when and where"), self.add_button))
        column.addLayout(self._list)
        column.addWidget(self.faults)

    def show_meetings(self, meetings: Sequence[SectionMeeting], site: str) -> None:
        """Show these rows; one to begin with where there is none."""
        self._site = site
        for meeting in meetings or (_FIRST,):
            self._append(meeting)

    def show_site(self, site: str) -> None:
        """Say the bells of another site."""
        self._site = site
        for row in self.rows:
            row.show_site(site)

    def meetings(self) -> tuple[SectionMeeting, ...]:
        """Return what the rows say."""
        return tuple(row.meeting() for row in self.rows)

    def problems(self) -> tuple[SectionProblem, ...]:
        """Return what can't be read, and say it at its row."""
        found: list[SectionProblem] = []
        for row in self.rows:
            here = row.problems()
            row.show_faults(here)
            found += here
        return tuple(found)

    def show_faults(self, problems: Sequence[SectionProblem]) -> None:
        """Say what is wrong with the meetings together."""
        self.faults.show_faults([one for one in problems if one.field in FIELDS])
        words = self.faults.text()
        for row in self.rows:  # a label alone is not heard by who goes from field to field
            row.period.setAccessibleDescription(words)

    def add(self) -> None:
        """Add a row like the last one, in the same room, and go to it."""
        last = self.rows[-1].meeting() if self.rows else _FIRST
        row = self._append(last)
        row.show()  # else it could not take the focus yet
        row.period.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def focus_first(self) -> None:
        """Go to the first row."""
        if self.rows:
            self.rows[0].period.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, meeting: SectionMeeting) -> MeetingRow:
        row = MeetingRow(meeting, self._catalog, self._site)
        row.changed.connect(self.changed.emit)
        row.remove_wanted.connect(lambda: self._remove(row))
        self._list.addWidget(row)
        self.rows.append(row)
        self._say_removable()
        return row

    def _remove(self, row: MeetingRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._say_removable()
        beside = self.rows[min(place, len(self.rows) - 1)]
        beside.period.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _say_removable(self) -> None:
        """A section meets at least once: its last row can't be removed."""
        for row in self.rows:
            row.remove.setEnabled(len(self.rows) > 1)
