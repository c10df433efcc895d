"""Benchmarks: `make bench` runs them one after the other; each prints Markdown."""
