"""What the settings of the district are called, and their values in words."""

from __future__ import annotations

from cte_desktop.wording.translate import noop, tr

SETTING_NAMES = {
    "district_name": noop("Name of the district"),
    "travel_margin_minutes": noop("Minutes beside the travel time"),
    "concurrent_units_most": noop("College units a term, at the college alone"),
    "dual_units_most": noop("College units a term, in total"),
    "credit_minimum": noop("Lowest mark that earns credit"),
    "ag_minimum": noop("Lowest mark that counts for A-G"),
    "concentrator_minimum": noop("Lowest mark that passes the concentrator course"),
    "capstone_minimum": noop("Lowest mark that passes the capstone"),
    "completion_min_school_years": noop("School years of a completed pathway, at least"),
    "completion_min_credits": noop("Credits of a completer in the pathway, at least"),
    "order_strict": noop("Concentrator course before the capstone"),
    "completer_goal": noop("Completers wanted each school year"),
    "letterhead_1": noop("Letterhead, first line"),
    "letterhead_2": noop("Letterhead, second line"),
    "letterhead_3": noop("Letterhead, third line"),
    "signatory_1": noop("First to sign a plan"),
    "signatory_2": noop("Second to sign a plan"),
    "signatory_3": noop("Third to sign a plan"),
    "signatory_1_es": noop("First to sign a plan, in Spanish"),
    "signatory_2_es": noop("Second to sign a plan, in Spanish"),
    "signatory_3_es": noop("Third to sign a plan, in Spanish"),
    "word_pathway": noop("Word for pathway"),
    "word_pathways": noop("Word for pathways"),
    "word_program": noop("Word for program"),
    "word_programs": noop("Word for programs"),
    "word_extended_day": noop("Word for Extended Day"),
    "word_pathway_es": noop("Word for pathway, in Spanish"),
    "word_pathways_es": noop("Word for pathways, in Spanish"),
    "word_program_es": noop("Word for program, in Spanish"),
    "word_programs_es": noop("Word for programs, in Spanish"),
    "word_extended_day_es": noop("Word for Extended Day, in Spanish"),
}


def setting_label(name: str) -> str:
    """Return what a setting is called; one of a later version as it is written."""
    return tr(SETTING_NAMES[name]) if name in SETTING_NAMES else name.replace("_", " ")


def setting_value(text: str) -> str:
    """Return a value as people say it."""
    match text:
        case "yes":
            return tr("yes")
        case "no":
            return tr("no")
        case _:
            return text
