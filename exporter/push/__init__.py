"""Pushing: what documents say now goes into a collection of Anki, merged with what its owner did there."""
