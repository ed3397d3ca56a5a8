"""The part Figures of the page Completers: how many completed, as a chart with a table beside."""
