"""Restores text that copy and paste flattened: pasted lines in, good Markdown out."""
