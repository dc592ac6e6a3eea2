"""Weights of the evidence for a seam: natural logarithms of odds, fitted to the development tables and rounded."""

from __future__ import annotations

BIAS = 0.1
WORDS = 0.47  # per power of ten by which the words read better with a cut
WORDS_AGAINST = 0.63  # more for each power of ten by which they read worse
IMPLAUSIBLE = -6.0  # below this nothing that stands around makes a seam of a place

# What stands around the place; `marks` says what the names mean.
MARKS = {
    "year": 2.5,
    "decimals": 1.7,
    "sentence": 1.2,
    "same": 1.0,
    "dangling": 0.9,
    "dotted": -0.2,
    "path": -0.2,
    "called": -0.3,
    "range": -0.9,
    "hump": -1.2,
    "dotted capital": -2.0,
    "name": -2.3,
    "quoted": -2.8,
    "bracketed": -3.4,
    "camel": -3.5,
    "call": -3.6,
}

# The kinds of the characters before and after the place; `characters` says what the letters mean.
_PAIRS = {
    4.3: "script",
    3.1: "aE",
    3.0: "EE",
    2.9: ")A aA",
    2.8: "AB",
    2.7: "AE",
    2.2: "0A",
    2.0: ")E -E",
    1.9: ")a",
    1.7: "00",
    1.2: ")0",
    1.1: "!A",
    0.9: "a0",
    0.8: "-_",
    0.5: "0a",
    0.3: '"A )_',
    0.1: '"0 a$',
    -0.0: ')"',
    -0.2: "%a a[",
    -0.3: "$A )( 0-",
    -0.5: "0$ Aa",
    -1.4: '0" A- _0',
    -1.5: "!- A0",
    -1.6: "-$ __",
    -1.8: '-" 0_',
    -2.0: "_a",
    -2.1: "-A A_",
    -2.3: "-- _A",
    -2.4: "$0 0%",
    -2.5: "a_",
    -2.8: "-0",
    -2.9: "-a",
    -3.1: "a-",
    -3.6: ".a",
    -3.7: "A( a(",
    -3.9: ".0",
    -4.4: ",0 A,",
    -4.6: "0,",
    -4.9: "0.",
    -5.1: "a,",
}
_SELDOM, _NEVER = -1.0, -4.0


def _default(before: str, after: str) -> float:
    """A cell hardly begins with what closes or separates, nor ends with what opens or separates."""
    return _NEVER if after in "),.!" or before in "([," else _SELDOM


_ALL = 'aA0([).!,-_"%$E'
PAIRS = {before + after: _default(before, after) for before in _ALL for after in _ALL}
PAIRS |= {pair: weight for weight, pairs in _PAIRS.items() for pair in pairs.split()}
