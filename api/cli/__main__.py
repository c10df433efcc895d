"""Runs the command: `python -m api.cli`."""

from api.cli.main import main

main()
