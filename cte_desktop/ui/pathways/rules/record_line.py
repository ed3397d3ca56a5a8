"""One line of a sample's record as the rules write it, and the columns in which it is shown."""

from __future__ import annotations

from dataclasses import dataclass

GRADES = ("7", "8", "9", "10", "11", "12")
TERMS = ("year", "fall", "spring", "summer")
GRADE_WIDTH, TERM_WIDTH, MARK_WIDTH, BUTTON_WIDTH = 84, 108, 72, 28
WIDEST = 720
INSET = 9  # before the words of a column, as in a field


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of a made-up record; `more` are further columns, kept as they are written."""

    grade: str = "9"
    term: str = "year"
    course: str = ""
    mark: str = ""
    more: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the line as the rules write it."""
        words = (self.grade, self.term, self.course, self.mark, *self.more)
        return " ".join(word for word in words if word)


def read_line(text: str) -> RecordLine:
    """Return the parts of a line; what is missing is as in a new one."""
    words = text.split()
    more = tuple(word for word in words[3:] if "=" in word)
    mark = next((word for word in words[3:] if "=" not in word), "")
    grade, term, course = (*words[:3], "", "", "")[:3]
    return RecordLine(grade or "9", term or "year", course, mark, more)
