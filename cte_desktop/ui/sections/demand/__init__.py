"""The part Demand of the page Sections: wanted against seats, this year and the years ahead."""
