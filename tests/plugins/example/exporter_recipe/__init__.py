"""An example of a package that adds to exporter: a document format, a shape of text, and an output."""
