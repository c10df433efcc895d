"""The reference of the API: its document and its page."""
