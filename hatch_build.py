"""What the package index shows: where the project lives, and the README with whole addresses.

The address of the repository stands in one place, `repository` in pyproject.toml.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_CODE = r"^(?P<fence>`{3,}).*?^(?P=fence)`*$|`[^`\n]+`"
_TARGET = r'(?P<before>\b(?:src|href)="|\]\()(?!https?:|mailto:|#)(?P<path>[^")\s]+)(?=["\s)])'
_CODE_OR_TARGET = re.compile(f"{_CODE}|{_TARGET}", re.MULTILINE | re.DOTALL)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$")
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


class CustomMetadataHook(MetadataHookInterface):
    """Adds `readme` and `urls`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fills in what pyproject.toml calls dynamic."""
        root = Path(self.root)
        found = _VERSION.search((root / "exporter" / "__init__.py").read_text(encoding="utf-8"))
        assert found, "exporter/__init__.py has no version"
        repository, tag = self.config["repository"].rstrip("/"), f"v{found[1]}"
        readme = (root / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": shown(readme, repository, tag)}
        metadata["urls"] = {
            "Homepage": repository,
            "Documentation": f"{repository}/blob/{tag}/README.md",
            "Changelog": f"{repository}/blob/{tag}/CHANGELOG.md",
            "Issues": f"{repository}/issues",
        }


def shown(readme: str, repository: str, tag: str) -> str:
    """The README as it can be shown elsewhere: files of the repository by their address, as they were at a tag."""

    def whole(found: re.Match[str]) -> str:
        if not found["path"]:
            return found[0]  # code
        kind = "raw" if _PICTURE.search(found["path"]) else "blob"
        return f"{found['before']}{repository}/{kind}/{tag}/{found['path']}"

    return _CODE_OR_TARGET.sub(whole, readme).replace("REPOSITORY", repository)
