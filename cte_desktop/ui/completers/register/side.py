"""What stands beside an entry: what was decided, what the record says now, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.register.entries import (
    AwardState,
    exceptions_frozen,
    rule_frozen,
)
from cte_desktop.ui import theme
from cte_desktop.ui.completers.register.columns import now_text
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.text_parts import TextParts
from cte_desktop.wording.completion.awards import differs_text
from cte_desktop.wording.completion.evidence import rule_lines
from cte_desktop.wording.completion.register import change_text, kind_text, reason_text
from cte_desktop.wording.decisions import approval_text, decision_text
from cte_desktop.wording.labels import date_label, level_label
from cte_desktop.wording.papers import school_year_heading, term_with_year
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.register.entries import Frozen
    from cte_desktop.services.awards.register_detail import RegisterDetail
    from cte_desktop.services.awards.registering import RegisterLine
    from cte_desktop.ui.widgets.text_parts import Parts

PRINT, REISSUE, WITHHOLD, WITHDRAW, REVOKE, PLAN = (
    "print",
    "reissue",
    "withhold",
    "withdraw",
    "revoke",
    "plan",
)


class RegisterSide(QWidget):
    """The entry. Signal: `wanted(what)`, one of PRINT, REISSUE, WITHHOLD, WITHDRAW, REVOKE, PLAN:
    to be done with the entry that is shown.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Entry of the register"))
        self._line: RegisterLine | None = None
        self._is_there = False
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.about = sentence("", muted=True)
        self.stands = ThemedLabel("", bold=True)
        self.stands.setWordWrap(True)
        self.buttons = {
            PRINT: push_button(tr("Print…"), "printer"),
            REISSUE: push_button(tr("Issue anew…"), "rotate-cw"),
            WITHHOLD: push_button(tr("Withhold"), "lock"),
            WITHDRAW: push_button(tr("Take back…"), "undo-2"),
            REVOKE: push_button(tr("Revoke…"), "x"),
            PLAN: push_button(tr("Open the plan"), "layout-grid"),
        }
        self.parts = TextParts(tr("What was decided"))
        self._put_together()
        self.show_nothing()

    def line(self) -> RegisterLine | None:
        """Return the entry that is shown."""
        return self._line

    def texts(self) -> tuple[str, ...]:
        """Return what is said, from top to bottom."""
        return self.heading.text(), self.about.text(), self.stands.text(), *self.parts.texts()

    def can(self, what: str) -> bool:
        """Tell whether something can be done with the entry that is shown."""
        line = self._line
        if line is None or not self._is_there:
            return line is not None and what in {WITHDRAW, REVOKE} and _in_force(line)
        match what:
            case "plan":
                return True
            case "reissue":
                return line.state in {AwardState.IN_FORCE, AwardState.REVOKED}
            case _:
                return _in_force(line)

    def show_nothing(self) -> None:
        """Show that no entry is chosen."""
        self._line, self._is_there = None, False
        self.heading.setText(tr("Entry"))
        self.about.setText(tr("Choose an entry to see what was decided and what became of it."))
        self.stands.setText("")
        self.parts.show_parts(())
        self._show_buttons()

    def show_detail(self, detail: RegisterDetail, catalog: Catalog) -> None:
        """Show an entry with its evidence as it was decided on."""
        line, frozen = detail.line, detail.line.decided
        self._line, self._is_there = line, detail.is_there
        self.heading.setText(frozen.legal_name or line.serial)
        named = (frozen.student_id, frozen.pathway, frozen.sector, frozen.school)
        self.about.setText(" · ".join(part for part in named if part))
        self.stands.setText(f"{line.serial}: {now_text(line)}")
        self.parts.show_parts(_parts(detail, catalog))
        self._show_buttons()

    def _put_together(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.px(theme.INSIDE))
        for what, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, what=what: self.wanted.emit(what))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(theme.GAP), 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        for widget in (self.heading, self.about, self.stands, buttons):
            column.addWidget(widget)
        column.addWidget(self.parts, 1)

    def _show_buttons(self) -> None:
        withheld = self._line is not None and self._line.withheld
        _name(self.buttons[WITHHOLD], tr("Release") if withheld else tr("Withhold"))
        for what, button in self.buttons.items():
            button.setVisible(self.can(what))


def _in_force(line: RegisterLine) -> bool:
    return line.state is AwardState.IN_FORCE


def _name(button: QPushButton, text: str) -> None:
    button.setText(f" {text}")
    button.setAccessibleName(text)


def _parts(detail: RegisterDetail, catalog: Catalog) -> Parts:
    """Return each part with its lines; a tab parts what stands below in small words."""
    frozen = detail.line.decided
    rule = rule_frozen(frozen)
    exceptions = exceptions_frozen(frozen)
    return (
        (tr("The record says otherwise by now"), _differences(detail, catalog)),
        (tr("What was decided"), _decided(frozen, catalog)),
        (
            tr("Exceptions"),
            tuple(f"{decision_text(one, catalog)}\t{approval_text(one)}" for one in exceptions),
        ),
        (tr("What became of it"), (*(_told(one) for one in detail.story), *_printed(detail.line))),
        (tr("The rule then"), rule_lines(rule) if rule is not None else ()),
    )


def _differences(detail: RegisterDetail, catalog: Catalog) -> tuple[str, ...]:
    if detail.changes:
        return tuple(change_text(one, catalog) for one in detail.changes)
    return tuple(differs_text(code) for code in detail.line.differs)


def _decided(frozen: Frozen, catalog: Catalog) -> tuple[str, ...]:
    courses: dict[tuple[str, str], list[str]] = {}
    for row in frozen.rows:
        when = term_with_year(row.school_year, row.term)
        school = catalog.find_school(row.school)
        site = school.name if school is not None else row.school
        said = (when, tr("mark {mark}", mark=row.mark) if row.mark else "", site)
        place = courses.setdefault((row.title, row.level), [])
        place.append(", ".join(part for part in said if part))
    made = [
        f"{name} ({level_label(Level(level))})\t{'; '.join(rows)}"
        for (name, level), rows in courses.items()
    ]
    if frozen.completed_in:
        year = school_year_heading(frozen.completed_in)
        made.insert(0, tr("Completed in {year}", year=year))
    return tuple(made)


def _printed(line: RegisterLine) -> tuple[str, ...]:
    if line.printed_on is None:
        return ()
    return (tr("{day}: first printed or saved", day=date_label(line.printed_on)),)


def _told(line: RegisterLine) -> str:
    """Return an entry of the story: what happened when, below it the serial and why."""
    first = tr(
        "{day}: {entry} by {who}",
        day=date_label(line.issued_on),
        entry=kind_text(line.kind),
        who=line.actor,
    )
    replaced = tr("in place of {serial}", serial=line.refers_to) if line.refers_to else ""
    said = (line.serial, replaced, reason_text(line.kind, line.reason))
    return f"{first}\t{' · '.join(part for part in said if part)}"
