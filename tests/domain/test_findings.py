"""Findings hold codes and values, the gravest first and each once."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.findings import CODES, Finding, Severity, in_order, values

FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(CODES),
        st.sampled_from(Severity),
        st.sampled_from(["BIO", "ART1"]).map(lambda code: values(course=code)),
    )
)


def test_every_code_stands_once_and_looks_like_one() -> None:
    assert len(set(CODES)) == len(CODES)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in CODES)


def test_values_leave_out_what_is_not_known() -> None:
    assert values(course="BIO", section_id=None, gap=0) == (("course", "BIO"), ("gap", 0))


def test_a_finding_answers_from_its_subject_before_its_values() -> None:
    finding = Finding(
        "overload", Severity.WARNING, values(term="fall"), values(term="spring", most=7)
    )
    assert finding.about("term") == "fall"
    assert finding.about("most") == 7
    assert finding.about("course") is None


def test_the_gravest_stands_first_then_code_and_subject() -> None:
    info = Finding("underload", Severity.INFORMATION)
    warning = Finding("overload", Severity.WARNING)
    art = Finding("time_clash", Severity.MUST_FIX, values(course="ART1"))
    bio = Finding("time_clash", Severity.MUST_FIX, values(course="BIO"))
    assert in_order([info, bio, warning, art, bio]) == (art, bio, warning, info)


@given(FINDINGS, st.randoms())
def test_the_order_never_depends_on_where_the_findings_came_from(
    findings: list[Finding], random: Random
) -> None:
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(findings)
    assert set(in_order(findings)) == set(findings)
