"""What other software calls a card is kept apart from its text."""

from __future__ import annotations

import pytest

from exporter.readers import read
from exporter.readers.source import Source

UUID = "3c9a1c1e-0b0b-4c3e-9a50-2a8f3b0c4d5e"


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        (
            f"# Bread (1234567890123)\n\n## What is a crumb? ({UUID})\n\nThe inside.\n\n## What is a crust?\n\nSo.\n",
            [UUID, None],
        ),
        (
            "What is a crumb? :: The inside.\n<!--ID: 1566052191670-->\n\nWhat is a crust? :: So.\n",
            ["1566052191670", None],
        ),
        (
            "## What is a crumb?\n\nThe inside.\n<!-- notecardId: abc-123 -->\n\n## What is a crust?\n\nSo.\n",
            ["abc-123", None],
        ),
        ("## What is a crumb?\n\nThe inside (1234).\n\n## What is a crust (2024)?\n\nSo. <!-- id -->\n", [None, None]),
    ],
)
def test_origins(text: str, origins: list[str | None]) -> None:
    cards = read(Source("a.md", text)).cards
    assert [card.origin for card in cards] == origins
    assert cards[0].question == "What is a crumb?"
    assert not any(origin in each for card in cards for each in card.texts for origin in origins if origin)
