"""What the store keeps about certificates: the keys that sign them and those that were revoked."""
