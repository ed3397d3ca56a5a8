"""Protection: the passphrase, the recovery code, the keychain, and when the window locks."""
