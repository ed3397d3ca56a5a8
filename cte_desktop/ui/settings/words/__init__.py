"""The part Own words of the page Settings, and what makes changed words heard at once."""
