"""The labels of the requirement editor, by the names of kinds, fields and choices."""

from __future__ import annotations

from cte_desktop.domain.audit.rule_tree import NodeKind
from cte_desktop.wording.translate import noop

NODES: dict[NodeKind, str] = {
    NodeKind.GRADUATION: noop("Graduation"),
    NodeKind.SET: noop("Requirement set"),
    NodeKind.SUBJECT: noop("Subject"),
    NodeKind.MUST_INCLUDE: noop("Must include"),
    NodeKind.REPLACEMENT: noop("Stand-in"),
    NodeKind.PENDING: noop("Pending law"),
    NodeKind.AG: noop("UC and CSU"),
    NodeKind.AREA: noop("Area"),
    NodeKind.UC_PARTS: noop("Parts that UC asks for"),
    NodeKind.CSU_PARTS: noop("Parts that CSU asks for"),
    NodeKind.VALIDATION: noop("Validation"),
    NodeKind.VALIDATION_RULE: noop("Validation rule"),
    NodeKind.GPA: noop("Grade point average"),
    NodeKind.PROGRAMS: noop("District programs"),
    NodeKind.PROGRAM: noop("Program without a title"),
    NodeKind.REQUIREMENT: noop("Requirement"),
    NodeKind.PART: noop("Part"),
    NodeKind.COURSE_SET: noop("What counts"),
    NodeKind.EITHER: noop("One of these"),
    NodeKind.CAP: noop("At most"),
    NodeKind.STEP: noop("Step"),
    NodeKind.SAMPLES: noop("Samples"),
    NodeKind.SAMPLE: noop("Sample without a title"),
}

ADDING: dict[NodeKind, str] = {
    NodeKind.SET: noop("Add a set"),
    NodeKind.SUBJECT: noop("Add a subject"),
    NodeKind.MUST_INCLUDE: noop("Add a must-include"),
    NodeKind.REPLACEMENT: noop("Add a stand-in"),
    NodeKind.PENDING: noop("Add a pending law"),
    NodeKind.VALIDATION_RULE: noop("Add a validation rule"),
    NodeKind.PROGRAM: noop("Add a program"),
    NodeKind.REQUIREMENT: noop("Add a requirement"),
    NodeKind.PART: noop("Add a part"),
    NodeKind.COURSE_SET: noop("Add an exception"),
    NodeKind.EITHER: noop("Add an alternative"),
    NodeKind.CAP: noop("Add a limit"),
    NodeKind.STEP: noop("Add a step"),
    NodeKind.SAMPLE: noop("Add a sample"),
}

SETS = {
    "of": noop("What counts"),
    "without": noop("Except"),
    "surplus_of": noop("And the surplus of"),
}
"""What a course set is called by the key under which it stands."""

FIELDS = {
    "title": noop("Title"),
    "title_es": noop("Title in Spanish"),
    "id": noop("Name in files"),
    "kind": noop("Kind"),
    "applies_to_classes": noop("Classes"),
    "based_on": noop("Based on"),
    "total": noop("All credits"),
    "sourced": noop("Verified"),
    "source": noop("Source"),
    "note": noop("Note"),
    "why": noop("Why"),
    "credits": noop("Credits needed"),
    "course": noop("Courses"),
    "courses": noop("Courses"),
    "subject": noop("Subject"),
    "taken": noop("Passing one is enough"),
    "when_completed": noop("Who completes"),
    "waives": noop("need not take"),
    "credits_move_to": noop("Its credits move to"),
    "in_force": noop("In force"),
    "law": noop("Law"),
    "class": noop("Class of"),
    "takes_from": noop("Takes its credits from"),
    "transfer_min_credits_in_district": noop("Transfers earn here at least"),
    "transfer_min_classes_enrolled": noop("Transfers enroll in at least"),
    "algebra_1_required": noop("Algebra 1 for everyone"),
    "overflow_to": noop("Surplus credits go to"),
    "total_years": noop("A-G years in all"),
    "uc_years_before_senior_year": noop("UC years before grade 12"),
    "years": noop("Years needed"),
    "grade_7_8_counts": noop("Grades 7 and 8 count"),
    "must_cover": noop("Must cover"),
    "areas": noop("Areas"),
    "by": noop("Passing"),
    "validates": noop("makes good"),
    "not_validated": noop("never if left out"),
    "honors_point": noop("Extra point for honors"),
    "honors_max_semesters": noop("Honors semesters at most"),
    "honors_max_semesters_grade_10": noop("Of these in grade 10"),
    "unit": noop("Counted in"),
    "audited": noop("Audited for"),
    "need": noop("Needed"),
    "count": noop("How many parts"),
    "levels": noop("Levels"),
    "different_terms": noop("Each in a later term"),
    "shares_with": noop("Shares courses with"),
    "most_shared": noop("Shared at most"),
    "surplus_of": noop("Takes the surplus of"),
    "most": noop("At most"),
    "any": noop("Any course"),
    "code": noop("Courses"),
    "area": noop("A-G area"),
    "topic": noop("Topic"),
    "pathway": noop("Pathway"),
    "level": noop("Level"),
    "honors": noop("Honors"),
    "college": noop("College course"),
    "attribute": noop("Attribute"),
    "grades": noop("In grades"),
    "terms": noop("In terms"),
    "mark": noop("Mark at least"),
    "program": noop("Program"),
    "expect": noop("Must come out"),
    "requirement": noop("What is looked at"),
    "record": noop("Record"),
}

HINTS = {
    "based_on": noop("What this one does not say itself is taken from there."),
    "id": noop("Names it in files and in results; letters, figures and _ or -."),
    "takes_from": noop("The electives, if nothing is chosen; the total stays as it is."),
    "courses": noop("Any one of them counts."),
    "by": noop("Topics parted by commas, such as: Precalculus, Calculus"),
    "validates": noop("Topics parted by commas"),
    "must_cover": noop("Topics parted by commas"),
}

CHOICES = {
    "kind": {
        "amount": noop("An amount of work, used up"),
        "counted": noop("An amount of work, counted without using it up"),
        "passed": noop("One course passed"),
        "all_of": noop("All of its parts"),
        "some_of": noop("Some of its parts"),
        "any_of": noop("One of its parts"),
        "one_topic": noop("An amount in one topic"),
        "language_level": noop("Levels of one language"),
        "in_order": noop("Courses in order"),
    },
    "unit": {
        "credits": noop("Credits"),
        "years": noop("Years"),
        "courses": noop("Courses"),
    },
    "audited": {
        "added": noop("Students it was added for"),
        "everyone": noop("Everyone"),
    },
    "sourced": {
        "yes": noop("Yes"),
        "partial": noop("In part"),
        "no": noop("No"),
    },
    "expect": {
        "met": noop("Met"),
        "not_met": noop("Not met"),
    },
    "honors": {
        "ap": noop("Advanced Placement"),
        "honors": noop("Honors of the school"),
        "any": noop("Any honors"),
        "none": noop("No honors"),
        "ib": noop("International Baccalaureate"),
        "college": noop("College course"),
    },
    "attribute": {
        "certification": noop("Leads to a certification"),
        "college_credit": noop("College credit"),
        "dual_enrollment": noop("Taught by the college"),
        "cte": noop("Of a pathway"),
        "work_based_learning": noop("Work-based learning"),
        "extended_day": noop("Extended Day"),
        "repeatable": noop("May be repeated"),
        "honors": noop("Honors of the school"),
        "ap": noop("Advanced Placement"),
        "ib": noop("International Baccalaureate"),
        "college": noop("College course"),
    },
}

TOPIC_FIELDS = frozenset({"topic"})
TOPICS = {
    "algebra1": noop("Algebra 1"),
    "algebra1a": noop("Algebra 1, first year of two"),
    "algebra2": noop("Algebra 2"),
    "us_history": noop("United States history"),
}
"""Topics whose id is not its own words."""
LANGUAGES = {
    "ASL": noop("American Sign Language"),
    "FREN": noop("French"),
    "SPAN": noop("Spanish"),
}
"""The languages of the catalog's topics, such as "SPAN:3"."""
