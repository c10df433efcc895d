"""The one log of writes, and what follows it."""
