"""What a batch remarked of its records, as it is told of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graph.batches.models import Remark
from graph.schema import Schema
from seed.imports.rows.laid_aside import EntityItem, TieItem
from seed.problems import identity as telling
from seed.problems import rows as wording
from seed.problems.places import Where
from seed.problems.problem import Problem


def remarked(
    schema: Schema, items: Sequence[EntityItem | TieItem], remarks: Iterable[Remark]
) -> Iterator[Problem]:
    """The problems that remarks are, of every row about the record."""
    rules = schema.properties_of(schema.labels)
    by_id = {item.record.id: item for item in items}
    for id_, group in groupby(remarks, key=lambda remark: remark.id):
        item, found = by_id[id_], list(group)
        asked = [
            (rules[r.field].zh if r.field in rules else r.field, r.kept, r.given)
            for r in found
            if r.asked
        ]
        if asked and isinstance(item, EntityItem):
            for where in _places(item):
                yield telling.values_differ(where, item.record.name, asked, id_)
            continue
        for remark in found:
            yield wording.kept_beside(item.where, remark)


def _places(item: EntityItem) -> tuple[Where, ...]:
    return (item.where, *item.also)
