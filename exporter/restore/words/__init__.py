"""Words: what a document and its language know of them, and where two of them were glued together by a paste."""
