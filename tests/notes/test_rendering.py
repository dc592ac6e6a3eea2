"""Notes of Anki as they are rendered: nothing is lost in a slot, and every output fills it in its own way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from exporter.model import Basic, Card, Choice, Cloze, Kind, Location, Media
from exporter.notes import NOTE_TYPES, AnkiNote, Home, Renderer
from exporter.pipeline import steps
from exporter.pipeline.options import Options
from exporter.settings import Settings

HOME = Home("Tea", "tea", (), {})
CUP = Media("cup-1.png", "image/png", b"")
RENDERER = Renderer(Settings(), {("tea.md", "cup.png"): CUP})


BASIC = Basic()


def note(answer: str, kind: Kind = BASIC, section: tuple[str, ...] = (), question: str = "Why?") -> AnkiNote:
    return RENDERER.render(Card(question, answer, Location("tea.md", 3), kind=kind, section=section), HOME)


def fields(made: AnkiNote) -> dict[str, str]:
    return dict(zip(NOTE_TYPES[made.note_type].fields, made.fields("key"), strict=True))


def preview(made: AnkiNote) -> dict[str, str]:
    shown = made.shown("key", lambda tex, display: f"<{tex}|{display:d}>", lambda address: f"data:{address}")
    return dict(zip(NOTE_TYPES[made.note_type].fields, shown, strict=True))


@pytest.mark.parametrize("answer", ["Hot.", "**Hot**, [here](b.md).", "`{{x}} [sound:a] \\(`"])
def test_a_note_without_slots_is_the_same_everywhere(answer: str) -> None:
    made = note(answer)
    assert made.unfilled is None
    assert preview(made) == fields(made)


@pytest.mark.parametrize("text", ["0", "4", "\x040\x04", "\x1e0\x1e", "$4"])
def test_no_text_is_taken_for_a_slot(text: str) -> None:
    made = note(f"a {text} $x$")
    assert fields(made)["Answer"].endswith(r"\(x\)</p>")
    assert fields(made)["Answer"].count(r"\(x\)") == 1


def test_formulas_and_images_are_shown_as_each_output_does() -> None:
    made = note("$x$ and ![A cup](cup.png)")
    assert fields(made)["Answer"] == r'<p>\(x\) and <img src="cup-1.png" alt="A cup"></p>'
    assert preview(made)["Answer"] == '<p><x|0> and <img src="data:cup.png" alt="A cup"></p>'


@pytest.mark.parametrize(("option", "shown"), [("$x$", r"\(x\)"), ("a $x$", r"a \(x\)"), ("$x$ b", r"\(x\) b")])
def test_a_formula_at_the_edge_of_an_option_stays(option: str, shown: str) -> None:
    made = fields(note("Because.", Choice((option, "no"), (0,))))
    assert f"<li>{shown}</li>" in made["Options"]
    assert f'<li class="right">{shown}</li>' in made["Solution"]


def test_formulas_in_headings_stay() -> None:
    made = note("Hot.", section=("About $x$",))
    assert fields(made)["Breadcrumb"] == r"Tea › About \(x\)"
    assert preview(made)["Breadcrumb"] == "Tea › About <x|0>"


def test_clozes_are_numbered_as_each_output_hides_them() -> None:
    """Anki hides parts of a formula, a picture of one is hidden whole."""
    made = note("==a== and $==x== + ==y==$", Cloze(), question="[…]")
    assert fields(made)["Text"] == r"<p>{{c1::a}} and \( {{c2::x}}  +  {{c3::y}} \)</p>"
    assert preview(made)["Text"] == "<p>{{c1::a}} and <\x02x\x03 + \x02y\x03|0></p>".replace(
        "\x02", " {{c2::", 1
    ).replace("\x02", " {{c3::").replace("\x03", "}} ")


def test_deck_and_tags_are_shared() -> None:
    first, second = note("a", section=("Green",)), note("b", section=("Green",))
    assert first.tags is second.tags
    assert first.deck is second.deck
    assert first.tail is second.tail


@pytest.mark.parametrize(("number", "line"), [(7, 3), (None, 9)])
def test_number_and_line_are_no_content(number: int | None, line: int) -> None:
    card = Card("Why?", "Hot.", Location("tea.md", line), number)
    assert RENDERER.render(card, HOME).digest == note("Hot.").digest


@pytest.mark.parametrize("other", [note("Hot!"), note("Hot.", section=("A",)), note("Hot.", question="What?")])
def test_whatever_else_is_seen_is_hashed(other: AnkiNote) -> None:
    assert other.digest != note("Hot.").digest


TEA = """# Tea

## Q: Why $x$?

**Hot**, and ![a cup](cup.png).

## Q: Which one?

A) green
B) $x$

Answer: B

## Q: What does the kettle do?

It ==boils== the $==water==$.
"""


def test_a_build_renders_each_card_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: Counter[Card] = Counter()
    render = Renderer.render

    def counting(self: Renderer, card: Card, home: Home) -> AnkiNote:
        rendered[card] += 1
        return render(self, card, home)

    monkeypatch.setattr(Renderer, "render", counting)
    (tmp_path / "docs").mkdir()
    for name in ("tea", "mate"):
        (tmp_path / "docs" / f"{name}.md").write_text(TEA)
    only = ("anki", "csv", "preview")
    made = steps.build(Options((str(tmp_path / "docs"),), tmp_path / "dist", only), lambda *_: None)
    assert (len(made.written), made.failures) == (3 + 2 + 1, ())
    assert set(rendered.values()) == {1}
    assert len(rendered) == 6
