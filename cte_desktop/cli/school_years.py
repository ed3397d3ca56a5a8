"""School years as people write them on the command line."""

from __future__ import annotations

from cte_desktop.domain.school_year import parse_school_year
from cte_desktop.system.errors import WrongCall


def school_year_asked(text: str) -> int:
    """Return the school year that is meant by its first year; WrongCall `bad_school_year`."""
    year = parse_school_year(text)
    if year is None:
        raise WrongCall(
            "bad_school_year",
            '"{given}" is no school year.',
            do="Write it as 2027-28.",
            given=text,
        )
    return year
