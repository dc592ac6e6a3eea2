"""Commands: a module for each, with its logic, its text and its JSON."""
