"""The seam to the engines: the protocol, its two engines, the query files."""
