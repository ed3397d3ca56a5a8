"""The models of the page: Qt's own checks, totals, and what a screen reader hears."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.services.pathways import PathwayFigures, StageCount
from cte_desktop.ui.pathways.figure_model import FigureModel
from cte_desktop.ui.pathways.listed import PathwayLine, kept, lines_of
from cte_desktop.ui.pathways.pathway_model import PathwayModel
from tests.builders import catalog

ENROLLED, COMPLETER = PathwayStage.ENROLLED, PathwayStage.COMPLETER
COUNTS = (
    StageCount(PathwayStage.INTERESTED, "VL", 4),
    StageCount(ENROLLED, "VL", 7),
    StageCount(ENROLLED, "SG", 3),
    StageCount(COMPLETER, "SG", 1),
)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def spoken(model: FigureModel | PathwayModel, index: QModelIndex) -> object:
    return model.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_the_figures_add_up_by_school_and_stage(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = FigureModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(COUNTS, (ENROLLED, COMPLETER), catalog())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt ships no types here
    assert tester.model() is model
    assert (model.rowCount(), model.columnCount()) == (3, 5)
    names = [model.data(model.index(row, 0)) for row in range(3)]
    assert names == ["Saugus High", "Valencia High", "All schools"]
    totals = [model.data(model.index(2, column)) for column in range(1, 5)]
    assert totals == ["4", "10", "1", "15"]
    assert not model.index_of("CN", ENROLLED).isValid()


def test_a_figure_says_its_school_its_stage_and_that_it_is_worked_out(qtbot: QtBot) -> None:
    model = FigureModel()
    model.show(COUNTS, (), catalog())
    figure = model.index_of("VL", ENROLLED)
    assert spoken(model, figure) == "Valencia High, Enrolled, 7 students"
    assert model.data(figure, Qt.ItemDataRole.ToolTipRole) is None
    model.show(COUNTS, (), catalog(), is_stale=True)
    figure = model.index_of("VL", ENROLLED)
    assert spoken(model, figure) == "Valencia High, Enrolled, 7 students, being worked out"
    assert model.data(figure, Qt.ItemDataRole.ToolTipRole) == "being worked out"
    assert spoken(model, model.index_of("SG", COMPLETER)) == (
        "Saugus High, Completer, 1 student, being worked out"
    )
    total = model.figure(model.index_of(None, None))
    assert total is not None
    assert total.is_stale


def test_the_list_passes_qts_checks_and_reads_its_lines(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = PathwayModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(lines_of(catalog(), PathwayFigures({"Welding": COUNTS}, frozenset({"Welding"}), 2)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt ships no types here
    assert tester.model() is model
    welding = model.index(model.place_of("Welding"))
    assert spoken(model, welding) == "Welding, 11 students signed up, being worked out"
    heading = model.index(0)
    assert spoken(model, heading) == "Arts, Media, and Entertainment: 5 pathways"
    assert model.flags(heading) == Qt.ItemFlag.NoItemFlags
    assert model.data(model.index(99)) is None


def test_newer_figures_leave_the_list_where_it_is(qtbot: QtBot) -> None:
    model = PathwayModel()
    model.show(lines_of(catalog(), None))
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show(lines_of(catalog(), PathwayFigures({"Welding": COUNTS})))
    assert not resets
    model.show(kept(lines_of(catalog(), None), "weld", None))
    assert resets


def test_a_count_is_withheld_while_it_may_lack_everybody() -> None:
    stale = frozenset({"Welding", "Photography"})
    lines = lines_of(catalog(), PathwayFigures({"Welding": COUNTS}, stale, 60))
    of = {line.name: line for line in lines if isinstance(line, PathwayLine)}
    assert (of["Photography"].students, of["Photography"].is_stale) == (None, True)
    assert (of["Welding"].students, of["Welding"].is_stale) == (11, True)
    assert (of["Biotechnology"].students, of["Biotechnology"].is_stale) == (0, False)
