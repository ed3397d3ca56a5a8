"""How the program says things: every code has words, in every language, with no place left open."""
