"""What makes one invented student differ from the next: talent, aims, tastes and commitments."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

MUSIC = ("BAND", "BAND", "CHOIR", "ORCH", "SHOWCH", "PLAYPR")
GOALS = (
    "Four-year university",
    "Community college, then transfer",
    "Technical training",
    "Apprenticeship",
    "Military service",
    "Work",
    "Undecided",
)
MAJORS = (
    "Nursing",
    "Business",
    "Computer science",
    "Psychology",
    "Mechanical engineering",
    "Film",
    "Biology",
    "Kinesiology",
    "Criminal justice",
    "Graphic design",
    "Education",
    "Political science",
)


@dataclass(slots=True)
class Traits:
    """A student's leanings, drawn once; shares are those of the model, not of a real school."""

    talent: float  # standard normal; 0 is the middle of the district
    university: bool  # wants the A-G courses
    rigor: bool  # takes honors and AP where ready
    early_algebra: bool  # Algebra 1 in grade 8
    early_spanish: bool
    language: str  # SPAN, FREN, ASL, or "" for none
    heritage: bool  # Spanish for Spanish speakers
    english_learner: bool
    music: str
    music_until: int  # the last grade of it
    athlete: bool
    avid: bool
    study_skills: bool  # a reserved period
    seventh_period: bool
    college: bool  # dual or concurrent enrollment once old enough
    college_from: int
    internship: bool
    works: bool  # a job after school in grades 11-12
    plans_ahead: bool  # has a plan on file
    goal: str
    major: str


def draw_traits(rng: Random, kind: str, home_language: str) -> Traits:
    """Return the leanings of a student at a school of that kind."""
    chance = rng.random
    talent = rng.gauss(_TALENT.get(kind, 0.0), 1.0)
    university = talent + rng.gauss(0.0, 0.7) > -0.2 and kind != "continuation"
    rigor = talent + rng.gauss(0.0, 0.4) > 0.75
    speaks_other = home_language != "English"
    music = rng.choice(MUSIC) if chance() < 0.2 else ""
    college = chance() < _COLLEGE.get(kind, 0.28)
    return Traits(
        talent=talent,
        university=university,
        rigor=rigor,
        early_algebra=talent + rng.gauss(0.0, 0.5) > 0.35,
        early_spanish=chance() < 0.2,
        language=rng.choices(("SPAN", "FREN", "ASL"), (68, 16, 16))[0]
        if university or chance() < 0.3
        else "",
        heritage=home_language == "Spanish" and chance() < 0.4,
        english_learner=speaks_other and talent < -0.5 and chance() < 0.5,
        music=music,
        music_until=rng.choice((9, 10, 12, 12, 12)),
        athlete=chance() < 0.24,
        avid=university and not rigor and chance() < 0.12,
        study_skills=talent < 0.2 and chance() < 0.1,
        seventh_period=chance() < 0.2,
        college=college,
        college_from=9
        if kind == "middle_college"
        else rng.choices((9, 10, 11, 12), (1, 2, 5, 4))[0],
        internship=chance() < 0.3 and kind != "middle_college",
        works=chance() < 0.22,
        plans_ahead=chance() < 0.72,
        goal=_goal(rng, university=university) if chance() < 0.5 else "",
        major=rng.choice(MAJORS) if chance() < 0.3 else "",
    )


_TALENT = {"continuation": -1.1, "middle_college": 0.6, "alternative": -0.3}
_COLLEGE = {"middle_college": 1.0, "continuation": 0.05}


def _goal(rng: Random, *, university: bool) -> str:
    weights = (8, 4, 1, 1, 1, 0, 2) if university else (1, 5, 3, 3, 2, 3, 3)
    return rng.choices(GOALS, weights)[0]
