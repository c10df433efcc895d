"""Imports: over HTTP and for the commands, what is asked, carried out, answered and printed."""
