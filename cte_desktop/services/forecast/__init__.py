"""Where the next completers come from: the forecast, its lists, and what is done from them."""
