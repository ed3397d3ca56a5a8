"""Printing certificates: of some, of all, of a school or a pathway, in one file or many."""
