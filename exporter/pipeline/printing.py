"""Whether PDFs can be made on this machine, and what to say where they cannot."""

from __future__ import annotations

from exporter import syspackages
from exporter.emitters.print import libraries


def fault() -> str:
    """Why PDFs are not made and what to do about it, in a sentence; "" where they can be made."""
    found = libraries.fault()
    if not found:
        return ""
    command = syspackages.command("pdf")
    remedy = f"run `{command}`" if command else "install Pango and the fonts Noto Sans and DejaVu"
    return f"PDFs were not made, since {found}: {remedy}, then build again."
