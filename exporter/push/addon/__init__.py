"""The add-on of exporter: a push into the collection that Anki has open, from a terminal or from the Tools menu."""
