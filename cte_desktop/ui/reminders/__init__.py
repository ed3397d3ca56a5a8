"""Reminders: adding one about a student, the list of what is due, the word at the start."""
