"""Many things, so many at a time."""

from __future__ import annotations

import pytest

from graph.pages import pages


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (6, [3, 3])]
)
def test_all_come_in_their_order(count: int, sizes: list[int]) -> None:
    found = list(pages(iter(range(count)), 3))
    assert [len(page) for page in found] == sizes
    assert [each for page in found for each in page] == list(range(count))
