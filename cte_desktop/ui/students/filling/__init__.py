"""Plans of many students filled at once: what will be done, progress, a preview, one step."""
