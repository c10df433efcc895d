"""The text of `docs/schema.md`, made from the schema; `make schema` writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.schema import Property, RelationshipType, Schema


def page(schema: Schema) -> str:
    """The page's text."""
    return "\n".join(_lines(schema)) + "\n"


def _lines(schema: Schema) -> Iterator[str]:
    yield "# Schema 数据模式"
    yield ""
    yield "Made from `graph/schema.yaml` by `make schema`; do not edit."
    yield ""
    yield "## Labels 标签"
    yield ""
    yield "| label | 中文 | English | base | own properties |"
    yield "|---|---|---|---|---|"
    for name, label in schema.labels.items():
        own = ", ".join(f"`{key}`" for key in label.properties) or "—"
        yield f"| `{name}` | {label.zh} | {label.en} | {label.base or '—'} | {own} |"
    yield from _properties("Properties of every entity 实体属性", schema.entity_properties)
    for name, label in schema.labels.items():
        if label.properties:
            yield from _properties(f"Properties of {name} {label.zh}", label.properties)
    yield ""
    yield "## Relationship types 关系类型"
    yield ""
    yield "| type | 中文 | English | from → to | weight in routes |"
    yield "|---|---|---|---|---|"
    for name, kind in schema.relationships.items():
        ends = "; ".join(f"{'/'.join(a)} → {'/'.join(b)}" for a, b in kind.ends)
        yield f"| `{name}` | {kind.zh} | {kind.en} | {ends} | {_weight(kind)} |"
    yield from _properties(
        "Properties of every relationship 关系属性", schema.relationship_properties
    )
    yield ""
    yield "## Statuses of an affair 事项状态"
    yield ""
    for name, status in schema.statuses.items():
        yield f"- `{name}` {status.zh}, {status.en}"
    yield ""
    yield "## Views over relationship types 关系视角"
    yield ""
    for name, bond in schema.bonds.items():
        yield f"- `{name}` {bond.zh}, {bond.en}: {', '.join(f'`{type_}`' for type_ in bond.types)}"


def _properties(title: str, properties: Mapping[str, Property]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield "| property | 中文 | English | kind | privacy |"
    yield "|---|---|---|---|---|"
    for name, rule in properties.items():
        notes = [
            rule.kind,
            *(["required"] * rule.required),
            *(["set by the program"] * rule.automatic),
        ]
        yield f"| `{name}` | {rule.zh} | {rule.en} | {', '.join(notes)} | {rule.privacy} |"


def _weight(kind: RelationshipType) -> str:
    if kind.weight is not None:
        return f"{kind.weight:.2f}" + (", never past" if kind.lasting else "")
    if kind.weight_on_request is not None:
        return f"{kind.weight_on_request:.2f} when named"
    return "—"
