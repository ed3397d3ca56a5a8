"""What counselor and family look at first when they sit together: what is new, what to decide."""
