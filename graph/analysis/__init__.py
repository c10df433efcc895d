"""The other questions of connection: reach, connectors, between, similar."""
