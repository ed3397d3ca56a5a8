"""The page Completers: who completed, the register, the figures and the forecast, behind a switch
at the top, with one choice of school year for all.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.services.awards.finding import usual_school_year
from cte_desktop.ui import theme
from cte_desktop.ui.completers.cords.actions import CordsActions
from cte_desktop.ui.completers.figures.earlier_actions import EarlierActions
from cte_desktop.ui.completers.parts import FINDING, Part, Parts
from cte_desktop.ui.completers.printing.printer import CertificatePrinter
from cte_desktop.ui.completers.template.actions import TemplateActions
from cte_desktop.ui.completion_actions import COMPLETION_PARTS
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.step_keeper import StepKeeper
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import page_title
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.completers.printing.order_dialog import OrderDialog

PAGE = "completers"
YEARS_BACK = 10
_YEAR_WIDTH = 116


class CompletersPage(Page):
    """The page. `parts` is the switch: `parts.choose(place)` opens one of `completers/parts.py`."""

    listens = frozenset(
        {
            "awards",
            "catalog",
            "certificate_template",
            "decisions",
            "earlier_total",
            "plans",
            "record",
            "rules",
            "sections",
            "settings",
            "standings",
            "students",
        }
    )

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._panels = Parts(desk, bench)
        self._open: Part | None = None
        self._is_shown = False
        self._stops: list[QWidget] = []
        self.setAccessibleName(tr("Completers"))
        self.parts = PartSwitch(
            tr("Part of the page"),
            (tr("Completers"), tr("Register"), tr("Figures"), tr("Forecast")),
        )
        self.year = ChoiceBox(tr("School year"))
        self._stack = QStackedWidget()
        self.steps = StepKeeper(desk, bench, PAGE, self)
        self.printer = CertificatePrinter(desk, bench, self)
        self._offer_years()
        self._put_together()
        self.parts.part_chosen.connect(self._on_part)
        self.year.currentIndexChanged.connect(self._on_year)
        bench.actions.offer("find", self._on_find, page=PAGE)
        bench.actions.offer("print_certificates", self._on_print, page=PAGE)
        for place, name in enumerate(COMPLETION_PARTS):
            bench.actions.offer(name, partial(self.parts.choose, place), page=PAGE)
        TemplateActions(desk, bench, self)
        CordsActions(desk, bench, self)
        earlier = EarlierActions(desk, bench, self)
        bench.actions.offer("enter_earlier_totals", earlier.open, page=PAGE)

    def activate(self) -> None:
        self._is_shown = True
        self.steps.open()
        if self._open is None:
            self._show_part()
        else:
            self._open.activate()

    def deactivate(self) -> None:
        self._is_shown = False
        self.steps.close()
        if self._open is not None:
            self._open.deactivate()

    def refresh(self, changes: Changes) -> None:
        self._panels.refresh(changes, self.parts.part())

    def part(self, place: int) -> Part | None:
        """Return a part of the page, None while it was never opened."""
        return self._panels.part(place)

    def school_year(self) -> int:
        """Return the school year that is chosen."""
        return int(self.year.currentData())

    def show_year(self, school_year: int) -> None:
        """Choose a school year, if it is among those that are offered."""
        place = self.year.findData(school_year)
        if place >= 0:
            self.year.setCurrentIndex(place)

    def print_certificates(self) -> OrderDialog:
        """Ask which certificates are to be printed: those selected in the open part, or others."""
        chosen = getattr(self._open, "chosen_serials", tuple)
        return self.printer.ask(self.school_year(), chosen())

    def _offer_years(self) -> None:
        day = self._desk.today()
        for year in range(school_year_of(day), school_year_of(day) - YEARS_BACK, -1):
            self.year.addItem(school_year_text(year), year)
        self.year.setCurrentIndex(self.year.findData(usual_school_year(day)))

    def _put_together(self) -> None:
        top = QWidget()
        flow = FlowLayout(top, theme.px(theme.INSIDE))  # in large type it takes two lines
        heading = page_title(tr("Completers"))
        heading.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        self.year.setMinimumWidth(theme.px(_YEAR_WIDTH))
        for widget in (heading, self.parts, self.year):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, theme.px(12), side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(top)
        column.addWidget(self._stack, 1)

    def _on_part(self, _place: int) -> None:
        if self._open is not None:
            self._open.deactivate()
        self._show_part()

    def _on_year(self) -> None:
        if self._open is not None:
            self._open.show_year(self.school_year())

    def _show_part(self) -> None:
        self._open = self._panels.opened(self.parts.part(), self.school_year())
        widget = cast("QWidget", self._open)
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._stops = keep_reading_order(self, self._stops)
        if self._is_shown:
            self._open.activate()

    def _on_find(self) -> None:
        if self._open is None:
            self.parts.choose(FINDING)
        else:
            self._open.focus_search()

    def _on_print(self) -> None:
        self.print_certificates()
