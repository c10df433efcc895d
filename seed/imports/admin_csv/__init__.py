"""CSV with the headers of neo4j-admin."""
