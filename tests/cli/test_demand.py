"""The command demand: the contract's rows, and calls that can't be answered."""

from __future__ import annotations

from tests.cli.conftest import Call, District


def test_it_answers_with_the_rows_of_the_contract(call: Call, district: District) -> None:
    answer = call("demand", "--school-year", "2026-27", "--json", "--database", district.database)
    assert (answer.status, answer.err) == (0, "")
    rows = answer.json["rows"]
    assert {"course", "site", "term", "wanted", "seats"} <= rows[0].keys()
    seats = sum(
        int(row["seats"])
        for row in {row["section_id"]: row for row in district.rows("sections.csv")}.values()
        if row["school_year"] == "2026-27" and row["state"] != "cancelled"
    )
    assert sum(row["seats"] for row in rows) == seats
    keys = [(row["course"], row["site"], row["term"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert all(
        row["difference"] is not None or row["balance"] in {"no_site", "not_timetabled"}
        for row in rows
    )
    assert not any("name" in row or "students" in row for row in rows)


def test_as_text_it_is_a_table_with_advice(call: Call, district: District) -> None:
    answer = call("demand", "--school-year", "2026-27", "--database", district.database)
    heading, *lines = answer.out.splitlines()
    assert heading.split() == ["Course", "Site", "Term", "Wanted", "Seats", "Sections",
                               "Difference", "Advice"]  # fmt: skip
    assert len(lines) > 50
    assert any(line.endswith("too many") for line in lines)


def test_a_year_of_nobody_is_an_empty_list_and_a_sentence(call: Call, district: District) -> None:
    answer = call("demand", "--school-year", "2050-51", "--json", "--database", district.database)
    assert (answer.status, answer.json) == (0, {"rows": []})
    assert answer.err == "Nobody plans 2050-51 yet.\n"


def test_a_year_that_is_over_wants_nothing(call: Call, district: District) -> None:
    answer = call("demand", "--school-year", "2024-25", "--json", "--database", district.database)
    assert (answer.status, answer.json) == (0, {"rows": []})
    assert "is over" in answer.err


def test_a_text_that_is_no_school_year_is_a_wrong_call(call: Call, district: District) -> None:
    for text in ("2027", "2027-29", "next", ""):
        answer = call("demand", "--school-year", text, "--json", "--database", district.database)
        assert answer.status == 2
        assert answer.json["error"]["do"] == "Write it as 2027-28."
    assert call("demand", "--database", district.database).status == 2


def test_it_works_beside_an_open_window(call: Call, district: District) -> None:
    before = district.database.read_bytes()
    assert call("demand", "--school-year", "2027-28", "--database", district.database).status == 0
    assert district.database.read_bytes() == before
