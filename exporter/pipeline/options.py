"""Options of a build."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from exporter import emitters, workers
from exporter.emitters import EMITTERS
from exporter.errors import SelectionError
from exporter.markup.cache import PLAIN
from exporter.pipeline.selection import ALL, Selection

_PRINTED = tuple(name for name, emitter in EMITTERS.items() if emitter.printed)
_CHOSEN = "chosen"  # below DIST: prints of what is hard in Anki, which leave those of all cards alone


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a build, as the user gave them."""

    sources: tuple[str, ...]
    out: Path
    only: tuple[str, ...] = ()  # names of emitters; the standard ones where empty
    lock: Path | None = None
    jobs: int = 0  # processes; 0 is enough for all cores
    overrides: tuple[str, ...] = ()  # key=value
    keep_history: bool = False  # write nothing where it is doubtful which card is which
    retire_tag: bool = False  # emit retired cards once more, tagged
    selection: Selection = ALL  # cards to print
    resend: Selection | None = None  # cards whose notes are sent again, over what was done to them in Anki

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the emitters that are asked for, in the order of the table; the standard ones where none is.

        Raises SelectionError for a name that is not an output.
        """
        only = self.only or (_PRINTED if self.selection.reviews else ())
        return tuple(emitter.name for emitter in emitters.chosen(only)[0])

    @property
    def faults(self) -> tuple[str, ...]:
        """Errors of the requested emitters of other packages."""
        return tuple(error.message for error in emitters.chosen(self.only)[1])

    @property
    def prints(self) -> bool:
        """Whether anything is printed."""
        return any(emitters.emitter(name).printed for name in self.outputs)

    @property
    def asks_for_prints(self) -> bool:
        """Whether prints are asked for as such, by name or by a choice of cards: without them the build has failed."""
        return any(EMITTERS[name].printed for name in self.only if name in EMITTERS) or bool(self.selection)

    @property
    def processes(self) -> int:
        """How many processes may work at once."""
        return self.jobs or workers.processors()

    @property
    def asks_plain(self) -> bool:
        """Whether an output asks for plain texts."""
        return any(PLAIN in emitters.emitter(name).texts for name in self.outputs)

    def in_place(self) -> Options:
        """The options with a folder of their own for prints of what is hard in Anki."""
        return replace(self, out=self.out / _CHOSEN) if self.selection.reviews else self

    def check_selection(self) -> None:
        """Raises SelectionError where cards are chosen to be printed or sent, and nothing is."""
        others = [name for name in self.outputs if not emitters.emitter(name).printed]
        if self.selection.reviews and others:
            raise SelectionError(
                f"--where chooses cards to print, but --only names {others[0]}, which holds every card. Expected of: "
                f"{', '.join(_PRINTED)}."
            )
        if self.selection and not self.prints:
            printed = ", ".join(_PRINTED)
            raise SelectionError(
                "--level, --section, --ids and --sample choose cards to print, but --only does not name a print. "
                f"Add one of: {printed}."
            )
        if self.resend is not None and "anki" not in self.outputs:
            raise SelectionError("--resend sends notes in packages, but --only does not name anki. Add it.")

    @property
    def command(self) -> str:
        """The command that builds these sources with this ledger and these settings, as the user would type it."""
        words = ["exporter", "build", *self.sources]
        words += ["--out", str(self.out)] if self.out != Path("dist") else []
        words += ["--lock", str(self.lock)] if self.lock else []
        return shlex.join([*words, *(word for each in self.overrides for word in ("--set", each))])
