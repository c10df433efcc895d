"""Every name in arrays, by slot."""
