"""The requirement editor: the rules as a tree with forms, a draft, its problems, and publishing."""
