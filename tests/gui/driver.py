"""Drives the real Anki app from inside, with a fresh base folder: `python driver.py BASE REQUEST ANSWER`.

REQUEST is JSON, a list of steps: [name, "import", file, deck that is then in the deck list], or
[name, "review", deck, words of the question, words of the answer]; what does not come in time is an error.
ANSWER is JSON: what the app showed in each step (`shown`, by its name), and a traceback, or "" (`error`).

It runs with the Python of .venv-gui, which has Qt, and imports nothing of the project.
"""

from __future__ import annotations

import json
import os
import sys
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
from aqt.qt import QApplication, QMessageBox, QTimer, QWidget

Steps = Generator[None, None, Any]  # goes on at each tick of the app's clock, and returns what it found

TICK = 50  # milliseconds
PAINTED = 0.5  # seconds after which a page is painted, for pictures
PATIENCE = 60.0  # seconds after which what is waited for does not come
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


def read(web: Any, wanted: str, script: str = "document.body.innerText") -> Steps:
    """The text of a page as soon as it holds what is wanted; raises TimeoutError."""
    texts: list[str | None] = []
    until = time.monotonic() + PATIENCE
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


def reviewed(deck: str, question: str, answer: str) -> Steps:
    """Learns the first card of a deck and tells both sides, as the reviewer shows them."""
    mw = aqt.mw
    mw.col.decks.select(mw.col.decks.id_for_name(deck))
    yield from settled()
    mw.moveToState("review")
    found = {}
    for side, wanted in (("question", question), ("answer", answer)):
        found[side] = yield from read(mw.reviewer.web, wanted, "document.getElementById('qa')?.innerText")
        yield from kept(side)
        mw.reviewer.onEnterKey()  # shows the answer, then answers: Good
    yield from waited(lambda: counted()["reviews"], "the review")
    return found


STEPS: dict[str, Callable[..., Steps]] = {"import": imported, "review": reviewed}


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
