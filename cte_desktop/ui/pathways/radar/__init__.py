"""The part Radar: until when concentrator and capstone can still start, what closes first."""
