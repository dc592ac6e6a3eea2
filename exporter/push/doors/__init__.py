"""Ways into a collection: its file while Anki is closed, the add-on while Anki runs. Not part of the add-on."""
