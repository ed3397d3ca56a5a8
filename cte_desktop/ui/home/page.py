"""The page Home: the caseload at a glance; each figure opens its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.services.glance import (
    COMPLETED,
    FIGURES,
    LAST_CHANCE,
    MISFIT,
    MUST_FIX,
    NO_PLAN,
    NOT_SIGNED,
    ON_STANDINGS,
    ONE_COURSE,
    glance,
    glance_students,
    scopes,
)
from cte_desktop.ui import theme
from cte_desktop.ui.home.figure_card import Face, FigureCard
from cte_desktop.ui.home.scope_choice import ScopeChoice
from cte_desktop.ui.home.years_panel import YearsPanel
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.reminders.list_dialog import RemindersDialog
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import ThemedLabel, page_title
from cte_desktop.wording.completion.glance import (
    before_text,
    figure_meaning,
    figure_title,
    oldest_text,
    stale_text,
)
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.glance import Glance, Scopes
    from cte_desktop.ui.home_choices import HomeChoices
    from cte_desktop.ui.theme import ColorName

PAGE = "home"
REMINDERS, OLD_IMPORTS = "reminders", "old_imports"
CARDS = (*FIGURES, REMINDERS, OLD_IMPORTS)
"""The figures that stand as cards; the last two are of no students."""
_GLANCE_CHANNEL, _SCOPES_CHANNEL, _LIST_CHANNEL = "home.glance", "home.scopes", "home.list"
_CARD_WIDTH = 264
_MOST_COLUMNS = 3
_SIGNS: dict[str, tuple[str, ColorName | None]] = {
    NO_PLAN: ("layout-grid", None),
    NOT_SIGNED: ("pencil", None),
    MUST_FIX: ("octagon-alert", "must_fix"),
    MISFIT: ("rotate-cw", "warning"),
    ONE_COURSE: ("circle-dot", None),
    LAST_CHANCE: ("clock", "warning"),
    COMPLETED: ("award", "met"),
    REMINDERS: ("calendar-clock", "warning"),
    OLD_IMPORTS: ("import", "warning"),
}


class HomePage(Page):
    """The page. `cards` are the figures by name."""

    listens = frozenset(
        {"awards", "catalog", "decisions", "earlier_total", "plans", "record", "reminders", "rules",
         "settings", "standings", "students"}
    )  # fmt: skip

    def __init__(self, desk: Desk, bench: Workbench, choices: HomeChoices) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._is_read = False
        self.dialog: RemindersDialog | None = None
        self._columns = 0
        self._stops: list[QWidget] = []
        self.setAccessibleName(tr("Home"))
        self.scope = ScopeChoice(choices)
        self.count = ThemedLabel("", color="text_muted", tabular=True)
        self.stale = ThemedLabel("", color="text_muted", tabular=True)
        self.stale.setWordWrap(True)
        self.cards = {name: FigureCard(name) for name in CARDS}
        self.years = YearsPanel()
        self._year = school_year_of(desk.today())
        self._grid = QGridLayout()
        self._ways = QStackedWidget()
        self._figures = QWidget()
        self._nobody = self._empty_district()
        self._who = EmptyState(
            "user",
            tr("Whose caseload?"),
            tr("Choose your name above; it is remembered on this computer."),
        )
        self._put_together()
        self.scope.chosen.connect(self._read)
        self.years.year_wanted.connect(self._open_year)
        self.years.figures_wanted.connect(
            lambda: bench.requests.completers_requested.emit("completers_figures", self._year)
        )
        for card in self.cards.values():
            card.clicked.connect(lambda _checked=False, name=card.figure: self._open(name))

    def activate(self) -> None:
        """Read the figures on the first visit; the first of them has the focus."""
        if not self._is_read:
            self._is_read = True
            self._read_scopes()
        self.cards[FIGURES[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Read again; counselors and schools too when students changed."""
        if not self._is_read:
            return
        if changes.nouns & {"students", "catalog"}:
            self._read_scopes()
        else:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(page_title(tr("Home")))
        top.addSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.scope, 1)
        top.addWidget(self.count)
        self._grid.setSpacing(theme.px(theme.GAP))
        inside = QVBoxLayout(self._figures)
        inside.setContentsMargins(0, theme.px(theme.INSIDE), 0, 0)
        inside.setSpacing(theme.px(theme.GAP))
        inside.addLayout(self._grid)
        inside.addWidget(self.years)
        inside.addWidget(self.stale)
        inside.addStretch(1)
        self._scrolled = scrolled(self._figures, tr("Figures"))
        for way in (self._scrolled, self._nobody, self._who):
            self._ways.addWidget(way)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addLayout(top)
        column.addWidget(self._ways, 1)
        self._arrange()

    def _empty_district(self) -> EmptyState:
        bring = self._bench.actions.action("import_files")
        return EmptyState(
            "house",
            tr("No students yet"),
            tr(
                "Import the files of your information system, or drop them anywhere on this "
                "window. What asks for you next will then stand here."
            ),
            (tr("Import files…"), bring.trigger),
        )

    def _arrange(self) -> None:
        """Lay the cards into as many columns as there is room for."""
        room = self.width() - 2 * theme.px(theme.PAGE) + theme.px(theme.GAP)
        columns = room // (theme.px(_CARD_WIDTH) + theme.px(theme.GAP))
        columns = max(1, min(_MOST_COLUMNS, columns))
        if columns == self._columns:
            return
        self._columns = columns
        for place in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        self._stops = keep_reading_order(self, self._stops)

    def _read_scopes(self) -> None:
        desk = self._desk

        def done(found: Scopes) -> None:
            self.scope.offer(found)
            self._read()

        self._bench.tasks.read(lambda: scopes(desk), done, channel=_SCOPES_CHANNEL)

    def _read(self) -> None:
        whose, desk = self.scope.whose(), self._desk
        if whose is None:
            self.count.setText("")
            self._ways.setCurrentWidget(self._who)
            return

        def done(found: Glance) -> None:
            if whose == self.scope.whose():
                self._show(found)

        self._bench.tasks.read(lambda: glance(desk, whose), done, channel=_GLANCE_CHANNEL)

    def _show(self, found: Glance) -> None:
        self._year = found.school_year
        for name, card in self.cards.items():
            card.show_face(_face(found, name))
        self.years.show_glance(found)
        self.stale.setText(stale_text(found.stale))
        self.stale.setVisible(bool(found.stale))
        self.count.setText(
            trn("{shown} student", "{shown} students", found.students, shown=f"{found.students:,}")
        )
        self._ways.setCurrentWidget(self._scrolled if found.students else self._nobody)

    def _open(self, figure: str) -> None:
        """Show the students of a figure; completers open their page while there are none yet.

        What is due opens its list, old files the page Data.
        """
        if figure == REMINDERS:
            self._open_reminders()
            return
        if figure == OLD_IMPORTS:
            self._bench.requests.page_requested.emit("data")
            return
        title = f"{figure_title(figure)}, {self.scope.words()}"
        self._list(figure, self._year, title, "completers_find" if figure == COMPLETED else "")

    def _open_reminders(self) -> None:
        whose = self.scope.whose()
        if whose is not None and self.dialog is None:
            words = self.scope.words()
            self.dialog = RemindersDialog(self._desk, self._bench, whose, words, self.window())
            self.dialog.finished.connect(self._on_closed)
            self.dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _open_year(self, school_year: int) -> None:
        """Show who completed in a year; its figures when the record here has nobody of it."""
        year = school_year_text(school_year)
        title = f"{tr('Completers {year}', year=year)}, {self.scope.words()}"
        self._list(COMPLETED, school_year, title, "completers_figures")

    def _list(self, figure: str, school_year: int, title: str, otherwise: str) -> None:
        """List the students of a figure; with nobody to list open a part of Completers."""
        whose, desk = self.scope.whose(), self._desk
        if whose is None:
            return

        def done(uids: tuple[str, ...]) -> None:
            if uids or not otherwise:
                self._bench.requests.students_listed.emit(title, uids)
            else:
                self._bench.requests.completers_requested.emit(otherwise, school_year)

        self._bench.tasks.read(
            lambda: glance_students(desk, figure, whose, school_year), done, channel=_LIST_CHANNEL
        )


def _face(found: Glance, name: str) -> Face:
    """Return what the card of a figure shows; a dash for what is not known, or not yet."""
    icon, color = _SIGNS[name]
    count: int | None = _count(found, name)
    beside = oldest_text(found.old_imports) if name == OLD_IMPORTS else ""
    if name == COMPLETED:
        before = found.last_year
        count = found.this_year.students
        beside = before_text(before.school_year, before.students, entered=before.entered)
    if not count and found.stale and name in ON_STANDINGS:
        count = None
    number = "–" if count is None else f"{count:,}"
    meaning = figure_meaning(name, found.school_year)
    return Face(number, figure_title(name), meaning, icon, beside, color if count else None)


def _count(found: Glance, name: str) -> int | None:
    if name == REMINDERS:
        return found.reminders
    if name == OLD_IMPORTS:
        return len(found.old_imports) if found.is_imported else None
    return found.figures[name]
