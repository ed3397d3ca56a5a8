"""What a profile can say of a column: the conversions by the names that profiles use.

Each is a pure function from the text of a file to the text of the plain profile. "" stays "". What
one can't read, or what could mean two things, comes back as it stands, so that the check of the
row names it; nothing is guessed in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cte_desktop.exchange.profiles import course_words, person_words, school_times

Conversion = Callable[[str], str]

CONVERSIONS: Mapping[str, Conversion] = {
    # Years and terms
    "school_year": school_times.school_year,
    "ending_year": school_times.ending_year,
    "starting_year": school_times.starting_year,
    "powerschool_year": school_times.powerschool_year,
    "college_year": school_times.college_year,
    "term": school_times.term,
    "term_of_dates": school_times.term_of_dates,
    "powerschool_term": school_times.powerschool_term,
    "aeries_term": school_times.aeries_term,
    "aeries_transcript_term": school_times.aeries_transcript_term,
    "college_term": school_times.college_term,
    # Days and hours
    "date": school_times.day,
    "clock": school_times.clock,
    "weekdays": school_times.weekdays,
    "period": school_times.period,
    # Persons
    "last_name_of": person_words.last_name_of,
    "first_name_of": person_words.first_name_of,
    "middle_name_of": person_words.middle_name_of,
    "suffix_of": person_words.suffix_of,
    "grade_level": person_words.grade_level,
    "gender": person_words.gender,
    "language": person_words.language,
    "yes_no": person_words.yes_no,
    # Courses, marks and credits
    "mark": course_words.mark,
    "college_mark": course_words.college_mark,
    "credits": course_words.credits,
    "carnegie": course_words.carnegie,
    "subject_of_department": course_words.subject_of_department,
    "college_course": course_words.college_course,
    "college_credits": course_words.college_credits,
    "school_code": course_words.school_code,
    "first_listed": course_words.first_listed,
}
