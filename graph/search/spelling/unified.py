"""Characters that stand in the place of others: radicals of fonts and scans, private codes of GBK."""

from __future__ import annotations

import csv
import re
from pathlib import Path

HERE = Path(__file__).parent

# What GB18030 of 2005 and 2022 gives to the codes that Python's codec, of 2000, leaves private.
_LATER = {
    **dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True)),
    0xE7C7: "ḿ",
    0xE816: "𠂇",
    0xE817: "𠂉",
    0xE818: "𠃌",
    0xE81E: "龴",
    0xE826: "龵",
    0xE82B: "龶",
    0xE82C: "龷",
    0xE831: "𡗗",
    0xE832: "龸",
    0xE83B: "𢦏",
    0xE843: "龹",
    0xE854: "龺",
    0xE855: "𤇾",
    0xE864: "龻",
}
# GBK's last row, FE50 to FEA0: Windows gave its characters private codes in this order.
_ROW, _FIRST = 0xFE, 0xE815
_TRAILS = (*range(0x50, 0x7F), *range(0x80, 0xA1))
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def _radicals() -> dict[int, str]:
    lines = (HERE / "radicals.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {ord(row["radical"]): row["character"] for row in rows}


def _private_codes() -> dict[int, str]:
    row = {
        _FIRST + place: bytes((_ROW, trail)).decode("gb18030")
        for place, trail in enumerate(_TRAILS)
    }
    return {**row, **_LATER}


RADICALS = _radicals()
PRIVATE_CODES = _private_codes()
_UNIFIED = {**{code: text.translate(RADICALS) for code, text in PRIVATE_CODES.items()}, **RADICALS}


def unified(text: str) -> str:
    """The text with the characters that its radicals and private codes stand for; ⻢ is 马.

    Radicals that NFKC turns (U+2F00 to U+2FDF) are left to it.
    """
    return text.translate(_UNIFIED)


def has_private_codes(text: str) -> bool:
    """Whether a text holds codes that mean a character on somebody's machine only."""
    return _PRIVATE.search(text) is not None
