"""`python -m exporter` and the `exporter` command."""

import gc
import sys


def main() -> None:
    """Runs the command that the arguments name; ends silently where Ctrl-C comes while it is still imported."""
    try:
        from exporter.cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    # A command makes many objects and lets few of them go: looking for dead ones all the time costs a tenth of it.
    gc.set_threshold(100_000, 20, 20)
    run()


if __name__ == "__main__":
    main()
