"""Filling a plan: what may be chosen, what binds it, and what is best; no solver lives here.

From a student's case comes a `Problem` (what may be placed), from it a `Model` (numbers and rows),
from the solver's choice a plan again, which the domain's own rules check before anybody sees it.
"""
