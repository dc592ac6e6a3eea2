"""Multiple choice as documents write it: options, their marks and their keys are put in the way that `options` reads.

    - options: `A. text`, whatever stands around their labels; `① text` for numbers; `- [ ] text` where they have none
    - a right option: `A. text ✅`, or a ticked box, for marks of any kind and for keys beside or above the question
    - a key below the options: `Answer: B`, whatever words stood before it

That is done where most questions of the document have their key in the same way: a mark or a word that stands at one
question alone may be anything. What is not understood stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from exporter.lexicon.alphabets import FIRST, RINGS
from exporter.readers.inferred.preparation.choices import keys, lists, marks, stems, unlabelled
from exporter.readers.inferred.preparation.choices.keys import Told
from exporter.readers.inferred.preparation.choices.marks import Bare
from exporter.readers.inferred.preparation.choices.runs import Lines, Piece, Run
from exporter.readers.source import Source

_ONE, _TWO = "[1۱१১๑]", "[2۲२২๒]"
_MAY_OFFER = re.compile(  # the first option with a label, or the first two with numbers
    rf"^[ \t>]*(?:[-*+•][ \t]+)?(?:\[.?\][ \t]*)?\W{{0,4}}(?:[^\W\d_]{{3,12}}[ _]?1\W|(?:[^\W\d_]{{3,12}}[ _]?)?"
    rf"(?:[{FIRST}{RINGS[0]}](?:[\W_])|الف\W))|^[ \t>]*\W?{_ONE}[.)][ \t].*\n[ \t>]*\W?{_TWO}[.)]",
    re.MULTILINE,
)
_MAY_MARK = re.compile(  # a list one item of which something marks
    r"^[ \t>]*(?:[-*+•][ \t]+(?:\*\*[^*\n]+\*\*$|.*(?:[✅✔☑✓√]\ufe0f?|\*|[)\]）】])$|\([ xX*]?\)"
    r"|.*[-–—:][ \t]*[^\W\d_]{2,12}$)|[(\[][ xX*][)\]][ \t]|\+[ \t])",
    re.MULTILINE,
)
_MAY_COUNT = re.compile(
    r"^[ \t>]*[-*+•][ \t].*\n\n?[^\n]{2,40}[:：=][ \t]*\d{1,2}(?:[ \t]*[,;&][ \t]*\d)*\W*$", re.MULTILINE
)
_MAY_TELL = re.compile(
    r"^(?P<option>[^\W_][^\n]{0,80})\n(?:[^\n]+\n){0,5}[^\n:：]{2,30}[:：][ \t]*(?P=option)$", re.MULTILINE
)
_UNDERLINE = re.compile(r" {0,3}-{3,}[ \t]*")
_PLAIN = re.compile(r"(?![-+*][ \t]|[#<`~>])\S")  # what begins no other block
_STYLES = {("", "."), ("", ")"), ("(", ")"), ("[", "]"), ("", "]")}  # that `options` reads in any alphabet


def replaced(source: Source) -> Source:
    """The source itself, or one in which options and keys are written in one way."""
    text = source.text
    lettered, listed = _MAY_OFFER.search(text), _MAY_MARK.search(text) or _MAY_COUNT.search(text)
    if not (lettered or listed or _MAY_TELL.search(text)):
        return source
    lines = Lines(source.lines, source.front_lines)
    edits: dict[int, str] = {}
    if lettered:
        edits = _labelled(lines, lines.lettered()) or _labelled(lines, lines.numbered())
    if listed and not edits:
        edits = _items(lines)
    edits = edits or unlabelled.by_text(lines)
    edits = {n: line for n, line in edits.items() if line != source.lines[n]}
    return source.with_lines(edits.get(n, line) for n, line in enumerate(source.lines)) if edits else source


def _items(text: Lines) -> dict[int, str]:
    """The lines of lists without labels of which a mark tells the right items."""
    runs = text.items()
    made = [[marks.bare(piece) for piece in run.pieces] for run in runs]
    edits: dict[int, str] = {}
    right_of = marks.right(runs, made)
    if not right_of:
        right_of, edits = unlabelled.by_index(text, runs)
    for n, right in right_of.items():
        for m, (piece, option) in enumerate(zip(runs[n].pieces, made[n], strict=True)):
            edits[piece.line] = f"{piece.lead}- [{'x' if m in right else ' '}] {option.text}"
    return edits | stems.edits(text, runs, edits) if edits else edits


def _labelled(text: Lines, runs: Sequence[Run]) -> dict[int, str]:
    """The lines of options with labels, and of their keys."""
    if not runs:
        return {}
    made = [[marks.bare(piece) for piece in run.pieces] for run in runs]
    bare = [_with_texts(run, options) for run, options in zip(runs, made, strict=True)]
    marked = marks.right(runs, made)
    below = keys.below(text, bare)
    beside = [keys.above(text, bare, below), keys.behind(text, bare)]
    edits: dict[int, str] = {}
    if not marked and not any(beside) and 2 * sum(bool(told.right) for told in below.values()) < len(runs):
        listed, edits = lists.told(text, bare)
        beside.append(listed)
        below = {} if listed else below
    for n, run in enumerate(runs):
        edits |= _edits(text, run, made[n], marked.get(n), [told[n] for told in beside if n in told], below.get(n))
    return edits | stems.edits(text, runs, edits) if edits or not runs[0].are_numbers else edits


def _with_texts(run: Run, options: Sequence[Bare]) -> Run:
    """The run without marks on its options."""
    return run._replace(
        pieces=tuple(piece._replace(rest=option.text) for piece, option in zip(run.pieces, options, strict=True))
    )


def _edits(
    text: Lines,
    run: Run,
    made: Sequence[Bare],
    marked: tuple[int, ...] | None,
    beside: Sequence[Told],
    below: Told | None,
) -> dict[int, str]:
    """The lines of one question that change; none where nothing says which options are right."""
    said = {told.right for told in beside if told.right} | ({marked} if marked is not None else set())
    if len(said) > 1 or not (said or below or beside):
        return {}
    if run.are_numbers and not said and not (below and below.right):
        return {}  # else it is any list
    edits: dict[int, str] = {}
    for told in [*beside, *([below] if below else [])]:
        if told.right or told is below:
            edits |= told.edits
        elif (at := _room(text, run)) is not None:
            edits |= {**told.edits, at: f"Answer: {told.text}"}
    right = said.pop() if said else ()
    edits |= _explained(text, run, made, right) if marked is not None and not below else {}
    return edits | _rewritten(text, run, made, right, edits, marked is not None)


def _explained(text: Lines, run: Run, made: Sequence[Bare], right: Sequence[int]) -> dict[int, str]:
    """The lines of a key with what marks say besides: it would give the answer away beside the option."""
    why = [option.why for m, option in enumerate(made) if option.why and m in right]
    why += [f"{run.pieces[m].label}: {option.why}" for m, option in enumerate(made) if option.why and m not in right]
    at = _room(text, run) if why and right else None
    if at is None:
        return {}
    edits = {at: f"Answer: {', '.join(run.pieces[m].label for m in right)}<br>{' '.join(why)}"}
    if _UNDERLINE.fullmatch("".join(text.lines[at + 1 : at + 2])):
        edits[at + 1] = "***"  # as a rule below a blank line it was no underline
    return edits


def _room(text: Lines, run: Run) -> int | None:
    """The blank line below the options, where a key can be told that was not understood."""
    at = run.last + 1
    return at if at < len(text.lines) and not text.lines[at].strip() else None


def _rewritten(
    text: Lines, run: Run, made: Sequence[Bare], right: Sequence[int], edits: Mapping[int, str], is_marked: bool
) -> dict[int, str]:
    """The lines of the options."""
    found: dict[int, str] = {}
    if run.pieces[-1].bullet and _is_tight(text, run):
        run = run._replace(pieces=tuple(piece._replace(bullet="") for piece in run.pieces))
    for m, (piece, option) in enumerate(zip(run.pieces, made, strict=True)):
        own = option.text if is_marked or piece.wrap else piece.rest.strip()
        if m == len(made) - 1 and piece.line in edits:
            own = _cut(own, text.lines[piece.line], edits[piece.line])
        written = _option(piece, m, own, m in right, is_marked)
        found[piece.line] = f"{found[piece.line]}  {written.strip()}" if piece.line in found else written
    return found


def _is_tight(text: Lines, run: Run) -> bool:
    """Whether two lines of text follow a list without a blank one, and the list would take in all that follows."""
    below = text.lines[run.last + 1 : run.last + 3]
    return len(below) > 1 and all(_PLAIN.match(line) for line in below)


def _cut(own: str, line: str, edited: str) -> str:
    """The text of the last option without the key behind it."""
    gone = len(line.rstrip()) - len(edited.rstrip())
    return own[: len(own) - gone].rstrip() if gone > 0 else own


def _option(piece: Piece, place: int, own: str, is_right: bool, is_marked: bool) -> str:
    """One option as `options` reads it."""
    if piece.label.isdecimal():
        head = RINGS[place] if place < len(RINGS) else piece.label
    elif piece.label in RINGS:
        head = piece.label
    elif piece.style in _STYLES:
        head = f"{piece.open}{piece.label}{piece.close.strip()}"
    else:
        head = f"{piece.label}."
    bullet = "- " if piece.bullet else ""
    box = "" if not piece.box or is_marked else f"{piece.box} "
    return f"{piece.lead}{bullet}{box}{head} {own}{' ✅' if is_right else ''}"
