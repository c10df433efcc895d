"""Imports as jobs: their folders, queue, locks and retention."""
