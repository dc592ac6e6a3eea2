"""Work for workers: some of it ends the process that does it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn


def pid() -> int:
    return os.getpid()


def grow(size: int) -> int:
    """Takes memory for a moment."""
    assert len(b"x" * size) == size
    return os.getpid()


def family() -> tuple[int, int]:
    """This process, and the one that began it."""
    return os.getpid(), os.getppid()


def environment(name: str) -> str | None:
    return os.environ.get(name)


def folder() -> str:
    return os.getcwd()


def mains() -> list[str | None]:
    """The file of `__main__`, and that of any module that takes its place as multiprocessing has it."""
    return [getattr(sys.modules.get(name), "__file__", None) for name in ("__main__", "__mp_main__")]


def descriptors() -> list[str]:
    """What this process has open."""
    links = Path("/proc/self/fd").iterdir()
    return sorted(Path(os.readlink(link)).name for link in links if link.exists())


def loaded(module: str) -> list[bool]:
    """Whether a module is imported here."""
    return [module in sys.modules]


def fail(message: str) -> NoReturn:
    raise ValueError(message)


class UnsendableError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def fail_unsendably() -> NoReturn:
    raise UnsendableError("this", "that")


def unsendable() -> object:
    return lambda: None


def first_time(mark: Path) -> bool:
    """Whether this is the first process that comes here."""
    try:
        mark.open("x").close()
    except FileExistsError:
        return False
    return True


def end_once(mark: Path, result: int) -> int:
    """Ends the first process that does this as the kernel does when memory is short."""
    if first_time(mark):
        os.kill(os.getpid(), signal.SIGKILL)
    return result


def end() -> NoReturn:
    os._exit(3)


def stop_once(mark: Path, result: int) -> int:
    """Has the first process that does this do nothing more, for ever."""
    if first_time(mark):
        os.kill(os.getpid(), signal.SIGSTOP)
    return result


def stop() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def wait_for_a_busy_child(seconds: float) -> int:
    """Does nothing itself, while a process that it began works."""
    busy = f"import time\nend = time.time() + {seconds}\nwhile time.time() < end: pass"
    return subprocess.run([sys.executable, "-S", "-c", busy], check=True).returncode


def sleep(mark: Path) -> None:
    """Says that it is here, and sleeps."""
    mark.with_name(f"{mark.name}-{os.getpid()}").touch()
    time.sleep(1_000)


def search(mark: Path) -> None:
    """Says that it is here, then hears nothing for hours: one call of a library that lets no thread of Python run."""
    mark.with_name(f"{mark.name}-{os.getpid()}").touch()
    re.match(r"(a+)+$", "a" * 60 + "b")


def run_a_child(mark: Path) -> None:
    """Says which process it began, and waits for it."""
    child = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(1_000)"])
    mark.with_name(f"{mark.name}-{os.getpid()}").touch()
    mark.with_name(f"{mark.name}-{child.pid}").touch()
    child.wait()


def nested(mark: Path) -> None:
    """Has another worker do it."""
    from exporter.workers import Workers

    mark.with_name(f"{mark.name}-{os.getpid()}").touch()
    with Workers(1) as helper:
        helper.submit(sleep, mark).result()


def helped_pid() -> int:
    """A helper's number."""
    from exporter.workers import Workers

    with Workers(1) as helper:
        return helper.submit(pid).result()


def nested_pid() -> tuple[int, int, int]:
    """This process, its helper, and the group of the helper."""
    from exporter.workers import Workers

    with Workers(1) as helper:
        other = helper.submit(pid).result()
        return os.getpid(), other, os.getpgid(other)
