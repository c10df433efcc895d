"""The figures as a picture: one bar per question from p50 to p99, on a scale of tens."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from html import escape

from tests.bench.figures import Figures

_ROW, _LEFT, _RIGHT, _WIDTH = 22, 260, 40, 900  # pixels
_OURS, _OTHERS, _LINE = "#0f6b73", "#9a6a2f", "#cccccc"


def picture(title: str, rows: Mapping[str, Figures]) -> str:
    """An SVG of `search` milliseconds (`kernel` beside it where there is one)."""
    lows = [row["search"]["p50"] for row in rows.values()]
    highs = [row["search"]["p99"] for row in rows.values()]
    first, last = math.floor(math.log10(min(lows))), math.ceil(math.log10(max(highs)))
    height = _ROW * (len(rows) + 3)
    size = f'width="{_WIDTH}" height="{height}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        f'<text x="10" y="{_ROW - 6}" font-weight="bold">{escape(title)}</text>',
        *_scale(first, last, height),
        *_bars(rows, first, last),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(first: int, last: int, height: int) -> Iterator[str]:
    for power in range(first, last + 1):
        x = _place(10.0**power, first, last)
        yield f'<line x1="{x}" x2="{x}" y1="{_ROW}" y2="{height - _ROW}" stroke="{_LINE}"/>'
        yield f'<text x="{x}" y="{height - 6}" text-anchor="middle">{10.0**power:g} ms</text>'


def _bars(rows: Mapping[str, Figures], first: int, last: int) -> Iterator[str]:
    for number, (name, row) in enumerate(rows.items()):
        y = _ROW * (number + 2) - 6
        colour = _OURS if "kernel" in row else _OTHERS
        start, middle, end = (_place(row["search"][part], first, last) for part in row["search"])
        yield f'<text x="{_LEFT - 10}" y="{y}" text-anchor="end">{escape(name)}</text>'
        yield (
            f'<rect x="{start}" y="{y - 11}" width="{max(end - start, 2):.1f}" height="13"'
            f' fill="{colour}"><title>{escape(str(row["search"]))}</title></rect>'
        )
        yield f'<line x1="{middle}" x2="{middle}" y1="{y - 11}" y2="{y + 2}" stroke="white"/>'


def _place(milliseconds: float, first: int, last: int) -> float:
    share = (math.log10(milliseconds) - first) / max(last - first, 1)
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)
