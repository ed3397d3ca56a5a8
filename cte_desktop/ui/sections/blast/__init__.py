"""What a change to the schedule would break: asked, looked at student by student, applied."""
