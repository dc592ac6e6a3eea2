"""The templates of print: plain HTML and CSS that a user may change, so every fault in them is told with its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from exporter.errors import OutputError


@dataclass(frozen=True, slots=True)
class Templates:
    """Files of templates/print/ by name."""

    texts: Mapping[str, str]

    def text(self, name: str) -> str:
        """A file as it is; raises OutputError."""
        if name not in self.texts:
            raise OutputError(f"templates/print/{name} is missing. Restore the file.")
        return self.texts[name]

    def fill(self, name: str, **values: object) -> str:
        """A file with its `$placeholders` filled in; raises OutputError."""
        try:
            return Template(self.text(name)).substitute(values)
        except (KeyError, ValueError) as error:
            raise OutputError(f"templates/print/{name}: {error} is wrong. Restore the file.") from error
