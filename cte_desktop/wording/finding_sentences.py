"""The sentences of the findings, by code.

Each code has one or more sentences, each with the values that it needs; the first whose values are
all there is said. Places are named as in the finding, see `wording/findings.py`.
"""

from __future__ import annotations

from cte_desktop.wording.translate import noop

Choice = tuple[tuple[str, ...], str]

SENTENCES: dict[str, tuple[Choice, ...]] = {
    "time_clash": (
        (
            ("busy",),
            noop(
                "{course} overlaps another commitment by {minutes_short} minutes on {weekdays} "
                "({grade_level} grade, {term})."
            ),
        ),
        (
            (),
            noop(
                "{course} and {other_course} overlap by {minutes_short} minutes on {weekdays} "
                "({grade_level} grade, {term})."
            ),
        ),
    ),
    "travel_clash": (
        (
            ("busy",),
            noop(
                "{course} lies too close to another commitment on {weekdays}: {minutes_short} "
                "minutes are missing for the way from {from_site} to {to_site} ({travel} minutes)."
            ),
        ),
        (
            (),
            noop(
                "{course} and {other_course} are too close on {weekdays}: there are {gap} minutes "
                "between them, and the way from {from_site} to {to_site} takes {travel}; "
                "{minutes_short} are missing."
            ),
        ),
    ),
    "travel_unknown": (
        (
            (),
            noop(
                "Nobody has written down how long it takes from {from_site} to {to_site}, so it is "
                "not certain that {course} can be reached on {weekdays} ({grade_level} grade, "
                "{term})."
            ),
        ),
    ),
    "period_clash": (
        (
            (),
            noop(
                "{course} and {other_course} are both in period {period} ({grade_level} grade, "
                "{term})."
            ),
        ),
    ),
    "prerequisite_missing": (
        (
            ("minimum_mark",),
            noop("{course} needs {needed} with {minimum_mark} or better first."),
        ),
        ((), noop("{course} needs {needed} first.")),
    ),
    "prerequisite_mark": (
        (
            ("minimum_mark",),
            noop("{course} needs {minimum_mark} or better in {needed}."),
        ),
        ((), noop("{course} needs {needed}, which is not passed yet.")),
    ),
    "prerequisite_order": (
        (
            (),
            noop(
                "{needed} must come before {course}; the plan has them the other way round or in "
                "the same term."
            ),
        ),
    ),
    "corequisite_missing": (
        ((), noop("{course} is taken together with {needed}, which is not in the plan.")),
    ),
    "bell_missing": (
        (
            (),
            noop(
                "{site} has no bell times for {period} on {weekdays}, so nobody can tell whether "
                "{course} clashes."
            ),
        ),
    ),
    "time_missing": (
        ((), noop("Section {section_id} of {course} has no period and no clock times.")),
    ),
    "grade_range": (
        (
            (),
            noop("{course} is for grades {low} to {high}; the plan has it in {grade_level} grade."),
        ),
    ),
    "term_not_offered": ((("term",), noop("{course} is not offered in {term}.")),),
    "repeated_course": (
        (
            (),
            noop(
                "{course} is in the plan for {grade_level} grade, but it is already passed in "
                "{already} grade and gives credit once."
            ),
        ),
    ),
    "overload": (
        (
            ("units",),
            noop(
                "{units} college units in {grade_level} grade, {term}: more than the {most_units} "
                "that the college allows."
            ),
        ),
        (
            (),
            noop(
                "{courses} courses in {grade_level} grade, {term}: there are {most} periods in a "
                "day."
            ),
        ),
    ),
    "underload": (
        (
            (),
            noop("Only {courses} courses in {grade_level} grade, {term}; {fewest} are the least."),
        ),
    ),
    "seat_full": (((), noop("Section {section_id} of {course} has no seat left.")),),
    "section_gone": (
        ((), noop("Section {section_id} of {course} is cancelled or no longer in the timetable.")),
    ),
    "site_without_course": (((), noop("{site} does not teach {course}.")),),
    "requirement_missing": (
        ((), noop("{missing} of {requirement} are still missing for {program}.")),
    ),
    "must_include_missing": (
        (
            (),
            noop("{requirement} is still missing for {program}."),
        ),
    ),
    "ag_missing": (((), noop("{program}: {missing} still missing in {requirement}.")),),
    "pathway_missing": (
        (
            ("requirement",),
            noop("{program}: the {requirement} course is neither passed nor in the plan."),
        ),
        ((), noop("{program} can't be completed as planned.")),
    ),
    "pathway_out_of_order": (
        (
            (),
            noop(
                "{program}: the concentrator course must be passed in an earlier term than the "
                "capstone; out of order the State does not accept a completer."
            ),
        ),
    ),
    "pathway_late_sign_up": (
        ((), noop("{program} was chosen after 10th grade; a pathway is picked in 9th or 10th.")),
    ),
    "capstone_last_chance": (
        (
            ("grade_level", "term"),
            noop(
                "{program}: {grade_level} grade, {term}, is the last chance to start the capstone."
            ),
        ),
        ((), noop("{program}: this is the last chance to start the capstone.")),
    ),
    "capstone_elsewhere": (
        (
            ("site",),
            noop(
                "The capstone of {program} is taken at {site}, not at the school of attendance: "
                "check how it is reported to the State."
            ),
        ),
        (
            (),
            noop(
                "The capstone of {program} is taken at another school than the school of "
                "attendance: check how it is reported to the State."
            ),
        ),
    ),
    "graduation_at_risk": (
        (
            ("missing",),
            noop("Graduation is at risk: {missing} are neither earned nor in the plan."),
        ),
        ((), noop("Graduation is at risk.")),
    ),
    "validation_used": (
        (
            ("course",),
            noop("{course} validates an earlier year of {requirement} for {program}."),
        ),
        ((), noop("A higher course validates an earlier year of {requirement} for {program}.")),
    ),
    "exemption_used": (((), noop("An exemption is in force for {program}: {reason}.")),),
    "exception_used": (((), noop("Approved exception in {program}, {requirement}: {reason}.")),),
    "unverified_entry": (
        (("course",), noop("{course} in the catalog is not verified by the district yet.")),
        ((), noop("The rules of {program} are not verified by the district yet.")),
    ),
    "empty_period_51228_1": (
        (
            (),
            noop(
                "{grade_level} grade, {term}, has a period without content; Education Code 51228.1 "
                "asks for consent."
            ),
        ),
    ),
    "repeat_51228_2": (
        (
            (),
            noop(
                "{course} is already passed well enough; Education Code 51228.2 asks for consent "
                "before it is assigned again."
            ),
        ),
    ),
    "allocation_not_proven": (
        (
            (),
            noop(
                "{program}: the best allocation was not proven within the search limit; another "
                "one may be better."
            ),
        ),
    ),
}
