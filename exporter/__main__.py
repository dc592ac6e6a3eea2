"""`python -m exporter` and the `exporter` command."""

import gc

from exporter.cli import main

# A command makes many objects and lets few of them go: looking for dead ones all the time costs a tenth of it.
gc.set_threshold(100_000, 20, 20)

if __name__ == "__main__":
    main()
