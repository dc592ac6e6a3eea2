"""What a push does to a collection, and what it leaves to its owner."""

from __future__ import annotations

import pytest
from anki.consts import QUEUE_TYPE_NEW

from exporter.push import memory
from tests.collection import Counts
from tests.push.pushing import Pusher, told, whats
from tests.studied import CARDS

TIDES, HIGH, SAND = "What causes the tides?", "How often is high tide?", "What makes sand?"
CORK, DUNE = "Which of these floats?", "A dune is held by"
WAVE = "### Q: What is a wave?\n\nWater that goes up and down.\n\n"


def test_after_an_import_there_is_nothing_to_do(user: Pusher) -> None:
    plan = user.push()
    assert (whats(plan), plan.told, plan.types, plan.unchanged) == ({}, (), (), 5)
    assert not user.plan().does


# ── fields and tags ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_of_a_document_arrive_and_what_their_user_did_stays(user: Pusher) -> None:
    user.tag("high tide", "exam leech marked")
    card = user.card("high tide")
    user.review(card)
    user.collection.set_user_flag_for_cards(3, [card.id])
    user.change("25 minutes", "26 minutes")
    before, last = user.collection.get_card(card.id), user.note("high tide").mod
    assert whats(user.push()) == {HIGH: "updated"}
    after, note = user.collection.get_card(card.id), user.note("high tide")
    assert "26 minutes" in note["Answer"]
    assert {"exam", "leech", "marked"} < {*note.tags}
    assert note.mod == last + 1, "an edit on a device that has not synced yet is newer"
    assert (after.ivl, after.due, after.reps, after.queue, after.user_flag(), after.did) == (
        *(before.ivl, before.due, before.reps, before.queue, 3, before.did),
    )


def test_a_field_that_only_its_user_changed_keeps_his_words_while_others_arrive(user: Pusher) -> None:
    user.edit("high tide", "Answer", "Twice a day.")
    user.change("How often is high tide?", "How often does high tide come?")
    plan = user.push()
    note = user.note("high tide")
    assert (note["Answer"], "does high tide come" in note["Question"]) == ("Twice a day.", True)
    assert told(plan) == [("own", "How often does high tide come?")]
    assert not plan.is_open


def test_a_field_that_both_changed_is_a_conflict_until_somebody_ends_it(user: Pusher) -> None:
    user.edit("high tide", "Answer", "Twice a day.")
    user.change("25 minutes", "26 minutes")
    for _ in range(2):
        plan = user.push()
        assert [(step.question, step.conflicts[0].name) for step in plan.steps if step.conflicts] == [(HIGH, "Answer")]
        assert plan.is_open
        assert user.note("high tide")["Answer"] == "Twice a day."
    assert not user.push(side="theirs").is_open
    assert not user.plan().is_open
    user.change("26 minutes", "27 minutes")
    assert user.push(side="ours").conflicts == 0
    assert "27 minutes" in user.note("high tide")["Answer"]


def test_words_that_both_have_are_no_conflict_later(user: Pusher) -> None:
    user.change("25 minutes", "26 minutes")
    user.edit("high tide", "Answer", "<p>Every 12 hours and 26 minutes.</p>")
    assert user.push().conflicts == 0
    user.change("26 minutes", "27 minutes")
    assert user.push().conflicts == 0
    assert "27 minutes" in user.note("high tide")["Answer"]


def test_a_base_comes_by_packages_too(user: Pusher) -> None:
    user.change("25 minutes", "26 minutes")
    user.build()
    assert user.take().updated == 1
    user.tag("high tide", "exam")
    user.change("26 minutes", "27 minutes")
    assert whats(user.push()) == {HIGH: "updated"}
    assert user.note("high tide").has_tag("exam")


def test_a_note_without_a_base_is_as_it_was_sent_if_nobody_touched_it(user: Pusher) -> None:
    for words in ("high tide", "makes sand", "causes the tides"):
        note = user.note(words)
        user.collection.db.execute("update notes set flds = ? where id = ?", _bare(note.fields), note.id)  # type: ignore[union-attr]
    user.tag("makes sand", "exam")
    user.edit("causes the tides", "Answer", "The moon.")
    user.change("The pull of the moon", "The draw of the moon")
    user.change("25 minutes", "26 minutes")
    user.change("Waves grind rocks into grains.", "Waves grind rocks to grains.")
    plan = user.push()
    assert whats(plan) == {HIGH: "updated", SAND: "updated", TIDES: "updated"}
    assert {step.question for step in plan.steps if step.conflicts} == {SAND, TIDES}
    user.change("26 minutes", "27 minutes")
    assert user.push(side="theirs").conflicts == 0
    user.change("The draw of the moon", "The force of the moon")
    assert {step.question for step in user.plan().steps if step.conflicts} == {TIDES}


def test_what_was_sent_is_known_where_the_documents_never_said_anything_else(user: Pusher) -> None:
    note = user.note("causes the tides")
    user.collection.db.execute("update notes set flds = ? where id = ?", _bare(note.fields), note.id)  # type: ignore[union-attr]
    user.edit("causes the tides", "Answer", "The moon.")
    assert told(user.push()) == [("own", TIDES)]
    user.change("The pull of the moon", "The force of the moon")
    assert user.push().conflicts == 1


def _bare(fields: list[str]) -> str:
    return "\x1f".join([*fields[:-1], ""])


def test_what_its_user_wrote_into_the_spare_field_stays(user: Pusher) -> None:
    user.edit("high tide", "Extra3", "see the almanac")
    user.change("25 minutes", "26 minutes")
    assert user.push(side="ours").conflicts == 0
    assert user.note("high tide")["Extra3"] == "see the almanac"
    user.tag("high tide", "exam")
    user.change("26 minutes", "27 minutes")
    assert user.push().conflicts == 0
    assert "27 minutes" in user.note("high tide")["Answer"]


def test_a_gap_of_its_user_keeps_its_number_and_its_reviews(user: Pusher) -> None:
    text = user.note("held by")["Text"]
    user.edit("held by", "Text", text.replace("A dune", "A {{c2::dune}}"))
    own = next(card for card in user.note("held by").cards() if card.ord == 1)
    user.review(own)
    user.change("A dune is held by ==grass==.", "A dune is held by ==grass== and ==time==.")
    for side in ("", "ours"):
        plan = user.push(side=side)
        assert [(each.name, bool(each.why)) for step in plan.steps for each in step.conflicts] == [("Text", True)]
        assert "{{c2::dune}}" in user.note("held by")["Text"]


def test_a_card_that_its_users_gap_left_behind_gets_no_other_fact(user: Pusher) -> None:
    text = user.note("held by")["Text"]
    user.edit("held by", "Text", text.replace("A dune", "A {{c2::dune}}"))
    user.edit("held by", "Text", text)
    user.change("A dune is held by ==grass==.", "A dune is held by ==grass== and ==time==.")
    for _ in range(2):
        assert user.push(side="ours").conflicts == 1
    assert user.note("held by")["Text"] == text


# ── decks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_cards_move_only_if_they_lie_where_we_put_them(user: Pusher) -> None:
    user.push()
    mine, moved = user.card("high tide"), user.card("makes sand")
    user.move(moved, "For the exam")
    user.change("# Sea\n", "# Ocean\n")
    user.push()
    assert (user.deck(mine), user.deck(moved)) == ("Ocean", "For the exam")
    user.change("# Ocean\n", "# Sea\n")
    user.push()
    assert (user.deck(mine), user.deck(moved)) == ("Sea", "For the exam")


@pytest.mark.parametrize("is_pushed", [True, False])
def test_a_deck_that_its_user_renamed_is_still_ours(user: Pusher, is_pushed: bool) -> None:
    if is_pushed:
        user.push()
    user.collection.decks.rename(user.collection.decks.id("Sea") or 0, "Nature::Sea")  # type: ignore[arg-type]
    user.change("## Shore", f"{WAVE}## Shore")
    user.push()
    assert user.deck(user.card("up and down")) == user.deck(user.card("makes sand")) == "Nature::Sea"
    assert user.collection.decks.by_name("Sea") is None


def test_a_new_deck_gets_the_options_of_the_one_that_its_cards_come_from(user: Pusher) -> None:
    group = user.collection.decks.add_config_returning_id("slow")
    sea = user.collection.decks.by_name("Sea")
    assert sea
    user.collection.decks.set_config_id_for_deck_dict(sea, group)
    user.change("# Sea\n", "# Ocean\n")
    user.push()
    made = user.collection.decks.by_name("Ocean")
    assert made
    assert made["conf"] == group


def test_a_card_in_a_filtered_deck_waits(user: Pusher) -> None:
    deck = user.collection.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]
    deck.config.search_terms[0].search = "sand"
    number = user.collection.sched.add_or_update_filtered_deck(deck).id
    card = user.card("makes sand")
    user.change("# Sea\n", "# Ocean\n")
    assert ("filtered", SAND) in told(user.push())
    assert user.collection.get_card(card.id).did == number
    user.collection.sched.empty_filtered_deck(number)  # type: ignore[arg-type]
    user.push()
    assert user.deck(card) == "Ocean"


def test_a_filtered_deck_of_that_name_takes_no_cards(user: Pusher) -> None:
    deck = user.collection.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]
    deck.name = "Ocean"
    deck.config.search_terms[0].search = "sand"
    user.collection.sched.add_or_update_filtered_deck(deck)
    user.change("# Sea\n", "# Ocean\n")
    user.change("## Shore", f"{WAVE}## Shore")
    user.push()
    card = user.card("up and down")
    assert user.deck(card) == user.deck(user.card("high tide")) != "Ocean"
    assert not (user.collection.decks.get(card.did) or {})["dyn"]
    assert not [step for step in user.plan().steps if step.does]


# ── notes that are there on one side alone ───────────────────────────────────────────────────────────────────────────


def test_a_new_note_keeps_guid_and_id(user: Pusher) -> None:
    user.push()
    user.change("## Shore", f"{WAVE}## Shore")
    user.build()
    offer, _ = user.offer()
    assert list(whats(user.push()).values()) == ["new"], "it is newer than the last push"
    note = user.note("up and down")
    assert (note.guid, note.id) in [(each.guid, each.note_id) for each in offer.notes]
    assert user.deck(user.card("up and down")) == "Sea"
    user.build()
    assert user.take() == Counts(0, 0, CARDS + 1, 0)


def test_what_its_user_deleted_stays_deleted_and_is_told_once(user: Pusher) -> None:
    user.push()
    user.collection.remove_notes([user.note("high tide").id])
    user.change("25 minutes", "26 minutes")
    assert told(user.push()) == [("deleted", HIGH)]
    assert told(user.push()) == []
    assert user.collection.find_notes("tide 26") == []


def test_notes_that_were_built_before_are_asked_about_at_a_first_push(user: Pusher) -> None:
    known = user.note("high tide").id
    user.collection.remove_notes([known])
    user.collection.db.execute("delete from graves")  # type: ignore[union-attr]
    user.change("## Shore", f"{WAVE}## Shore")
    plan = user.push()
    assert (told(plan), plan.is_open) == ([("missing", HIGH)], True)
    assert list(whats(plan).values()) == ["new"], "it is new in this build"
    assert told(user.push()) == [("missing", HIGH)], "it is asked until it is answered"
    assert whats(user.push(missing="add")) == {HIGH: "new"}
    assert user.note("high tide").id == known


def test_missing_notes_may_be_left_out_for_good(user: Pusher) -> None:
    user.collection.remove_notes([user.note("high tide").id])
    user.collection.db.execute("delete from graves")  # type: ignore[union-attr]
    assert told(user.push(missing="leave")) == [("deleted", HIGH)]
    assert told(user.push()) == []


@pytest.mark.parametrize("trace", ["grave", "review"])
def test_a_note_that_left_a_trace_was_deleted(user: Pusher, trace: str) -> None:
    if trace == "review":
        user.review(user.card("high tide"))
    user.collection.remove_notes([user.note("high tide").id])
    if trace == "review":
        user.collection.db.execute("delete from graves")  # type: ignore[union-attr]
    assert told(user.push()) == [("deleted", HIGH)]


def retire(user: Pusher) -> str:
    """Takes the second card out of the document; what it said."""
    text = (user.folder / "sea.md").read_text(encoding="utf-8")
    begin = text.index("### Q2:")
    user.write(text[:begin] + text[text.index("#", begin + 4) :])
    return text


def test_a_retired_note_is_tagged_and_suspended_once(user: Pusher) -> None:
    card = user.card("high tide")
    text = retire(user)
    assert whats(user.push()) == {HIGH: "retired"}
    assert user.note("high tide").has_tag("qa::retired")
    assert user.is_suspended(card)
    user.collection.sched.unsuspend_cards([card.id])
    assert not user.plan().does, "what its user does afterwards is left alone"
    user.collection.sched.suspend_cards([card.id])
    user.write(text)
    assert whats(user.push()) == {HIGH: "returned"}
    assert user.collection.get_card(card.id).queue == QUEUE_TYPE_NEW
    assert not user.note("high tide").has_tag("qa::retired")


def test_a_card_that_its_user_suspended_stays_so_when_it_returns(user: Pusher) -> None:
    card = user.card("high tide")
    user.collection.sched.suspend_cards([card.id])
    text = retire(user)
    user.push()
    user.write(text)
    assert whats(user.push()) == {HIGH: "returned"}
    assert user.is_suspended(card)


def test_a_card_without_our_tag_is_not_unsuspended(user: Pusher) -> None:
    card = user.card("high tide")
    text = retire(user)
    user.push()
    user.collection.tags.bulk_remove([card.nid], "qa::retired")
    user.write(text)
    user.push()
    assert user.is_suspended(card)


def many(user: Pusher, cards: int) -> str:
    return "# Many\n<!-- canonical -->\n\n" + "".join(f"### Q: Is {n} a number?\n\nYes, {n}.\n\n" for n in range(cards))


def test_many_notes_retire_only_if_that_is_asked_for(user: Pusher) -> None:
    user.write(many(user, 20), "many.md")
    user.push()
    user.write(many(user, 14), "many.md")
    plan = user.push()
    assert (whats(plan), len(plan.told), plan.is_open) == ({}, 6, True)
    assert user.collection.find_cards("is:suspended") == []
    assert user.push(retiring="none").steps == ()
    assert {*whats(user.push(retiring="all")).values()} == {"retired"}
    assert len(user.collection.find_cards("is:suspended tag:qa::retired")) == 6


def test_five_notes_may_retire(user: Pusher) -> None:
    user.write(many(user, 7), "many.md")
    user.push()
    user.write(many(user, 2), "many.md")
    assert list(whats(user.push()).values()).count("retired") == 5


def test_retired_notes_are_deleted_by_their_count_alone(user: Pusher) -> None:
    card = user.card("high tide")
    retire(user)
    user.push()
    with pytest.raises(Exception, match="1 note would be deleted"):
        user.push(delete_retired=2)
    assert user.note("high tide")
    assert whats(user.push(delete_retired=1)) == {HIGH: "deleted"}
    assert user.collection.find_cards(f"cid:{card.id}") == []
    assert not user.plan().does


def test_a_retired_note_that_its_user_took_back_is_not_deleted(user: Pusher) -> None:
    retire(user)
    user.push()
    user.collection.tags.bulk_remove([user.note("high tide").id], "qa::retired")
    assert user.plan(delete_retired=0).deletions == 0


# ── note types ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_note_type_that_its_user_changed_keeps_its_fields_names_and_templates(user: Pusher) -> None:
    models = user.collection.models
    kind = models.by_name("exporter Q&A")
    assert kind
    models.add_field(kind, models.new_field("Mine"))
    models.rename_field(kind, kind["flds"][1], "Antwort")
    kind["flds"].insert(0, kind["flds"].pop(2))
    kind["name"], kind["css"] = "Meer", kind["css"] + "\n.card { color: red; }"
    models.update_dict(kind)
    user.edit("high tide", "Mine", "my own")
    user.change("25 minutes", "26 minutes")
    user.change("## Shore", f"{WAVE}## Shore")
    plan = user.push()
    assert sorted(whats(plan).values()) == ["new", "updated"]
    note, new = user.note("26 minutes"), user.note("up and down")
    assert (note["Mine"], new["Antwort"]) == ("my own", "<p>Water that goes up and down.</p>")
    assert [each.name for each in models.all_names_and_ids() if "exporter Q" in each.name] == []
    assert "color: red" in (models.get(note.mid) or {})["css"]
    assert not user.plan().does


def test_a_note_of_another_type_is_left_alone(user: Pusher) -> None:
    models = user.collection.models
    note = user.note("high tide")
    basic = models.by_name("Basic")
    assert basic
    info = models.change_notetype_info(old_notetype_id=note.mid, new_notetype_id=basic["id"])
    info.input.note_ids.extend([note.id])
    models.change_notetype_of_notes(info.input)
    user.change("25 minutes", "26 minutes")
    assert told(user.push()) == [("retyped", HIGH)]


def test_a_style_of_ours_arrives_unless_its_user_has_another(user: Pusher) -> None:
    (user.folder / "own.css").write_text(".qa { color: green; }", encoding="utf-8")
    (user.folder / "exporter.toml").write_text('[anki]\nstyle = "own.css"\n', encoding="utf-8")
    assert len(user.push().types) == 3 - 1, "those of notes that are there"
    kind = user.collection.models.by_name("exporter Q&A")
    assert kind
    assert "green" in kind["css"]
    kind["css"] = "/* mine */"
    user.collection.models.update_dict(kind)
    assert not user.plan().types
    (user.folder / "own.css").write_text(".qa { color: blue; }", encoding="utf-8")
    plan = user.push()
    assert [each.type_id for each in plan.types] != [kind["id"]]
    assert ("type", "exporter Q&A") in told(plan)
    assert (user.collection.models.get(kind["id"]) or {})["css"] == "/* mine */"
    user.push(side="ours")
    assert "blue" in (user.collection.models.get(kind["id"]) or {})["css"]


# ── as a whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_push_is_one_undo_step(user: Pusher) -> None:
    before = _whole(user)
    user.change("# Sea\n", "# Ocean\n")
    retire(user)
    user.change("## Shore", f"{WAVE}## Shore")
    assert len(whats(user.push())) == 6
    assert user.collection.undo_status().undo == "exporter: push"
    user.collection.undo()
    assert _whole(user) == before
    assert user.collection.get_config(memory.KEY) is None
    plan = user.plan()
    assert (len(whats(plan)), [what for what, _ in told(plan)]) == (5, ["missing"]), "its new note was built before"


def _whole(user: Pusher) -> list[object]:
    assert user.collection.db
    asked = ("id, guid, mid, mod, tags, flds from notes", "id, nid, did, ord, type, queue, due, ivl from cards")
    return [user.collection.db.all(f"select {what} order by id") for what in (*asked, "id, name from decks")]
