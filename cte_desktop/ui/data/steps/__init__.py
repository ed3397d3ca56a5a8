"""The steps of an import: files, columns, questions, what will change."""
