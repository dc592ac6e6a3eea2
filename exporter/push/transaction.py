"""One push as one transaction: media first, a backup, and no commit where anything changed that was not meant to.

Anki's calls are undoable one by one; inside of a transaction a process that is killed leaves none of them behind.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from anki.collection import Collection

T = TypeVar("T")

_MEDIA = "media"  # the member of a package that lists its media: JSON, member -> name
_LARGEST_LIST = 64_000_000  # bytes of that list
_CARD = ("id", "nid", "ord", "ivl", "factor", "reps", "lapses", "flags")  # what a push changes of no card
_PLACE = ("did", "due", "type", "queue", "odue", "odid", "left", "data")  # what it changes where its plan says so
_NOTE = ("id", "guid", "mid", "mod", "length(flds)", "csum", "tags")  # of a note that is not meant
_ROW, _COLUMN = "\x1e", "\x1f"
_PRIME = 2_147_483_647
_REVLOG = "id, cid, ease, ivl, lastIvl, factor, time, type"


class PushError(Exception):
    """Why nothing was pushed, in whole sentences."""


class WaitingReviewsError(PushError):
    """Reviews of this device have not been synced yet."""


class ChangedError(PushError):
    """A push would have changed what it must not: it was taken back."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a push must leave as it is."""

    cards: str  # a row for each, as one text: ten thousand values take longer to fetch
    notes: str
    reviews: tuple[int, ...]  # the number of reviews, and a sum for each column of the log
    schema: int  # changes where a sync would have to go one way


def safely(
    col: Collection,
    work: Callable[[Collection], T],
    may_change: Callable[[T], frozenset[int]],
    *,
    package: Path | None,
    backup_folder: Path,
    one_way: bool = False,
) -> T:
    """Does `work` wholly or not at all, and returns what it returns.

    `may_change` tells which notes, by id, the work was to change; the words, tags and cards of all others must be as
    they were. With `one_way` a change that makes the next sync one-way is let through. Raises PushError, and what the
    work raises, with nothing changed and no step left in the undo menu.
    """
    require_synced(col)
    if package:
        add_media(col, package)
    backup_folder.mkdir(parents=True, exist_ok=True)
    col.create_backup(backup_folder=str(backup_folder), force=True, wait_for_completion=True)
    done: list[T] = []

    def checked() -> None:
        before = snapshot(col)
        done.append(work(col))
        _require_unchanged(before, snapshot(col), may_change(done[0]), one_way=one_way)

    try:
        col.db.transact(checked)  # type: ignore[union-attr]
    except BaseException:
        _forget_undo(col)
        raise
    return done[0]


def require_synced(col: Collection) -> None:
    """Raises WaitingReviewsError where the collection is synced with a server and reviews wait for that."""
    waiting = reviews_waiting(col)
    if waiting:
        reviews = "1 review waits" if waiting == 1 else f"{waiting} reviews wait"
        raise WaitingReviewsError(
            f"{reviews} to be synced. Sync every device first, this one last, and push again: a push before that could "
            "overwrite what was edited on another device."
        )


def reviews_waiting(col: Collection) -> int:
    """How many reviews wait to be synced; 0 where the collection has never been synced."""
    assert col.db
    return int(col.db.scalar("select count() from revlog where usn = -1 and (select ls from col) > 0"))


def add_media(col: Collection, package: Path) -> None:
    """Puts the media of a package beside the collection. A file that is there stays as it is: its owner's.

    Our names hold a hash of the content, so a file of another content has been edited. Raises OSError, ValueError.
    """
    folder = Path(col.media.dir())
    with zipfile.ZipFile(package) as archive:
        if _MEDIA not in archive.NameToInfo:
            return
        if archive.getinfo(_MEDIA).file_size > _LARGEST_LIST:
            raise ValueError("its list of media is too large")
        for member, name in json.loads(archive.read(_MEDIA)).items():
            if name != Path(name).name:
                raise ValueError(f"{name!r} is not the name of a file")
            if not (folder / name).exists():
                col.media.write_data(name, archive.read(member))


def snapshot(col: Collection) -> Snapshot:
    """What is in a collection that a push must leave as it is."""
    assert col.db
    sums = ", ".join(f"sum((id % {_PRIME}) * ({name} % {_PRIME}) % {_PRIME})" for name in _REVLOG.split(", "))
    reviews = tuple(col.db.first(f"select count(), {sums} from revlog") or ())
    schema = col.db.scalar("select scm from col")
    return Snapshot(_rows(col, "cards", (*_CARD, *_PLACE)), _rows(col, "notes", _NOTE), reviews, schema)


def _rows(col: Collection, table: str, columns: Sequence[str]) -> str:
    assert col.db
    row = f" || char({ord(_COLUMN)}) || ".join(columns)
    asked = f"select group_concat({row}, char({ord(_ROW)})) from (select * from {table} order by id)"
    return col.db.scalar(asked) or ""


def _changed(before: str, after: str) -> Iterator[tuple[list[str], list[str] | None]]:
    """Rows that are not as they were, before and after; None for one that is gone. New rows are passed over."""
    if before == after:
        return
    old, new = set(before.split(_ROW)) - {""}, set(after.split(_ROW))
    found = {row.partition(_COLUMN)[0]: row.split(_COLUMN) for row in new - old}
    yield from ((row.split(_COLUMN), found.get(row.partition(_COLUMN)[0])) for row in sorted(old - new))


def _require_unchanged(before: Snapshot, after: Snapshot, mine: frozenset[int], *, one_way: bool) -> None:
    """Raises ChangedError where something differs that the notes in `mine` do not account for."""
    if after.schema != before.schema and not one_way:
        raise ChangedError(f"{_TAKEN_BACK} make the next sync one-way, which loses what other devices have not synced.")
    if after.reviews != before.reviews:
        raise ChangedError(f"{_TAKEN_BACK} change the log of reviews.")
    for row, _ in _changed(before.notes, after.notes):
        if int(row[0]) not in mine:
            raise ChangedError(f"{_TAKEN_BACK} change a note that it does not mean (search nid:{row[0]}).")
    for row, now in _changed(before.cards, after.cards):
        if _is_harmed(row, now, mine):
            raise ChangedError(f"{_TAKEN_BACK} change a card's schedule (search cid:{row[0]}).")


def _is_harmed(before: Sequence[str], after: Sequence[str] | None, mine: frozenset[int]) -> bool:
    """Whether a card lost its progress, or anything at all if its note is not meant; one of `mine` may be deleted."""
    kept = len(_CARD)
    return int(before[1]) not in mine or (after is not None and before[:kept] != after[:kept])


_TAKEN_BACK = "Nothing was changed: the push was taken back, for it would"


def _forget_undo(col: Collection) -> None:
    """Empties the undo menu: after a rollback it still offers what is undone already.

    Anki forgets all steps where anybody writes to its database directly, even if nothing is changed.
    """
    assert col.db
    col.db.execute("update col set mod = mod where 0")
