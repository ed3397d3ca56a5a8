"""The parts of the page: recent imports, profiles, answers, what was edited by hand."""
