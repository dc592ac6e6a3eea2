"""The user's own style sheet for cards (`anki.style`), whose rules come behind ours."""

from __future__ import annotations

import re
from pathlib import Path

from exporter import safefiles
from exporter.errors import SettingsError
from exporter.settings import Settings

_CLOSES = re.compile(r"</\s*style|<!--", re.IGNORECASE)  # what ends the style of a page, or would hide the rest
_REMOTE = re.compile(r"@import\b|url\(\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)


def read(folder: Path, chosen: Settings) -> str:
    """The text of the style sheet; "" where none is set. Raises SettingsError."""
    name = chosen.anki.style
    if not name:
        return ""
    path = folder / name
    try:
        text = safefiles.read(path, safefiles.SETTINGS, folder).decode("utf-8-sig")
    except OSError as error:
        remedy = "Create it, or correct anki.style in the settings."
        raise SettingsError(f"{path}: {safefiles.reason(error, remedy)}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: {error}. Save it as UTF-8.") from error
    for number, line in enumerate(text.splitlines(), 1):
        if found := _CLOSES.search(line):
            raise SettingsError(f"{path}:{number}: `{found[0]}` ends a style sheet. Remove it.")
        if not chosen.media.remote and (found := _REMOTE.search(line)):
            raise SettingsError(
                f"{path}:{number}: `{found[0]}` fetches something from the web. Name a file of Anki's media folder, "
                "or set media.remote = true."
            )
    return text.strip() + "\n" if text.strip() else ""
