"""Data in and out: the documents' facts."""
