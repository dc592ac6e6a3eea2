"""Installation: how exporter was installed, and the command that adds another package to it."""

from __future__ import annotations

import json
import re
import shlex
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

NAME = "qa-exporter"


def adding(extra: str) -> str:
    """The command that adds the packages of an extra to this installation; "" where there is no way to add them.

    The extra cannot be asked for by name: what was installed may come from a folder, and not from the package index.
    """
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        return ""
    words = _installer(installed)
    return " ".join([*words, *packages(installed, extra)]) if words else ""


def install(extra: str) -> str:
    """What to do about a missing extra, as the end of a sentence: "install it: `…`"."""
    command = adding(extra)
    return f"install it: `{command}`" if command else "install it"


def packages(installed: Distribution, extra: str) -> list[str]:
    """The packages that an extra adds."""
    asked = (text for text in installed.requires or () if re.search(rf"extra == ['\"]{re.escape(extra)}['\"]", text))
    return [re.split(r"[^\w.-]", text)[0] for text in asked]


def _installer(installed: Distribution) -> list[str]:
    """The words before the packages, for what made the environment that this runs in; none where it belongs to the
    system, whose own packages are all that may be installed into it."""
    home = Path(sys.prefix)
    if (home / "pipx_metadata.json").exists():
        return ["pipx", "inject", home.name]
    if (home / "uv-receipt.toml").exists():
        return ["uv", "tool", "install", shlex.quote(_origin(installed)), "--with"]
    if sys.prefix == sys.base_prefix and Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists():
        return []
    if find_spec("pip"):
        return [shlex.quote(sys.executable), "-m", "pip", "install"]
    return ["uv", "pip", "install", "--python", shlex.quote(sys.executable)]


def _origin(installed: Distribution) -> str:
    """What this was installed from: a folder or an address, else its name on the package index."""
    from urllib.request import url2pathname  # slow to import

    told = json.loads(installed.read_text("direct_url.json") or "{}")
    address = str(told.get("url", NAME))
    if versions := told.get("vcs_info"):
        return f"{versions['vcs']}+{address}@{versions['commit_id']}"
    return url2pathname(urlsplit(address).path) if address.startswith("file:") else address
