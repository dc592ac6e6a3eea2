"""The code in our documents is well formed; `test_python` runs what is Python."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPMethod, HTTPStatus
from pathlib import Path

import pytest
import yaml

from tests.source.blocks import Block, blocks, each, fed, written
from tests.tools import needs, node

KNOWN = {"python", "bash", "dockerfile", "yaml", "json", "toml", "http", "js"}
UNCHECKED = {"text"}  # drawings and output
WIDE = 72  # characters: beyond, a line is broken in print


def test_every_language_is_checked_or_known_not_to_be() -> None:
    assert {block.language for block in blocks()} == KNOWN | UNCHECKED


PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": lambda text: list(yaml.safe_load_all(text)),
}


@pytest.mark.parametrize("language", PARSERS)
def test_data_parses(language: str) -> None:
    def wrong(block: Block) -> str:
        try:
            PARSERS[language](block.code)
        except (ValueError, yaml.YAMLError) as error:
            return str(error)
        return ""

    assert each(wrong, written(language)) == {}


def test_shell_is_well_formed() -> None:
    if not shutil.which("bash"):
        pytest.skip("bash is missing: shell commands of the documents are not checked")

    def wrong(block: Block) -> str:
        return fed(["bash", "-n"], block.code).stderr

    assert each(wrong, written("bash")) == {}


def test_dockerfiles_give_no_warning() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")
    if not hadolint:
        pytest.skip("hadolint is missing: Dockerfiles of the documents are not checked (make setup)")

    def wrong(block: Block) -> str:
        command = [hadolint, "--failure-threshold", "warning", "--ignore", "DL3008", "--no-color", "-"]
        done = fed(command, block.code)  # DL3008: versions of packages are pinned by the base image's digest, if at all
        return f"{done.stdout}{done.stderr}" if done.returncode else ""

    assert each(wrong, written("dockerfile")) == {}


@needs("node")
def test_javascript_is_well_formed() -> None:
    def wrong(block: Block) -> str:
        return fed([node(), "--check", "-"], block.code).stderr

    assert each(wrong, written("js")) == {}
    assert wrong(Block("js", (), "app.use((err => {", blocks()[0].item, asks=False))


REQUEST = re.compile(r"([A-Z]+) /\S* HTTP/[\d.]+")
RESPONSE = re.compile(r"HTTP/[\d.]+ (\d{3}) (.*)")
FIELD = re.compile(r"([\w-]+): (\S.*)")
METHODS = {*HTTPMethod, "QUERY"}  # RFC 10008 is younger than http.HTTPMethod
DATES = {"Date", "Expires", "Last-Modified", "Sunset"}


def test_http_messages_are_well_formed() -> None:
    assert each(lambda block: "\n".join(misphrased(block.code)), written("http")) == {}


@pytest.mark.parametrize(
    "message",
    [
        "HTTP/1.1 202 Created",
        "FETCH /items HTTP/1.1",
        "GET /items HTTP/1.1\nAccept",
        "Retry-After: ",
        "Sunset: Thu, 30 Jun 2027 23:59:59 GMT",
        "Content-Type: application/json\n\n{'a': 1}",
    ],
)
def test_a_wrong_http_message_is_found(message: str) -> None:
    assert list(misphrased(message))


def misphrased(message: str) -> Iterator[str]:
    """The lines of a request, of a response or of some fields that no client or server would send."""
    head, _, body = message.partition("\n\n")
    first, *fields = head.strip("\n").split("\n")
    if request := REQUEST.fullmatch(first):
        known = request[1] in METHODS
    elif response := RESPONSE.fullmatch(first):
        known = HTTPStatus(int(response[1])).phrase == response[2]
    else:
        known = is_field(first)
    yield from [] if known else [first]
    yield from (line for line in fields if not is_field(line))
    yield from [] if not body or "json" not in head or is_json(body) else [body]


def is_field(line: str) -> bool:
    """Whether a line is a header field; one with a date names the right day of the week."""
    found = FIELD.fullmatch(line)
    if found and found[1] in DATES:
        return format_datetime(parsedate_to_datetime(found[2]), usegmt=True) == found[2]
    return bool(found)


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def test_lines_fit_a_column_of_the_sheet() -> None:
    """But for one that has no place to break it."""
    lines = [(str(block), line) for block in blocks() for line in block.code.split("\n") if len(line) > WIDE]
    assert [found for found in lines if max(map(len, found[1].split())) < WIDE] == []
