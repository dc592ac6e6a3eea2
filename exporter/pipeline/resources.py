"""Templates: a folder beside the package in a checkout, or inside the installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from exporter.errors import OutputError
from exporter.notes import cardstyle

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


_LIBRARIES = (
    "genanki",
    "markdown-it-py",
    "nh3",
    "pydyf",
    "pygments",
    "weasyprint",
    "ziamath",
)  # those that leave traces in outputs


@cache
def templates(folder: str) -> dict[str, str]:
    """The text files of a templates' folder by name."""
    for place in _PLACES:
        if (place / folder).is_dir():
            files = sorted(path for path in (place / folder).iterdir() if path.suffix in (".html", ".css", ".js"))
            return {path.name: path.read_text(encoding="utf-8") for path in files}
    raise OutputError(f"templates/{folder}: not found beside the package. Install exporter again.")


def anki(style: str, *, shuffles: bool) -> dict[str, str]:
    """The templates of cards, with rules of the user's own behind ours; `shuffles`: with a script that shuffles."""
    files = dict(templates("anki"))
    files["style.css"] = "\n".join(filter(None, (files["style.css"], cardstyle.words() + "\n", style)))
    if shuffles:
        script = f"<script>\n{files['shuffle.js'].strip()}\nshuffleOptions(document);\n</script>"
        chosen = [name for name in files if "choices" in files[name] and name.endswith(".html")]
        files |= {name: f"{files[name].strip()}\n{script}" for name in chosen}
    return files


def folders() -> list[Path]:
    """The folders of templates."""
    return [place for place in _PLACES if place.is_dir()][:1]


def clear_cache() -> None:
    """Clears the cache of templates, since they may have changed."""
    templates.cache_clear()


@cache
def fingerprint() -> str:
    """A text that changes whenever this tool does: names, sizes and times of modules, versions of libraries."""
    from importlib.metadata import version

    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".lua"))
    stats = ((path.relative_to(_PACKAGE), path.stat()) for path in files)
    modules = [(str(name), stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    return repr((modules, [(name, version(name)) for name in _LIBRARIES]))
