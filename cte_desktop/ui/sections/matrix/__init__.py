"""The part Conflicts of the page Sections: courses with few sections against each other."""
