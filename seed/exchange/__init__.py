"""Changes between offices."""
