"""Drives the real Anki app from inside, with a base folder that it makes: `python driver.py BASE REQUEST ANSWER`.

REQUEST is JSON, a list of steps, each a name, a key of STEPS, and what that function takes, such as
[name, "import", file, deck that is then in the deck list]; what does not come in time is an error.
ANSWER is JSON: what the app showed in each step (`shown`, by its name), and a traceback, or "" (`error`).

It runs with the Python of .venv-gui, which has Qt, and imports nothing of the project.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import aqt
from aqt import gui_hooks
from aqt.import_export.import_dialog import ImportDialog
from aqt.import_export.importing import import_file
from aqt.operations import QueryOp
from aqt.profiles import ProfileManager
from aqt.qt import QApplication, QMessageBox, QPlainTextEdit, QPushButton, QTimer, QWidget

Steps = Generator[None, None, Any]  # goes on at each tick of the app's clock, and returns what it found

TICK = 50  # milliseconds
PAINTED = 0.5  # seconds after which a page is painted, for pictures
_SOON = 4.0  # seconds after which a page that was covered is asked for again
PATIENCE = 60.0  # seconds after which what is waited for does not come
_CARD = "document.getElementById('qa')?.innerText"
IMPORT = "document.querySelector('button.primary')"

asked: list[str] = []  # what message boxes have asked


def visible(kind: type[QWidget]) -> Any:
    """A window of this kind that is to be seen, or None."""
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None)


def waited(condition: Callable[[], Any], what: str) -> Steps:
    """Waits for a condition and returns its value; raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while not (value := condition()):
        if time.monotonic() > until:
            raise TimeoutError(f"{what} did not come. Message boxes so far: {asked}")
        yield
    return value


def read(web: Any, wanted: str, script: str = "document.body.innerText", patience: float = PATIENCE) -> Steps:
    """The text of a page as soon as it holds what is wanted; raises TimeoutError."""
    texts: list[str | None] = []
    until = time.monotonic() + patience
    while wanted not in (text := (texts or [""])[-1] or ""):
        if time.monotonic() > until:
            raise TimeoutError(f"no {wanted!r} in {text!r}. Message boxes so far: {asked}")
        web.evalWithCallback(script, texts.append)  # asked again and again: a page that goes away never answers
        yield
    return text


def settled() -> Steps:
    """Waits for all that was asked of the collection before: a deck list on its way covers the page shown next."""
    answers: list[bool] = []
    QueryOp(parent=aqt.mw, op=lambda col: True, success=answers.append).run_in_background()
    yield from waited(lambda: answers, "the collection")


def imported(path: str, deck: str) -> Steps:
    """Imports a file by the app's own door, as File > Import does, and tells what was to be seen."""
    asked.clear()
    import_file(aqt.mw, path)
    found: dict[str, Any] = {"asked": list(asked), "dialog": ""}
    if not asked:
        dialog = yield from waited(lambda: visible(ImportDialog), "the dialog")
        found["dialog"] = dialog.args.ts_page
        found["options"] = yield from read(dialog.web, "Updates")
        yield from kept(f"{Path(path).stem}-options")
        dialog.web.eval(f"{IMPORT}.click()")
        found["log"] = yield from read(dialog.web, "found in file")
        yield from kept(f"{Path(path).stem}-log")
        dialog.reject()
    aqt.mw.moveToState("deckBrowser")
    yield from settled()
    found["decks"] = yield from read(aqt.mw.deckBrowser.web, deck)
    return found | counted()


def counted() -> dict[str, int]:
    """How much is in the collection."""
    queries = {"notes": "select count() from notes", "cards": "select count() from cards"}
    queries["reviews"] = "select count() from revlog"
    return {name: aqt.mw.col.db.scalar(query) for name, query in queries.items()}


def _asked(question: str) -> Steps:
    """The question that the reviewer shows; raises TimeoutError.

    A deck list that Anki was asked for earlier may come over it in the same page: then a user begins again.
    """
    until = time.monotonic() + PATIENCE
    while True:
        yield from settled()
        aqt.mw.moveToState("review")
        try:
            return (yield from read(aqt.mw.reviewer.web, question, _CARD, _SOON))
        except TimeoutError:
            if time.monotonic() > until:
                raise
            aqt.mw.moveToState("deckBrowser")


def reviewed(deck: str, question: str, answer: str) -> Steps:
    """Learns the first card of a deck and tells both sides, as the reviewer shows them."""
    mw = aqt.mw
    mw.col.decks.select(mw.col.decks.id_for_name(deck))
    yield from _asked(question)
    found = {}
    for side, wanted in (("question", question), ("answer", answer)):
        found[side] = yield from read(mw.reviewer.web, wanted, _CARD)
        yield from kept(side)
        mw.reviewer.onEnterKey()  # shows the answer, then answers: Good
    yield from waited(lambda: counted()["reviews"], "the review")
    return found


def installed(path: str) -> Steps:
    """Installs an add-on, which the next start of the app loads."""
    log, errors = aqt.mw.addonManager.processPackages([path])
    yield
    return {"log": log, "errors": errors}


def ran(*command: str) -> Steps:
    """Runs a command outside of the app, which goes on meanwhile."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        yield from waited(lambda: process.poll() is not None, command[0])
        out.seek(0)
        return {"code": process.returncode, "said": out.read()}


def chosen(action: str, button: str) -> Steps:
    """Chooses an action of the Tools menu, reads the window that it opens, and presses a button of that.

    Where no button is named, a message box is expected.
    """
    asked.clear()
    entries = [each for each in aqt.mw.form.menuTools.actions() if each.text() == action]
    QTimer.singleShot(0, entries[0].trigger)  # a message box comes back from there when it is closed
    if not button:
        yield from waited(lambda: asked and not visible(QMessageBox), "the message box and its end")
        yield from settled()
        return {"asked": list(asked)}
    text = yield from waited(_open_text, "the window")
    yield from kept(f"window-{button}")
    found = {"text": text.toPlainText()}
    (pressed,) = (each for each in text.window().findChildren(QPushButton) if each.text().strip("&") == button)
    pressed.click()
    yield from waited(lambda: not text.isVisible(), "the end of the window")
    yield from settled()
    return found


def _open_text() -> Any:
    return next(
        (each for each in QApplication.allWidgets() if isinstance(each, QPlainTextEdit) and each.isVisible()), None
    )


def looked(search: str) -> Steps:
    """Looks for a note in the browser, whose editor then holds it, and tells what is in the collection."""
    browser = aqt.dialogs.open("Browser", aqt.mw)
    browser.search_for(search)
    yield from settled()
    (number,) = aqt.mw.col.find_notes(search)
    note = aqt.mw.col.get_note(number)
    browser.table.select_single_card(note.cards()[0].id)
    yield from kept(f"browser, {aqt.mw.col.undo_status().undo}")
    cards = [(card.id, card.queue, aqt.mw.col.decks.name(card.did)) for card in note.cards()]
    step = aqt.mw.form.actionUndo.text()
    return {"fields": dict(note.items()), "tags": note.tags, "cards": cards, "undo": step} | counted()


def joined(key: str, endpoint: str) -> Steps:
    """Signs in to a sync server, as the app is after that."""
    manager = aqt.mw.pm
    manager.set_sync_key(key)
    manager.set_custom_sync_url(endpoint)
    manager.profile["syncMedia"] = False
    manager.profile["autoSync"] = False
    yield
    return {"can": bool(manager.sync_auth())}


def undone() -> Steps:
    """Chooses Edit > Undo."""
    step = aqt.mw.col.undo_status().last_step
    aqt.mw.form.actionUndo.trigger()
    yield from waited(lambda: aqt.mw.col.undo_status().last_step != step, "the undo")
    yield from settled()
    return {}


def done(step: str) -> Steps:
    """Waits for a step in the undo menu."""
    yield from waited(lambda: aqt.mw.col and aqt.mw.col.undo_status().undo == step, step)
    yield from settled()
    return {}


STEPS: dict[str, Callable[..., Steps]] = {
    "import": imported,
    "review": reviewed,
    "install": installed,
    "run": ran,
    "choose": chosen,
    "look": looked,
    "sign in": joined,
    "undo": undone,
    "wait": done,
}


def kept(name: str) -> Steps:
    """Keeps a picture of the screen, where SCREENSHOTS says in which folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        until = time.monotonic() + PAINTED
        yield from waited(lambda: time.monotonic() > until, "paint")
        QApplication.primaryScreen().grabWindow(0).save(f"{folder}/app-{name}.png")


class Session:
    """One run of the app, from its window's first appearance to its end."""

    def __init__(self, request: Path, answer: Path) -> None:
        self._answer = answer
        self._shown: dict[str, Any] = {}
        self._scene = self._play(json.loads(request.read_text(encoding="utf-8")))
        self._picture: Steps = kept("message-box")
        self._clock, self._boxes = QTimer(), QTimer()

    def start(self) -> None:
        """Begins to play; the app's own loop goes on."""
        self._clock.timeout.connect(self._step)
        self._boxes.timeout.connect(self._decline)
        self._clock.start(TICK)
        self._boxes.start(TICK)

    def _play(self, request: list[list[str]]) -> Steps:
        yield from waited(lambda: aqt.mw.col and aqt.mw.state == "deckBrowser", "the deck list")
        for name, kind, *arguments in request:
            self._shown[name] = yield from STEPS[kind](*arguments)

    def _step(self) -> None:
        self._clock.stop()  # a step may open a message box, which lets ticks in
        try:
            next(self._scene)
        except StopIteration:
            self._end("")
        except Exception:
            self._end(traceback.format_exc())
        else:
            self._clock.start(TICK)

    def _decline(self) -> None:
        """Message boxes ask in a loop of their own: this clock answers them, with what Escape means."""
        if not (box := visible(QMessageBox)):
            return
        if next(self._picture, self) is self:
            self._picture = kept("message-box")
            asked.append(box.text())
            box.reject()

    def _end(self, error: str) -> None:
        self._answer.write_text(json.dumps({"shown": self._shown, "error": error}), encoding="utf-8")
        aqt.mw.unloadProfileAndExit()


def run(base: str, request: str, answer: str) -> None:
    """Starts the app, which ends with the session."""
    if not Path(base).exists():
        settle(Path(base))
    session: list[Session] = []

    def start() -> None:
        session.append(Session(Path(request), Path(answer)))
        session[0].start()

    gui_hooks.main_window_did_init.append(start)
    sys.argv = ["anki", "-b", base]
    aqt.run()


def settle(base: Path) -> None:
    """Answers what the app asks when it starts for the first time, and lets it fetch nothing."""
    base.mkdir(parents=True)
    manager = ProfileManager(base)
    manager.setupMeta()
    manager.set_update_check(False)
    manager.set_check_for_addon_updates(False)
    manager.setLang("en_US")


if __name__ == "__main__":
    run(*sys.argv[1:])
