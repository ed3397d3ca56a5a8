"""What a certificate says and how it looks, its serial number, code and keys."""
