"""Turns question-and-answer documents into Anki decks, printable sheets and CSV."""

__version__ = "0.2.0"
