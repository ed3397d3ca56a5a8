"""Placeholders on the plan page: places kept for a course, and choosing the course."""
