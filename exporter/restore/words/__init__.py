"""Words: vocabulary of a document and its language, and places where a paste glued two words together."""
