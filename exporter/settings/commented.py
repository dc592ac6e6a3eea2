"""The defaults as a commented exporter.toml, for `exporter init`."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass
from typing import Any

from exporter.settings.keys import Settings


def commented() -> str:
    """The defaults as a commented exporter.toml, for `exporter init`."""
    lines = ["# Settings of exporter. Every key is optional; what stands here is the default."]
    plain = [f for f in fields(Settings) if f.metadata]
    lines += [f"# {f.name} = {_toml(f.default)}  # {f.metadata['help']}" for f in plain]  # TOML has them before tables
    for group in fields(Settings):
        if group.metadata:
            continue
        kind = typing.get_type_hints(Settings)[group.name]
        single = is_dataclass(kind)
        table = kind if single else typing.get_args(kind)[0]
        lines += [
            "",
            f"# {table.__doc__}",
            f"{'' if single else '# '}{f'[{group.name}]' if single else f'[[{group.name}]]'}",
        ]
        lines += [
            f"# {f.name} = {_toml(f.metadata['example'] or f.default)}  # {f.metadata['help']}" for f in fields(table)
        ]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else "[]" if value == () else str(value)
