"""The disclosure log as pages and dialogs show it: a list to narrow, and its paper."""
