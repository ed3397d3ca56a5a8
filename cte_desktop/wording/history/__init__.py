"""What the history holds in words: each change field by field, before and after."""
