"""What may be wrong with a file, a cell or a row, in two languages."""
