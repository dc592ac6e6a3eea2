"""A card that is also asked the other way round, in Anki: a second card of its own note, and of no other."""

from __future__ import annotations

from tests.studied import World

TEXT = "# Stones\n\nWhat is the softest? {} Talc it is\n\nWhat is the commonest? :: Quartz it is\n"


def test_a_note_gets_a_second_card_and_keeps_the_first(world: World) -> None:
    world.write(TEXT.format("::"), "stones.md")
    world.build()
    world.take()
    (before,) = world.note("Talc").card_ids()
    world.hours += 1
    world.write(TEXT.format(":::"), "stones.md")
    world.build()
    world.take()
    first, second = world.note("Talc").card_ids()
    assert first == before
    assert "Talc it is" in world.collection.get_card(second).question()
    assert len(world.note("Quartz").card_ids()) == 1
