"""The documents' facts: `facts/*.yaml`, one file per document, read, checked, joined and loaded.

A file holds `document`, `entities` and `relationships`. The same id in two files is the same
thing: its labels, aliases and sources are joined. Sources are written `[line, words]`, the words
copied from that line of the document and at most 20 characters long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from graph.errors import DataFault, InvalidInput
from graph.schema import PROVENANCE
from graph.store.protocol import Store
from graph.viewer import PUBLISHED
from graph.writing.checks import invalid
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer

FACTS_FOLDER = Path(__file__).parent
WORDS_LIMIT = 20  # characters of a document that an anchor may repeat: facts, not sentences
WHO = "seed"

Draft = TypeVar("Draft", EntityDraft, RelationshipDraft)
_OWN_FIELDS = {"id", "name", "labels"}
_ENDS = {"from", "to", "type"}


@dataclass(frozen=True)
class Anchor:
    """Words that a file says stand on a line of its document."""

    document: str
    file: str
    line: int
    words: str


@dataclass(frozen=True)
class Facts:
    """Everything the documents state, joined across files, ready to be written."""

    entities: list[EntityDraft]
    relationships: list[RelationshipDraft]
    anchors: list[Anchor]


@dataclass(frozen=True)
class LoadReport:
    """How much was created; what was there already is left as it is."""

    entities: int
    relationships: int


def read_facts(folder: Path = FACTS_FOLDER) -> Facts:
    """The facts of every file. Raises DataFault naming file, entry and rule."""
    entities: dict[str, dict[str, Any]] = {}
    relationships: dict[str, dict[str, Any]] = {}
    anchors: list[Anchor] = []
    for path in sorted(folder.glob("*.yaml")):
        for entity, found in _entities(path):
            anchors += found
            _join(entities, entity, path)
        for relationship, found in _relationships(path):
            anchors += found
            _join(relationships, relationship, path)
    documents = {id_ for id_, entity in entities.items() if entity["labels"] == ["Document"]}
    for mention in _mentions(entities.values(), documents):
        relationships[mention["id"]] = mention
    return Facts(
        entities=[_entity_draft(entity) for entity in entities.values()],
        relationships=[_relationship_draft(tie) for tie in relationships.values()],
        anchors=anchors,
    )


def load_documents(store: Store, writer: Writer) -> LoadReport:
    """Writes the facts that the store does not have yet, all or nothing.

    Raises DataFault, or InvalidInput for a fact that breaks the schema.
    """
    facts = read_facts()
    entity_ids = [draft.id for draft in facts.entities]
    present = {row["id"] for row in store.read("labels_by_ids", ids=entity_ids)}
    tie_ids = [draft.id for draft in facts.relationships]
    tied = {row["id"] for row in store.read("relationship_by_ids", ids=tie_ids)} if present else {}
    entities = [draft for draft in facts.entities if draft.id not in present]
    relationships = [draft for draft in facts.relationships if draft.id not in tied]
    if entities or relationships:
        writer.load(entities, relationships, WHO)
    return LoadReport(entities=len(entities), relationships=len(relationships))


def false_anchors(facts: Facts, folder: Path) -> list[str]:
    """One line for each anchor whose words do not stand on its line of the documents in `folder`.

    Raises DataFault when a document is not there.
    """
    texts: dict[str, list[str]] = {}
    faults = []
    for anchor in facts.anchors:
        if anchor.file not in texts:
            texts[anchor.file] = _lines(folder / anchor.file)
        lines = texts[anchor.file]
        if anchor.line > len(lines) or anchor.words not in lines[anchor.line - 1]:
            faults.append(f"{anchor.file} line {anchor.line}: does not hold “{anchor.words}”")
    return faults


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise DataFault(
            f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}:{error.strerror}。"
        ) from error


def _entities(path: Path) -> Iterator[tuple[dict[str, Any], list[Anchor]]]:
    content = _content(path)
    document = {"labels": ["Document"], **content["document"]}
    for raw in [document, *content["entities"]]:
        yield _sourced(raw, content, path, raw.get("id", "an entity without id"))


def _relationships(path: Path) -> Iterator[tuple[dict[str, Any], list[Anchor]]]:
    content = _content(path)
    for raw in content["relationships"]:
        where = " ".join(str(raw.get(key)) for key in ("from", "type", "to"))
        relationship, anchors = _sourced(raw, content, path, where)
        yield {**relationship, "id": _relationship_id(relationship)}, anchors


def _content(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Texts)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _fault(path, f"line {mark.line + 1}" if mark else "", "is not YAML") from error
    missing = {"document", "entities", "relationships"} - set(content or {})
    if missing:
        raise _fault(path, "", f"lacks {', '.join(sorted(missing))}")
    return dict(content)


class _Texts(yaml.CSafeLoader):
    """Safe YAML in which a date stays the text it is; a year, which is a number, is made one."""


_DATES = frozenset(
    {"since", "until", "last_contact", "starts", "ends", "held_on", "issued_on", "as_of", "founded"}
)
_Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _sourced(
    raw: dict[str, Any], content: dict[str, Any], path: Path, where: str
) -> tuple[dict[str, Any], list[Anchor]]:
    """The entry with its dates as texts and its sources in full, and the anchors they make."""
    document = content["document"]
    entry = {key: str(v) if key in _DATES else v for key, v in raw.items() if v is not None}
    anchors = [_anchor(pair, document, path, where) for pair in entry.get("sources") or [(0, "")]]
    entry["sources"] = [
        {"document": anchor.document, "line": anchor.line, "words": anchor.words}
        for anchor in anchors
    ]
    return entry, anchors


def _anchor(pair: Any, document: dict[str, Any], path: Path, where: str) -> Anchor:
    match pair:
        case [int(line), str(words)] if line > 0 and 0 < len(words) <= WORDS_LIMIT:
            return Anchor(document["id"], document["file"], line, words)
    raise _fault(path, where, f"needs sources as [line, up to {WORDS_LIMIT} characters]")


def _relationship_id(relationship: dict[str, Any]) -> str:
    """The same statement has the same id, however often and wherever it is entered."""
    parts = [str(relationship.get(key, "")) for key in ("from", "type", "to", "role")]
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
    return f"{relationship['type'].lower()}-{digest}"


def _join(known: dict[str, dict[str, Any]], entry: dict[str, Any], path: Path) -> None:
    present = known.setdefault(entry["id"], entry)
    if present is entry:
        return
    if present.get("name") != entry.get("name"):
        raise _fault(path, entry["id"], f"is named {entry['name']} and {present['name']}")
    for key, value in entry.items():
        if key in ("labels", "aliases", "sources", "honours"):
            joined = present.get(key, [])
            present[key] = joined + [item for item in value if item not in joined]
        else:
            present.setdefault(key, value)


def _mentions(entities: Iterable[dict[str, Any]], documents: set[str]) -> Iterator[dict[str, Any]]:
    """A MENTIONED_IN for every entity and document that its sources name."""
    for entity in entities:
        if entity["id"] in documents:
            continue
        for document in dict.fromkeys(source["document"] for source in entity["sources"]):
            mention = {"from": entity["id"], "type": PROVENANCE, "to": document}
            yield {
                **mention,
                "id": _relationship_id(mention),
                "sources": [s for s in entity["sources"] if s["document"] == document],
            }


def _entity_draft(entity: dict[str, Any]) -> EntityDraft:
    own = {key: value for key, value in entity.items() if key not in _OWN_FIELDS}
    # What a public document states is public.
    properties = {"level": PUBLISHED, **own}
    return _draft(
        EntityDraft, entity, {**{key: entity[key] for key in _OWN_FIELDS}, "properties": properties}
    )


def _relationship_draft(tie: dict[str, Any]) -> RelationshipDraft:
    properties = {key: value for key, value in tie.items() if key not in _ENDS | {"id"}}
    fields = {key: tie[key] for key in (*_ENDS, "id")}
    return _draft(RelationshipDraft, tie, {**fields, "properties": properties})


def _draft(model: type[Draft], entry: dict[str, Any], fields: dict[str, Any]) -> Draft:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        reason: InvalidInput = invalid(error)
        raise DataFault(
            f"facts, {entry['id']}: {reason.en}", f"{entry['id']}:{reason.zh}"
        ) from None


def _fault(path: Path, where: str, rule: str) -> DataFault:
    text = f"{path.name} {where}".strip() + f": {rule}."
    return DataFault(text, f"数据文件有误:{text}")
