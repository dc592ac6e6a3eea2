"""Bad data costs an error that names the line, within bounds that are written down."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.errors import InputError
from exporter.readers.records import delimited
from exporter.sources import formats

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcd", "bcde", strict=True)
)
DEEP = 100_000


def refusal(name: str, text: str) -> str:
    with pytest.raises(InputError) as error:
        readers.read(formats.source(name, text.encode()))
    return error.value.message


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", f"Question,Answer\nWhy?,So\n{',' * 100_000}\n", "a.csv:3: 100,001 columns, expected at most 1,000"),
        ("a.csv", f"Question,Answer\nWhy?,{'x' * 2_000_000}\n", "a.csv:2: a cell of more than 1,000,000 characters"),
        ("a.csv", 'Question,Answer\nWhy?,So\nHow?,"So\nWho?,I\n', "a.csv:3: a quote that begins in this row is never"),
        ("a.json", "[" * DEEP, "a.json:1: "),
        ("a.json", '{"a":' * DEEP, "a.json:1: "),
        ("a.json", "[" * 200 + "]" * 200, "a.json:1: lists and objects are nested more than 100 deep"),
        ("a.json", '[{"question": "Why?",\n"answer": "Because', "a.json:2: not valid JSON"),
        ("a.jsonl", '{"question": "Why?", "answer": "So"}\n{"question": "Wh', "a.jsonl:2: not valid JSON"),
        ("a.yaml", "[" * DEEP, "a.yaml:1: lists and objects are nested more than 100 deep"),
        ("a.yaml", "- " * 1_000 + "a", "a.yaml:1: lists and objects are nested more than 100 deep"),
        ("a.yaml", BOMB, "values. Split the file, or write aliases out."),
        ("a.yaml", 'question: "Why?\n', "a.yaml:2: not valid YAML"),
        ("a.yaml", "&a a: *b\n", "a.yaml:1: the alias *b has no anchor before it"),
        ("a.yaml", "&a [*a]\n", "a.yaml:1: the alias *a has no anchor before it"),
        ("a.yaml", "a: \x01\n", "a.yaml:1: "),
        ("a.xml", f"<!DOCTYPE quiz [{LAUGHS}]><quiz>&e;</quiz>", "a.xml:1: XML with entities of its own"),
        (
            "a.xml",
            '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><q>&a;</q>',
            "a.xml:1: XML with entities of its own",
        ),
        ("a.xml", "<quiz>" * DEEP, "a.xml:1: more than 100 elements in each other"),
        ("a.xml", "<quiz>\n<question", "a.xml:2: not valid XML"),
        ("a.gift", "Which? {" * DEEP, "a.gift:1: a brace that begins here is never closed"),
    ],
    ids=lambda value: value[:30],
)
def test_bad_data(name: str, text: str, said: str) -> None:
    assert said in refusal(name, text)


def test_a_table_is_cut_nowhere() -> None:
    rows = "".join(f"Question {n}?,{'x' * 100}\n" for n in range(2_000))
    reading = readers.read(formats.source("a.csv", f"Question,Answer\n{rows}".encode()))
    assert len(reading.cards) == 2_000
    assert delimited.MOST_COLUMNS >= 1_000


def _outcome(name: str, text: str) -> str:
    """The error's message; "" where the text is read."""
    try:
        readers.read(formats.source(name, text.encode()))
    except InputError as error:
        return error.message
    return ""


def test_json_that_is_cut_anywhere_is_refused() -> None:
    text = '{"cards": [{"question": "Why \\u00e9?", "answer": "So {[\\"", "tags": ["a", null, 1.5e3]}, {"a": "A?"}]}'
    assert _outcome("a.json", text) == ""
    assert all(_outcome("a.json", text[:end]).startswith("a.json:1: ") for end in range(len(text)))


def test_yaml_that_is_cut_anywhere_is_refused_or_read() -> None:
    text = "cards:\n- question: Why?\n  answer: |\n    So\n  tags: [a, 'b']\n- question: &x A?\n  answer: *x\n"
    said = {_outcome("a.yaml", text[:end]).partition(":")[0] for end in range(len(text))}
    assert said == {"", "a.yaml"}
