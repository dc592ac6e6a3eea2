"""Code and text made narrow enough for a column: HTML in, HTML out."""

from __future__ import annotations

import re

import pytest

from exporter import markup
from exporter.emitters.print.fitting import fit, room
from exporter.emitters.print.linebreaks import BREAK, HYPHEN

ROOM = {"code": 40, "diagram": 40, "table": 40}


def wrapped(code: str, language: str = "") -> list[str]:
    """The lines of a block of code in a column of forty characters; where one goes on, `>` stands at its column."""
    html = fit(markup.html(f"```{language}\n{code}\n```"), ROOM)
    html = re.sub(r'<span class="wrap" style="margin-left: (\d+)ch"></span>', lambda m: " " * int(m[1]) + "> ", html)
    return re.sub(r"<[^>]*>", "", html).strip("\n").split("\n")


def test_code_that_fits_only_loses_its_inner_element() -> None:
    html = markup.html("```python\nx = 1  # one\n```")
    assert fit(html, ROOM) == html.replace("<code>", "").replace("</code>", "")


def test_code_that_begins_with_a_blank_line_keeps_it() -> None:
    assert ">\n\nx = 1" in fit('<pre class="code"><code>\nx = 1</code></pre>', ROOM)


def test_code_that_nearly_fits_is_set_smaller() -> None:
    html = fit(markup.html(f"```\n{'x' * 44}\n```"), ROOM)
    assert "--shrink: 0.89" in html
    assert "wrap" not in html


def test_a_long_line_goes_on_below_its_beginning() -> None:
    assert wrapped("    result = oven.bake(dough, minutes=40, steam=True)") == [
        "    result = oven.bake(dough, minutes=40, ",
        "      > steam=True)",
    ]


def test_a_long_comment_goes_on_below_itself() -> None:
    assert wrapped("knead()     # until the dough lets go of the bowl (ten minutes)") == [
        "knead()     # until the dough lets go of ",
        "            > the bowl (ten minutes)",
    ]


def test_a_comment_far_to_the_right_begins_on_a_line_of_its_own() -> None:
    assert wrapped("shape(the_dough, into=the_long_loaf)   # as tight as it goes") == [
        "shape(the_dough, into=the_long_loaf)   ",
        "  > # as tight as it goes",
    ]


def test_a_line_without_spaces_is_broken_behind_a_mark() -> None:
    assert wrapped("https://bakery.example/" + "loaf/" * 8) == [
        "https://bakery.example/loaf/loaf/loaf/",
        "  > loaf/loaf/loaf/loaf/loaf/",
    ]


def test_a_comment_that_does_not_end_on_its_line_begins_on_the_next() -> None:
    assert wrapped(
        "bake(the_dough, the_oven, minutes=40, heat=200, steam=True)  # until it is brown and sounds hollow"
    ) == [
        "bake(the_dough, the_oven, minutes=40, ",
        "  > heat=200, steam=True)  ",
        "  > # until it is brown and sounds hollow",
    ]


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("bake --in=the-long-oven/of/the/old/--cascade=all-of-it-now", "bake --in=the-long-oven/of/the/old/"),
        ("the_first_loaves_in_the_oven.are_a--cascade-of-them", "the_first_loaves_in_the_oven.are_"),
        ("curl https://bakery.example/breads/of/the/north/and/south", "curl https://bakery.example/breads/of/the/"),
        ("take 30.loaves.of.the.long.kind.from.oven.north", "take 30.loaves.of.the.long.kind.from.oven."),
        ("a_dough = knead flour_water_salt_and_yeast_together", "a_dough = knead "),
    ],
)
def test_a_line_is_broken_behind_spaces_then_signs_then_in_names(code: str, first: str) -> None:
    assert wrapped(code)[0] == first


@pytest.mark.parametrize("sign", ["#", "//", "--", "←"])
def test_no_line_of_code_ends_behind_the_sign_of_a_comment(sign: str) -> None:
    for before in range(20, 42):
        for line in wrapped(f"{'x' * before} {sign} until it is brown")[:-1]:
            assert not line.rstrip().endswith(sign)


def test_an_option_behind_two_spaces_is_no_comment() -> None:
    assert wrapped("bake loaves  --minutes=40 --heat=200 --steam=all-of-it") == [
        "bake loaves  --minutes=40 --heat=200 ",
        "  > --steam=all-of-it",
    ]


@pytest.mark.parametrize("before", range(24, 44))
def test_no_line_of_code_ends_behind_the_signs_of_an_option(before: int) -> None:
    for line in wrapped(f"{'x' * before} --cascade-of-loaves")[:-1]:
        assert not line.endswith(("--", " -"))


@pytest.mark.parametrize("code", ["w" * 500, "a b " * 200, "x  # " + "y" * 300, " " * 90 + "deep", "\t" * 30 + "tabs"])
def test_no_piece_is_wider_than_the_column_and_nothing_is_lost(code: str) -> None:
    pieces = wrapped(code)
    assert max(len(piece.rstrip().expandtabs(4)) for piece in pieces) <= 43  # 40 at the size of wrapped code
    assert "".join(re.sub(r"^ *> ", "", piece) for piece in pieces).split() == code.split() or len(code.split()) == 1
    assert re.sub(r"[\s>]", "", "".join(pieces)) == re.sub(r"\s", "", code)


def test_highlighted_code_keeps_its_tags_whole() -> None:
    html = fit(markup.html('```python\nname = "' + "word " * 20 + '"  # ' + "why " * 20 + "\n```"), ROOM)
    assert html.count("<span") == html.count("</span>") > 4


def test_a_space_before_a_tag_is_a_text_of_its_own() -> None:
    assert fit("<p>see <code>x</code> and <b>y</b></p>", ROOM) == (
        "<p>see<span></span> <code>x</code> and<span></span> <b>y</b></p>"
    )
    assert fit("<p>see\n<code>x</code>\n<br></p>\n<ul>", ROOM) == "<p>see<span></span> <code>x</code>\n<br></p>\n<ul>"
    pre = '<pre class="code"><code>a <span class="k">b</span></code></pre>'
    assert fit(pre, ROOM) == '<pre class="code">a <span class="k">b</span></pre>'


def test_room_is_measured_and_grows_as_text_gets_smaller() -> None:
    assert room([1.0, 1.5, 2.0]) == {"code": 50, "diagram": 75, "table": 100}
    assert room([1.0, 1.5, 2.0], size=2.0) == {"code": 25, "diagram": 37, "table": 50}


def table(*words: str) -> str:
    return fit(markup.html(f"|{'|'.join(words)}|\n|{'-|' * len(words)}\n|{'a|' * len(words)}"), ROOM)


def shown(*words: str) -> str:
    """The head of a table: `~` is a hyphen that is drawn if a line breaks there, `|` a break without one."""
    head = table(*words).partition("<tr>")[2].partition("</tr>")[0]
    return " ".join(re.sub("<[^>]*>", "", head).replace(HYPHEN, "~").replace(BREAK, "|").split())


def test_a_table_breaks_only_words_that_leave_the_others_no_room() -> None:
    assert shown("unpronounceable", "incomprehensible") == "unpronounceable incomprehensible"
    assert shown("unpronounceable", "incomprehensibilities", "insertion") == (
        "unpronoun~ceable incomprehensibi~lities insertion"
    )
    assert shown("short", "a", "incomprehensibilities-of-everything") == "short a incomprehensibilities-|of-|everything"
    assert "tight" not in table("unpronounceable", "incomprehensibilities", "insertion")


def test_code_in_a_table_breaks_behind_its_signs_and_has_no_hyphen() -> None:
    assert shown("`--no-refreshing-moorings`", "surroundings", "`harbour.history()`", "x") == (
        "--no-|refreshing-|moorings surroundings harbour.|history|() x"
    )
    assert table("`a_long_name_of_a_thing`", "surroundings", "`other.things()`").count("<code") == 2


def test_code_in_a_table_breaks_only_in_the_words_that_are_too_long() -> None:
    made = shown("`git-log --no-refreshing-moorings`", "surroundings", "incomprehensibilities")
    assert made.startswith("git-log --no-|refreshing-|moorings")


def test_a_path_in_a_table_breaks_behind_its_signs_and_has_no_hyphen() -> None:
    made = shown("/srv/harbours/moorings", "surroundings", "incomprehensibilities")
    assert made.startswith("/srv/|harbours/|moorings")


def test_a_number_in_a_table_has_no_hyphen() -> None:
    made = shown("31415.9265358979323846264338", "surroundings", "incomprehensibilities")
    assert "~" not in made.split()[0]
    assert "|" in made.split()[0]


def test_words_with_signs_between_letters_break_in_a_table() -> None:
    """A hyphen and a break in one text kept WeasyPrint from finding either, and the table was wider than its column."""
    made = table(
        '[{"name":"{"enable":"the_feature"}"}]', "https://harbour.example/v1/incomprehensibilities", "surroundings"
    )
    spans = re.findall("<span>([^<]*)</span>", made)
    assert len(spans) > 5
    assert not any(HYPHEN in span and BREAK in span for span in spans)
    assert max(len(re.sub("&[a-z0-9#]+;", '"', part)) for span in spans for part in span.split(HYPHEN)) <= 16


@pytest.mark.parametrize("text", ["海水很咸因为河流把岩石中的盐带入海里", "潮という字は海を表す文字です"])
def test_scripts_without_hyphens_have_none_in_a_table(text: str) -> None:
    made = table(text, "surroundings", "incomprehensibilities", "unpronounceable")
    assert HYPHEN in made
    assert f">{text}</th>" in made


def test_a_table_of_many_columns_has_no_spans_in_which_words_could_not_break() -> None:
    made = table(*["✅ unpronounceable"] * 9)
    assert "table tight" in made
    assert "emoji" not in made


def test_a_table_of_many_columns_may_break_every_word() -> None:
    assert "table tight" in table(*["unpronounceable"] * 9)


def test_blank_lines_of_code_stand_between_spans() -> None:
    """What is open at a blank line is closed and opened again, and no character comes or goes."""
    body = 'a\n<span class="s">b\n\n<span class="si">c\n\n\nd</span>\n</span>e'
    html = fit(f'<pre class="code"><code>{body}</code></pre>', {"code": 50, "diagram": 50, "table": 50})
    assert html == (
        '<pre class="code spaced"><span class="lines">a\n<span class="s">b</span></span>\n\n'
        '<span class="lines"><span class="s"><span class="si">c</span></span></span>\n\n\n'
        '<span class="lines"><span class="s"><span class="si">d</span>\n</span>e</span></pre>'
    )
    for kind, text in (("code", "a\nb\n"), ("diagram", "a\n\nb")):
        assert "spaced" not in fit(
            f'<pre class="{kind}"><code>{text}</code></pre>', {"code": 50, "diagram": 50, "table": 50}
        )


# ── emoji ──


@pytest.mark.parametrize(
    "text", ["plain", "→ ✔ ⚠ № 中文，。", '<p data-bookmark="✅">x</p>', "<svg><title>✅</title></svg>"]
)
def test_other_signs_are_no_emoji(text: str) -> None:
    assert fit(text, ROOM) == text


@pytest.mark.parametrize("emoji", ["✅", "⚠️", "👩‍🚀", "👍🏽", "🇺🇦", "1️⃣", "❤️‍🔥", "✅🚀", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
def test_emoji_are_set_lower_and_stay_in_one_piece(emoji: str) -> None:
    assert fit(f"<p>a{emoji}b</p>", ROOM) == f'<p>a<span class="emoji">{emoji}</span>b</p>'


def test_emoji_in_code_take_two_columns() -> None:
    html = fit(markup.html("```python\nx = '✅👨‍👩‍👧'  # 中\n```"), ROOM)
    assert re.findall('<i class="wide">([^<]*)</i>', html) == ["✅", "👨‍👩‍👧"]
    assert "emoji" not in html
