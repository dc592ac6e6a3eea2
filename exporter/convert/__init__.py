"""Converters from other formats to Markdown, each line with the line of the original that it comes from."""
