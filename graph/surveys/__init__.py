"""Survey rounds and the freshness of records."""
