"""Anki's side of the add-on: it listens while a profile is open, and pushes as one operation of the app."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from exporter.push import session, wire
from exporter.push.addon import meeting, message, window
from exporter.push.addon.server import RefusedError, Server
from exporter.push.apply import ApplyError
from exporter.push.steps import Plan
from exporter.push.transaction import PushError
from exporter.push.wire import Request

_MENU = "Push Documents…"
_LONGEST = 1800.0  # seconds that a push may take, with what is asked of its user
_EDITORS = ("Browser", "EditCurrent", "NewEditCurrent")  # windows whose words may not be saved yet
_SAVING = 5_000  # milliseconds until an editor has saved


def start() -> None:
    """Adds the add-on to the app."""
    from aqt import gui_hooks, mw
    from aqt.qt import QAction, qconnect

    app = App(mw)
    gui_hooks.profile_did_open.append(app.open)
    gui_hooks.profile_will_close.append(app.close)
    action = QAction(_MENU, mw)
    qconnect(action.triggered, lambda: window.show(mw))
    mw.form.menuTools.addAction(action)


class App:
    """The app with the add-on in it."""

    def __init__(self, mw: Any) -> None:
        self.mw = mw
        self._server: Server | None = None
        self._place = meeting.place(sys.platform, os.environ, Path.home())

    def open(self) -> None:
        """Begins to listen."""
        from aqt.utils import tooltip

        try:
            self._server = Server({"/look": self._look, "/push": self._push})
            self._server.start()
            meeting.announce(self._place, self._server.meeting)
        except OSError as error:
            tooltip(f"exporter cannot listen for pushes: {error}")

    def close(self) -> None:
        """Ends listening."""
        if self._server:
            meeting.withdraw(self._place, self._server.meeting)
            self._server.close()
            self._server = None

    # ── what the command asks, in a thread of the server ─────────────────────────────────────────────────────────────

    def _look(self, received: Path) -> Mapping[str, Any]:
        request, _ = _read(received)
        return wire.table(self._waited(lambda done: self._begin_look(request, done)))

    def _push(self, received: Path) -> Mapping[str, Any]:
        request, package = _read(received)
        return wire.table(self._waited(lambda done: self._begin_push(request, package, done)))

    def _waited(self, begin: Callable[[Future[Plan]], None]) -> Plan:
        """Begins something in the main thread, where all of the app is, and waits for what it leads to."""
        done: Future[Plan] = Future()

        def run() -> None:
            if self.mw.col is None:
                done.set_exception(RefusedError(503, "no collection is open. Open a profile, and push again."))
            else:
                begin(done)

        self.mw.taskman.run_on_main(run)
        try:
            return done.result(_LONGEST)
        except TimeoutError as error:
            raise RefusedError(504, "it did not answer in time. Close what it asks, and push again.") from error
        except (PushError, ApplyError, ValueError, OSError) as error:
            raise RefusedError(409, str(error)) from error
        except RefusedError:
            raise
        except Exception as error:  # whatever it is, it is not lost on the way to the terminal
            raise RefusedError(500, f"{type(error).__name__}: {error}") from error

    # ── what the main thread does ────────────────────────────────────────────────────────────────────────────────────

    def _begin_look(self, request: Request, done: Future[Plan]) -> None:
        from aqt.operations import QueryOp

        def look(col: Any) -> Plan:
            return session.plan(col, request.offer, request.choices)

        QueryOp(parent=self.mw, op=look, success=done.set_result).failure(done.set_exception).run_in_background()

    def _begin_push(self, request: Request, package: Path | None, done: Future[Plan]) -> None:
        self._save_editors(lambda: self._operate(request, package, done), done)

    def _operate(self, request: Request, package: Path | None, done: Future[Plan]) -> None:
        """Pushes as one operation, which can be undone."""
        from anki.collection import OpChanges
        from aqt.operations import CollectionOp

        planned: list[Plan] = []

        def operation(col: Any) -> Any:
            plan, applied = session.push(col, request.offer, request.choices, package, Path(self.mw.pm.backupFolder()))
            planned.append(plan)
            return applied.changes or OpChanges()

        def failed(error: Exception) -> None:
            self.mw.update_undo_actions()  # a push that is taken back takes all steps along
            done.set_exception(error)

        made = CollectionOp(self.mw, operation).success(lambda changes: done.set_result(planned[0]))
        made.failure(failed).run_in_background()

    def _save_editors(self, then: Callable[[], None], done: Future[Plan]) -> None:
        """Goes on after all editors have saved what was typed: else they would save it over the push."""
        from aqt import dialogs
        from aqt.qt import QTimer

        windows = [dialogs._dialogs[name][1] for name in _EDITORS if name in dialogs._dialogs]
        editors = [each.editor for each in windows if each and getattr(each, "editor", None)]
        waiting = [len(editors)]

        def saved() -> None:
            waiting[0] -= 1
            if waiting[0] == 0:
                then()

        def give_up() -> None:
            if waiting[0] > 0:
                waiting[0] = -1
                done.set_exception(RefusedError(409, "an editor does not save its words. Close it, and push again."))

        for editor in editors:
            editor.call_after_note_saved(saved, keepFocus=True)
        if editors:
            QTimer.singleShot(_SAVING, give_up)
        else:
            then()


def _read(received: Path) -> tuple[Request, Path | None]:
    """A request, and its package in a file beside it; raises ValueError, OSError."""
    table, package = message.read(received, received.with_name("package.apkg"))
    return wire.request(table), package
