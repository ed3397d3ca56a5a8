"""Tests of the list of students."""
