"""Where bytes come from: files, archives and how their text is encoded."""
