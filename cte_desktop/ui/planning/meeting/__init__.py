"""The meeting with one student: what is new, three things to decide, and the plan, on the whole
screen.
"""
