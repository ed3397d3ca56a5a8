"""The assistant that makes a database: where you work, a passphrase, the recovery code, and on."""
