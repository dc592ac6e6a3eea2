"""What the command asks of the add-on, and the plan that it answers with, as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from exporter.push import memory
from exporter.push import offer as offers
from exporter.push.offer import Offer
from exporter.push.steps import Adoption, Choices, Deck, Plan, Step, TextChange, Told, TypeWrite, Write


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be pushed, and what its user decided."""

    offer: Offer
    choices: Choices

    def table(self) -> dict[str, Any]:
        """The request as JSON."""
        return {"offer": self.offer.dumps(), "choices": asdict(self.choices)}


def request(made: Mapping[str, Any]) -> Request:
    """The request that a table of JSON is; raises ValueError for anything else."""
    try:
        return Request(offers.loads(made["offer"]), Choices(**made["choices"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a request of exporter: {error}") from error


def table(plan: Plan) -> dict[str, Any]:
    """A plan as JSON."""
    return {**asdict(plan), "memory": plan.memory.table()}


def plan(made: Mapping[str, Any]) -> Plan:
    """The plan that a table of JSON is; raises ValueError for anything else."""
    try:
        return Plan(
            **{
                **made,
                "steps": tuple(map(_step, made["steps"])),
                "told": tuple(Told(**_frozen(each)) for each in made["told"]),
                "decks": tuple(Deck(**each) for each in made["decks"]),
                "types": tuple(map(_type, made["types"])),
                "memory": memory.read(made["memory"]),
                "adoptions": tuple(Adoption(**each) for each in made["adoptions"]),
            }
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a plan of exporter: {error}") from error


def _step(made: Mapping[str, Any]) -> Step:
    step = _frozen(made)
    if step["write"] is not None:
        step["write"] = Write(**_frozen(step["write"]))
    for name in ("changes", "conflicts"):
        step[name] = tuple(TextChange(**each) for each in step[name])
    return Step(**step)


def _type(made: Mapping[str, Any]) -> TypeWrite:
    templates = {int(at): (front, back) for at, (front, back) in made["templates"].items()}
    return TypeWrite(**{**made, "templates": templates})


def _frozen(made: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in made.items()}
