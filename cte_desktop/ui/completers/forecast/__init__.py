"""The part Forecast: figures of the years ahead, who is near, and whether exploring pays."""
