"""Sections in a student's plan: choosing one, why another does not fit, and the week."""
