"""Tables of texts: the rows of text files and of the sheets of workbooks, behind guards."""
