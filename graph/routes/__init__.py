"""Who connects us to X."""
