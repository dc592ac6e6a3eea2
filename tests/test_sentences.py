"""Where the first sentence ends. A stroke stands there in the text; without one, all of it is one sentence."""

from __future__ import annotations

import pytest

from exporter.markup import first_sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no mark at all",
        "One only.",
        "There are two kinds:",
        "It stands for i.e. and e.g. This, vs. That",
        "A server, approx. Five of them, cf. Figure Two",
        "Node.js and asyncio.run in 3.12.1 are `a. B` and \\(a. B\\) and $x. Y$",
        "[All of it. Is a link](https://example.org/a.B)",
        "In the U.S. Army, Mr. Smith and J. R. Smith met z.B. Anna",
        "See Fig. 3 and No. 5",
        "lower case goes on. so it does. and on",
        "An aside (it rests. Really. Twice) is none",
        "它是容器",
        "Version 3.12",
    ],
)
def test_one_sentence(text: str) -> None:
    assert first_sentence(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "It packs.| It ships.",
        "It packs!| It ships.",
        "Does it?| It does.",
        "So it goes…| On.",
        "So it goes...| On.",
        "It is in\nNode.js.|\nThen more.",
        "It rises, sinks, etc.| Then more.",
        "It rises, sinks, etc. and more.| Then more.",
        "It is written in C.| It is fast.",
        "It needs Python 3.12.| Then more.",
        "It uses `a. B`.| `c` is next.",
        "It is \\(a. B\\).| Then more.",
        "It is **bold.**| Then more.",
        "It is “quoted.”| Then more.",
        "It is so (they say).| Then more.",
        "(It is so.)| Then more.",
        "It is [a link. Yes](https://example.org).| Then more.",
        "它是容器。|它运行。",
        "これは「箱」です。|動きます。",
        "真的吗？|是的。",
        "Yes. It does.| Then more.",
        "No, not really. It rests.| Then more.",
        "是的。它运行。|然后。",
        "Es ruht, z.B. Brot.| Dann mehr.",
        "Größe zählt.| Über alles.",
        "Он растёт.| Потом ещё.",
    ],
)
def test_a_sentence_ends(text: str) -> None:
    sentence, _, _ = text.partition("|")
    assert first_sentence(text.replace("|", "")) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("**It rests. It rises.** Then more.", "**It rests.**"),
        ("_It rests. It rises._", "_It rests._"),
        ("***It rests. It rises.***", "***It rests.***"),
        ("~~It rests. It rises.~~", "~~It rests.~~"),
    ],
)
def test_emphasis_is_closed_where_it_is_cut(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_long_paragraph_without_an_end_is_left_as_it_is() -> None:
    text = f"`{'a. B ' * 10_000}`"
    assert first_sentence(text) == text
