"""The page Sections: the master schedule by site, what a change breaks, demand and clashes."""
