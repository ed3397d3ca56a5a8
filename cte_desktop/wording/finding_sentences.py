"""The sentences of the findings, by code.

Each code has one or more sentences, each with the words that it needs; the first whose words are
all there is said. Places are named as in the finding, or made of it: see `wording/findings.py`.
"""

from __future__ import annotations

from cte_desktop.wording.translate import noop

Choice = tuple[tuple[str, ...], str]

_MISSING: tuple[Choice, ...] = (
    (
        ("missing", "requirement", "examples"),
        noop("Still needed for {program}: {missing} of {requirement}, such as {examples}."),
    ),
    (
        ("missing", "requirement"),
        noop("Still needed for {program}: {missing} of {requirement}."),
    ),
    (
        ("requirement", "examples"),
        noop("Still needed for {program}: {requirement}, such as {examples}."),
    ),
    (("requirement",), noop("Still needed for {program}: {requirement}.")),
)

SENTENCES: dict[str, tuple[Choice, ...]] = {
    "time_clash": (
        (
            ("drive",),
            noop("{on_days} in {when}, {later_starts}; {earlier_ends} and the drive is {drive}."),
        ),
        (
            (),
            noop(
                "{on_days} in {when}, {later_starts}; {earlier_ends}: an overlap of "
                "{minutes_short}."
            ),
        ),
    ),
    "travel_clash": (
        (
            (),
            noop(
                "{on_days} in {when}, {later_starts}; {earlier_ends} and the drive is {travel} "
                "with a margin of {margin}: {minutes_short} short."
            ),
        ),
    ),
    "travel_unknown": (
        (
            (),
            noop(
                "{on_days} in {when}, {later_starts}; {earlier_ends}, and nobody has written "
                "down how long the drive takes."
            ),
        ),
    ),
    "period_clash": (
        ((), noop("{course} and {other_course} are both in period {period} ({when}).")),
    ),
    "prerequisite_missing": (
        (
            ("minimum_mark",),
            noop("{course} needs {needed} first, with {minimum_mark} or better."),
        ),
        ((), noop("{course} needs {needed} first.")),
    ),
    "prerequisite_mark": (
        (("minimum_mark",), noop("{course} needs {minimum_mark} or better in {needed}.")),
        ((), noop("{course} needs {needed}, which is not passed yet.")),
    ),
    "prerequisite_order": (
        (
            (),
            noop("{needed} must come before {course}; the plan has it at the same time or later."),
        ),
    ),
    "corequisite_missing": (
        ((), noop("{course} goes together with {needed}, which is not in the plan.")),
    ),
    "bell_missing": (
        (
            ("period",),
            noop(
                "{site} has no bell times for period {period} {on_days}, so nobody can tell "
                "whether {course} clashes."
            ),
        ),
        (
            (),
            noop("{site} has no bell times, so nobody can tell whether {course} clashes."),
        ),
    ),
    "time_missing": (
        (
            (),
            noop(
                "Section {section_id} of {course} has no period and no clock times, so nobody can "
                "tell whether it clashes."
            ),
        ),
    ),
    "grade_range": (
        ((), noop("{course} is for {grades}; the plan has it in {grade_level} grade.")),
    ),
    "term_not_offered": (((), noop("{course} is not offered in {term}.")),),
    "repeated_course": (
        (
            (),
            noop(
                "{course} gives credit once: it stands in {already} grade already and again in "
                "{grade_level} grade."
            ),
        ),
    ),
    "overload": (
        (
            ("units", "college"),
            noop(
                "{units} units at the college in {when}: the college allows {most_units} besides "
                "dual enrollment."
            ),
        ),
        (
            ("units",),
            noop("{units} college units in {when}: the college allows {most_units}."),
        ),
        ((), noop("{course_count} in {when}: the school day has {most} periods.")),
    ),
    "underload": (((), noop("Only {course_count} in {when}: the least is {fewest}.")),),
    "seat_full": (
        (
            ("reserved",),
            noop(
                "Section {section_id} of {course} has no seat for this student: its seats are kept "
                "for {reserved}."
            ),
        ),
        ((), noop("Section {section_id} of {course} has no seat left.")),
    ),
    "section_gone": (
        ((), noop("Section {section_id} of {course} is cancelled or no longer in the timetable.")),
    ),
    "section_double": (
        ((), noop("Section {section_id} of {course} meets twice at one time {on_days}.")),
    ),
    "outside_wished_hours": (
        (
            ("starts",),
            noop("{course} starts {starts} {on_days} ({when}), earlier than the wished {wished}."),
        ),
        ((), noop("{course} ends {ends} {on_days} ({when}), later than the wished {wished}.")),
    ),
    "no_lunch": (
        (
            (),
            noop(
                "{on_days} in {when} the longest break between {lunch_from} and {lunch_to} is "
                "{free}; {lunch} were wished for lunch."
            ),
        ),
    ),
    "college_too_early": (
        (
            (),
            noop(
                "{course} is taken at the college in {when}: students may enroll there from the "
                "summer after 10th grade on."
            ),
        ),
    ),
    "site_without_course": (((), noop("{course} is not taught at {site}.")),),
    "requirement_missing": _MISSING,
    "must_include_missing": (
        (("alternatives",), noop("Still needed for {program}: {alternatives}.")),
        *_MISSING,
    ),
    "ag_missing": _MISSING,
    "pathway_missing": (*_MISSING, ((), noop("{program} can't be completed as planned."))),
    "pathway_out_of_order": (
        (
            (),
            noop(
                "{program}: the concentrator course must be passed in an earlier term than the "
                "capstone, or the State does not count a completer."
            ),
        ),
    ),
    "pathway_late_sign_up": (
        (
            ("grade_level",),
            noop(
                "{program} was chosen in {grade_level} grade; a pathway is picked in 9th or 10th."
            ),
        ),
        ((), noop("{program} was chosen after 10th grade; a pathway is picked in 9th or 10th.")),
    ),
    "capstone_last_chance": (
        (
            ("when", "course"),
            noop("{program}: the last chance to start {course} is {when}."),
        ),
        (("when",), noop("{program}: the last chance to start the capstone is {when}.")),
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
                "The capstone of {program} is not taken at the school of attendance: check how it "
                "is reported to the State."
            ),
        ),
    ),
    "graduation_at_risk": (
        (("missing",), noop("Graduation is at risk: the plan falls {missing} short.")),
        ((), noop("Graduation is at risk.")),
    ),
    "validation_used": (
        (
            ("later_half_of",),
            noop("For {program}, the second semester of {later_half_of} validates the first."),
        ),
        (("course", "validated"), noop("For {program}, {course} validates {validated}.")),
        (
            ("course",),
            noop("For {program}, {course} validates an earlier year of {requirement}."),
        ),
        ((), noop("For {program}, a higher course validates an earlier year of {requirement}.")),
    ),
    "exemption_used": (((), noop("For {program}, an exemption is in force: {reason}.")),),
    "exception_used": (
        (
            ("course", "for_course"),
            noop("For {program}, {for_course} counts as {course}, by an exception: {reason}."),
        ),
        (
            ("course", "requirement"),
            noop("For {program}, an exception holds for {course} in {requirement}: {reason}."),
        ),
        (
            ("requirement",),
            noop("For {program}, an exception holds for {requirement}: {reason}."),
        ),
        ((), noop("For {program}, an exception holds: {reason}.")),
    ),
    "unverified_entry": (
        (
            ("program", "examples"),
            noop(
                "For {program}, the district has not confirmed what the catalog says of some "
                "courses, such as {examples}."
            ),
        ),
        (("course",), noop("The district has not confirmed what the catalog says of {course}.")),
        (("program",), noop("The district has not confirmed the rules of {program}.")),
        ((), noop("The district has not confirmed an entry of the catalog.")),
    ),
    "empty_period_51228_1": (
        (
            (),
            noop(
                "No class in {empty} in {when}: Education Code 51228.1 asks for "
                "written consent first."
            ),
        ),
    ),
    "repeat_51228_2": (
        (
            (),
            noop(
                "{course} is already passed well enough: Education Code 51228.2 asks for consent "
                "before it is assigned again."
            ),
        ),
    ),
    "allocation_not_proven": (
        (
            (),
            noop(
                "For {program}, the best use of the courses was not proven within the search "
                "limit; a better one may exist."
            ),
        ),
    ),
    "not_in_record": (
        ((), noop("{course} was planned for {when}, which is over, but is not in the record.")),
    ),
    "placeholder_open": (
        (
            (),
            noop(
                "{course} in {grade_level} grade counts as planned; its course is still to be "
                "chosen."
            ),
        ),
    ),
    "mark_before_term": (
        ((), noop("{course} has a mark for {when}, which has not begun: please check the record.")),
    ),
}
