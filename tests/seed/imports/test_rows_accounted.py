"""Of any table each row comes to one end, and no two different people ever become one."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some

from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from seed.imports.models import ImportReport
from tests.support.importing import Importer

HEADERS = ("姓名", "出生日期", "电话", "邮箱", "工号", "单位", "毕业院校", "现居国", "职务")
# A row that is asked about, or refused, is not written.
NOT_WRITTEN = ("same_or_namesake", "possibly_same", "values_differ", "doubled_id", "missing_name")
TOLD = {"joined_rows"}

NAME = some.sampled_from(["张伟", "張偉", "李娜(女)", "李娜", "王博士", ""])
VALUES = (
    some.sampled_from(["", "1970", "1970-01-02", "1970-01-03"]),
    some.sampled_from(["", "13800000001", "13800000002", "138 0000 0001"]),
    some.sampled_from(["", "a@example.org", "b@example.org"]),
    some.sampled_from(["", "007", "008"]),
    some.sampled_from(["", "甲公司", "乙公司"]),
    some.sampled_from(["", "丙大学", "丁大学"]),
    some.sampled_from(["", "英国", "美国"]),
    some.sampled_from(["", "教授", "院长"]),
)
ROWS = some.lists(some.tuples(NAME, *VALUES), min_size=1, max_size=7)
Row = tuple[str, ...]


def table(rows: list[Row]) -> dict[str, str]:
    return {"人才.csv": "\n".join(",".join(row) for row in [HEADERS, *rows]) + "\n"}


def imported(rows: list[Row], schema: Schema, folder: Path) -> tuple[Importer, ImportReport]:
    with closing(open_store(load_settings(data=folder / "data"), schema)) as store:
        importer = Importer(store, schema, folder)
        report = importer(table(rows))
        # Read while it is open.
        importer.kept = importer.entities()  # type: ignore[attr-defined]
        return importer, report


@settings(deadline=None, max_examples=60)
@given(rows=ROWS)
def test_each_row_comes_to_one_end(rows: list[Row], schema: Schema) -> None:
    with TemporaryDirectory() as folder:
        importer, report = imported(rows, schema, Path(folder))
        written: Counter[int] = Counter()
        for records in importer.kept.values():  # type: ignore[attr-defined]
            for record in records:
                if "Person" in record.labels:
                    written.update(s["line"] for s in record.properties["sources"])
        not_written = [p.row for p in importer.problems() if p.code in NOT_WRITTEN]
        given_ = [n for n, row in enumerate(rows, 2) if any(row)]
        assert Counter(given_) == written + Counter(not_written)
        joined = [p for p in importer.problems(severity="note") if p.code in TOLD]
        assert report.counts.joined == len(joined)


# Which cells tell people apart: two that differ in one of them are never one, but for telephones
# beside the same full birth date.
TELLING = (1, 2, 3, 4, 5, 6)


def apart(one: Row, other: Row) -> bool:
    if one[0].partition("(")[0] != other[0].partition("(")[0]:
        return True
    same_day = len(one[1]) == 10 and one[1] == other[1]
    for column in TELLING:
        if column == 2 and same_day:
            continue
        a, b = (row[column].replace(" ", "") for row in (one, other))
        nearer = column == 1 and (a.startswith(b) or b.startswith(a))
        if a and b and a != b and not nearer:
            return True
    return False


@settings(deadline=None, max_examples=80)
@given(one=some.tuples(NAME.filter(bool), *VALUES), other=some.tuples(NAME.filter(bool), *VALUES))
def test_two_that_differ_are_never_one(one: Row, other: Row, schema: Schema) -> None:
    one, other = (("张伟", *row[1:]) if row[0] == "張偉" else row for row in (one, other))
    with TemporaryDirectory() as folder:
        importer, _ = imported([one, other], schema, Path(folder))
        people = [
            {s["line"] for s in record.properties["sources"]}
            for records in importer.kept.values()  # type: ignore[attr-defined]
            for record in records
            if "Person" in record.labels
        ]
        if apart(one, other):
            assert {2, 3} not in people
