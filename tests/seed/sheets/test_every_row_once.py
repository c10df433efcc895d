"""Whatever a table holds, each of its rows is told of exactly once: taken, or refused, or no record."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from seed.problems.problem import Problem
from seed.sheets.parse import parse_rows
from seed.sheets.parsed import ParsedEntity
from seed.sheets.tables import Cell, Merge, RawSheet
from tests.support.importing import Importer
from tests.support.sheets.sheet_tables import WORDS

# What a row may be instead of a record.
LINES = {
    "total_row", "footnote", "signature", "page_number", "section_line", "example_row",
    "repeated_header", "end_of_table", "title_line", "unfilled_row",
}  # fmt: skip
OWN, NONE, ABOVE, MERGED = "own", "none", "above", "merged"
NAMES = some.sampled_from(
    [
        OWN,
        OWN,
        OWN,
        OWN,
        NONE,
        ABOVE,
        MERGED,
        "合计",
        "小计：3人",
        "以下空白",
        "工作单位",
        "注：略",
        "---",
    ]
)
# Of one table, or of two below one another.
TITLES: list[list[str | None]] = [[None], [None, "海外侨胞名单"]]
ROWS = some.lists(some.tuples(NAMES, some.booleans(), some.booleans()), max_size=12)


@dataclass
class Given:
    """A sheet, and by each row's number what only this row says."""

    rows: list[list[Cell]]
    merged: list[Merge]
    tokens: dict[tuple[int, int], str]


@some.composite
def sheets(draw: some.DrawFn) -> Given:
    """Groups side by side of names, units and telephones, under a title or not, and below it more."""
    groups = draw(some.integers(1, 3))
    given = Given([], [], {})
    if draw(some.booleans()):
        given.rows.append(["海外人才名单"])
    for title in draw(some.sampled_from(TITLES)) if groups == 1 else [None]:
        if title:
            given.rows += [[], [title]] if draw(some.booleans()) else [[title]]
        given.rows.append(["姓名", "单位", "电话"] * groups)
        _fill(given, [draw(ROWS) for _ in range(groups)])
    return given


def _fill(given: Given, groups: list[list[tuple[str, bool, bool]]]) -> None:
    first = len(given.rows) + 1
    height = max(map(len, groups))
    blank: Cell = None
    given.rows += [[blank] * 3 * len(groups) for _ in range(height)]
    for group, rows in enumerate(groups):
        left, top = 3 * group, None
        for number, (name, has_unit, has_phone) in enumerate(rows, start=first):
            cells = given.rows[number - 1]
            token = f"第{number}之{group}"
            top = top if name == MERGED and top else number
            cells[left] = {OWN: f"虚人{token}", NONE: None, ABOVE: "同上", MERGED: None}.get(
                name, name
            )
            cells[left + 1] = f"虚厂{token}" if has_unit else None
            cells[left + 2] = f"0516-{number:04}{group}" if has_phone else None
            if any(cells[left : left + 3]):
                given.tokens[number, group] = token
            if name == MERGED and top != number:
                given.merged = [m for m in given.merged if (m.top, m.left) != (top, left)]
                given.merged.append(Merge(top, left, number, left))


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_each_row_is_a_record_or_part_of_one_or_said_to_be_none(given: Given) -> None:
    raw = RawSheet("a.xlsx", "人才", False, 1, iter(given.rows), tuple(given.merged))
    told: Counter[int] = Counter()  # by row, what is said of it as a whole
    taken: list[str] = []
    for table in WORDS.tables(raw):
        for each in [table] if isinstance(table, Problem) else parse_rows(table, WORDS):
            if isinstance(each, ParsedEntity):
                taken.append(f"{each.name} {each.properties} {[r.whole for r in each.references]}")
            elif isinstance(each, Problem) and (each.severity == "refused" or each.code in LINES):
                told[each.row or 0] += 1
    assert not told[0], "nothing is refused as a whole"
    expected: Counter[int] = Counter()
    silent: Counter[int] = Counter()  # rows that say nothing but that they are as the row above
    for (number, group), token in given.tokens.items():
        # 虚人1之0 and 虚厂1之0, or the telephone alone: one record holds all that a row says.
        phone = f"0516-{number:04}{group}"
        holders = [text for text in taken if token in text or phone in text]
        assert len(holders) <= 1, (number, holders)
        cells = given.rows[number - 1][3 * group : 3 * group + 3]
        if cells == ["同上", None, None]:
            silent[number] += 1
        else:
            expected[number] += not holders
    for number, count in expected.items():
        assert count <= told[number] <= count + silent[number], number


COLUMN = some.sampled_from(["", "一厂", "1970", "英国", "无此处", "同上", "〃", "----"])
PEOPLE = some.lists(
    some.tuples(some.sampled_from([OWN, OWN, "合计", "", "同上", "工作单位"]), COLUMN, COLUMN),
    min_size=1,
    max_size=8,
)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=PEOPLE)
def test_each_row_of_an_import_is_written_or_refused_or_to_decide(
    rows: list[tuple[str, str, str]], schema: Schema
) -> None:
    """Each row says something of its own in 备注, which is in one record, or it is told why not."""
    lines = [
        f"{f'虚人{number}' if name == OWN else name},{unit},{country},记{number}记"
        for number, (name, unit, country) in enumerate(rows, start=2)
    ]
    table = "\n".join(["姓名,单位,国家,备注", *lines, ""])
    with TemporaryDirectory() as folder:
        opened = open_store(load_settings(data=Path(folder) / "data"), schema)
        with closing(opened) as store:
            importer = Importer(store, schema, Path(folder))
            importer({"人才.csv": table})
            records = [str(r.properties) for found in importer.entities().values() for r in found]
            said = [p for p in importer.problems() if p.severity == "refused"]
            lined = {p.row for p in importer.problems(severity="note") if p.code in LINES}
    for number in range(2, len(rows) + 2):
        holders = sum(f"记{number}记" in text for text in records)
        refused = any(problem.row == number for problem in said)
        assert holders + refused + (number in lined) == 1, (number, table)
