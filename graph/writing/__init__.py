"""Writes one record, checked against the schema."""
