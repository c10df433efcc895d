"""A synthetic city of any size: believable in its shape, plainly not real in its contents."""
