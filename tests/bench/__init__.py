"""Benchmarks: `make bench` runs them all in one process and prints Markdown."""
