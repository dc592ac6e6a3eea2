"""Makes the JSON Schemas from `exporter.jsontypes`: `pytest tests/schemas --rewrite` writes them."""

from __future__ import annotations

import ast
import inspect
import io
import json
import tokenize
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import msgspec

from exporter import jsontypes

SCHEMAS: Mapping[str, Any] = {  # file without its suffix -> type
    "build": jsontypes.Build,
    "check": jsontypes.Check,
    "convert": jsontypes.Conversion,
    "diff": jsontypes.Difference,
    "event": jsontypes.Event,
    "explain": jsontypes.Explain,
    "addon": jsontypes.AddOn,
    "init": jsontypes.Init,
    "parse": jsontypes.Reading,
    "pull": jsontypes.Pull,
    "push": jsontypes.Push,
    "recover": jsontypes.Recovery,
    "report": jsontypes.Report,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MINIMUM = {"line": 1}  # fields that are numbers of lines


def text(name: str) -> str:
    """The schema of a type, as its file holds it."""
    return json.dumps(schema(SCHEMAS[name]), ensure_ascii=False, indent=1) + "\n"


def schema(kind: Any) -> dict[str, Any]:
    """The schema of a type, or of a union of types."""
    kinds = get_args(kind) or (kind,)
    made: list[dict[str, Any]] = []
    parts: dict[str, Any] = {}
    for each in kinds:  # msgspec knows no unions of such types
        (one,), components = msgspec.json.schema_components([each], ref_template="#/$defs/{name}")
        made.append(dict(one))
        parts |= components
    defined = {name: _described(name, part) for name, part in sorted(parts.items())}
    head = made[0] if len(made) == 1 else {"anyOf": made}
    return {"$schema": _DIALECT, **head, "$defs": defined}


def _described(name: str, part: dict[str, Any]) -> dict[str, Any]:
    """A type with its fields in their order, each with what the comment behind it says."""
    comments = dict(_comments(name))
    known = part["properties"]
    fields = {field: known[field] for field in _fields(name)}
    for field, value in fields.items():
        if "$ref" not in value and field in comments:
            value["description"] = comments[field]
        if field in _MINIMUM:
            _number(value)["minimum"] = _MINIMUM[field]
    required = [field for field in fields if field in part["required"]]
    return {**part, "properties": fields, "required": required}


def _number(value: dict[str, Any]) -> dict[str, Any]:
    """The part of a field's schema that is about numbers."""
    options = value.get("anyOf", [value])
    return next(option for option in options if option.get("type") == "integer")


def _fields(name: str) -> list[str]:
    return list(getattr(jsontypes, name).__annotations__)


def _comments(name: str) -> Iterator[tuple[str, str]]:
    """Fields with the comment in their line, those of the types below first."""
    source = inspect.getsource(getattr(jsontypes, name))
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    (tree,) = ast.parse(source).body
    assert isinstance(tree, ast.ClassDef)
    for base in tree.bases:  # as they are written: Python 3.11 does not keep those of a TypedDict
        if isinstance(base, ast.Name) and getattr(jsontypes, base.id).__module__ == jsontypes.__name__:
            yield from _comments(base.id)
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.lineno in comments:
            yield node.target.id, comments[node.lineno]
