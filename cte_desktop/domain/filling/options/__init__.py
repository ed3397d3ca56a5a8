"""What may be placed: terms ahead, the ways in which courses are taught, retakes, pruning."""
