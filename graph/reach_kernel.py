"""Least costs from some entities to all others; compiled by graph/compiled.py, else run as is."""

from __future__ import annotations
