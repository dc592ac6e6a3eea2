"""What the page of the preview carries; how it looks and works is in tests/browser."""

from __future__ import annotations

import json
import re
from typing import Any

from exporter.emitters import EMITTERS, Edition
from exporter.model import Card, Document, Location, Media, Problem, Severity
from exporter.settings import MediaSettings, Settings
from tests.conftest import SOURCE
from tests.editions import NOW, edition, emitted

DOCUMENTS = sorted(path for path in SOURCE.iterdir() if path.suffix in (".md", ".txt"))


def card(question: str, line: int, answer: str = "Yes.") -> Card:
    return Card(question, answer, Location("bread.md", line))


def page(made: Edition) -> str:
    return emitted("preview", made).decode()


def data(made: Edition) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page(made), re.DOTALL)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def test_nothing_of_a_document_ends_the_data() -> None:
    text = "</script><script>alert(1)</script><!-- {{title}} {{data}} \u2028"
    made = data(edition(Document(text, "bread.md", (card(text, 1),))))
    assert made["documents"][0]["title"] == text
    assert "alert(1)" in made["notes"][0]["fields"]["Question"]
    assert page(edition(Document(text, "bread.md", (card(text, 1),)))).count("</script>") == 2


def test_the_policy_lets_nothing_in() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page(edition(Document("Bread", "bread.md"))))
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", rules["style-src"])


def test_images_of_the_web_are_let_in_by_setting() -> None:
    settings = Settings(media=MediaSettings(remote=True))
    shown = card("Seen?", 1, "![far](https://example.org/a.png)")
    made = edition(Document("Bread", "bread.md", (shown,)), settings=settings)
    assert "img-src data: http: https:;" in page(made)
    assert 'src="https://example.org/a.png"' in data(made)["notes"][0]["fields"]["Answer"]


def test_images_are_carried_along() -> None:
    shown = card("Seen?", 1, "![near](a.png) ![gone](b.png)")
    media = {("bread.md", "a.png"): Media("qa-1.png", "image/png", b"dough")}
    answer = data(edition(Document("Bread", "bread.md", (shown,)), media=media))["notes"][0]["fields"]["Answer"]
    assert '<img src="data:image/png;base64,ZG91Z2g=" alt="near">' in answer
    assert '<a class="no-image">gone</a>' in answer


def test_problems_stand_beside_the_card_whose_lines_they_concern() -> None:
    first, second, open_ = card("One?", 5), card("Two?", 9), card("Three?", 20, "")
    lines = {2: "title", 5: "first", 8: "within", 9: "second", 21: "unanswered"}
    problems = tuple(Problem(Severity.WARNING, code, "-", Location("bread.md", n)) for n, code in lines.items())
    made = data(edition(Document("Bread", "bread.md", (first, second, open_)), problems=problems))
    beside = [[problem["code"] for problem in note["problems"]] for note in made["notes"]]
    assert beside == [["first", "within"], ["second"]]
    assert [problem["code"] for problem in made["documents"][0]["problems"]] == ["title", "unanswered"]


def test_problems_of_what_is_not_shown_are_told() -> None:
    problems = tuple(Problem(Severity.ERROR, "empty", "-", Location(name, 1)) for name in ("bread.md", "cake.md"))
    made = data(edition(Document("Bread", "bread.md", (card("One?", 5),)), problems=problems))
    assert [problem["code"] for problem in made["documents"][0]["problems"]] == ["empty"]
    assert [(one["source"], one["problems"][0]["where"]) for one in made["missing"]] == [("cake.md", "cake.md:1")]


def test_two_documents_of_one_file_are_kept_apart() -> None:
    documents = Document("Bread", "bread.md", (card("One?", 5),)), Document("Cake", "bread.md", (card("Two?", 50),))
    problem = Problem(Severity.WARNING, "late", "-", Location("bread.md", 51))
    made = data(edition(*documents, problems=(problem,)))
    assert [note["document"] for note in made["notes"]] == [0, 1]
    assert ["problems" in note for note in made["notes"]] == [False, True]


def test_the_last_change_is_marked_but_not_a_first_build() -> None:
    one, two = card("One?", 1), card("Two?", 2)
    document = Document("Bread", "bread.md", (one, two))
    assert ["changed" in note for note in data(edition(document))["notes"]] == [False, False]
    assert ["changed" in note for note in data(edition(document, changed={two: NOW + 1}))["notes"]] == [False, True]


def test_the_preview_is_the_last_output_of_the_table() -> None:
    """It links to the others, so they are known before it."""
    assert list(EMITTERS)[-1] == "preview"
