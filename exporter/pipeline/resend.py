"""`exporter build --resend`: sends notes again and replaces edits made in Anki.

It is for notes that took no update: Anki, or their owner, touched them between build and import, or "Merge note types"
marked all as changed. The user confirms it after a message says what it costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from exporter.errors import SelectionError
from exporter.identity.identification import Identified, resent
from exporter.identity.ledger import Ledger
from exporter.model import Document
from exporter.naming import count
from exporter.pipeline.selection import ALL, Selection, choose
from exporter.pipeline.store import ledger_file

Agree = Callable[[str], None]  # asks a question, and returns only where it is answered by yes
_HOW = "Write `--resend all`, or `--resend` with --level, --section or --ids"
_DAY = 24 * 3600


def wanted(value: str | None, chosen: Selection) -> Selection | None:
    """The cards to send again, by the words of a command line; None where that is not asked for."""
    if value is None:
        return None
    if value not in ("", "all"):
        raise SelectionError(f"--resend {value}: expected `all` or nothing. {_HOW}, after the sources.")
    if chosen.reviews:
        raise SelectionError(f"--resend cannot be combined with --where, which chooses cards to print. {_HOW}.")
    if chosen.sample:
        raise SelectionError(f"--resend cannot be combined with --sample, which chooses cards at random. {_HOW}.")
    if bool(chosen) == bool(value):
        raise SelectionError(f"--resend: {'all cards or the chosen ones?' if value else 'which cards?'} {_HOW}.")
    return chosen


def again(
    documents: Sequence[Document], made: Identified, wanted: Selection, agree: Agree, *, with_retired: bool
) -> Identified:
    """The same with the wanted cards sent again, where whoever is asked agrees; `with_retired`: these are wanted, too,
    where all are."""
    now = ledger_file.now()
    keys = _keys(choose(documents, made.identities, wanted), made)
    if wanted == ALL and with_retired:
        keys |= {key for key, entry in made.ledger.entries.items() if entry.retired}
    keys -= {change.entry.key for change in made.changes if change.old is None}
    if not keys:
        return made
    agree("\n".join(_question(made, keys, wanted, now)))
    made = resent(made, keys, now)
    return replace(made, ledger=_with_newer_template(made.ledger, now)) if wanted == ALL else made


def _keys(documents: Sequence[Document], made: Identified) -> set[str]:
    """The keys of their cards."""
    cards = (card for document in documents for card in document.cards)
    return {made.identities[card].key for card in cards if card in made.identities}


def _with_newer_template(made: Ledger, moment: int) -> Ledger:
    """The ledger with note types that replace those in Anki, whoever changed them there."""
    newer = {
        name: replace(template, changed_at=max(moment, template.changed_at + 1))
        for name, template in made.templates.items()
    }
    return replace(made, templates=newer)


def _question(made: Identified, keys: set[str], wanted: Selection, now: int) -> Iterator[str]:
    entries = [made.ledger.entries[key] for key in keys]
    files = len({entry.file for entry in entries})
    by = f" ({wanted})" if wanted else ""
    yield f"{count(len(keys), 'note')} of {count(files, 'document')}{by} will be sent again."
    types = ", and so are your changes of exporter's note types" if wanted == ALL else ""
    yield (
        "The next import replaces their fields and tags in Anki: your own words and tags in these notes are "
        f"lost{types}. Reviews, flags and decks are kept."
    )
    days = (now - max(entry.changed_at for entry in entries)) // _DAY
    if days > 0:
        yield f"To find those that you changed in Anki since then, search there for: note:exporter* edited:{days}"
    yield "To keep your words, first export from Anki (Notes in Plain Text) and run `exporter pull EXPORT --write`."
