"""Who asks for which course where and when, against the seats there are."""
