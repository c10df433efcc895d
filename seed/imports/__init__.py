"""From parsed rows to the store: who is who, what is tied to what, in batches that can be undone."""
