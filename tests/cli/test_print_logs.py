"""Findings and disclosures on paper, from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call, District
from tests.reports.reading import words


def test_the_findings_of_a_filter_are_those_of_its_audit(
    call: Call, district: District, tmp_path: Path
) -> None:
    base = ("--database", district.database)
    out = tmp_path / "findings.pdf"
    made = call(*base, "print", "findings", "--filter", "grade:12", "--out", out, "--json")
    assert (made.status, made.json["report"]) == (0, "findings")
    ids = [r["student_id"] for r in district.rows("students.csv") if r["grade_level"] == "12"]
    text = words(out.read_bytes())
    assert made.json["students"] == len(ids)
    assert all(f"Student ID {one} " in text for one in ids)
    audit = call(*base, "audit", "--student", ids[0], "--json").json
    assert all(one["text"].split(",")[0].split(":")[0] in text for one in audit["findings"])


def test_disclosures_are_printed_per_student_and_overall_in_either_language(
    call: Call, district: District, tmp_path: Path
) -> None:
    base = ("--database", district.database, "print")
    call(*base, "plan", "--student", district.student, "--out", tmp_path / "p.pdf",
         "--recipient", "College of the Canyons", "--purpose", "admission")  # fmt: skip
    own, every = tmp_path / "own.pdf", tmp_path / "every"
    made = call(*base, "disclosures", "--student", district.student, "--out", own, "--json")
    assert (made.status, made.json["students"]) == (0, 1)
    text = words(own.read_bytes())
    assert "College of the Canyons" in text
    assert "admission" in text
    every.mkdir()
    made = call(*base, "disclosures", "--all", "--language", "es", "--out", every, "--json")
    assert made.json["files"] == [str(every / "disclosures.pdf")]
    assert "Plan de cuatro años" in words((every / "disclosures.pdf").read_bytes())
    log = call("--database", district.database, "disclosures", "--json").json["disclosures"]
    assert [entry["what"] for entry in log] == ["Disclosures", "Disclosures", "Four-year plan"]


def test_a_packet_is_in_the_language_of_the_home_unless_another_is_asked_for(
    call: Call, district: District, tmp_path: Path
) -> None:
    base = ("--database", district.database, "print", "packet", "--student", district.student)
    made = call(*base, "--language", "es", "--out", tmp_path / "es.pdf", "--json")
    assert (made.status, made.json["report"], made.json["students"]) == (0, "packet", 1)
    assert "En este paquete" in words((tmp_path / "es.pdf").read_bytes())
    made = call(*base, "--out", tmp_path / "each", "--json")
    assert made.json["files"] == [str(tmp_path / "each" / f"packet-{district.student}.pdf")]
