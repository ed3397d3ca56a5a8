"""The judgement of random use: what it notices, keeps and says of memory. No window is needed."""

from __future__ import annotations

from pathlib import Path

from tests.faults.events import shortcuts
from tests.faults.monkey import STRETCH, WARM, kept_per_event
from tests.faults.reach import LEAVING, Event, read_events


def test_an_event_is_kept_as_a_line_and_read_back(tmp_path: Path) -> None:
    events = [
        Event("click", "QPushButton#2", 0.25, 0.5),
        Event("type", "QLineEdit#0", more="Zoë\n"),
    ]
    kept = tmp_path / "some.events"
    kept.write_text("".join(f"{event.line}\n" for event in events), encoding="utf-8")
    assert read_events(kept) == events


def test_memory_that_grows_with_each_event_is_no_flat_memory() -> None:
    growing = [500_000] * WARM + [100_000 + 2 * STRETCH * n for n in range(10)]
    assert round(kept_per_event(growing), 6) == 2  # KiB for each event


def test_what_warms_up_is_left_out_and_a_level_is_flat() -> None:
    assert kept_per_event([100, 90_000, *[200_000] * 10]) == 0


def test_every_key_of_the_program_is_pressed_but_those_that_leave_it() -> None:
    keys = shortcuts()
    assert {"Ctrl+Z", "Ctrl+K", "F1", "Ctrl+L", "Ctrl+P", "Ctrl+8"} <= set(keys)
    assert "Ctrl+Q" not in keys
    assert "Ctrl+O" not in keys
    assert "quit" in LEAVING
