"""Links between our pages lead somewhere, and each page begins with its contents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.markdown import PAGES, README, anchors, headings, links

REFERENCE = sorted((ROOT / "docs").glob("*.md"))


def ids(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    for link in links(page):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", [README, *REFERENCE], ids=ids)
def test_sections_of_a_long_page_are_in_its_contents(page: Path) -> None:
    named = {link.removeprefix("#") for link in links(page) if link.startswith("#")}
    sections = [anchor for anchor, (level, _) in zip(anchors(page), headings(page), strict=True) if level == 2]
    assert len(sections) < 4 or [anchor for anchor in sections if anchor not in named] == []


@pytest.mark.parametrize("page", REFERENCE, ids=ids)
def test_the_readme_leads_to_every_page(page: Path) -> None:
    assert f"docs/{page.name}" in links(README)
