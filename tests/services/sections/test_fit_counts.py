"""Counting seats without names says the same as asking for everybody's claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from cte_desktop.domain.planning.sections.fitting.fits import section_fits
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.fitting import fits_of
from cte_desktop.storage.sections.crowding import crowds_of
from cte_desktop.storage.sections.reading import sections_of, sections_of_course
from cte_desktop.storage.sections.seats import claims_of

COURSES = ("ENG10", "ENG11", "PSYCH", "SM1", "AU1", "WD1")


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2027, 2, 1), date(2027, 8, 1)])
@pytest.mark.parametrize("school_year", [2026, 2027])
def test_a_crowd_is_as_many_as_there_are_claims(desk: Desk, school_year: int, day: date) -> None:
    with desk.database.reading() as tx:
        keys = [key_of(section) for section in sections_of(tx, school_year)]
        crowds = crowds_of(tx, school_year, [section_id for _, section_id in keys], day)
        claims = claims_of(tx, keys, day)
    counted = {
        key[1]: (sum(c.recorded for c in of), sum(not c.recorded for c in of))
        for key, of in claims.items()
        if of
    }
    assert crowds == counted
    assert bool(counted) == (school_year == 2027 or day < date(2027, 7, 1))


def test_the_list_is_the_same_as_with_every_claim_by_name(desk: Desk) -> None:
    compared = 0
    for case in islice(open_cases(desk), 12):
        for course in COURSES:
            with desk.database.reading() as tx:
                sections = sections_of_course(tx, 2027, course)
                claims = claims_of(tx, [key_of(s) for s in sections], case.day)
            named = replace(case.situation, claims={**case.situation.claims, **claims})
            whole = section_fits(named, course, sections, 2027, "year")
            listed = fits_of(case, desk, course, 2027, "year")
            assert tuple(line.fit for line in listed) == whole
            assert [line.claimed for line in listed] == [
                len(claims[key_of(line.section)]) for line in listed
            ]
            compared += len(whole)
    assert compared
