"""Names as a district's office meets them: of many origins, accented, hyphened, double, single.

Invented combinations of common names; nobody in particular.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_GIRLS = (
    "Emma Olivia Sophia Ava Grace Madison Chloe Hailey Natalie Zoe Lauren Brooke Paige Avery Kayla "
    "Megan Sarah Rachel Audrey Claire Ella Morgan Sydney Jordan Hannah Zoë"
).split()
_BOYS = (
    "Liam Noah Ethan Mason Jacob Tyler Ryan Dylan Connor Logan Owen Lucas Carter Hunter Evan Cole "
    "Jack Caleb Wyatt Austin Gavin Blake Cooper Miles Parker Ezra"
).split()
_SPANISH_GIRLS = (
    "Ana Sofía Valentina Camila Ximena Daniela María Lucía Andrea Fernanda Guadalupe Itzel Yaretzi "
    "Paola Marisol Renée Inés"
).split()
_SPANISH_BOYS = (
    "José Luis Mateo Ángel Diego Santiago Andrés Jesús Adrián Julián Emiliano Iván Óscar Raúl "
    "Sebastián Joaquín Martín"
).split()
_SPANISH_LAST = (
    "García Hernández López Martínez González Rodríguez Pérez Sánchez Ramírez Flores Rivera Gómez "
    "Díaz Cruz Morales Reyes Gutiérrez Ortiz Chávez Ramos Ruiz Álvarez Mendoza Vásquez Castillo "
    "Jiménez Moreno Núñez Peña Muñoz Ibáñez Zúñiga Treviño"
).split()


@dataclass(frozen=True, slots=True)
class Origin:
    """Names that go together, and the language that is spoken at home (in part of the families)."""

    weight: int
    language: str
    at_home: float  # share of the families that speak it
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    last: tuple[str, ...]
    two_surnames: float = 0.0
    hyphens: float = 0.0


@dataclass(frozen=True, slots=True)
class Name:
    """A student's name as recorded, with gender and home language."""

    last: str
    first: str
    middle: str
    suffix: str
    preferred: str
    gender: str
    home_language: str


ORIGINS = (
    Origin(
        42,
        "English",
        1.0,
        tuple(_GIRLS),
        tuple(_BOYS),
        tuple(
            (
                "Smith Johnson Miller Davis Wilson Anderson Taylor Thomas Moore Martin Thompson "
                "Harris Clark Lewis Walker Young King Wright Hill Adams Baker Campbell Evans "
                "Collins Murphy Cook Rogers Bennett Brooks Sanders Price Foster Barnes Fisher "
                "O'Brien O'Neill O'Connor D'Angelo McCarthy MacLeod Sinclair Müller Lindström"
            ).split()
        ),
        hyphens=0.04,
    ),
    Origin(
        34,
        "Spanish",
        0.55,
        tuple(_SPANISH_GIRLS),
        tuple(_SPANISH_BOYS),
        (*_SPANISH_LAST, "De la Cruz", "De León", "Del Toro"),
        two_surnames=0.45,
        hyphens=0.05,
    ),
    Origin(
        8,
        "Filipino",
        0.5,
        ("Angelica", "Bea", "Jasmine", "Althea", "Princess", "Kristine", "Maria Clara"),
        ("Joshua", "Miguel", "Gabriel", "Paolo", "Jerome", "Carlo", "John Paul"),
        ("Santos", "Reyes", "Bautista", "Ocampo", "Dela Cruz", "Mendoza", "Villanueva", "Aquino"),
    ),
    Origin(
        4,
        "Korean",
        0.6,
        ("Ji-woo", "Seo-yeon", "Grace", "Esther", "Ha-eun"),
        ("Min-jun", "Daniel", "Joon", "Ye-jun", "Samuel"),
        ("Kim", "Lee", "Park", "Choi", "Jung", "Kang"),
    ),
    Origin(
        3,
        "Armenian",
        0.7,
        ("Ani", "Nare", "Lilit", "Mariam", "Talar"),
        ("Aram", "Davit", "Narek", "Hayk", "Raffi"),
        ("Sargsyan", "Grigoryan", "Hakobyan", "Petrosyan", "Der-Ghazarian", "Karapetyan"),
    ),
    Origin(
        3,
        "Farsi",
        0.6,
        ("Neda", "Shirin", "Parisa", "Yasmin"),
        ("Arash", "Kian", "Cyrus", "Dariush"),
        ("Hosseini", "Ahmadi", "Karimi", "Rostami", "Tehrani"),
    ),
    Origin(
        3,
        "Vietnamese",
        0.6,
        ("Linh", "Thảo", "Mai", "Kim-Anh"),
        ("Minh", "Đức", "Khôi", "Tuấn"),
        ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng"),
    ),
    Origin(
        2,
        "Arabic",
        0.6,
        ("Layla", "Noor", "Salma"),
        ("Omar", "Yusuf", "Khalid"),
        ("Al-Masri", "Haddad", "Khoury", "El-Sayed", "N'Diaye"),
    ),
    Origin(
        1,
        "Punjabi",
        0.7,
        ("Simran", "Harpreet", "Jasleen"),
        ("Arjun", "Gurpreet", "Manvir"),
        ("Singh", "Kaur", "Gill", "Sandhu", "Dhaliwal"),
    ),
)
# One name only, common in Indonesia and southern India. The contract asks for both a last and a
# first name, so the office enters the one name in both, as on many travel documents.
SINGLE_NAMES = ("Suryani", "Sukarno", "Widodo", "Lestari", "Nirmala", "Ponniah", "Tenzin")
SINGLE_NAME_SHARE = 0.004
_TEACHERS_LAST = (
    *ORIGINS[0].last,
    *_SPANISH_LAST,
    *(last for origin in ORIGINS[2:] for last in origin.last),
)
_WEIGHTS = tuple(origin.weight for origin in ORIGINS)


def draw_name(rng: Random) -> Name:
    """Return the name of a student."""
    gender = rng.choices("FMX", (49, 50, 1))[0]
    if rng.random() < SINGLE_NAME_SHARE:
        only = rng.choice(SINGLE_NAMES)
        return Name(only, only, "", "", "", gender, "Indonesian")
    origin = rng.choices(ORIGINS, _WEIGHTS)[0]
    pool = origin.boys if gender == "M" else origin.girls
    first, last = rng.choice(pool), _surname(origin, rng)
    middle = rng.choice(pool) if rng.random() < 0.45 else ""
    language = origin.language if rng.random() < origin.at_home else "English"
    suffix = rng.choice(("Jr.", "II", "III")) if gender == "M" and rng.random() < 0.02 else ""
    preferred = rng.choice(_PREFERRED) if rng.random() < 0.05 else ""
    return Name(last, first, middle if middle != first else "", suffix, preferred, gender, language)


def adult_name(rng: Random) -> str:
    """Return the name of a teacher or counselor: initial and last name."""
    return f"{rng.choice('ABCDEGHJKLMNPRSTVW')}. {rng.choice(_TEACHERS_LAST)}"


_PREFERRED = ("Alex", "Sam", "Charlie", "Max", "Izzy", "Teo", "Sky", "Kit", "Ángel", "Jo")


def _surname(origin: Origin, rng: Random) -> str:
    last = rng.choice(origin.last)
    chance = rng.random()
    if chance < origin.two_surnames:
        return f"{last} {rng.choice(origin.last)}"
    if chance < origin.two_surnames + origin.hyphens:
        return f"{last}-{rng.choice(ORIGINS[0].last)}"
    return last
