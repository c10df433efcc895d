"""Numbers, dates, lists and countries in cells."""
