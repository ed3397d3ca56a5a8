"""People: who opens the database with a passphrase of their own, and in which role."""
