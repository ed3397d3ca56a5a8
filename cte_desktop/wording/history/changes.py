"""A change of each kind of thing in words; a new noun of the history adds its line to `TOLD`."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.history.documents import parsed, told_document, told_text
from cte_desktop.wording.history.plans import told_plan
from cte_desktop.wording.history.rows import table_label, told_fields, told_row
from cte_desktop.wording.history.settings import setting_label, setting_value
from cte_desktop.wording.history.told import Deed, Told, deed_of, field
from cte_desktop.wording.history.values import meeting_words, value_words
from cte_desktop.wording.labels import course_label, grade_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.wording.history.told import FieldTold, Values

_DOCUMENTS = {
    "graduation": noop("Graduation"),
    "ag": noop("UC and CSU"),
    "programs": noop("District programs"),
}
_KINDS = {
    "students": noop("Students"),
    "record": noop("Record"),
    "sections": noop("Sections"),
    "plans": noop("Plans"),
    "enrollments": noop("Pathways of students"),
    "experiences": noop("Experiences"),
    "decisions": noop("Decisions"),
    "busy": noop("Fixed times"),
    "wishes": noop("Wishes"),
    "tests": noop("Tests"),
    "earlier_totals": noop("Completers of earlier years"),
}
_TEMPLATES = {"plan": noop("Plan"), "sequence": noop("Course sequence"), "wishes": noop("Wishes")}
PAPER = "paper:"
"""Before the names of pictures that plans and letters carry."""
_TEXTS = {"template": noop("How certificates look"), "cords": noop("Cords and seals")}


def told_change(
    noun: str, noun_id: str, before: Values | None, after: Values | None, catalog: Catalog
) -> Told:
    """Return a change in words; of an unknown kind, from another version, what little is known."""
    tell = TOLD.get(noun)
    if tell is None:
        return told_row(noun, before, after, catalog)
    return tell(noun_id, before, after, catalog)


def told_destroyed(noun: str) -> Told:
    """Return a change whose content retention took."""
    return Told(table_label(noun), "", Deed.DESTROYED)


def _row(
    table: str,
) -> Callable[[str, Values | None, Values | None, Catalog], Told]:
    def tell(_id: str, before: Values | None, after: Values | None, catalog: Catalog) -> Told:
        return told_row(table, before, after, catalog)

    return tell


def _plan(_id: str, before: Values | None, after: Values | None, catalog: Catalog) -> Told:
    return told_plan(before, after, catalog)


def _setting(name: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    old, new = (setting_value(str(one["value"])) if one else "" for one in (before, after))
    usual = tr("as shipped")
    return Told(
        tr("Setting"),
        setting_label(name),
        Deed.CHANGED,
        (field(tr("Value"), old or usual, new or usual),),
    )


def _rules(name: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    old, new = (parsed(one["text"]) if one else {} for one in (before, after))
    title = tr(_DOCUMENTS[name]) if name in _DOCUMENTS else name
    return Told(tr("Rules"), title, deed_of(before, after), told_document(old, new))


def _section(name: str, before: Values | None, after: Values | None, catalog: Catalog) -> Told:
    year, _, section_id = name.partition(":")
    named = {"school_year": int(year), "section_id": section_id}
    was, is_now = ({**one, **named} if one else None for one in (before, after))
    told = told_row("section", was, is_now, catalog)
    old, new = (_meetings(one, catalog) for one in (before, after))
    meets = () if old == new else (field(tr("Meets"), old, new),)
    return Told(told.kind, told.which, told.deed, (*told.fields, *meets))


def _meetings(section: Values | None, catalog: Catalog) -> str:
    kept: Any = [] if section is None else section.get("meetings", [])
    return "\n".join(meeting_words(one, catalog) for one in kept)


def _course_sites(code: str, before: Values | None, after: Values | None, catalog: Catalog) -> Told:
    old, new = (_by_site(one) for one in (before, after))
    fields: list[FieldTold] = []
    for site in dict.fromkeys((*old, *new)):
        one, other = old.get(site), new.get(site)
        shown = other or one or {}
        place = value_words("course_site", "school", shown, catalog)
        parts = told_fields("course_site", one, other, catalog)
        fields += [field(f"{place}: {part.title}", part.before, part.after) for part in parts]
        if not parts and (one is None) != (other is None):
            offered = tr("offered")
            fields.append(field(place, offered if one else "", offered if other else ""))
    kind = table_label("course_site")
    return Told(kind, course_label(code, catalog), Deed.CHANGED, tuple(fields))


def _by_site(content: Values | None) -> dict[tuple[object, ...], Values]:
    kept: Any = [] if content is None else content["entries"]
    return {(entry["school"], entry["first_year"]): entry for entry in kept}


def _answer(name: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    _code, value = json.loads(name)
    old, new = (str(one["answer"]) if one else "" for one in (before, after))
    shown = (field(tr("Answer"), old, new),)
    return Told(tr("Answer about imported values"), value, deed_of(before, after), shown)


def _profile(name: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    old, new = (str(one["text"]) if one else "" for one in (before, after))
    return Told(tr("Import profile"), name, deed_of(before, after), told_text(old, new))


def _import(_id: str, _before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    files: Any = (after or {}).get("files", [])
    fields = tuple(field(import_kind_label(str(one["kind"])), "", _counts(one)) for one in files)
    return Told(tr("What the files brought"), "", Deed.DONE, fields)


def import_kind_label(kind: str) -> str:
    """Return what a kind of plain file is called: "Students"."""
    return tr(_KINDS[kind]) if kind in _KINDS else kind.replace("_", " ").capitalize()


def _counts(counts: Mapping[str, int]) -> str:
    said = (
        (counts["accepted"], tr("{count} new", count=f"{counts['accepted']:,}")),
        (counts["changed"], tr("{count} changed", count=f"{counts['changed']:,}")),
        (counts["removed"], tr("{count} removed", count=f"{counts['removed']:,}")),
        (counts["refused"], tr("{count} refused", count=f"{counts['refused']:,}")),
    )
    return ", ".join(words for count, words in said if count) or tr("nothing changed")


def _year_start(_id: str, _before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    told: Any = after or {}
    grades: Any = told.get("grades", {})
    fields = [
        field(tr("Into {grade} grade", grade=grade_label(int(grade))), "", f"{count:,}")
        for grade, count in sorted(grades.items(), key=lambda pair: int(pair[0]))
    ]
    if stay := int(told.get("stay", 0)):
        fields.append(field(tr("Repeat their grade"), "", f"{stay:,}"))
    year = told.get("school_year")
    which = school_year_text(year) if isinstance(year, int) else ""
    return Told(tr("School year"), which, Deed.DONE, tuple(fields))


def _awards(_id: str, _before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    given, taken = (int((after or {}).get(name, 0)) for name in ("awards", "withdrawals"))
    fields = []
    if given:
        fields.append(field(tr("Awarded"), "", trn("{count} award", "{count} awards", given)))
    if taken:
        fields.append(field(tr("Taken back"), trn("{count} award", "{count} awards", taken), ""))
    return Told(tr("Register of certificates"), "", Deed.DONE, tuple(fields))


def _withheld(serial: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    old, new = (tr("withheld") if one else tr("may be handed out") for one in (before, after))
    return Told(tr("Certificate"), serial, Deed.CHANGED, (field(tr("State"), old, new),))


def _key_list(name: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    return Told(tr("List of public keys"), name, deed_of(before, after))


def _text(name: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    old, new = (str(one["text"]) if one else "" for one in (before, after))
    title = tr(_TEXTS[name]) if name in _TEXTS else name
    return Told(tr("Certificates"), title, deed_of(before, after), told_text(old, new))


def _picture(name: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    kind = tr("Picture of papers") if name.startswith(PAPER) else tr("Picture of certificates")
    return Told(kind, name.removeprefix(PAPER), deed_of(before, after))


def _template(_id: str, before: Values | None, after: Values | None, catalog: Catalog) -> Told:
    shown = after or before or {}
    kind = str(shown.get("kind", ""))
    old, new = ({**one, "kind": None, "content": None} if one else None for one in (before, after))
    contents = (parsed(one["content"]) if one else {} for one in (before, after))
    fields = (*told_fields("plan_template", old, new, catalog), *told_document(*contents))
    named = tr(_TEMPLATES[kind]) if kind in _TEMPLATES else kind
    which = f"{named} “{shown.get('name', '')}”"
    return Told(tr("Template"), which, deed_of(before, after), fields)


def _saved_list(_id: str, before: Values | None, after: Values | None, _catalog: Catalog) -> Told:
    """Tell what of a list changed, but for what it searches: a name, in a list of one's own."""
    shown = after or before or {}
    names = (str(one["name"]) if one else "" for one in (before, after))
    contents = map(_look_of, (before, after))
    renamed = (field(tr("Name"), *names),) if before and after else ()
    told = tuple(one for one in renamed if one.before != one.after)
    fields = (*told, *told_document(*contents))
    return Told(tr("List of students"), str(shown.get("name", "")), deed_of(before, after), fields)


def _look_of(kept: Values | None) -> dict[str, object]:
    said = parsed(kept["content"]) if kept else {}
    known = said.items() if isinstance(said, dict) else ()
    return {name: value for name, value in known if name != "search"}


_ROWS = (
    "student decision enrollment added_program busy_time wish experience employer earlier_total "
    "kept_field person open_request destruction plan_approval plan_lock edit_window "
    "shared_note reminder student_tag bell travel school"
)
TOLD: Mapping[str, Callable[[str, Values | None, Values | None, Catalog], Told]] = MappingProxyType(
    {
        **{table: _row(table) for table in _ROWS.split()},
        "plan": _plan,
        "setting": _setting,
        "rule_document": _rules,
        "section": _section,
        "course_site": _course_sites,
        "import_answer": _answer,
        "import_profile": _profile,
        "import": _import,
        "awards": _awards,
        "withheld": _withheld,
        "joined_key_lists": _key_list,
        "certificate_template": _text,
        "certificate_image": _picture,
        "plan_template": _template,
        "saved_list": _saved_list,
        "year_start": _year_start,
    }
)
