"""Spreadsheets: from the files that an office has to parsed rows, and back."""
