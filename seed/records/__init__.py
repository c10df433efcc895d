"""Records as lines: read in a stream, written, hashed."""
