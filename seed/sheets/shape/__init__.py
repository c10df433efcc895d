"""Where in a sheet the table is, and of which kind."""
