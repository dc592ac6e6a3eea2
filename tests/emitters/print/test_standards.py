"""PDF/UA-1 as far as it can be checked here, and code that is copied from a PDF with its indentation.

`pdfua` has 12 checks, for 16 of the 106 rules; what else a program can see is looked at with pikepdf. Nobody here
checks whether words describe their image, the order of reading is the meaning's, or colors suffice.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfua
import pdfua.rules.structure
import pikepdf
import pymupdf
import pypdfium2
import pytest
from PIL import Image

from exporter.model import Card, Choice, Document, Level, Location, Note
from exporter.settings import PrintSettings, Settings
from tests.conftest import SOURCE
from tests.editions import edition, printed, templates
from tests.emitters.print.edges import copied, documents
from tests.tools import needs

pytestmark = needs("pdf", "poppler")

HERE = Location("tides.md", 1)
OUTPUTS = [
    *((output, layout) for output in ("sheet", "quiz", "quiz-key") for layout in ("packed", "flowing")),
    ("flashcards", "packed"),
]
PIXEL = BytesIO()
Image.new("1", (9, 9)).save(PIXEL, "png")
PICTURE = f"data:image/png;base64,{b64encode(PIXEL.getvalue()).decode()}"
TIDES = Document(
    "Tides by numbers",
    "tides.md",
    (
        Note("", "What the water does, in $n$ cards.", HERE, ("Water",)),
        Card(
            "How high is $h$ at time $t$?",
            "As $A \\cos(\\omega t)$, and\n\n$$h = A_1 + A_2$$",
            HERE,
            1,
            section=("Water",),
        ),
        Card(
            "What moves it?",
            "- The Moon.\n\n  It is near.\n\n- The Sun.\n  - far\n\n    1. heavy\n\n       ```\n       x\n       ```",
            HERE,
            2,
            Level.ADVANCED,
            ("Water", "Waves", "Long ones"),
        ),
        Card(
            "Which tide?",
            "| tide | when |\n|---|---|\n| spring | new moon |\n| neap | half moon |",
            HERE,
            3,
            section=("Water",),
        ),
        Card("Seen?", f"![a square]({PICTURE}) and ![]({PICTURE})\n\n# Deep\n\n### Deeper", HERE, 4),
        Card("Rows?", "<table><tr><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr></table>", HERE, 5),
        Card("Which?", "The first.", HERE, 6, kind=Choice(("One:\n\n```python\nx = 1\n```", "two"), (0,))),
        Note("Terms", "> [!TIP]\n> Mind the steam.\n\n[a link](https://example.org)", HERE, ("Notes",)),
    ),
    ("water",),
)


def pdf(document: Document, output: str, is_ranked: bool = False, **settings: Any) -> bytes:
    out = BytesIO()
    made = edition(document, settings=Settings(print=PrintSettings(**settings)))
    printed(output)(replace(made, templates=templates("print"), is_ranked=is_ranked), out)
    return out.getvalue()


# ── tags ──


def elements(data: bytes) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Every element of the structure tree as a program reads them: its kind, the kinds in it, and what else it says."""
    with pikepdf.open(BytesIO(data)) as opened:
        waiting: list[Any] = [opened.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            kids = [kid for kid in listed(element.get("/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            waiting += reversed(kids)
            if "/S" in element:
                attributes = element.get("/A") or {}
                said = {
                    "alt": element.get("/Alt", ""),
                    "scope": attributes.get("/Scope", ""),
                    "parent": element.P.get("/S", ""),
                    "lang": element.get("/Lang", ""),
                }
                yield str(element.S), [str(kid.S) for kid in kids], {name: str(value) for name, value in said.items()}


def listed(value: Any) -> list[Any]:
    return [*value] if isinstance(value, pikepdf.Array) else [] if value is None else [value]


@pytest.fixture(scope="module", params=OUTPUTS, ids=" ".join)
def tides(request: pytest.FixtureRequest) -> bytes:
    output, layout = request.param
    return pdf(TIDES, output, layout=layout)


def test_every_formula_and_every_image_has_words(tides: bytes) -> None:
    words = [facts["alt"] for kind, _, facts in elements(tides) if kind == "/Figure"]
    assert words
    assert all(words)
    assert "h" in words


def test_a_formula_is_called_by_its_tex_and_a_nameless_image_an_image() -> None:
    words = [facts["alt"] for kind, _, facts in elements(pdf(TIDES, "sheet")) if kind == "/Figure"]
    assert {"A \\cos(\\omega t)", "h = A_1 + A_2", "a square", "image", "n"} <= set(words)


def test_items_of_lists_have_a_label_and_one_body(tides: bytes) -> None:
    items = [inside for kind, inside, _ in elements(tides) if kind == "/LI"]
    assert all(sorted(inside) in (["/LBody"], ["/LBody", "/Lbl"]) for inside in items), items
    assert all(facts["parent"] == "/LI" for kind, _, facts in elements(tides) if kind in ("/LBody", "/Lbl"))


def test_lists_hold_items_and_lists_alone(tides: bytes) -> None:
    assert {kind for each, inside, _ in elements(tides) if each == "/L" for kind in inside} <= {"/LI", "/L"}


@pytest.mark.parametrize("layout", ["packed", "flowing"])
def test_heads_of_tables_say_what_they_head(layout: str) -> None:
    scopes = [facts["scope"] for kind, _, facts in elements(pdf(TIDES, "sheet", layout=layout)) if kind == "/TH"]
    assert sorted(scopes) == ["/Column", "/Column", "/Row", "/Row"]


def levels(data: bytes) -> list[int]:
    return [int(kind[2:]) for kind, _, _ in elements(data) if kind[1:2] == "H" and kind[2:].isdigit()]


@pytest.mark.parametrize(("output", "layout"), OUTPUTS)
@pytest.mark.parametrize("is_ranked", [False, True])
def test_headings_begin_with_the_first_and_never_jump(output: str, layout: str, is_ranked: bool) -> None:
    ranks = levels(pdf(TIDES, output, is_ranked, layout=layout))
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks)), ranks


@pytest.mark.parametrize("layout", ["packed", "flowing"])
def test_all_of_a_real_document_is_tagged_right(layout: str) -> None:
    data = pdf(documents(SOURCE / "docker.md")[0], "sheet", layout=layout)
    ranks = levels(data)
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert all(facts["alt"] for kind, _, facts in elements(data) if kind == "/Figure")
    assert all(
        sorted(inside) in (["/LBody"], ["/LBody", "/Lbl"]) for kind, inside, _ in elements(data) if kind == "/LI"
    )


@pytest.mark.parametrize(("output", "layout"), OUTPUTS)
def test_a_card_in_another_language_than_its_document_says_so(output: str, layout: str) -> None:
    texts = (
        ("Warum?", "Der Mond zieht das Wasser an."),
        ("Почему так?", "Луна притягивает воду."),
        ("מהי גאות?", "עלייה."),
    )
    cards = tuple(Card(question, answer, HERE, n, section=("Meer",)) for n, (question, answer) in enumerate(texts, 1))
    data = pdf(Document("Meer", "a.md", cards, meta={"lang": "de"}), output, layout=layout)
    said = [facts["lang"] for kind, _, facts in elements(data) if kind == "/Sect" and facts["lang"]]
    assert [*dict.fromkeys(said)] == ["ru", "he"]
    assert len(said) >= (4 if output == "flashcards" else 2)
    assert not [kind for kind, _, facts in elements(data) if facts["lang"] and kind != "/Sect"]


# ── what pdfua checks ──


@pytest.fixture
def sound_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    """pdfua 0.1.3 asks an array whether it is a number, which pikepdf 10 answers with an error: a rule is skipped."""
    monkeypatch.setattr(pdfua.rules.structure, "as_integer", lambda value: value if isinstance(value, int) else None)


@pytest.mark.usefixtures("sound_checker")
def test_pdfua_finds_nothing_and_skips_no_rule(tides: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(tides)
    report = pdfua.validate(str(tmp_path / "a.pdf"))
    assert [(each.rule_id, each.skipped_reason) for each in report.outcomes if each.skipped_reason] == []
    assert [finding.message for each in report.outcomes for finding in each.findings] == []
    assert len(report.outcomes) >= 12


# ── code that is copied ──

BLOCKS = {
    "python": "def hold(boat):\n    if boat:\n        for rope in boat:\n"
    "            return rope  # here\n    else:\n        x = {'a': 1}\n    return None",
    "yaml": "services:\n  web:\n    image: nginx\n    ports:\n      - '80:80'\n  db:\n    image: sea",
    "js": "function a(b) {\n  if (b) {\n    return { c: 1 };\n  }\n}",
    "json": '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ]\n}',
    "go": "func main() {\n    for i := 0; i < 3; i++ {\n        fmt.Println(i)\n    }\n}",
    "rust": "fn main() {\n    let x = match y {\n        1 => true,\n        _ => false,\n    };\n}",
    "java": "class A {\n    int b() {\n        return 1;\n    }\n}",
    "c": "int main(void) {\n    /* sea */\n    return 0;\n}",
    "bash": 'if true; then\n    for boat in *; do\n        echo "$boat"\n    done\nfi',
    "dockerfile": "RUN apt-get update && \\\n    apt-get install -y boat && \\\n    rm -rf /tmp/*",
    "html": "<ul>\n  <li>\n    <b>sea</b>\n  </li>\n</ul>",
    "css": "@media print {\n  a {\n    color: red;\n  }\n}",
    "sql": "SELECT a\nFROM (\n    SELECT b\n    FROM sea\n) AS c",
    "ruby": "class A\n  def b\n    yield 1 if c\n  end\nend",
    "toml": "[a]\nb = [\n    1,\n    2,\n]",
    "ts": "interface A {\n  b: {\n    c: string;\n  };\n}",
    "php": "function a() {\n    if ($b) {\n        return 1;\n    }\n}",
    "kotlin": "fun a() {\n    when (b) {\n        1 -> c()\n    }\n}",
    "text": "tree\n  branch\n    leaf\n  branch",
    "": "plain\n    deep\n        deeper",
}
HARBOUR = Document(
    "Harbour",
    "h.md",
    tuple(Card(f"Block {n}?", f"```{name}\n{code}\n```", HERE, n) for n, (name, code) in enumerate(BLOCKS.items())),
)


@pytest.fixture(scope="module")
def harbour() -> bytes:
    return pdf(HARBOUR, "sheet")


def missing(text: str, code: str) -> list[str]:
    """The first line of code that does not stand in a text below the line before, by its indentation and its words; the
    whole block may stand further to the right."""
    found, at, shift = [*map(parted, text.split("\n"))], 0, 0
    for number, line in enumerate(filter(None, code.split("\n"))):
        indent, words = parted(line)
        places = (
            n
            for n in range(at, len(found))
            if found[n][1] == words and found[n][0] == (indent + shift if number else found[n][0])
        )
        if (at := next(places, -1)) < 0:
            return [line]
        shift = shift if number else found[at][0] - indent
        at += 1
    return []


def parted(line: str) -> tuple[int, str]:
    """The indentation of a line, and its words."""
    return len(line) - len(line.lstrip(" ")), " ".join(line.split())


def test_twenty_blocks_keep_their_indentation_in_mupdf(harbour: bytes) -> None:
    with pymupdf.open(stream=harbour) as opened:  # type: ignore[no-untyped-call]  # it has no types
        text = "\n".join(page.get_text() for page in opened)
    assert {name: lines for name, code in BLOCKS.items() if (lines := missing(text, code))} == {}


def test_twenty_blocks_keep_their_indentation_in_poppler() -> None:
    """It shows spaces by the place of words: here by the width of a letter of code."""
    text = copied(pdf(HARBOUR, "sheet", columns=1), "-layout", "-fixed", "4.09")
    assert {name: lines for name, code in BLOCKS.items() if (lines := missing(text, code))} == {}


def test_twenty_blocks_keep_their_indentation_in_pdfium(harbour: bytes) -> None:
    """It makes one space of several, always: that there is one, and where the words stand, is all that it tells."""
    opened = pypdfium2.PdfDocument(harbour)
    text = "\n".join(page.get_textpage().get_text_range() for page in opened).replace("\r", "")
    squeezed = {
        name: "\n".join(" " * line.startswith((" ", "\t")) + " ".join(line.split()) for line in code.split("\n"))
        for name, code in BLOCKS.items()
    }
    assert {name: lines for name, code in squeezed.items() if (lines := missing(text, code))} == {}
