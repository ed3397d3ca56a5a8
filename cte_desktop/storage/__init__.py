"""What is kept: the encrypted database, its history, key file, lock and backups.

SQLAlchemy and Alembic live here only.
"""
