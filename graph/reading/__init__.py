"""What is there: entities, counts, saved views."""
