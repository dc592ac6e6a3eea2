"""Who may import whom: the contract of the house, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "exporter"
LAYERS = (  # a module may import from its own row's packages only itself, and anything below
    {"__main__"},
    {"cli"},
    {"commands"},
    {"api"},
    {"pull"},
    {"pipeline"},
    {"push/doors"},
    {"sources"},
    {"convert"},
    {"readers", "emitters", "checks"},
    {"notes"},
    {"identity"},
    {"restore"},
    {"grammar", "naming", "sheetcells", "worddiff"},
    {"markup", "settings"},
    {"plugins"},
    {"problems"},
    {"model"},
    {"workers"},
    {"push"},  # what the add-on brings along: it needs Python alone
    {"errors", "jsontypes", "lexicon", "safefiles", "syspackages", "installation"},
)
INSIDE = {  # the same inside of packages; "*" stands for all modules that are not listed
    "cli": ({"*"}, {"group", "options"}),
    "commands": ({"serve"}, {"watch"}, {"*"}, {"localserver", "messages", "outcome", "summary"}),
    "checks": ({"*"},),  # no rule knows another
    "emitters": (
        {"moodle", "preview", "print"},
        {"gift"},
        {"*"},
    ),  # no emitter knows another, but for what both are made with
    "identity": (
        {"identification"},
        {"changing", "matching"},
        {"context", "pairing"},
        {"legacy", "note_ids", "originals", "similarity"},
        {"assignment", "fingerprint", "ledger", "ordering"},
        {"gap_numbers"},
        {"keys"},
    ),
    "markup": (
        {"rendering", "sentences"},
        {"texts"},
        {"parsing"},
        {"sanitizer"},
        {"math_svg"},
        {"footnotes", "formulas", "placeholders", "tex_check"},
        {"highlighting"},
        {"cache", "cloze_syntax", "dispatch", "lexing", "tex_commands", "toplevel"},
    ),
    "problems": ({"*"}, {"code"}),
    "pull": (
        {"judge", "documents"},
        {"pasted", "collection"},
        {"index"},
        {"note", "sheet"},
        {"html"},
        {"editor", "merge", "parts", "report", "rows"},
    ),
    "push": (
        {"doors"},
        {"addon"},
        {"session"},
        {"apply", "plan", "preview", "transaction", "wire"},
        {"absent", "adoption", "merging", "retiring", "retyping"},
        {"moving", "notetypes", "package"},
        {"kept", "places", "steps", "words"},
        {"layout"},
        {"merge", "state"},
        {"base", "memory", "offer"},
    ),
    "push/addon": ({"app"}, {"server", "window"}, {"meeting", "message"}),
    "push/doors": ({"door"}, {"app", "closed", "packing"}, {"profiles"}),
    "restore": ({"blocks"}, {"glued"}, {"prose", "tables"}, {"code", "diagrams", "words"}),
    "settings": ({"loading"}, {"keys"}, {"limits", "userpattern"}),
    "sources": (
        {"notread"},
        {"media"},
        {"discover"},
        {"formats", "passedover", "ankisearch"},
        {"decks"},
        {
            "ankifiles",
            "asciidoc",
            "encodings",
            "includes",
            "notebooks",
            "opendocument",
            "org",
            "pandoc",
            "pdf",
            "pod",
            "restructured",
            "sheets",
        },
        {"codepages", "placeholders", "programs", "webarchives"},
    ),
    "notes": ({"rendering"}, {"note"}, {"cardstyle", "decks", "fields", "shuffling", "types"}),
    "pipeline": (
        {"steps"},
        {"load", "render", "identify", "plan", "run"},  # each step is a module with one function, and knows no other
        {"adopting", "report", "editions", "offering", "parsing"},
        {"produce", "checking"},
        {"build"},
        {"doubts", "readback", "reviews", "resend", "retired", "surroundings", "changes", "importing"},
        {"folderdata"},
        {"unsure"},
        {"names", "options", "ownstyle", "reading", "fonts"},
        {"selection", "guard", "store"},
        {"resources"},
    ),
    "pipeline/store": (
        {"ledger_file", "emitter_cache"},
        {"card_cache", "manifest", "reading_cache", "render_cache", "tempfiles"},
        {"cache", "card_codec"},
        {"files"},
    ),
}
OWN_PARTS = {"push/doors"}  # packages inside of others that stand elsewhere
EACH_OTHER = {  # package, module, and what it imports although that imports it
    ("workers", "serving", "starters"),  # when a worker starts processes of its own, which it seldom does
    ("workers", "here", "starters"),  # for a type
    ("readers/inferred", "structure", "candidate"),  # banners are candidates; both know blocks
    ("readers/inferred", "structure", "detectors"),  # what is a heading is known there
}
STEPS = ("load", "render", "identify", "plan", "run")
IMPURE = {"environ", "putenv", "setrecursionlimit", "fork", "exporter.workers", "subprocess", "multiprocessing"}
# macOS looks for libraries where the environment says, and asks before anything of ours is called
PURE_BUT_FOR = {("libraries.py", "environ")}
SIBLINGS = {("checks", "identity")}  # checks ask identity which questions are the same
HEAVY = {
    "genanki": "exporter/emitters/anki.py",
    "weasyprint": "exporter/emitters/print/adapter",
    "ziamath": "exporter/markup/math_svg.py",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rank(part: str, layers: Sequence[set[str]] = LAYERS) -> int:
    named = next((n for n, layer in enumerate(layers) if part in layer), -1)
    return named if named >= 0 else next((n for n, layer in enumerate(layers) if "*" in layer), -1)


def part(path: Path) -> str:
    """The part of the house that a module belongs to."""
    return part_of([each.removesuffix(".py") for each in path.relative_to(PACKAGE).parts])


def part_of(names: Sequence[str]) -> str:
    """The same, by the names of packages: most are one part, and some have a part of their own."""
    both = "/".join(names[:2])
    return both if both in OWN_PARTS else names[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path: Path) -> None:
    here = part(path)
    for name in imports(path):
        there = part_of(name.split(".")[1:]) if name.startswith("exporter.") else ""
        if rank(there) < 0 or there == here or here == "__init__":
            continue
        allowed = rank(there) > rank(here) or (here, there) in SIBLINGS
        assert allowed, f"{here} must not import {name}"


@pytest.mark.parametrize(("library", "home"), HEAVY.items())
def test_heavy_libraries_have_one_home(library: str, home: str) -> None:
    users = [path for path in MODULES if any(name.split(".")[0] == library for name in imports(path))]
    assert users
    assert all(path.is_relative_to(ROOT / home) for path in users)


def test_every_module_has_its_place() -> None:
    assert {part(path) for path in MODULES if rank(part(path)) < 0} == {"__init__"}


def modules_of(home: Path) -> dict[str, set[str]]:
    """The parts of a package, each with the other parts that it imports, now or later."""
    prefix = ".".join(("exporter", *home.relative_to(PACKAGE).parts, ""))
    parts = {path.stem for path in home.glob("*.py")} | {path.parent.name for path in home.glob("*/__init__.py")}
    called: Callable[[Sequence[str]], str] = part_of if home == PACKAGE else lambda names: names[0]
    parts |= OWN_PARTS if home == PACKAGE else set()
    found: dict[str, set[str]] = {part: set() for part in parts - {"__init__"}}
    for path in home.rglob("*.py"):
        here = called([each.removesuffix(".py") for each in path.relative_to(home).parts])
        if here in found:
            named = {called(each.removeprefix(prefix).split(".")) for each in imports(path) if each.startswith(prefix)}
            found[here] |= (named & found.keys()) - {here}
    return found


@pytest.mark.parametrize("name", INSIDE)
def test_imports_go_down_inside_packages(name: str) -> None:
    layers = INSIDE[name]
    for here, others in modules_of(PACKAGE / name).items():
        assert rank(here, layers) >= 0, f"{name}/{here} has no place"
        for there in others:
            assert rank(there, layers) > rank(here, layers), f"{name}/{here} must not import {there}"


PACKAGES = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))


@pytest.mark.parametrize("home", PACKAGES, ids=lambda path: path.relative_to(PACKAGE.parent).as_posix())
def test_no_modules_import_each_other(home: Path) -> None:
    """In any package: an import of a module never leads back to it, not even by a late one."""
    known = {pair for pair in EACH_OTHER if home == PACKAGE / pair[0]}
    waiting = modules_of(home)
    for _, here, there in known:
        waiting[here].remove(there)
    while free := {part for part, others in waiting.items() if not others & waiting.keys()}:
        waiting = {part: others for part, others in waiting.items() if part not in free}
    assert waiting == {}


def test_layers_of_packages_name_modules_that_exist() -> None:
    for name, layers in INSIDE.items():
        assert set().union(*layers) - {"*"} <= modules_of(PACKAGE / name).keys()


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("step", STEPS)
def test_a_step_has_one_public_function(step: str) -> None:
    tree = ast.parse((PACKAGE / "pipeline" / f"{step}.py").read_text("utf-8"))
    named = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert [name for name in named if not name.startswith("_")] == [step]


def test_options_enter_the_steps_once() -> None:
    """They are part of the value that steps extend; what is below takes what it needs."""
    takers = {
        f"{path.stem}.{function.name}"
        for path in (PACKAGE / "pipeline").rglob("*.py")
        for function in functions(path)
        if any(each.arg == "options" for each in (*function.args.args, *function.args.kwonlyargs))
    }
    assert takers == {"steps.build", "steps.built", "load.load"}


@pytest.mark.parametrize("path", sorted((PACKAGE / "emitters").rglob("*.py")), ids=lambda path: path.stem)
def test_emitters_are_pure(path: Path) -> None:
    """What they need of their process, a build hands to them."""
    tree = ast.parse(path.read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {part for name in imports(path) for part in (name, name.rpartition(".")[0])}
    assert {name for name in IMPURE & used if (path.name, name) not in PURE_BUT_FOR} == set()
