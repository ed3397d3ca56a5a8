"""Rules from a file are looked over beside all that is in force: what they break, nobody gets."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.services import history, rules
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.system.errors import KnownError
from cte_desktop.system.paths import resource

SHIPPED = resource("requirements", "graduation.toml").read_text(encoding="utf-8")
WITHOUT_SAMPLES = SHIPPED[: SHIPPED.index("[[sample]]")]
LESS_ENGLISH = WITHOUT_SAMPLES.replace("credits = 40.0", "credits = 30.0", 1)


def publish_sample(desk: Desk, **said: Any) -> None:
    """Put a sample of graduation in force that stands in ag.toml, like the second shipped one."""
    documents = rules.documents(desk)
    ag = copy.deepcopy(documents["ag"])
    ag["sample"].append({**documents["graduation"]["sample"][1], "title": "Elsewhere", **said})
    rules.publish(desk, {"ag": ag})


def graduation_file(folder: Path, text: str) -> Path:
    file = folder / "graduation.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_import_that_breaks_a_sample_of_another_document_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    publish_sample(desk)
    before, steps = rules.documents(desk), history.list_history(desk)
    with pytest.raises(KnownError) as refused:
        import_paths(desk, [graduation_file(tmp_path, LESS_ENGLISH)], back_up=False)
    assert refused.value.code == "bad_rules"
    assert "graduation.toml" in refused.value.text
    assert '"ag.toml, sample Elsewhere" must not be met, but it is.' in refused.value.text
    assert rules.documents(desk) == before
    assert history.list_history(desk) == steps


def test_a_sample_of_a_program_that_an_import_takes_away_is_reported(
    desk: Desk, tmp_path: Path
) -> None:
    publish_sample(desk, program="district:seal_of_biliteracy")
    own = '[[program]]\nid = "own"\ntitle = "Own"\nunit = "credits"\naudited = "added"\n'
    own += '[[program.requirement]]\nid = "r"\nneed = 5\nof = { subject = "english" }\n'
    file = tmp_path / "programs.toml"
    file.write_text(own, encoding="utf-8")
    (report,) = import_paths(desk, [file], back_up=False).files
    assert report.changed == 1
    assert [(entry.column, entry.value) for entry in report.reported] == [
        ("ag.toml, sample Elsewhere", "district:seal_of_biliteracy")
    ]


def test_what_a_subject_must_include_has_room_in_it_or_the_file_is_refused(
    desk: Desk, tmp_path: Path
) -> None:
    before = rules.documents(desk)
    less = "override = { elective = 77.5, social_studies = 20.0 }"
    text = WITHOUT_SAMPLES.replace("override = { elective = 67.5 }", less)
    file = graduation_file(tmp_path, text)
    with pytest.raises(KnownError) as refused:
        import_paths(desk, [file], back_up=False)
    assert refused.value.code == "bad_rules"
    assert "what it must include needs" in refused.value.text
    assert rules.documents(desk) == before
