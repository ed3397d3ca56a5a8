"""Profiles are read by a closed grammar, and what is written reads as it was."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.profiles.profile import (
    ColumnRule,
    KeepRule,
    Lookup,
    Profile,
    TableShape,
)
from cte_desktop.exchange.profiles.profile_parsing import read_profile
from cte_desktop.exchange.profiles.profile_writing import profile_document, profile_text

BUSY = """
profile = "bells-and-jobs"
title = "Jobs"
sourced = "partial"

[[table]]
kind = "tests"
files = ["Scores*"]
marks = ["Pupil ID|ID", "Exam"]
passed_over = ["sq"]
once = ["Pupil ID|ID", "Exam"]
keep = [
    { from = "Role", in = ["Student", ""] },
    { from = "id", via = [{ table = "roles", key = "user", take = "role", optional = true }], not_in = [""] },
]

[table.columns]
student_id = "Pupil  ID|ID"
test = { from = ["Exam", "Area|Part"], join = ":", convert = ["mark"], values = { "Math  1" = "SBAC_MATH" } }
score = { from = "Score", constant = "0" }

[[table.columns.on]]
"""  # noqa: E501


def document(**changed: Any) -> dict[str, Any]:
    """Return a small document that is right but for what is changed."""
    columns = {"student_id": "pid", "test": "exam", "score": {"from": "points"}}
    table = {"kind": "tests", "marks": ["pid"], "columns": columns}
    return {"profile": "mine", "table": [table], **changed}


def with_table(**changed: Any) -> dict[str, Any]:
    (table,) = document()["table"]
    return document(table=[{**table, **changed}])


def with_column(name: str, rule: Any) -> dict[str, Any]:
    (table,) = document()["table"]
    return with_table(columns={**table["columns"], name: rule})


def test_every_key_of_the_grammar_is_read() -> None:
    text = BUSY.rpartition("[[table.columns.on]]")[0]

    profile, problems = read_profile(tomllib.loads(text))

    assert problems == ()
    assert (profile.name, profile.title, profile.sourced) == ("bells-and-jobs", "Jobs", "partial")
    (shape,) = profile.tables
    assert shape == TableShape(
        "tests",
        ("scores*",),
        (("pupil id", "id"), ("exam",)),
        (
            ColumnRule("student_id", ("pupil id", "id")),
            ColumnRule(
                "test",
                ("exam", "area|part"),
                convert=("mark",),
                values=(("math 1", "SBAC_MATH"),),
                join=":",
            ),
            ColumnRule("score", ("score",), "0"),
        ),
        (
            KeepRule(ColumnRule("", ("role",)), ("student", "")),
            KeepRule(
                ColumnRule(
                    "", ("id",), via=(Lookup(("roles",), ("user",), ("role",), optional=True),)
                ),
                ("",),
                other=True,
            ),
        ),
        ("pupil id|id", "exam"),
        ("sq",),
    )


@pytest.mark.parametrize(
    ("wrong", "place", "said"),
    [
        (document(profile="Mine!"), "profile", "can't be the name"),
        (document(profile="plain"), "profile", "can't be the name"),
        (document(colour="red"), "", '"colour" is not known here'),
        (document(table=[]), "table", "1 to 100 tables"),
        (document(table="x"), "table", "A list of tables"),
        (document(sourced="maybe"), "sourced", "yes, partial or no"),
        (with_table(kind="pupils"), "table 1, kind", 'There is no kind "pupils"'),
        (with_table(marks=[]), "table 1 (tests)", "marks or files"),
        (with_table(marks=["|"]), "table 1 (tests), marks", "A header must not be empty"),
        (with_table(marks=3), "table 1 (tests), marks", "A text or a list of texts"),
        (with_table(columns={"test": "exam"}), "table 1 (tests)", "student_id, score must be"),
        (with_table(keep=[{"from": "role"}]), "table 1 (tests), keep", "needs in or not_in"),
        (with_column("height", "cm"), "table 1 (tests), height", "no such column"),
        (with_column("on", 3), "table 1 (tests), on", "A table must stand here"),
        (with_column("on", {}), "table 1 (tests), on", "needs from or constant"),
        (with_column("on", {"from": "x", "how": 1}), "table 1 (tests), on", '"how" is not known'),
        (
            with_column("on", {"from": "x", "convert": ["guess"]}),
            "table 1 (tests), on, convert",
            'There is no conversion "guess"',
        ),
        (
            with_column("on", {"from": "x", "via": [{"table": "orgs", "key": "id"}]}),
            "table 1 (tests), on, via",
            "needs table, key and take",
        ),
        (
            with_column(
                "on", {"from": "x", "via": [{"table": "o", "key": ["a", "b"], "take": "c"}]}
            ),
            "table 1 (tests), on",
            "needs join",
        ),
        (
            with_column("on", {"from": "x", "lasts": "terms long"}),
            "table 1 (tests), on, lasts",
            "Only a term",
        ),
        (
            with_column("on", {"constant": "@catalog"}),
            "table 1 (tests), on",
            "can't stand in this column",
        ),
    ],
)
def test_a_fault_is_said_with_its_place(wrong: dict[str, Any], place: str, said: str) -> None:
    _, problems = read_profile(wrong)

    assert [p for p in problems if p.place == place and said in p.text], problems


words = st.text(min_size=1, max_size=12).filter(lambda t: t.strip() and "|" not in t)
headers = words.map(lambda t: " ".join(t.replace("\ufeff", "x").casefold().split())).filter(bool)
folded = words.map(lambda t: " ".join(t.casefold().split())).filter(bool)
lookups = st.builds(
    Lookup,
    st.tuples(folded),
    st.tuples(headers),
    st.tuples(headers, headers),
    join=st.text(max_size=3),
    convert=st.sampled_from([(), ("mark",)]),
    where=st.sampled_from([(), (("role", ("student", "")),)]),
    optional=st.booleans(),
)
rules = st.builds(
    ColumnRule,
    st.just("score"),
    st.tuples(headers, headers),
    constant=st.text(max_size=5).filter(lambda t: not t.startswith("@")),
    convert=st.sampled_from([(), ("date", "credits")]),
    values=st.lists(
        st.tuples(folded, st.text(max_size=5)), max_size=2, unique_by=lambda v: v[0]
    ).map(tuple),
    via=st.lists(lookups, max_size=2).map(tuple),
    join=st.sampled_from([None, "", "-"]),
    elsewhere=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(rule=rules, title=words, other=st.booleans())
def test_what_is_written_is_read_as_it_was(rule: ColumnRule, title: str, *, other: bool) -> None:
    keep = KeepRule(ColumnRule("", rule.sources, via=rule.via, join=rule.join), ("a", ""), other)
    needed = (ColumnRule("student_id", ("id",)), ColumnRule("test"))
    shape = TableShape("tests", ("a*",), (("id", "x"),), (*needed, rule), (keep,), ("id",), ("*",))
    profile = Profile("mine", title, (shape,), "by hand", "no")

    text = profile_text(profile).encode("utf-8", "replace").decode()
    again, problems = read_profile(tomllib.loads(text))

    assert problems == ()
    assert profile_document(again) == profile_document(profile)
    assert again == profile
