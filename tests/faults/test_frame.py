"""The frame of the scripts about faults: figures are kept, bad ones fail, lacks are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import report
from tests.faults.figures import Figure, merged, read_figures, write_figures
from tests.faults.running import Asked, CannotMeasure, need_program, run

GOOD = Figure("kill", "by chance", 1000, 0, "0 of 1,000", 12.3, ("3 | 4 inside",))
BAD = Figure("power", "torn writes", 5000, 2, "0 of 5,000", 60.0, ("image 17 is damaged",))


def test_figures_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_figures(tmp_path / "a.json", (GOOD, BAD))
    assert read_figures(tmp_path / "a.json") == (GOOD, BAD)
    assert read_figures(tmp_path / "none.json") == ()


def test_a_new_figure_takes_the_place_of_the_one_about_the_same_fault() -> None:
    newer = Figure("kill", "by chance", 2000, 0, "0 of 1,000", 24.0)
    assert merged((GOOD, BAD), (newer,)) == (newer, BAD)


@pytest.mark.parametrize(("figure", "status"), [(GOOD, 0), (BAD, 1)])
def test_a_script_says_one_line_and_fails_when_something_was_bad(
    figure: Figure, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Asked] = []

    def measure(how: Asked) -> tuple[Figure, ...]:
        asked.append(how)
        return (figure,)

    arguments = ["--short", "--seed", "3", "--json", str(tmp_path / "a.json")]
    assert run(measure, rounds=9, short=2, arguments=arguments) == status
    assert asked == [Asked(2, 3, short=True)]
    said = capsys.readouterr()
    assert said.out == figure.line + "\n"
    assert ("image 17 is damaged" in said.err) == bool(status)
    assert read_figures(tmp_path / "a.json") == (figure,)


def test_nothing_tried_is_not_good() -> None:
    assert not Figure("kill", "", 0, 0, "", 0.0).good
    assert run(lambda _asked: (), rounds=1, short=1, arguments=[]) == 1


def test_what_the_machine_lacks_is_told_and_never_passes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def measure(_asked: Asked) -> tuple[Figure, ...]:
        need_program("no-such-program")
        return (GOOD,)

    assert run(measure, rounds=1, short=1, arguments=[]) == 3
    assert "NOT MEASURED: the program no-such-program" in capsys.readouterr().err
    with pytest.raises(CannotMeasure):
        need_program("no-such-program")


def test_the_page_stands_as_the_figures_and_promises_say() -> None:
    written = report.PAGE.read_text(encoding="utf-8")
    expected = report.page(read_figures(report.KEPT), report.read_promises())
    assert written == expected, "run: python -m tests.faults.report"
    assert "3 \\| 4" in report.page((Figure("3 | 4", "", 1, 0, "", 1),), ())


def test_every_promise_names_tests_and_scripts_that_are_there() -> None:
    assert list(report.missing_holders(report.read_promises())) == []


def test_a_promise_that_nothing_holds_is_noticed() -> None:
    promises = [
        report.Promise("The store", "a"),
        report.Promise("The store", "b", tests=("faults/test_frame.py::test_none",)),
        report.Promise("The store", "c", measured=("none",)),
    ]
    assert len(list(report.missing_holders(promises))) == 3
