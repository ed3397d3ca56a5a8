"""Tests of the plan page, on a real database, by mouse and keyboard."""
