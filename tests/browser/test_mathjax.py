"""Formulas in Anki: what is sent to MathJax draws mathematics and does nothing else, whatever a document holds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter import markup
from exporter.markup.tex_commands import CHEMISTRY, COMMANDS, ENVIRONMENTS
from exporter.model import Basic, Card, Cloze, Document, Location
from exporter.notes import fields
from tests.browser.mathjax import MathJax, mathjax, watch
from tests.browser.reviewer import DEVICES, reviewer
from tests.collection import opened, take
from tests.editions import edition, written
from tests.formulas import ARGUMENTS, HONEST, HOSTILE, HOSTILE_CLOZES, TITLE, documents, tex

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.models import NotetypeDict
    from playwright.sync_api import Browser

SHOTS = os.environ.get("SCREENSHOTS")  # a folder: then the cards are kept there to be looked at
TEX_IN_BRACKETS = {"sqrt", *(name for name in COMMANDS if name.startswith("x") and name != "xi" and name != "xcancel")}
OPTION = 'href="javascript:canary()"'
EXAMPLES = int(os.environ.get("EXAMPLES", "60"))
HYPOTHESIS = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[MathJax]:
    with mathjax(browser) as page:
        yield page
        assert page.harm == []


def sent(tex: str) -> str:
    """A formula as MathJax gets it, without its delimiters."""
    return unescape(fields.mathjax(tex, display=False))[2:-2]


def names(tables: dict[str, list[str]]) -> set[str]:
    r"""Names of commands; tables of delimiters have them with their `\`."""
    return {name[name.startswith("\\") and len(name) > 1 :] for table in tables.values() for name in table}


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_name_on_the_list_is_known_to_mathjax(page: MathJax) -> None:
    beside = {"of", "\n"}  # a part of `\root`; the end of a line is a space
    assert set(COMMANDS) - names(page.known("macro")) == beside
    assert set(ENVIRONMENTS) - names(page.known("environment")) == set()


def test_every_other_name_is_refused(page: MathJax) -> None:
    others = names(page.known("macro")) - set(COMMANDS) - {"begin", "end"}
    assert {"mmlToken", "href", "style", "class", "cssId", "require", "def", "let", "verb", "unicode"} <= others
    assert [name for name in others if not markup.refused(rf"\{name}{{a}}{{b}}")] == []
    for name in names(page.known("environment")) - set(ENVIRONMENTS):
        assert markup.refused(rf"\begin{{{name}}}a\end{{{name}}}")


def test_mathjax_reads_no_option_that_the_list_does_not_know(page: MathJax) -> None:
    """Attributes are given in brackets: none gets there, however a command is made to stand before them."""
    forms = (
        r"\{}[{}]{{a}}{{b}}",
        r"\{} [{}]{{a}}{{b}}",
        r"\mod{{\{}}}[{}]{{a}}",
        r"\begin{{aligned}}\{}[{}]{{a}}\end{{aligned}}",
    )
    commands = [form.format(name, OPTION) for name in COMMANDS if name not in TEX_IN_BRACKETS for form in forms]
    environments = [
        rf"\begin{{{name}}}{rest}[{OPTION}]{{c}}\end{{{name}}}" for name in ENVIRONMENTS for rest in ("", "{2}")
    ]
    texts = [tex for tex in commands + environments if not markup.refused(tex)]
    assert len(texts) > 1000
    assert [tex for tex, options in zip(texts, page.options(texts), strict=True) if OPTION in options] == []


def test_no_command_in_chemistry_begins_one_that_is_not_free(page: MathJax) -> None:
    """mhchem joins what stands apart: `^\\le^t` becomes `\\let`."""
    bound = {name for name in names(page.known("macro")) if name not in COMMANDS or COMMANDS[name].pattern}
    assert {(word, name) for word in CHEMISTRY for name in bound if word.isalpha() and name.startswith(word)} == set()


def test_every_command_only_draws(page: MathJax) -> None:
    tables = page.known("macro")
    signs = names({name: table for name, table in tables.items() if re.search("mathchar|textcomp|upgreek", name)})
    bound = [name for name, follows in COMMANDS.items() if follows.pattern]
    lone = [rf"x\{name}{rest}" for name in COMMANDS for rest in ARGUMENTS[: 1 if name in signs else 2]]
    lone += [rf"x\{name}{rest}" for name in bound for rest in ARGUMENTS]
    rows = [rf"\begin{{aligned}}a & b\\ \{name}{{a}}{{b}}\end{{aligned}}" for name in set(COMMANDS) - signs]
    arrays = [
        rf"\begin{{{name}}}{rest} a & b \\[2pt] c & d\end{{{name}}}"
        for name in ENVIRONMENTS
        for rest in ("", "{cc}", "{2}", "[t]{cc}", "[r]")
    ]
    texts = [tex for tex in (*lone, *rows, *arrays) if not markup.refused(tex)]
    made = page.converted([*map(sent, texts)])
    assert {tex: beyond for tex, (beyond, _) in zip(texts, made, strict=True) if beyond} == {}
    assert [tex for tex, (_, faults) in zip(texts, made, strict=True) if "TypeError" in "".join(faults)] == []


def test_honest_formulas_are_set(page: MathJax) -> None:
    assert len(HONEST) > 90
    assert {tex: markup.refused(tex) for tex in HONEST if markup.refused(tex)} == {}
    twice = page.converted([*map(sent, HONEST)]), page.converted([*map(sent, HONEST)])  # as question and answer
    assert {tex: found for made in twice for tex, found in zip(HONEST, made, strict=True) if found != ([], [])} == {}


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_hostile_cards_do_nothing(browser: Browser, tmp_path: Path) -> None:
    """In the reviewer itself, front and back: nothing runs, nothing is fetched, nothing can be clicked."""
    basic = [Card(f"What of {text}", text, Location("a.md", n), section=(text,)) for n, text in enumerate(HOSTILE, 1)]
    cloze = [Card(f"Fill {n}", text, Location("b.md", n), kind=Cloze()) for n, text in enumerate(HOSTILE_CLOZES, 1)]
    made = edition(Document(TITLE, "a.md", (*basic, *cloze)))
    with opened(tmp_path) as collection, reviewer(browser, DEVICES[0]) as screen:
        take(collection, written("anki", made, tmp_path / "a.apkg"))
        numbers = collection.find_cards("", order="c.due, c.ord")
        assert len(numbers) >= len(basic) + len(cloze)
        watch(screen.page)
        found = {}
        for number in numbers:
            card = collection.get_card(number)
            for answer in (False, True) if card.note_type()["type"] else (True,):  # a plain back has its front above
                screen.show(card, answer=answer)
                if beyond := screen.ask("() => window.beyond(document.getElementById('qa'))"):
                    found[card.question()] = beyond
            if SHOTS:
                screen.page.screenshot(path=str(Path(SHOTS) / f"hostile-{number}.png"))
        assert found == {}
        assert [*screen.ask("() => window.sung"), *screen.refused, *screen.faults] == []


def test_honest_cards_are_set_on_both_sides(browser: Browser, tmp_path: Path) -> None:
    cards = [
        Card(rf"\({tex}\)", rf"\[{tex}\]" if "$" in tex else f"$${tex}$$", Location("a.md", n))
        for n, tex in enumerate(HONEST, 1)
    ]
    with opened(tmp_path) as collection, reviewer(browser, DEVICES[0]) as screen:
        take(collection, written("anki", edition(Document("Formulas", "a.md", tuple(cards))), tmp_path / "a.apkg"))
        watch(screen.page)
        found = []
        for number in collection.find_cards("", order="c.due"):
            screen.show(collection.get_card(number), answer=True)
            boxes = screen.ask("() => document.querySelectorAll('#qa mjx-container').length")
            faults = screen.ask("() => window.faults(document.getElementById('qa'))")
            if SHOTS:
                screen.page.screenshot(path=str(Path(SHOTS) / f"honest-{number}.png"))
            if (boxes, faults) != (2, []):
                found.append((screen.ask("() => document.getElementById('qa').innerText"), boxes, faults))
        assert found == []


def test_a_refused_formula_is_code_in_which_clozes_hide(browser: Browser, tmp_path: Path) -> None:
    card = Card("Fill", r"So $\Reals ==x== y$ and $z ==w==$.", Location("a.md", 1), kind=Cloze())
    with opened(tmp_path) as collection, reviewer(browser, DEVICES[0]) as screen:
        take(collection, written("anki", edition(Document("Bread", "a.md", (card,))), tmp_path / "a.apkg"))
        first, second = map(collection.get_card, collection.find_cards("", order="c.ord"))
        screen.show(first)
        assert screen.ask("() => document.querySelector('.text code.tex').innerText") == r"$\Reals [...] y$"
        screen.show(second)
        assert screen.ask("() => document.querySelector('.text code.tex').innerText") == r"$\Reals x y$"


# ── texts nobody has thought of ──────────────────────────────────────────────────────────────────────────────────────


@given(texts=st.lists(tex(), min_size=40, max_size=80))
@HYPOTHESIS
def test_any_tex_that_is_allowed_only_draws(page: MathJax, texts: list[str]) -> None:
    allowed = [tex for tex in texts if not markup.refused(tex)]
    made = page.converted([*map(sent, allowed)])
    assert {tex: beyond for tex, (beyond, _) in zip(allowed, made, strict=True) if beyond} == {}
    assert page.harm == []


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Collection, dict[str, NotetypeDict]]]:
    """A collection with our note types, by our names for them."""
    folder = tmp_path_factory.mktemp("types")
    cards = (Card("a", "b", Location("a.md", 1)), Card("c", "==d==", Location("a.md", 2), kind=Cloze()))
    with opened(folder) as collection:
        take(collection, written("anki", edition(Document("Bread", "a.md", cards)), folder / "a.apkg"))
        notes = [collection.get_note(number) for number in collection.find_notes("")]
        kinds = {"cloze" if kind["type"] else "basic": kind for kind in (note.note_type() for note in notes) if kind}
        yield collection, kinds


def sides(collection: Collection, kinds: dict[str, NotetypeDict], texts: Sequence[str]) -> Iterator[str]:
    """Fronts and backs of a plain and a cloze card of each text, as Anki renders them."""
    cards = [
        Card(text or "?", text, Location("a.md", n), kind=kind)
        for n, text in enumerate(texts)
        for kind in (Basic(), Cloze())
        if text.strip()
    ]
    for made in edition(Document("Bread", "a.md", tuple(cards))).placed:
        note = collection.new_note(kinds[made.note.note_type])
        note.fields = list(made.fields)
        for ordinal in range(min(3, "".join(made.fields).count("{{c") or 1) if made.note.note_type == "cloze" else 1):
            card = note.ephemeral_card(ordinal)
            yield from (card.question(), card.answer())


@given(texts=st.lists(documents(), min_size=5, max_size=15))
@HYPOTHESIS
def test_any_document_only_draws(
    page: MathJax, types: tuple[Collection, dict[str, NotetypeDict]], texts: list[str]
) -> None:
    """Whole texts: what is prose stays prose, whatever stands beside it."""
    shown = list(sides(*types, texts))
    assert {side: beyond for side, beyond in zip(shown, page.shown(shown), strict=True) if beyond} == {}
    assert page.harm == []
