"""Who completed by the definition alone, asked in SQL that knows nothing of the audit.

A course of each level passed, in order, over two school years, with 20 credits of the pathway.
Decisions of counselors and alternatives of one level across courses are not looked at.
"""
# ruff: noqa: S608 - our own words alone

from __future__ import annotations

from typing import NamedTuple

from cte_desktop.services.desk import Desk
from cte_desktop.storage.fetching import fetch

_GOOD = "('A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-')"  # what a capstone asks for
_WHEN = "r.school_year * 3 + CASE r.term WHEN 'fall' THEN 0 WHEN 'spring' THEN 1 ELSE 2 END"
_COMPLETIONS = f"""
WITH earned AS (
  SELECT r.student, p.pathway, p.level, r.course_code AS code, {_WHEN} AS moment, r.school_year,
         r.earned, c.credits
  FROM record r JOIN student s ON s.key = r.student JOIN course c ON c.code = r.course_code
  JOIN pathway_step p ON p.course_code = r.course_code
    AND s.entry_class BETWEEN p.first_class AND p.last_class
  WHERE r.earned > 0 AND (p.level <> 'capstone' OR r.mark IN {_GOOD})
  UNION ALL
  SELECT r.student, r.pathway, r.pathway_level, r.course_code, {_WHEN}, r.school_year,
         r.earned, 1000
  FROM record r LEFT JOIN course c ON c.code = r.course_code
  WHERE c.code IS NULL AND r.pathway_level <> '' AND r.earned > 0
    AND (r.pathway_level <> 'capstone' OR r.mark IN {_GOOD})
), passed AS (
  SELECT student, pathway, level, code, max(moment) AS finished, min(school_year) AS first_year,
         max(school_year) AS last_year, sum(earned) AS earned
  FROM earned GROUP BY 1, 2, 3, 4 HAVING sum(earned) >= min(credits)
)
SELECT s.uid, c.pathway, min(c.last_year), s.school, p.sector, s.graduation_year,
  s.student_id
FROM passed c JOIN passed k ON k.student = c.student AND k.pathway = c.pathway
  AND k.level = 'concentrator' AND k.finished < c.finished
JOIN student s ON s.key = c.student JOIN pathway p ON p.name = c.pathway
WHERE c.level = 'capstone' AND c.last_year > k.first_year AND c.earned + k.earned >= 2000
GROUP BY c.student, c.pathway
"""


class Told(NamedTuple):
    """A completion that the tables tell of."""

    uid: str
    pathway: str
    year: int
    school: str
    sector: str
    graduation_year: int
    student_id: str

    @property
    def grade(self) -> int:
        return 12 - (self.graduation_year - self.year - 1)


def completed_by_the_tables(desk: Desk) -> list[Told]:
    with desk.database.reading() as tx:
        return [Told(*row) for row in fetch(tx, _COMPLETIONS)]
