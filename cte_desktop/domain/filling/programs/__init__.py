"""The audits of the wanted programs as rows over the options of a problem."""
