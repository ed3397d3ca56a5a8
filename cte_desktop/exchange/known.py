"""What a file is checked against: the catalog, the students that are known, and today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.exchange.rule_names import RuleNames


@dataclass(slots=True)
class Known:
    """What is known before a file is read; grows while the files of one call are read.

    `students` holds the graduation year under each student id: those of the store, then those that
    the call brings. `catalog` takes up the catalog files of the call, `rules` what its files of
    rules name; before them they are those of the shipped rules unless given.
    """

    catalog: Catalog
    today: date
    students: dict[str, int] = field(default_factory=dict)
    rules: RuleNames = field(default_factory=RuleNames)

    @property
    def school_year(self) -> int:
        """Return the present school year."""
        return school_year_of(self.today)
