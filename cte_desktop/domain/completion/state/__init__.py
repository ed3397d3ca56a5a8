"""What the State is told of completions and of work-based learning."""
