"""A plan comes through JSON as it was."""

from __future__ import annotations

import json

import pytest

from exporter.push import memory, wire
from exporter.push.steps import Deck, Plan, Step, TextChange, Told, TypeWrite, Write

WRITE = Write(5, "guid", 7, ("Front <b>", "Back"), ("a", "b::c"), 12, deck="Sea")
STEP = Step(
    "updated",
    5,
    "guid",
    "What is ebb?",
    "sea.md",
    3,
    "3",
    write=WRITE,
    move=(6, 7),
    move_to="Sea",
    suspend=(6,),
    unsuspend=(7,),
    changes=(TextChange("Answer", "was", "is"),),
    tags_added=("b::c",),
    tags_removed=("d",),
    conflicts=(TextChange("Question", "theirs", "ours", "why"),),
    moved_from="Coast",
)
MEMORY = memory.Memory(
    frozenset({memory.mark("guid")}),
    frozenset(),
    9,
    {"h": 3},
    {"guid": "1 a - - -"},
    {"t": {"p": "h"}},
    {"guid": (3, 4)},
)
PLAN = Plan(
    (STEP, Step("deleted", 8, "other", "", "", 0, "", deletes=True)),
    (Told("own", "guid", "What is ebb?", "sea.md", 3, "3", ("Answer",)),),
    (Deck("Sea", "h", "Mine::Sea", 3, 4),),
    (TypeWrite(7, "style", {0: ("front", "back"), 2: ("f", "b")}), TypeWrite(8)),
    MEMORY,
    True,
    4,
)


@pytest.mark.parametrize("plan", [PLAN, Plan((), (), (), (), memory.Memory(), False)])
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert wire.plan(json.loads(json.dumps(wire.table(plan)))) == plan


@pytest.mark.parametrize(
    "table", [{}, {"steps": 1}, {**wire.table(PLAN), "steps": [1]}, {**wire.table(PLAN), "more": 1}]
)
def test_what_is_no_plan_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a plan of exporter"):
        wire.plan(table)
