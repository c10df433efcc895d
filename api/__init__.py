"""The thin HTTP API and the `qiaotu` command: the only place where everything is composed."""
