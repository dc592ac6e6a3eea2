"""Layout: which field of a note type in a collection is which of ours. Its owner may rename, move, add and delete."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.push.offer import OfferedType
from exporter.push.state import TypeState


def places(there: TypeState, ours: OfferedType, mapping: Mapping[str, str] | None = None) -> dict[str, int] | None:
    """The fields of ours that a type has, by their place in it; None where it is not a type of ours.

    A field is known by its frozen id, whatever it is called and wherever it stands; one without an id by its name, and
    in our own type by its place. `mapping` has the fields of a type of the user's, by ours.
    """
    if mapping:
        names = [name for name, _ in there.fields]
        return {our: names.index(name) for our, name in mapping.items() if name in names} or None
    found = _by_id(there, ours)
    if there.id != ours.id:
        return found if next(iter(ours.fields)) in found else None  # a copy of ours, such as an import makes
    return _by_place(_by_name(found, there, ours), there, ours)


def _by_id(there: TypeState, ours: OfferedType) -> dict[str, int]:
    ids = {number: at for at, (_, number) in enumerate(there.fields) if number is not None}
    return {name: ids[number] for name, number in ours.fields.items() if number in ids}


def _by_name(found: Mapping[str, int], there: TypeState, ours: OfferedType) -> dict[str, int]:
    """The same with fields that have no id, by their names."""
    free = {there.fields[at][0]: at for at in _free(found, there)}
    return {**found, **{name: free[name] for name in ours.fields if name not in found and name in free}}


def _by_place(found: Mapping[str, int], there: TypeState, ours: OfferedType) -> dict[str, int]:
    """The same with fields that have no id and another name, by their places."""
    free = _free(found, there)
    return {**found, **{name: at for at, name in enumerate(ours.fields) if name not in found and at in free}}


def _free(found: Mapping[str, int], there: TypeState) -> set[int]:
    """The places of fields without an id that are none of ours yet."""
    return {at for at, (_, number) in enumerate(there.fields) if number is None} - {*found.values()}
