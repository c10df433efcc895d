"""Writes the Excel workbook."""
