"""Rules come into force whole or not at all."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest

from cte_desktop.exchange.files.source import Source
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.services.importing import import_paths
from cte_desktop.storage.rules import load_rules
from cte_desktop.system.errors import KnownError
from cte_desktop.system.paths import resource

SHIPPED = resource("requirements", "graduation.toml").read_text(encoding="utf-8")
STUDENT = "student_id,last_name,first_name,grade_level,school\nNEW1,Rivera,Ana,9,VL\n"


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("graduation.toml", "", "set"),
        ("graduation.toml", "# nothing but a remark\n", "set"),
        ("graduation.toml", "a = 1\n", "set"),
        ("graduation.toml", '[[set]]\nid = "x"\n', "set x"),
        ("graduation.toml", "set = 5\n", "set"),
        ("graduation.toml", SHIPPED.replace("= 40.0", "= -40.0", 1), "subject english"),
        ("graduation.toml", SHIPPED.replace("= 40.0", '= "many"', 1), "subject english"),
        ("graduation.toml", SHIPPED + "\n[note]\nlimit = nan\n", "note, limit"),
        ("ag.toml", "", "area"),
        ("ag.toml", "a = 1\n", "area"),
    ],
)
def test_a_rules_file_with_a_problem_stops_the_whole_call(
    desk: Desk, tmp_path: Path, name: str, text: str, place: str
) -> None:
    before, steps = desk.district().rules, list_history(desk)
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "students.csv").write_text(STUDENT, encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        import_paths(desk, [tmp_path / "students.csv", tmp_path / name])
    assert (refused.value.code, refused.value.exit_status) == ("bad_rules", 3)
    assert place in refused.value.text
    assert name in refused.value.text
    desk.forget_district()
    assert desk.district().rules == before
    assert list_history(desk) == steps


def test_every_problem_of_a_file_is_named_by_its_place(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "graduation.toml"
    text = SHIPPED.replace("= 40.0", "= -40.0", 1).replace("= 72.5", '= "rest"', 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        import_paths(desk, [file])
    assert "subject english" in refused.value.text
    assert "subject elective" in refused.value.do


@pytest.mark.parametrize("text", ["a = = 1", "a = " + "[" * 3000])
def test_a_file_that_is_no_toml_is_refused(desk: Desk, tmp_path: Path, text: str) -> None:
    (tmp_path / "ag.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        import_paths(desk, [tmp_path / "ag.toml"])
    assert refused.value.code == "bad_rules"


def test_rules_without_a_problem_come_into_force(desk: Desk, tmp_path: Path) -> None:
    text = SHIPPED.replace("credits = 40.0", "credits = 39.0", 1) + "\n[hours]\nopens = 08:00:00\n"
    (tmp_path / "graduation.toml").write_text(text, encoding="utf-8")
    (report,) = import_paths(desk, [tmp_path / "graduation.toml"]).files
    assert report.changed == 1
    chosen = desk.district().rules.set_for(2027)
    assert chosen is not None
    assert {need.id: need.credits for need in chosen.subjects}["english"] == 3900
    with desk.database.reading() as tx:
        assert load_rules(tx)["graduation"]["hours"] == {"opens": "08:00:00"}


def test_a_file_is_read_once_and_what_was_checked_is_what_comes_into_force(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "graduation.toml").write_text(SHIPPED + "\n[note]\na = 1\n", encoding="utf-8")
    opened: list[str] = []
    read = Source.opened

    def counting(self: Source) -> AbstractContextManager[BinaryIO]:
        opened.append(self.name)
        return read(self)

    monkeypatch.setattr(Source, "opened", counting)
    (report,) = import_paths(desk, [tmp_path / "graduation.toml"], back_up=False).files
    assert (report.changed, opened) == (1, ["graduation.toml"])
