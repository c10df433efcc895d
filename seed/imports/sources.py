"""The files of an import told apart: neo4j-admin CSV with its ids, and tables as offices have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.schema import Schema
from seed.imports.admin_csv.reader import is_admin_csv, is_log
from seed.imports.models import ImportOptions, Source
from seed.problems.problem import Problem
from seed.sheets.headers.mappings import Mapping
from seed.sheets.parse import ParseOptions, parse_files
from seed.sheets.parsed import Parsed


def parted(source: Source) -> tuple[list[Path], list[Path]]:
    """The neo4j-admin CSV files, and all other paths; a folder with any of the former is opened."""
    admin: list[Path] = []
    tables: list[Path] = []
    for given in source.paths:
        inside = (
            sorted(path for path in given.rglob("*") if path.is_file()) if given.is_dir() else []
        )
        found = [path for path in inside or [given] if is_admin_csv(path)]
        if found:
            admin += found
            rest = (path for path in inside if path not in found and not is_log(path))
            tables += rest
        else:
            tables.append(given)
    return admin, tables


def parsed_rows(
    paths: list[Path], schema: Schema, options: ImportOptions
) -> Iterator[Parsed | Problem]:
    """The rows of the tables, parsed."""
    if not paths:
        return iter(())
    mapping = Mapping(dict(options.mapping)) if options.mapping else None
    how = ParseOptions(label=options.label, mapping=mapping, office=options.office)
    return iter(parse_files(paths, schema, how))
