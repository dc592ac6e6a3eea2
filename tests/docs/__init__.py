"""README.md and docs/: they hold what the commands print, and pages that are made from the code."""
