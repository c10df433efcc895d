"""Which hits come first, and why."""
