"""The weighted network in arrays."""
