"""Who will complete by today's plans, who is near, and what families are written."""
