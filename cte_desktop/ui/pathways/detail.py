"""The right side of the page: the chosen pathway, its levels, who is in it, and where it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.audit.pathway_outline import pathway_versions, version_for
from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.figure_model import FigureModel
from cte_desktop.ui.pathways.figure_table import FigureTable
from cte_desktop.ui.pathways.levels_card import LevelsCard
from cte_desktop.ui.pathways.marks import Mark, VerifiedMark
from cte_desktop.ui.pathways.offerings import SiteRow, site_columns, site_rows
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import Card, SectionHeader, sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.labels import one_of_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from cte_desktop.domain.audit.pathway_outline import PathwayVersion
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Pathway
    from cte_desktop.services.pathways import PathwayFigures, SectionCount

_HEADER_AND_EDGES = 36


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page knows of the district: figures are None until they are first read."""

    catalog: Catalog
    school_year: int
    figures: PathwayFigures | None = None
    sections: tuple[SectionCount, ...] = ()


class PathwayDetail(QScrollArea):
    """The pathway. Signal: `figure_chosen(Figure)`."""

    figure_chosen = Signal(object)

    def __init__(self, everyone: QAction) -> None:
        super().__init__()
        self._everyone = everyone
        self._pathway: Pathway | None = None
        self.figures = FigureModel(self)
        self.table: FigureTable | None = None
        self.levels: LevelsCard | None = None
        self.sites: TableModel[SiteRow] | None = None
        self._stale = Mark("clock", tr("Being worked out: figures with this sign"), "text_muted")
        self._nobody = sentence("", muted=True)
        self._levels_of: frozenset[Level] = frozenset()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_pathway(self, pathway: Pathway, shown: Shown) -> None:
        """Show a pathway with everything that is known of it."""
        self._pathway = pathway
        versions = pathway_versions(pathway, shown.catalog)
        # The class that starts high school this year is the one that still has all to plan.
        now = version_for(versions, shown.school_year + 4)
        self._levels_of = frozenset(level.level for level in now.levels) if now else frozenset()
        self.levels = LevelsCard(
            versions, shown.catalog, versions.index(now) if now is not None else -1
        )
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._heading(pathway, shown.catalog))
        column.addWidget(self.levels)
        column.addWidget(self._students_card(pathway))
        column.addWidget(self._sites_card(pathway, now, shown))
        column.addStretch(1)
        self.setWidget(whole)
        self.show_figures(shown)

    def show_figures(self, shown: Shown) -> None:
        """Show newer figures of the pathway on the screen."""
        if self._pathway is None or self.table is None:
            return
        figures = shown.figures
        counts = figures.counts.get(self._pathway.name, ()) if figures is not None else ()
        stale = figures is None or self._pathway.name in figures.stale
        self.figures.show(counts, _stages(self._levels_of), shown.catalog, is_stale=stale)
        self.table.setVisible(bool(counts))
        self._nobody.setVisible(not counts)
        self._nobody.setText(
            tr("Being worked out…") if stale else tr("Nobody has signed up for it yet.")
        )
        self._stale.setVisible(bool(stale and counts))

    def focus_figures(self) -> None:
        """Take the focus into the figures, where somebody is in the pathway."""
        if self.table is not None and self.table.isVisibleTo(self):
            self.table.focus_first()
            self.ensureWidgetVisible(self.table)

    def _heading(self, pathway: Pathway, catalog: Catalog) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(title(pathway.name))
        row.addWidget(VerifiedMark(_weakest(pathway, catalog)))
        row.addStretch(1)
        column.addLayout(row)
        sector = catalog.sector_by_code.get(pathway.sector)
        words = tr(
            "{sector} · state code {code}, {name}",
            sector=sector.name if sector else pathway.sector,
            code=pathway.code,
            name=pathway.state_name,
        )
        column.addWidget(sentence(words, muted=True))
        sharing = [
            other.name
            for other in catalog.pathway_by_name.values()
            if other.code == pathway.code and other.name != pathway.name
        ]
        if sharing:
            said = tr(
                "Shares its state code with {pathways}: a certificate for each here, one "
                "completion for the State.",
                pathways=one_of_label(sharing) if len(sharing) > 1 else sharing[0],
            )
            column.addWidget(Mark("info", said, "information", wraps=True))
        return whole

    def _students_card(self, pathway: Pathway) -> Card:
        button = push_button(tr("List everyone"), "users", self._everyone.trigger)
        button.setToolTip(self._everyone.toolTip())
        card = Card(
            SectionHeader(tr("Students"), tr("by home school and how far they are"), button)
        )
        self._stale = Mark("clock", tr("Being worked out: figures with this sign"), "text_muted")
        self._nobody = sentence("", muted=True)
        self.table = FigureTable(self.figures, tr("Students of {pathway}", pathway=pathway.name))
        self.table.figure_chosen.connect(self.figure_chosen.emit)
        card.body.addWidget(self._stale)
        card.body.addWidget(self.table)
        card.body.addWidget(self._nobody)
        return card

    def _sites_card(self, pathway: Pathway, version: PathwayVersion | None, shown: Shown) -> Card:
        codes = version.course_codes if version is not None else ()
        rows = site_rows(pathway, codes, shown.catalog, shown.school_year, shown.sections)
        card = Card(
            SectionHeader(
                tr("Where it is offered"),
                tr("under a school year, its sections"),
            )
        )
        columns = site_columns(codes, shown.catalog, shown.school_year)
        self.sites = TableModel(columns, lambda row: row.site, self)
        self.sites.show(rows)
        table: TableView[SiteRow] = TableView(self.sites, tr("Where it is offered"), about=nobody)
        table.setProperty("role", "plain")
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setFixedHeight(len(rows) * theme.row_height() + theme.px(_HEADER_AND_EDGES))
        if rows:
            card.body.addWidget(table)
        else:
            card.body.addWidget(sentence(tr("The catalog names no school for it."), muted=True))
        return card


def _weakest(pathway: Pathway, catalog: Catalog) -> Verified:
    """Return the mark of the pathway with its levels: partly, unless all of them agree."""
    steps = (step.verified for step in catalog.steps if step.pathway == pathway.name)
    marks = {pathway.verified, *steps}
    return marks.pop() if len(marks) == 1 else Verified.PARTIAL


def _stages(levels: frozenset[Level]) -> tuple[PathwayStage, ...]:
    """Return the stages that a pathway with these levels has."""
    first = (PathwayStage.INTRODUCTORY_PASSED,) if Level.INTRODUCTORY in levels else ()
    return (
        PathwayStage.INTERESTED,
        PathwayStage.ENROLLED,
        *first,
        PathwayStage.CONCENTRATOR_COURSE_PASSED,
        PathwayStage.COMPLETER,
    )
