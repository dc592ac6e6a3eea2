"""What our pages show of the documents in source/ is what they say and become."""

from __future__ import annotations

import re

from PIL import Image

from tests.conftest import ROOT, SOURCE
from tests.docs.markdown import README
from tests.test_cli import run

SMALL = 150_000  # bytes of a picture: a visitor waits for all of them
EXAMPLE = re.compile(r"```text\n(.*?)\n```\n\n`exporter convert` writes:\n\n````markdown\n(.*?)\n````", re.DOTALL)
SHOWN = re.compile(r'<img src="(docs/[^"]+)"[^>]* alt="[^"]{20,}"')


def test_before_and_after() -> None:
    found = EXAMPLE.search((ROOT / "docs/reading.md").read_text(encoding="utf-8"))
    assert found
    pasted = SOURCE / "pasted-articles.txt"
    assert f"\n{found[1]}\n" in pasted.read_text(encoding="utf-8")
    assert f"\n{found[2]}\n" in run("convert", pasted).stdout


def test_pictures_are_there_and_small() -> None:
    shown = SHOWN.findall(README.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.png"))
    for name in shown:
        assert (ROOT / name).stat().st_size < SMALL
        with Image.open(ROOT / name) as picture:
            picture.verify()
