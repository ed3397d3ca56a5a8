"""Completers by school year on the page Home: a bar for each year, and in words how it grew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.bar_chart import Bar, BarChart
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.completion.glance import growth_sentence, year_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.glance import Glance


_SIDE = 20  # as in the cards above


class YearsPanel(QFrame):
    """The panel. Signals: `year_wanted(school year)` for a bar, `figures_wanted` for all figures.

    Entered years are hatched; each bar says so in words too.
    """

    year_wanted = Signal(int)
    figures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Completers by school year"))
        self.heading = title(tr("Completers by school year"))
        self.growth = sentence("", muted=True)
        self.chart = BarChart(self.accessibleName())
        self.all_figures = push_button(tr("All figures"), "award", self.figures_wanted.emit)
        self.chart.bar_chosen.connect(lambda key: self.year_wanted.emit(int(key)))
        column = QVBoxLayout(self)
        side, inside = theme.px(_SIDE), theme.px(theme.INSIDE)
        column.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        column.setSpacing(inside)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.all_figures)
        column.addLayout(top)
        column.addWidget(self.growth)
        column.addWidget(self.chart)
        self.hide()

    def show_glance(self, found: Glance) -> None:
        """Show the years of a glance; without a completer in any year there is nothing to show."""
        years = [one.count for one in found.growth]
        told = any(one.students or one.completions for one in years)
        bars = [
            Bar(
                str(one.school_year),
                school_year_text(one.school_year),
                one.students if one.students is not None else one.completions,
                year_text(one, running=one.school_year == found.school_year),
                hatched=one.entered,
            )
            for one in years
        ]
        self.chart.show_bars(self.accessibleName(), bars)
        over = [one for one in found.growth if one.count.school_year < found.school_year]
        self.growth.setText(growth_sentence(over[-1] if over else None))
        self.growth.setVisible(bool(self.growth.text()))
        self.setVisible(told)
