"""The shipped profiles: whole, honest about their sources, and told apart by their headers."""

from __future__ import annotations

import pytest

from cte_desktop.exchange.profiles.fitting import best_fit, fits, headers_used
from cte_desktop.exchange.profiles.profile import Profile, TableShape, folded_header
from cte_desktop.exchange.profiles.shipped import shipped_profiles

# Every table of which the columns are known exactly, as its source lists them.
POWERSCHOOL = {
    "grades": (
        "student_number school_name store_code course_code grade term_year credits_attempted "
        "credits_received department grade_level replaced_grade replaced_by_equivalent_course "
        "replaces_equivalent_course exclude_from_suppression sdusd weighted_grade_scale "
        "t_course_name"
    ),
    "schedule": (
        "student_number schoolid teacher room team expression periods cycle_days course_code "
        "course_name course_department term_name year_number current_term section_number "
        "maxenrollment teacher_number"
    ),
    "student": (
        "student_number state_student_number schoolid last_name first_name middle_name "
        "grade_level gender class_of dob ca_counselor fed_ethnicity el_proflevel ethnicity_list "
        "guardian_language guardian_email street city state zip transcript_notes sped "
        "non_diploma foster_living_situation homeless_living_situation unaccompanied_youth "
        "runaway_youth other_living_situation"
    ),
    "course_requests": (
        "student_number term_name year_number schoolid course_number priority completed"
    ),
    "historical_grades": (
        "STUDENT_NUMBER COURSE_NAME GRADE_LEVEL TERMID STORECODE SECTIONID COURSE_NUMBER "
        "EARNEDCRHRS GRADE POTENTIALCRHRS"
    ),
}
USERS = (
    "sourcedId status dateLastModified enabledUser orgSourcedIds role username userIds givenName "
    "familyName middleName identifier email sms phone agentSourcedIds grades password"
)
USERS_OF_1_2 = (
    "sourcedId status dateLastModified enabledUser username userIds givenName familyName "
    "middleName identifier email sms phone agentSourcedIds grades password userMasterIdentifier "
    "preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns"
)
ONEROSTER = {
    "classes": (
        "sourcedId status dateLastModified title grades courseSourcedId classCode classType "
        "location schoolSourcedId termSourcedIds subjects subjectCodes periods"
    ),
    "enrollments": (
        "sourcedId status dateLastModified classSourcedId schoolSourcedId userSourcedId role "
        "primary beginDate endDate"
    ),
}
AERIES = {"HIS": "PID SN CN MK CR CC YR TE GR ST CO SQ"}
INFINITE_CAMPUS = {
    "Transcript": (
        "Student Number|Course Number|Course Name|State Code|Actual Term|Terms Long|Score|Percent|"
        "GPA Value|GPA Max|GPA Weight|Credits Earned|Credits Attempted|Credit Type|School Year|"
        "Grade|School"
    ),
}
KINDS = {
    "grades": {"record"},
    "schedule": {"sections", "record"},
    "student": {"students"},
    "course_requests": {"plans"},
    "historical_grades": {"record"},
    "users": {"students"},
    "classes": {"sections"},
    "enrollments": {"record"},
    "HIS": {"record"},
    "Transcript": {"record"},
}
DOCUMENTED = [
    *(("powerschool", name, header.split()) for name, header in POWERSCHOOL.items()),
    ("oneroster-1.1", "users", USERS.split()),
    ("oneroster-1.2", "users", USERS_OF_1_2.split()),
    *(("oneroster-1.1", name, header.split()) for name, header in ONEROSTER.items()),
    *(("oneroster-1.2", name, header.split()) for name, header in ONEROSTER.items()),
    *(("aeries", name, header.split()) for name, header in AERIES.items()),
    *(("infinite-campus", name, header.split("|")) for name, header in INFINITE_CAMPUS.items()),
]


def _profile(name: str) -> Profile:
    (found,) = (profile for profile in shipped_profiles() if profile.name == name)
    return found


def _fitting(profiles: tuple[Profile, ...], name: str, header: list[str]) -> tuple[str, set[str]]:
    folded = [folded_header(title) for title in header]
    found = best_fit(fits(profiles, folded, name.casefold()))
    assert found is not None, name
    return found.profile, {shape.kind for shape in found.shapes}


def _shapes(system: str, name: str, header: list[str]) -> tuple[TableShape, ...]:
    folded = [folded_header(title) for title in header]
    found = best_fit(fits((_profile(system),), folded, name.casefold()))
    assert found is not None
    return found.shapes


def test_every_profile_of_the_contract_is_there() -> None:
    assert {profile.name for profile in shipped_profiles()} == {
        "oneroster-1.1", "oneroster-1.2", "powerschool", "aeries", "infinite-campus", "coc",
    }  # fmt: skip


@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.name)
def test_a_profile_says_where_it_is_known_from(profile: Profile) -> None:
    assert profile.sourced in {"yes", "partial", "no"}
    assert profile.title
    assert profile.sourced == "yes" or "from memory" in profile.source.casefold()


@pytest.mark.parametrize(("system", "name", "header"), DOCUMENTED)
def test_a_documented_table_is_told_by_its_header(
    system: str, name: str, header: list[str]
) -> None:
    profile, kinds = _fitting((_profile(system),), name, header)
    assert (profile, kinds) == (system, KINDS[name])


@pytest.mark.parametrize(("system", "name", "header"), DOCUMENTED)
def test_no_other_system_takes_a_documented_table_for_its_own(
    system: str, name: str, header: list[str]
) -> None:
    found, kinds = _fitting(shipped_profiles(), "export", header)
    assert found.split("-")[0] == system.split("-", maxsplit=1)[0]
    assert kinds == KINDS[name] or name == "schedule"


@pytest.mark.parametrize(("system", "name", "header"), DOCUMENTED)
def test_every_documented_column_is_taken_or_known_to_be_left(
    system: str, name: str, header: list[str]
) -> None:
    shapes = _shapes(system, name, header)
    for shape in shapes:
        known = headers_used(shape) | set(shape.passed_over)
        assert [title for title in header if folded_header(title) not in known] == [], shape.kind


def test_no_profile_takes_what_a_planner_has_no_business_with() -> None:
    private = {
        "sped", "fed_ethnicity", "ethnicity_list", "street", "zip", "guardian_email", "password",
        "foster_living_situation", "homeless_living_situation", "unaccompanied_youth",
    }  # fmt: skip
    for profile in shipped_profiles():
        for shape in profile.tables:
            assert not headers_used(shape) & private, profile.name
