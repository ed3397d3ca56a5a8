"""The page Settings: how this database is protected, who works with it, where its backups lie."""
