"""The lock: when the window locks, what it hides meanwhile, and how it is opened again."""
