"""Writes many records at once, and takes them back."""
