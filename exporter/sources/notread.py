"""Files and folders that are not read, as problems, and their cards in the ledger: links, permissions, suffixes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from exporter.model import Location, Problem, Severity
from exporter.problems.documents import LINKED_OUTSIDE, LINKED_TWICE, UNREADABLE
from exporter.sources import media
from exporter.sources.discover import NotRead, Sources
from exporter.sources.passedover import FOLDER


def needs_ledger(names: Iterable[str]) -> bool:
    """Whether some of these files that are not read may have cards in a ledger: images have none."""
    return any(PurePath(name).suffix.lower() not in media.SUFFIXES for name in names if not name.endswith(FOLDER))


def with_known(sources: Sources, known: Iterable[str]) -> Sources:
    """The sources with each second name of a document that has cards of its own; `known` are names in the ledger."""
    names = frozenset(known)
    again = [each.found for each in sources.not_read if each.same and each.found.name in names]
    if not again:
        return sources
    documents = sorted((*sources.documents, *again), key=lambda found: found.name)
    rest = tuple(each for each in sources.not_read if each.found not in again)
    return replace(sources, documents=tuple(documents), names=sources.names | {f.name for f in again}, not_read=rest)


def unread_links(sources: Sources, known: Iterable[str] = ()) -> Iterator[Problem]:
    """Problems of links and folders that are not read; errors if the ledger has their cards, or nothing is read."""
    names = frozenset(known)
    for each in sources.not_read:
        yield _problem(each, is_known=any(map(each.holds, names)), is_all=not sources.documents)


def _problem(each: NotRead, *, is_known: bool, is_all: bool) -> Problem:
    """What is not read, as a problem; `is_all` says that nothing else is read either."""
    where = Location(each.found.name, 1)
    if each.error:
        message = f"{each.error}: the folder is not read, and its cards stay as they are. Check its permissions."
        return UNREADABLE.at(where, message)
    if each.same:
        message = (
            f"a symbolic link to {each.same}, which is read already. Name the link on the command line to read both."
        )
        return LINKED_TWICE.at(where, message)
    kept = ", and its cards stay as they are" if is_known else ""
    message = (
        f"a symbolic link that leads out of the source folder: it is not read{kept}. "
        "Copy the documents here, or name the link on the command line after the folder."
    )
    return LINKED_OUTSIDE.at(where, message, Severity.ERROR if is_known or is_all else Severity.WARNING)


def no_longer_read(names: Iterable[str], known: Container[str]) -> Iterator[Problem]:
    """Problems of files that are not read although a ledger has cards of them (`known`): so these do not retire."""
    for name in names:
        if name in known:
            kind = f"{PurePath(name).suffix.lower() or 'such'} files"
            message = (
                f"the ledger has cards of this file, but {kind} are not read in a folder, or the package that read "
                "them is not installed. Its cards and last outputs stay as they are. Install the package, name the "
                "file itself, or delete it."
            )
            yield UNREADABLE.at(Location(name, 1), message)
