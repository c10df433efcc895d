"""Everything out into one file, and back into an empty store."""
