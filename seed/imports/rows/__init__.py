"""From parsed rows to records: identity, references, policies."""
