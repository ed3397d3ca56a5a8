"""What else there is for a class: another section, room made, another term, alternate or year."""
