"""The network on its way out: backups, tables and graph files for other tools."""
