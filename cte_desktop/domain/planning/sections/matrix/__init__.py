"""What can be had together: one student's requests by period, and a school's rare courses."""
