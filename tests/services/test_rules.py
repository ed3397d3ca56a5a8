"""Rules are checked whole, published as versions, taken back, and never come into force broken."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.services import history, rules
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.rule_files import open_rules_file, read_rules_file
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError
from cte_desktop.system.paths import resource

Document = dict[str, Any]


@pytest.fixture
def graduation(desk: Desk) -> Document:
    return copy.deepcopy(rules.documents(desk)["graduation"])


def subject(document: Document, name: str) -> Document:
    found: Document = next(s for s in document["set"][0]["subject"] if s["id"] == name)
    return found


def found(desk: Desk, **documents: Document) -> list[tuple[str, str, str]]:
    faults = rules.check(desk, documents)
    assert all(fault.text.endswith(".") and "{" not in fault.text for fault in faults)
    return [(fault.file, fault.place, fault.code) for fault in faults]


def with_more_health(document: Document) -> Document:
    """The rules with ten credits of health, taken from the electives of every set."""
    changed = copy.deepcopy(document)
    subject(changed, "health")["credits"] = 10.0
    subject(changed, "elective")["credits"] -= 5.0
    for rule_set in changed["set"][1:3]:
        rule_set["override"]["elective"] -= 5.0
    return changed


def needed(desk: Desk, name: str) -> int:
    student = list_students(desk)[0].student_id
    program = open_case(desk, student).audit.program("graduation")
    assert program is not None
    return next(row.need for row in program.requirements if row.id == name)


def test_the_shipped_rules_have_no_fault(desk: Desk) -> None:
    assert rules.check(desk, rules.documents(desk)) == ()
    assert rules.check(desk, {}) == ()
    assert set(rules.documents(desk)) == {"graduation", "ag", "programs"}


def test_an_unknown_name_is_told_where_it_stands(desk: Desk, graduation: Document) -> None:
    subject(graduation, "social_studies")["must_include"][0]["course"] = "MODCIV|NOPE-1"
    subject(graduation, "science")["must_include"][0]["subject"] = "alchemy"
    subject(graduation, "health")["id"] = "helth"
    graduation["set"][2]["may_replace"]["when_completed"] = "NOPE-2"
    graduation["pending"]["ethnic_studies"]["courses"] = "NOPE-3"
    graduation["subject_alias"]["science_life"] = "sience"
    del graduation["sample"]
    place = "set hart-230, subject"
    assert found(desk, graduation=graduation) == [
        ("graduation.toml", f"{place} social_studies, must_include MODCIV", "unknown_course"),
        ("graduation.toml", f"{place} science, must_include alchemy", "unknown_subject"),
        ("graduation.toml", f"{place} helth", "unknown_subject"),
        ("graduation.toml", "set hart-2031, may_replace when_completed", "unknown_course"),
        ("graduation.toml", "pending, ethnic_studies, courses", "unknown_course"),
        ("graduation.toml", "subject_alias, science_life", "unknown_subject"),
    ]


def test_an_impossible_must_include_is_told(desk: Desk, graduation: Document) -> None:
    del graduation["sample"]
    social = subject(graduation, "social_studies")
    social["must_include"][3] = {"course": "ECON", "credits": 7.5}
    social["must_include"][2] = {"course": "USGOV", "credits": 2.5}
    subject(graduation, "mathematics")["must_include"].append({"course": "MATH8A", "credits": 5.0})
    graduation["set"][2]["override"]["social_studies"] = 20.0
    place = "set hart-230, subject"
    assert found(desk, graduation=graduation) == [
        ("graduation.toml", f"{place} social_studies, must_include ECON", "too_few_courses"),
        ("graduation.toml", f"{place} mathematics, must_include MATH8A", "not_in_high_school"),
        ("graduation.toml", "set hart-2031, subject social_studies", "includes_over_subject"),
    ]


def test_everything_is_told_gravest_first(desk: Desk, graduation: Document) -> None:
    graduation["sample"][0]["expect"] = "perhaps"
    subject(graduation, "science")["must_include"][0] = {"course": "NOPE-1", "credits": 5.0}
    subject(graduation, "english")["credits"] = -40.0
    graduation["set"][1]["applies_to_classes"] = [2021, 2023]
    graduation["set"][2]["based_on"] = "hart-2031"
    codes = [code for _, _, code in found(desk, graduation=graduation)]
    assert set(codes[:3]) == {"negative", "overlap", "cycle"}
    assert codes[3:] == ["unknown_course", "bad_expect"]


def test_a_failing_sample_is_told_and_also_one_of_another_document(
    desk: Desk, graduation: Document
) -> None:
    graduation["sample"][0]["expect"] = "not_met"
    place = f"sample {graduation['sample'][0]['title']}"
    assert found(desk, graduation=graduation) == [("graduation.toml", place, "sample_met")]
    ag = copy.deepcopy(rules.documents(desk)["ag"])
    ag["sample"].append({**graduation["sample"][1], "title": "Elsewhere", "program": "graduation"})
    rules.publish(desk, {"ag": ag})
    easy = copy.deepcopy(rules.documents(desk)["graduation"])
    easy["sample"] = []
    subject(easy, "english")["credits"] = 30.0
    assert found(desk, graduation=easy) == [("ag.toml", "sample Elsewhere", "sample_met")]


def test_published_rules_are_used_and_undo_brings_the_former_ones_back(
    desk: Desk, graduation: Document
) -> None:
    before = rules.documents(desk)
    changes = rules.publish(desk, {"graduation": with_more_health(graduation)}, "Two semesters")
    assert changes.nouns == {"rules", "history"}
    assert needed(desk, "health") == 1000
    newest = rules.versions(desk)[0]
    assert (newest.kind, newest.number, newest.actor) == ("graduation", 2, "A. Lee")
    assert (newest.note, newest.step, newest.in_force) == ("Two semesters", changes.step, True)
    (line, *_) = history.list_history(desk)
    assert line.text == "Publish graduation.toml: Two semesters"
    undone = history.undo(desk)
    assert "rules" in undone.changes.nouns
    assert needed(desk, "health") == 500
    assert rules.documents(desk) == before
    assert list(rules.documents(desk)["graduation"]) == list(before["graduation"])
    history.undo(desk, undone.changes.step)
    assert needed(desk, "health") == 1000


def test_no_version_is_ever_lost(desk: Desk, graduation: Document) -> None:
    rules.publish(desk, {"graduation": with_more_health(graduation)})
    history.undo(desk)
    listed = [(v.number, v.in_force) for v in rules.versions(desk) if v.kind == "graduation"]
    assert listed == [(3, True), (2, False), (1, False)]
    kept = {v.number: v.document for v in rules.versions(desk) if v.kind == "graduation"}
    assert kept[1] == kept[3] == graduation
    assert subject(kept[2], "health")["credits"] == 10.0


def test_what_is_in_force_already_is_not_published_again(desk: Desk, graduation: Document) -> None:
    steps = history.list_history(desk)
    assert rules.publish(desk, {"graduation": graduation}).nouns == frozenset()
    assert history.list_history(desk) == steps


def test_a_publication_that_a_later_one_changed_is_not_undone(
    desk: Desk, graduation: Document
) -> None:
    first = rules.publish(desk, {"graduation": with_more_health(graduation)})
    other = with_more_health(graduation)
    other["version"] = "another"
    second = rules.publish(desk, {"graduation": other})
    with pytest.raises(KnownError) as refused:
        history.undo(desk, first.step)
    assert refused.value.code == "changed_since"
    assert f"step {second.step}" in refused.value.text


def test_a_draft_with_a_fault_is_refused_and_the_last_good_rules_stay(
    desk: Desk, graduation: Document
) -> None:
    before, steps = rules.documents(desk), history.list_history(desk)
    subject(graduation, "english")["credits"] = -40.0
    with pytest.raises(KnownError) as refused:
        rules.publish(desk, {"graduation": graduation})
    assert refused.value.code == "bad_rules"
    assert "subject english" in refused.value.text
    assert "rules in force are as before" in refused.value.kept
    assert rules.documents(desk) == before
    assert history.list_history(desk) == steps
    assert needed(desk, "english") == 4000


def test_a_file_is_known_by_what_stands_in_it(tmp_path: Path) -> None:
    for kind in rules.KINDS:
        file = tmp_path / f"my {kind} rules.txt"
        file.write_bytes(b"\xef\xbb\xbf" + resource("requirements", f"{kind}.toml").read_bytes())
        assert read_rules_file(file)[0] == kind
    own = tmp_path / "own.toml"
    own.write_text('version = "1"\n[[program]]\nid = "seal"\n', encoding="utf-8")
    assert read_rules_file(own) == ("programs", {"version": "1", "program": [{"id": "seal"}]})
    own.write_text("total_years = 15\n", encoding="utf-8")
    assert read_rules_file(own)[0] == "ag"
    own.write_text("[[set]]\n[area]\n", encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        read_rules_file(own)
    assert refused.value.code == "bad_rules"


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"a = = 1", "not_toml", "line 1, column 5"),
        (b"a = \xff\xfe", "wrong_encoding", ""),
        ("[[set]]".encode("utf-16"), "wrong_encoding", ""),
        (b"# much\n" * 200_000, "too_big", ""),
        (b"a = " + b"[" * 3000, "too_deep", ""),
        (b"a = " + b"[" * 60 + b"]" * 60, "too_deep", ""),
        (b"[" + b"a." * 2000 + b"a]\n", "too_deep", ""),
        (b"a = " + b"9" * 5000, "not_toml", ""),
        (b"", "unknown_kind", ""),
        (b"version = 5", "unknown_kind", ""),
        (b"[area]\nlimit = 0xffffffffffffffffffff", "not_a_number", "area, limit"),
    ],
)
def test_a_file_that_can_not_be_read_says_why(
    tmp_path: Path, content: bytes, code: str, place: str
) -> None:
    file = tmp_path / "rules.toml"
    file.write_bytes(content)
    (problem,) = open_rules_file(file).problems
    assert (problem.file, problem.code, problem.place) == ("rules.toml", code, place)


def test_a_missing_file_or_a_folder_is_a_fault_of_the_world(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.toml", "missing"), (tmp_path, "unreadable")):
        with pytest.raises(KnownError) as refused:
            open_rules_file(path)
        assert (refused.value.code, refused.value.exit_status) == (code, 3)


def test_the_shipped_files_are_their_own_documents(desk: Desk) -> None:
    for kind in rules.KINDS:
        text = resource("requirements", f"{kind}.toml").read_text(encoding="utf-8")
        assert rules.documents(desk)[kind] == tomllib.loads(text)


def test_an_import_reports_a_course_that_no_catalog_has_and_takes_the_file(
    desk: Desk, tmp_path: Path
) -> None:
    text = resource("requirements", "graduation.toml").read_text(encoding="utf-8")
    file = tmp_path / "graduation.toml"
    file.write_text(text.replace("ECON|APMACRO", "ECON|ECON-NEW"), encoding="utf-8")
    report = import_paths(desk, [file], back_up=False)
    (of_file,) = report.files
    assert of_file.changed == 1
    assert {(entry.code, entry.value, entry.taken) for entry in of_file.reported} == {
        ("unknown_course", "ECON-NEW", True)
    }
    assert "must_include ECON" in of_file.reported[0].column
    assert report.needs_a_look
    assert "rules" in report.changes.nouns
    history.undo(desk)
    assert rules.check(desk, rules.documents(desk)) == ()


def test_an_import_whose_samples_fail_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    before, steps = rules.documents(desk), history.list_history(desk)
    text = resource("requirements", "graduation.toml").read_text(encoding="utf-8")
    file = tmp_path / "graduation.toml"
    file.write_text(text.replace('expect = "not_met"', 'expect = "met"', 1), encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        import_paths(desk, [file], back_up=False)
    assert refused.value.code == "bad_rules"
    assert "must be met, but it is not" in refused.value.text
    assert rules.documents(desk) == before
    assert history.list_history(desk) == steps


def test_a_file_of_a_g_that_gives_no_parts_keeps_those_in_force(desk: Desk, tmp_path: Path) -> None:
    before = rules.documents(desk)["ag"]
    bare = copy.deepcopy(before)
    for area in bare["area"].values():
        for parts in ("uc_parts", "csu_parts"):
            area.pop(parts, None)
    assert bare != before
    bare["version"] = "2027"
    assert rules.check(desk, {"ag": bare}) == ()
    rules.publish(desk, {"ag": bare})
    assert rules.documents(desk)["ag"] == before | {"version": "2027"}
    text = resource("requirements", "ag.toml").read_text(encoding="utf-8")
    whole = [line for line in text.splitlines() if not line.startswith(" ")]
    lines = [line for line in whole if "_parts" not in line and line not in {"]", "["}]
    file = tmp_path / "ag.toml"
    file.write_text("\n".join(lines[: lines.index("[validation]")]), encoding="utf-8")
    (report,) = import_paths(desk, [file], back_up=False).files
    assert report.changed == 1
    assert rules.documents(desk)["ag"]["area"] == before["area"]
