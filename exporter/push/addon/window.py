"""The window behind Tools > Push Documents: what the last push would do now, and a button that does it.

The command says what to push: what was typed in a terminal last is run again, first as a preview.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from exporter.push.addon import meeting
from exporter.push.addon.meeting import Command

_TITLE = "exporter: Push Documents"
_NOTHING = (
    "Nothing to push yet. While Anki is open, type this in a terminal, with the folder of your documents:\n\n"
    "exporter push FOLDER\n\nFrom then on you can push these documents from here as well."
)
_SIZE = (1000, 560)  # pixels
_DONE, _OPEN = 0, 1  # exit codes of a preview that can be pushed: all is settled, or something is left to its user


def show(mw: Any) -> None:
    """Shows what a push would do, or how to push for the first time."""
    from aqt.utils import showInfo

    place = meeting.place(sys.platform, os.environ, Path.home())
    try:
        command = meeting.last(place)
    except (OSError, ValueError) as error:
        showInfo(f"{place.parent}: not to be trusted: {error}", parent=mw, title=_TITLE)
        return
    if command:
        _run(mw, command, ("--verbose",), lambda code, text: _ask(mw, command, code, text))
    else:
        showInfo(_NOTHING, parent=mw, title=_TITLE)


def _ask(mw: Any, command: Command, code: int, text: str) -> None:
    """Shows a preview, and pushes if its user says so."""
    from aqt.qt import QDialogButtonBox, qconnect

    dialog, syncs, buttons = _dialog(mw, text)

    def accepted() -> None:
        dialog.accept()
        if syncs.isChecked():
            mw._sync_collection_and_media(push)
        else:
            push()

    def push() -> None:
        _run(mw, command, ("--write",), lambda code, text: _tell(mw, code, text))

    button = buttons.addButton("Push", QDialogButtonBox.ButtonRole.AcceptRole)
    button.setEnabled(code in (_DONE, _OPEN))
    qconnect(button.clicked, accepted)
    qconnect(buttons.rejected, dialog.reject)
    dialog.show()


def _dialog(mw: Any, text: str) -> tuple[Any, Any, Any]:
    """A window with a preview, a box for a sync, and a bar for buttons."""
    from aqt.qt import QCheckBox, QDialog, QDialogButtonBox, QFontDatabase, QPlainTextEdit, QVBoxLayout

    dialog = QDialog(mw)
    dialog.setWindowTitle(_TITLE)
    dialog.resize(*_SIZE)
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    has_server = bool(mw.pm.sync_auth())
    syncs = QCheckBox("Sync first, so that what was edited on another device is there")
    syncs.setChecked(has_server)
    syncs.setVisible(has_server)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    layout = QVBoxLayout(dialog)
    for widget in (shown, syncs, buttons):
        layout.addWidget(widget)
    return dialog, syncs, buttons


def _tell(mw: Any, code: int, text: str) -> None:
    from aqt.utils import showWarning, tooltip

    if code in (_DONE, _OPEN):
        tooltip("Pushed. Edit > Undo takes it back.", parent=mw)
    else:
        showWarning(text, parent=mw, title=_TITLE)


def _run(mw: Any, command: Command, more: Sequence[str], then: Callable[[int, str], None]) -> None:
    """Runs a command while the app goes on, which the command asks for what is in the collection."""
    from aqt.utils import showWarning

    def ended(done: Future[subprocess.CompletedProcess[str]]) -> None:
        try:
            result = done.result()
        except OSError as error:
            showWarning(f"{command.words[0]} cannot be run: {error}. Push from a terminal.", parent=mw, title=_TITLE)
            return
        is_done = result.returncode in (_DONE, _OPEN)
        then(result.returncode, result.stdout if is_done else f"{result.stdout}\n{result.stderr}".strip())

    def run() -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}  # those are Anki's
        return subprocess.run(
            [*command.words, *more],
            cwd=command.folder,
            env={**kept, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows: no console is shown
            check=False,
        )

    mw.taskman.with_progress(run, ended, parent=mw, label="exporter…", uses_collection=False)
