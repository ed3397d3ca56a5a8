"""Whether anybody is there, with clocks that the test turns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cte_desktop.ui.locking.idle import TICK_S, IdleWatch
from tests.ui.hands import CONTROL, NO_KEY, click, press


class Clocks:
    """Two clocks; the first may stand still while the computer sleeps."""

    def __init__(self) -> None:
        self.steady = 1000.0
        self.wall = 1_800_000_000.0

    def moment(self) -> tuple[float, float]:
        return self.steady, self.wall

    def go_on(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def watch(clocks: Clocks, qtbot: QtBot) -> Iterator[IdleWatch]:
    made = IdleWatch(lambda: 5, QKeySequence("Ctrl+L"), moment=clocks.moment)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def reasons(watch: IdleWatch) -> list[str]:
    told: list[str] = []
    watch.lock_wanted.connect(told.append)
    return told


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


def pass_time(watch: IdleWatch, clocks: Clocks, seconds: int) -> None:
    """Let time pass with its ticks."""
    for _ in range(seconds // TICK_S):
        clocks.go_on(TICK_S)
        watch.tick()


def test_five_minutes_without_anybody_lock_and_not_a_moment_less(
    watch: IdleWatch, clocks: Clocks, reasons: list[str]
) -> None:
    pass_time(watch, clocks, 5 * 60 - TICK_S)
    assert reasons == []
    pass_time(watch, clocks, TICK_S)
    assert reasons == ["idle"]


def _wheel(field: QLineEdit) -> None:
    spot = QPointF(5, 5)
    event = QWheelEvent(
        spot,
        spot,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)


def _touch(field: QLineEdit) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(field, finger).press(0, QPoint(3, 3), field).commit()
    QTest.touchEvent(field, finger).release(0, QPoint(3, 3), field).commit()


def _move(field: QLineEdit, place: QPointF) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        place,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        NO_KEY,
        QPointingDevice.primaryPointingDevice(),
    )
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize(
    "sign",
    [
        lambda field: press(field, Qt.Key.Key_A),
        click,
        _wheel,
        _touch,
        lambda field: _move(field, QPointF(7, 9)),
    ],
    ids=["key", "click", "wheel", "finger", "mouse"],
)
def test_every_sign_of_a_person_begins_the_minutes_anew(
    watch: IdleWatch, clocks: Clocks, reasons: list[str], field: QLineEdit, sign: object
) -> None:
    pass_time(watch, clocks, 4 * 60)
    assert callable(sign)
    sign(field)
    pass_time(watch, clocks, 4 * 60)
    assert reasons == []
    pass_time(watch, clocks, 60)
    assert reasons == ["idle"]


def test_what_the_program_paints_and_a_mouse_at_rest_are_no_signs(
    watch: IdleWatch, clocks: Clocks, reasons: list[str], field: QLineEdit
) -> None:
    _move(field, QPointF(7, 9))
    for _ in range(5):
        pass_time(watch, clocks, 60)
        _move(field, QPointF(7, 9))
        field.setText("painted")
        field.repaint()
        QApplication.processEvents()
    assert reasons == ["idle"]


@pytest.mark.parametrize(("steady", "wall"), [(0, 36), (36, 36), (36, -3600)])
def test_a_gap_between_ticks_is_a_computer_that_slept(
    watch: IdleWatch, clocks: Clocks, reasons: list[str], steady: int, wall: int
) -> None:
    clocks.steady += steady
    clocks.wall += wall
    watch.tick()
    assert reasons == ["slept"]


@pytest.mark.parametrize("wall", [20, -3600])
def test_a_clock_that_is_set_a_little_forward_or_back_locks_nothing(
    watch: IdleWatch, clocks: Clocks, reasons: list[str], wall: int
) -> None:
    clocks.wall += wall
    watch.tick()
    pass_time(watch, clocks, 60)
    assert reasons == []


def test_the_keys_lock_from_a_window_without_menu_and_write_nothing(
    watch: IdleWatch, reasons: list[str], field: QLineEdit
) -> None:
    press(field, Qt.Key.Key_L, CONTROL)
    assert reasons == ["keys"]
    press(field, Qt.Key.Key_L)
    assert reasons == ["keys"]
    assert field.text() == "l"


def test_a_stopped_watch_locks_nothing(
    watch: IdleWatch, clocks: Clocks, reasons: list[str], field: QLineEdit
) -> None:
    watch.stop()
    press(field, Qt.Key.Key_L, CONTROL)
    assert reasons == []
    clocks.go_on(3600)
    watch.start()
    watch.tick()
    assert reasons == []
