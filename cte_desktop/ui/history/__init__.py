"""The history of one student, and a step of the history in full; shared by the pages."""
