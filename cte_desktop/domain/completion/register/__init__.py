"""The register of awards: its entries, how the record differs from them by now, and its sheet."""
