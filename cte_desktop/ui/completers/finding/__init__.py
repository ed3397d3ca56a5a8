"""The part Completers: the completers of a school year with their evidence, and awarding them."""
