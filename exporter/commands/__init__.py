"""The commands: a module for each, with what it does, its text and its JSON."""
