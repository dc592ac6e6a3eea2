"""State of this process: how it starts other processes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.workers.starters import Starter


@dataclass(slots=True)
class Here:
    """This process."""

    is_worker: bool = False
    forks: bool = sys.platform == "linux"  # whether workers are forked
    group: int = 0  # of processes, that workers of this one join; 0: each leads one of its own
    starter: Starter | None = None
    lock: Lock = field(default_factory=Lock)  # for the starter


HERE = Here()


def is_worker() -> bool:
    """Whether this process is a worker: it ends soon, and need not tidy up."""
    return HERE.is_worker


def _forget() -> None:
    """Resets a process that other code forks from this one: it has no starter."""
    if HERE.starter:
        HERE.starter.close()
    HERE.starter, HERE.lock = None, Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
