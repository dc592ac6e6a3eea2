"""Exceptions for users, each with its exit code.

The codes are a contract (see the README): 1 problems in the documents, or a conversion that would change them, 2 wrong
usage, 3 unreadable input or damaged ledger, 4 an output could not be made or written, 5 a known identity would be lost,
70 a bug of ours.
"""

from __future__ import annotations

import click

DONE, PROBLEMS, USAGE, INPUT, OUTPUT, IDENTITY = range(6)
INTERNAL = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # what shells report of a command that Ctrl-C ended
DEBUG = "EXPORTER_DEBUG"  # in the environment: print traces of what was not expected, in other processes too


class ExporterError(click.ClickException):
    """An error with a remedy: `message` says where, what was expected and what to do."""

    exit_code = PROBLEMS


class DifferenceError(ExporterError):
    """The output would not read back as the same documents; nothing was written."""


class SettingsError(ExporterError):
    """exporter.toml or `--set` has an unknown key or an invalid value."""

    exit_code = USAGE


class SelectionError(ExporterError):
    """The outputs or cards that are asked for are not there, or no print is made of them."""

    exit_code = USAGE


class OverwriteError(ExporterError):
    """A command would replace a document that it reads, or outputs of other documents, without `--force`."""

    exit_code = USAGE


class InputError(ExporterError):
    """A document cannot be read at all: missing, unreadable, binary, not UTF-8."""

    exit_code = INPUT


class NoDocumentError(InputError):
    """Nothing in a folder is a document."""


class LedgerError(ExporterError):
    """cards.lock is damaged, conflicted or in use by another build."""

    exit_code = INPUT


class OutputError(ExporterError):
    """An output cannot be made or written; the old one is untouched."""

    exit_code = OUTPUT


class WorkerError(ExporterError):
    """A process that did some of the work ended before, and so did the one that took its place."""

    exit_code = OUTPUT


class PluginError(ExporterError):
    """A plug-in of another package fails, or is not what it has to be; the message names it."""

    exit_code = OUTPUT


class IdentityError(ExporterError):
    """A known card would lose its identity, and `--keep-history` forbids it."""

    exit_code = IDENTITY


class InternalError(ExporterError):
    """A bug in exporter, reported in a sentence."""

    exit_code = INTERNAL
