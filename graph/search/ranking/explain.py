"""What of an entity a query matched, and where in it, for highlighting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.search.index.links import DEPTH, LinkType
from graph.search.index.record import Field, Record
from graph.search.index.view import IndexView
from graph.search.models import Match
from graph.search.ranking import question
from graph.search.ranking.ranks import Tier
from graph.search.spelling.mixed import begins_like, matched_characters
from graph.search.spelling.text import compact, has_chinese, span

Span = tuple[int, int]
_CONTEXT_TIES: dict[LinkType, Field] = {
    LinkType.PLACE: "place",
    LinkType.NATIVE: "place",
    LinkType.FIELD: "field",
}


def explain(view: IndexView, slot: int, text: str, tier: Tier) -> Match:
    """The match of a text with an entity that it matches at this tier."""
    record = view.record(slot)
    plain = compact(text)
    if tier == Tier.CONTEXT:
        found = _in_context(view, slot, record, plain)
    else:
        found = next(_in_names(record, text, plain, tier), None)
    field, value, place = found or ("name", record.name, (0, len(record.name)))
    return Match(tier=tier.name.lower(), field=field, text=value, span=place)


def _in_names(
    record: Record, text: str, plain: str, tier: Tier
) -> Iterator[tuple[Field, str, Span]]:
    if tier <= Tier.ALIAS and plain == compact(record.id):
        texts: list[tuple[Field, str]] = [*record.texts(), ("id", record.id)]
    else:
        texts = list(record.texts())
    look = _LOOKS.get(tier, _whole)
    for field, value in texts:
        if place := look(value, text, plain, record.is_person):
            yield field, value, place


def _equal(value: str, text: str, plain: str, _person: bool) -> Span | None:
    same = compact(value) == plain or question.short_form(value) == question.short_form(text)
    same = same or (bool(question.bag(text)) and question.bag(value) == question.bag(text))
    return (0, len(value)) if same else None


def _begins(value: str, text: str, plain: str, _person: bool) -> Span | None:
    for part in (plain, question.short_form(text)):
        if compact(value).startswith(part):
            return span(value, part)
    return _short(value, text, plain)


def _holds(value: str, text: str, plain: str, _person: bool) -> Span | None:
    for part in (plain, question.short_form(text)):
        if part and part in compact(value):
            return span(value, part)
    return _short(value, text, plain)


def _short(value: str, text: str, plain: str) -> Span | None:
    """The whole of a name whose short form holds the text."""
    short = question.short_form(value)
    return (0, len(value)) if plain in short or question.short_form(text) in short else None


def _sounds(value: str, text: str, _plain: str, person: bool) -> Span | None:
    """The characters that the letters spell, from the first on."""
    if not has_chinese(value):
        return None
    name = compact(value)
    for form in question.as_pinyin(text):
        if count := matched_characters(name, form, person=person):
            return span(value, name[:count])
    mixed = has_chinese(text) and begins_like(name, compact(text), person=person)
    return (0, len(value)) if mixed else None


def _whole(value: str, _text: str, _plain: str, _person: bool) -> Span | None:
    return (0, len(value))


_Look = Callable[[str, str, str, bool], Span | None]
_LOOKS: dict[Tier, _Look] = {
    Tier.EXACT: _equal,
    Tier.ALIAS: _equal,
    Tier.PREFIX: _begins,
    Tier.PINYIN: _sounds,
    Tier.READING: _sounds,
    Tier.INITIALS: _sounds,
    Tier.PINYIN_PREFIX: _sounds,
    Tier.SUBSTRING: _holds,
}


def _in_context(
    view: IndexView, slot: int, record: Record, plain: str
) -> tuple[Field, str, Span] | None:
    own: list[tuple[Field, str]] = [
        ("office", view.office_of(record) or ""),
        ("summary", record.summary or ""),
        *(("unlinked", text) for text in record.unlinked),
    ]
    for field, value in [*_around(view, slot), *own]:
        if place := span(value, plain):
            return field, value, place
    return next(((field, value, (0, len(value))) for field, value in _around(view, slot)), None)


def _around(view: IndexView, slot: int) -> Iterator[tuple[Field, str]]:
    """The names of its places, those around them, and its fields."""
    seen = {slot}
    frontier = [(slot, 0)]
    while frontier:
        here, depth = frontier.pop(0)
        for tie, end in view.links.starting(here):
            field = _CONTEXT_TIES.get(tie)
            record = view.at(end)
            if field is None or record is None or end in seen or depth > DEPTH:
                continue
            seen.add(end)
            yield from ((field, text) for _, text in record.texts())
            if field == "place":
                frontier.append((end, depth + 1))
