"""Cells that name other entities: 单位=XX公司, 现居国=马来西亚."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from seed.problems.cells import Fault, cell_fault
from seed.sheets.headers.plans import Column
from seed.sheets.headers.targets import Link
from seed.sheets.parsed import Reference
from seed.sheets.rows.draft import Draft, Pending
from seed.sheets.tables import Cell
from seed.sheets.texts import NAME_LIMIT, clean, clean_name, recalling, text_of
from seed.sheets.values import countries
from seed.sheets.values.countries import Country, parse_country
from seed.sheets.values.lists import split

Handler = Callable[[Draft, Cell], None]

# Relationships to what lies where the row's entity lies; a school or a relative may be anywhere.
_PLACED = frozenset({"WORKS_AT", "MEMBER_OF", "FOUNDED", "LEADS", "SERVED_BY", "PART_OF"})
_LOCATED = "LOCATED_IN"
_UNIT, _SCHOOLS = "WORKS_AT", ("ALUMNUS_OF", "STUDIES_AT")

LONE = cell_fault(
    "detail_without_value",
    "This cell tells of a relationship whose other cell is empty.",
    "此单元格说明某种关系,但该关系对应的单元格为空。",
    "Fill in what it belongs to, such as 所属社团 beside 入会时间.",
    "请填写它所属的内容,例如“入会时间”对应的“所属社团”。",
)
TOO_LONG = cell_fault(
    "name_too_long_for_link",
    f"A name in this cell is longer than {NAME_LIMIT} characters.",
    f"此单元格中的名称超过 {NAME_LIMIT} 个字符。",
    "Write names only, joined by 、.",
    "请只写名称,多个用“、”隔开。",
)
OF_SEVERAL = cell_fault(
    "detail_of_several",
    "The row names several; which of them this tells of is not known.",
    "本行列出了多个对象,无法判断此内容属于哪一个。",
    "Put them into the sheet 关系, one per row.",
    "请在“关系”表中分行填写。",
)


class Named(NamedTuple):
    """The names that a cell gives: as a whole, and as a list."""

    whole: str
    items: tuple[str, ...]


class _Found(NamedTuple):
    """What a cell of a country column holds: countries, and the fault of what is none."""

    countries: tuple[Country, ...]
    fault: Fault | None


def handler(column: Column, link: Link) -> Handler:
    """What takes the cells of a column that names other entities."""
    if countries.LABEL not in link.labels:
        return _names_handler(column, link)
    if link.labels == (countries.LABEL,):
        return _countries_handler(column, link)
    names = _names_handler(column, link)

    def places(draft: Draft, cell: Cell) -> None:
        found = _countries_in(text_of(cell))
        if found.countries and not (found.fault and found.fault.severity == "cell"):
            _add_countries(draft, column, link, found, cell)
        else:
            names(draft, cell)

    return places


def references(draft: Draft) -> tuple[Reference, ...]:
    """The references of a row whose cells are all read."""
    if not draft.pending:
        return ()
    place = _place(draft)
    return tuple(
        Reference(
            column=each.column.header,
            type=each.link.type,
            direction=each.link.direction,
            target_labels=each.link.labels,
            whole=each.whole,
            items=each.items,
            place=place if each.link.type in _PLACED else None,
            target=each.target,
            properties=each.properties,
        )
        for each in draft.pending
    )


def attach_details(draft: Draft) -> None:
    """Gives 入会时间 and its like to the relationship of the same row."""
    for column, type_, key, value, text in draft.details:
        owners = [each for each in draft.pending if each.link.type == type_]
        if not owners:
            draft.tell(LONE, column, text)
        elif len(owners) > 1 or len(owners[0].items) > 1:
            draft.tell(OF_SEVERAL, column, text)
        else:
            owners[0].properties[key] = value
            owners[0].given[key] = column, text


def distinguishing(draft: Draft) -> tuple[tuple[str, str], ...]:
    """The cells present that tell people of one name apart: birth date, unit, school, country."""
    found = {"birth_date": draft.properties.get("birth_date")}
    for each in reversed(draft.pending):
        if each.link.type == _UNIT:
            found["unit"] = each.whole
        elif each.link.type in _SCHOOLS:
            found["school"] = each.whole
        elif each.link.type == _LOCATED and (each.target or "country" not in found):
            found["country"] = each.whole
    keys = ("birth_date", "unit", "school", "country")
    return tuple((key, value) for key in keys if (value := found.get(key)))


@recalling
def names_in(text: str) -> Named:
    """The names of a cell: whole first, then its parts; never split at a comma or a slash."""
    items = tuple(name for part in split(text) if (name := clean_name(part)))
    return Named(clean_name(text), items)


def _names_handler(column: Column, link: Link) -> Handler:
    def handle(draft: Draft, cell: Cell) -> None:
        whole, items = names_in(text_of(cell))
        if any(len(item) > NAME_LIMIT for item in items):
            draft.tell(TOO_LONG, column, cell)
        elif items:
            draft.pending.append(Pending(column, link, whole, items))

    return handle


def _countries_handler(column: Column, link: Link) -> Handler:
    def handle(draft: Draft, cell: Cell) -> None:
        _add_countries(draft, column, link, _countries_in(text_of(cell)), cell)

    return handle


def _add_countries(draft: Draft, column: Column, link: Link, found: _Found, cell: Cell) -> None:
    for country in found.countries:
        name = country.name
        draft.pending.append(Pending(column, link, name, (name,), country.record()))
    if found.fault:
        draft.tell(found.fault, column, cell)


@recalling
def _countries_in(text: str) -> _Found:
    """The countries of a cell: the whole cell first, then its parts."""
    whole = parse_country(text)
    parts = [clean(part).value for part in split(text)]
    if whole.value or len(parts) < 2:
        return _Found((whole.value,) if whole.value else (), whole.fault)
    reads = [parse_country(part) for part in parts]
    faults = sorted(filter(None, (read.fault for read in reads)), key=lambda f: f.severity)
    known = tuple(dict.fromkeys(read.value for read in reads if read.value))
    return _Found(known, faults[0] if faults else None)


def _place(draft: Draft) -> str | None:
    """Where the row's entity lies: its town before its country."""
    located = [each for each in draft.pending if each.link.type == _LOCATED]
    located.sort(key=lambda each: each.target is not None)
    return located[0].whole if located else None
