"""The pathways of a student in a list: those signed up for, those suggested, and all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from cte_desktop.ui import theme
from cte_desktop.wording.nearness import nearness_text
from cte_desktop.wording.sign_ups import when_text
from cte_desktop.wording.suggestions import suggestion_sentences
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.cases import Case
    from cte_desktop.services.sign_ups.suggesting import Choices


@dataclass(frozen=True, slots=True)
class PathwayLine:
    """A pathway of the list; `words` are sentences about it."""

    pathway: str
    group: str
    words: tuple[str, ...]


def lines_of(case: Case, choices: Choices) -> tuple[PathwayLine, ...]:
    """Return the lines under their groups, in the order in which they are shown."""
    catalog, school = case.district.catalog, case.file.student.school
    lines = [
        PathwayLine(name, tr("Signed up"), (_since(case, name),)) for name in case.file.pathways
    ]
    lines += [
        PathwayLine(one.pathway, tr("Suggested"), suggestion_sentences(one, school, catalog))
        for one in choices.suggested
    ]
    for one in choices.others:
        group = tr("Can be completed") if one.can_complete else tr("Can't be completed any more")
        lines.append(PathwayLine(one.pathway, group, (nearness_text(one, catalog),)))
    groups = list(dict.fromkeys(line.group for line in lines))
    return tuple(sorted(lines, key=lambda line: groups.index(line.group)))


class PathwayLines(QListWidget):
    """The list; headings can't be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Pathways"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_lines(self, lines: tuple[PathwayLine, ...]) -> None:
        """Show these pathways; the one chosen before stays chosen, else the first is."""
        chosen = self.current()
        self.clear()
        height = QFontMetrics(self.font()).lineSpacing()
        group = ""
        for line in lines:
            if line.group != group:
                group = line.group
                self._add_heading(group, height)
            item = QListWidgetItem(line.pathway)
            item.setData(Qt.ItemDataRole.UserRole, line)
            spoken = f"{line.pathway}. {line.group}. {' '.join(line.words)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setSizeHint(QSize(0, height + theme.px(10)))
            self.addItem(item)
        rows = [n for n in range(self.count()) if self._line_at(n) is not None]
        same = [n for n in rows if chosen and self._name_at(n) == chosen.pathway]
        if rows:
            self.setCurrentRow((same or rows)[0])
            self.scrollToItem(self.item(0 if not same else same[0]))

    def current(self) -> PathwayLine | None:
        """Return the chosen pathway."""
        return self._line_at(self.currentRow()) if self.currentRow() >= 0 else None

    def choose(self, pathway: str) -> bool:
        """Choose a pathway; say whether it is there."""
        found = next((n for n in range(self.count()) if self._name_at(n) == pathway), -1)
        if found >= 0:
            self.setCurrentRow(found)
        return found >= 0

    def _add_heading(self, group: str, height: int) -> None:
        head = QListWidgetItem(group)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setForeground(theme.color("text"))
        head.setSizeHint(QSize(0, height + theme.px(14)))
        self.addItem(head)

    def _line_at(self, row: int) -> PathwayLine | None:
        line = self.item(row).data(Qt.ItemDataRole.UserRole)
        return line if isinstance(line, PathwayLine) else None

    def _name_at(self, row: int) -> str:
        line = self._line_at(row)
        return line.pathway if line is not None else ""


def _since(case: Case, name: str) -> str:
    """Return since when the student is in a pathway, as far as anybody knows."""
    begun = [
        one
        for one in case.file.enrollments
        if one.pathway == name and one.action in {"signed_up", "changed"}
    ]
    when = when_text(begun[-1]) if begun else ""
    return tr("Signed up since {when}.", when=when) if when else tr("Signed up.")
