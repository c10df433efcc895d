"""From cells to drafts."""
