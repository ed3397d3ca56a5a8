"""How certificates look, as data: wording, who signs, the seal, and which facts are shown.

A district writes it as TOML (`resources/style/certificate.toml` says what each part means). What
is left out is not drawn; what means nothing is a fault with its line. Pictures are kept beside it
under the names that stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.toml_table import Table, TomlError, nearest_word, read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PLACES = ("name", "pathway", "sector", "district", "school", "school_year", "date")
"""The places that a text may have, written {name}."""
ACCENTS = ("teal", "navy", "burgundy", "forest", "plum", "graphite")
"""The colours of frame and headings; the reports know what they look like."""
MOST_SIGNATORIES = 5
MOST_SCHOOLS = 60
LONGEST_PICTURE_NAME = 40
LONGEST_NAME = 80
LONGEST_ROLE = 60
LONGEST_TEXTS = MappingProxyType(
    {"title": 60, "certifies": 120, "completed": 160, "sector": 120, "closing": 240}
)
"""How many characters each text may have, its places not filled."""

_PICTURE_NAME = re.compile(r"[A-Za-z0-9_-]{1,20}")
_PLACE = re.compile(r"\{([^{}]*)\}")
_TOP = ("language", "accent", "seal", "fields", "texts", "signatories")
_OF_SIGNATORY = ("role", "name", "names_by_school", "image")


@dataclass(frozen=True, slots=True)
class Texts:
    """What a certificate says in one language, with places like {school_year}; "" is not drawn."""

    title: str = ""  # above the name: "Certificate of Completion"
    certifies: str = ""  # between title and name
    completed: str = ""  # between name and pathway
    sector: str = ""  # below the pathway
    closing: str = ""  # a sentence below the sector


@dataclass(frozen=True, slots=True)
class Fields:
    """Which facts are shown; name, pathway and the day of issue always are."""

    courses: bool = False
    marks: bool = False  # beside the courses, with their terms
    certifications: bool = False
    hours: bool = False  # of work-based learning
    college_units: bool = False
    sector: bool = False
    school: bool = False
    district: bool = False
    serial: bool = False
    qr: bool = False  # without it nobody can check the certificate by its code


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs at one school: a name ("" leaves the line alone), and the picture's name."""

    name: str
    image: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the role in each language, the name, and the names where schools differ.

    Schools stand under the names that certificates show. A school with a name of its own has a
    picture of its own too: nobody's signature may stand above somebody else's name.
    """

    role: Mapping[str, str]
    name: str = ""
    names_by_school: Mapping[str, str] = field(default_factory=dict)
    image: str = ""
    images_by_school: Mapping[str, str] = field(default_factory=dict)

    def at(self, school: str) -> Signature:
        """Return who signs certificates of a school, by the name that they show."""
        if school in self.names_by_school:
            return Signature(self.names_by_school[school], self.images_by_school.get(school, ""))
        return Signature(self.name, self.image)


@dataclass(frozen=True, slots=True)
class CertificateTemplate:
    """How every certificate of a district looks, in each language."""

    texts: Mapping[str, Texts]
    signatories: tuple[Signatory, ...] = ()
    seal: str = ""  # the picture's name; "" for none
    fields: Fields = Fields()
    language: str = "en"  # unless somebody chooses another
    accent: str = "teal"

    def picture_names(self) -> tuple[str, ...]:
        """Return the names of all pictures that it may show, each once."""
        signed = (
            name for one in self.signatories for name in (one.image, *one.images_by_school.values())
        )
        return tuple(dict.fromkeys(name for name in (self.seal, *signed) if name))


def parse_template(
    text: str, languages: Collection[str], schools: Collection[str] | None = None
) -> CertificateTemplate:
    """Return the template that a TOML text means, in all the program's languages.

    Schools stand as written; with `schools` given, a short name that is none of them is a fault.
    Raises `TomlError` with every fault.
    """
    top = read_table(text)
    template = _template(top, languages, schools)
    if top.faults:
        raise TomlError(top.faults)
    return template


def by_school_names(template: CertificateTemplate, names: Mapping[str, str]) -> CertificateTemplate:
    """Return the template with its schools under the names that certificates show."""

    def renamed(values: Mapping[str, str]) -> Mapping[str, str]:
        return MappingProxyType({names.get(short, short): one for short, one in values.items()})

    signatories = (
        replace(
            one,
            names_by_school=renamed(one.names_by_school),
            images_by_school=renamed(one.images_by_school),
        )
        for one in template.signatories
    )
    return replace(template, signatories=tuple(signatories))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its places filled from `values`, which has all of `PLACES`."""
    return _PLACE.sub(lambda place: values[place[1]], text)


def school_picture(image: str, school: str) -> str:
    """Return the name of the picture of a signatory at one school: "principal-VL".

    What is no plain letter or figure stands by its number: two schools never share a picture.
    """
    if not image:
        return ""
    plain = re.sub(r"[^A-Za-z0-9]", lambda one: f"-{ord(one[0]):x}-", school)
    return f"{image}-{plain}"


def _template(
    top: Table, languages: Collection[str], schools: Collection[str] | None
) -> CertificateTemplate:
    top.expect_only(_TOP)
    shown = top.table("fields")
    names = tuple(one.name for one in fields(Fields))
    shown.expect_only(names)
    return CertificateTemplate(
        texts=_texts(top.table("texts"), languages),
        signatories=tuple(
            _signatory(one, languages, schools)
            for one in top.tables("signatories", MOST_SIGNATORIES)
        ),
        seal=_picture_name(top, "seal"),
        fields=Fields(**{name: shown.flag(name) for name in names}),
        language=top.word("language", languages, next(iter(languages))),
        accent=top.word("accent", ACCENTS, ACCENTS[0]),
    )


def _texts(table: Table, languages: Collection[str]) -> Mapping[str, Texts]:
    table.expect_only(languages)
    made = {}
    for language in languages:
        if language not in table.values:
            table.fault("no_language", value=language)
        words = table.table(language)
        words.expect_only(LONGEST_TEXTS)
        made[language] = Texts(**{key: _placed(words, key, n) for key, n in LONGEST_TEXTS.items()})
    return MappingProxyType(made)


def _signatory(
    table: Table, languages: Collection[str], schools: Collection[str] | None
) -> Signatory:
    table.expect_only(_OF_SIGNATORY)
    role, named = table.table("role"), table.table("names_by_school")
    role.expect_only(languages)
    for language in languages:
        if not role.values.get(language):
            role.fault("no_role", value=language)
    image = _picture_name(table, "image")
    pictures = {school: school_picture(image, school) for school in named.values}
    _check_schools(named, pictures, schools)
    return Signatory(
        role=MappingProxyType({one: _placed(role, one, LONGEST_ROLE) for one in languages}),
        name=table.text("name", LONGEST_NAME),
        names_by_school=MappingProxyType(
            {school: named.text(school, LONGEST_NAME) for school in named.values}
        ),
        image=image,
        images_by_school=MappingProxyType(pictures),
    )


def _check_schools(
    named: Table, pictures: Mapping[str, str], schools: Collection[str] | None
) -> None:
    if len(named.values) > MOST_SCHOOLS:
        named.fault("too_many", value=len(named.values), most=MOST_SCHOOLS)
    for school, picture in pictures.items():
        if len(picture) > LONGEST_PICTURE_NAME:
            named.fault("long_picture_name", school, picture, most=LONGEST_PICTURE_NAME)
        if schools is not None and school not in schools:
            named.fault("unknown_school", school, school, nearest=nearest_word(school, schools))


def _picture_name(table: Table, key: str) -> str:
    name = table.text(key, 80)
    if name and not _PICTURE_NAME.fullmatch(name):
        table.fault("bad_picture_name", key, name)
        return ""
    return name


def _placed(table: Table, key: str, most: int) -> str:
    """Return a text whose places are all known ones."""
    text = table.text(key, most)
    for place in _PLACE.findall(text):
        if place not in PLACES:
            table.fault("unknown_place", key, place, nearest=nearest_word(place, PLACES))
    if set("{}") & set(_PLACE.sub("", text)):
        table.fault("stray_brace", key)
    return text
