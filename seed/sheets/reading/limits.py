"""How much of a file is taken before it is refused, and how long a reader may work on it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds within which files are read. Each refusal names the one it met.

    The defaults take a city's sheet (24,000 rows of 30 columns) many times over and a
    province's CSV (3 million rows), and stop what no office ever made.
    """

    # A province's relationships as CSV are about 400 MiB.
    file_bytes: int = 2048 * MIB
    # A workbook's sheet is read whole: all 1,048,576 rows that Excel holds, of 28 columns.
    sheet_cells: int = 30_000_000
    # The widest form seen in an office has some 60 columns; 10^6 columns are an attack.
    sheet_columns: int = 1_000
    sheet_rows: int = 20_000_000
    sheets: int = 200
    # Longer than any summary; the csv module refuses 131,072 by itself.
    cell_characters: int = 100_000
    # Of the child that reads: 24,000 × 30 cells take 110 MiB, a million rows of 14 columns 1.4 GiB.
    memory_bytes: int = 3072 * MIB
    # Seconds without a single row passed on, and of the processor in all, for one file.
    silent_seconds: float = 120.0
    processor_seconds: int = 1_800
    # Of an archive: entries, bytes once unpacked, and how far they may swell. Sheets pack to
    # a twentieth at most; zeros pack to a thousandth.
    archive_entries: int = 1_000
    archive_bytes: int = 4096 * MIB
    archive_ratio: int = 200
    # Files of all the folders given together.
    files: int = 5_000
