"""The page Completers: who completed a pathway, the register, the figures and the forecast."""
