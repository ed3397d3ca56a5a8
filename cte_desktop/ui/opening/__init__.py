"""Before the pages: which database, its passphrase, a new one, and what to do when none opens."""
