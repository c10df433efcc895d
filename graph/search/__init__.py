"""Search: names as people here write them, found in memory."""
