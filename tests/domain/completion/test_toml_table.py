"""A small TOML file of the district's own: what is no text at all is told with its line."""

from __future__ import annotations

import pytest

from cte_desktop.domain.completion.toml_table import TomlError, read_table


@pytest.mark.parametrize("text", ['title = "a"\nseal = "\ud83d"', "# words\n# \udc80 more"])
def test_half_a_character_is_a_fault_of_its_line(text: str) -> None:
    with pytest.raises(TomlError) as told:
        read_table(text)
    (fault,) = told.value.faults
    assert (fault.code, fault.line) == ("not_toml", 2)
    fault.value.encode()
