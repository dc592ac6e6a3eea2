"""Flattened tables: what is one, where it begins and ends, and how its cells come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.restore import blocks, tables
from exporter.restore.words.vocabulary import Vocabulary

FIXTURES = Path(__file__).parents[1] / "fixtures" / "tables"
NO_TABLES = (FIXTURES / "no_tables.txt").read_text(encoding="utf-8").strip().split("\n\n")

CACHES = [
    "PropertyRedisMemcached",
    "ValuesStrings, lists, setsStrings only",
    "PersistenceOptionalNone",
    "ThreadsOne for commandsMany",
]


def find(text: str, question: str = "") -> list[tuple[int, int, tables.Table]]:
    return tables.find(text.split("\n"), Vocabulary.of(text), question)


def rows(text: str, question: str = "") -> list[str]:
    return [" | ".join(row) for _, _, table in find(text, question) for row in table.rows]


@pytest.mark.parametrize("text", NO_TABLES)
def test_prose_lists_code_and_furniture_are_no_tables(text: str) -> None:
    assert find(text) == []
    assert tables.restore(text.split("\n"), Vocabulary.of(text)) is None


def test_one_line_is_no_table() -> None:
    assert find(CACHES[0]) == []
    assert tables.restore(CACHES[:1], Vocabulary.of("")) is None
    assert tables.restore([], Vocabulary.of("")) is None


def test_a_blank_line_is_no_row() -> None:
    assert tables.restore([CACHES[0], "", CACHES[1]], Vocabulary.of("")) is None


def test_rows_come_back() -> None:
    assert rows("\n".join(CACHES)) == [
        "Property | Redis | Memcached",
        "Values | Strings, lists, sets | Strings only",
        "Persistence | Optional | None",
        "Threads | One for commands | Many",
    ]


def test_restore_and_find_agree() -> None:
    vocabulary = Vocabulary.of("\n".join(CACHES))
    [(start, end, table)] = tables.find(CACHES, vocabulary)
    assert (start, end) == (0, 4)
    assert table == tables.restore(CACHES, vocabulary)


def test_a_lead_in_and_code_around_a_table_stay_outside() -> None:
    lines = [
        "Both keep values in memory, and both are asked over the network, but they differ:",
        *CACHES,
        "Python",
        "client = redis.Redis(host='localhost')",
        "client.set('visits', 1)",
    ]
    [(start, end, table)] = find("\n".join(lines))
    assert (start, end, len(table.rows)) == (1, 5, 4)


def test_two_tables_between_prose() -> None:
    other = ["CommandMeaning", "SETStores a value", "GETReads a value", "DELForgets a value"]
    between = "The commands are few, and this is all there is to learn about them on the first day."
    found = find("\n".join([*CACHES, between, *other]))
    assert [(start, end) for start, end, _ in found] == [(0, 4), (5, 9)]


def test_words_of_the_document_are_no_seams() -> None:
    text = (
        "Our quxMeter talks to the BarGate.\n\n"
        "PartJob\nquxMeterCounts requests\nBarGateRefuses requests\nFrontierKeeps both apart"
    )
    [(_, _, table)] = tables.find(text.split("\n\n")[1].split("\n"), Vocabulary.of(text))
    assert [row[0] for row in table.rows] == ["Part", "quxMeter", "BarGate", "Frontier"]


def test_terms_of_the_question_are_headings() -> None:
    lines = "FeaturepanicTypederror\nRecoveryOnly by recover()By the caller\nUseBugsExpected failures"
    question = "What is the difference between panic and Typederror?"
    assert rows(lines, question)[0] == "Feature | panic | Typederror"


def test_the_corner_may_be_empty() -> None:
    text = "forkingthreading\nMemoryCopiedShared\nStartSlowFast\nCrashHits one processHits all threads"
    assert rows(text, "What is the difference between forking and threading?")[0] == " | forking | threading"


def test_emoji_begin_cells() -> None:
    text = "ToolFreeOffline\nAnki✅ Yes✅ Yes\nQuizlet❌ No❌ No\nMnemosyne✅ Yes✅ Yes"
    assert rows(text)[2] == "Quizlet | ❌ No | ❌ No"


def test_brackets_and_quotes_stay_whole() -> None:
    text = (
        "CallResult\nmax(3, 7)The larger one\nsplit('a,b')A list (two items)\n"
        'join(["a", "b"])One string\nlen("abc")Its length'
    )
    assert rows(text)[2] == "split('a,b') | A list (two items)"


def test_small_letters_come_apart_by_the_lexicon() -> None:
    text = "kindholdsexample\nlistordered valuesshopping\nsetunique valuesvisitors\nmapkeys with valuesphonebook"
    assert rows(text)[1] == "list | ordered values | shopping"


def test_russian_words_come_apart_by_their_lexicon() -> None:
    text = "ВидОписаниеПример\nстекпоследним пришёл, первым ушёлвызовы\nочередьпервым пришёл, первым ушёлпечать"
    assert rows(text)[2] == "очередь | первым пришёл, первым ушёл | печать"


def test_headings_without_blanks_are_usual_ones() -> None:
    text = "参数说明类型默认值\nport监听的端口号int8080\nhost监听的主机地址string127.0.0.1\ndebug是否打印日志boolfalse"
    assert rows(text)[0] == "参数 | 说明 | 类型 | 默认值"


def test_an_uncertain_row_is_reported() -> None:
    text = "PlanPriceSeatsStorage\nTiny$3120 GB\nSmall$7540 GB\nLarge$2125900 GB\nHuge$91100999 GB"
    [(_, _, table)] = find(text)
    assert table.doubtful
    assert all(0 <= index < len(table.rows) for index in table.doubtful)


def test_an_uncertain_row_tells_how_else_it_may_be_cut() -> None:
    text = "PlanPriceSeatsStorage\nTiny$3120 GB\nSmall$7540 GB\nLarge$2125900 GB\nHuge$91100999 GB"
    [(_, _, table)] = find(text)
    told = [(table.rows[index], other) for index, other in zip(table.doubtful, table.others, strict=True) if other]
    assert told
    assert all(other != row and "".join(other) == "".join(row) for row, other in told)


@pytest.mark.parametrize(
    ("row", "other", "told"),
    [
        (["Huge", "$91", "100"], ["Huge", "$911", "00"], "… $91 | 100, or … $911 | 00"),
        (["Ed25519", "Ed25519 keys"], ["Ed25519Ed", "25519 keys"], "Ed25519 | Ed25519 keys, or Ed25519Ed | 25519 keys"),
        (
            ["A name of many wordsend", "x"],
            ["A name of many words", "end", "x"],
            "… f many wordsend | x, or … f many words | end | x",
        ),
        (["Huge", "$91"], [], "Huge | $91"),
        (
            ["a" * 90, "b" * 90],
            ["a" * 89, "ab" + "b" * 89],
            "… aaaaaaaaaaaaa | bbbbbbbbbb …, or … aaaaaaaaaaaa | abbbbbbbbbb …",
        ),
    ],
)
def test_two_ways_to_cut_a_row_are_shown_where_they_part(row: list[str], other: list[str], told: str) -> None:
    shown = blocks._guessed(row, other)
    assert shown == told
    assert max(len(said.format(shown)) for said in (blocks._TABLE, blocks._WHOLE_TABLE)) <= 140


def test_a_table_with_a_guessed_number_of_columns_is_doubtful_as_a_whole() -> None:
    [(_, _, table)] = find("ABCDE\n12345\n23456\n34567")
    assert table.is_guessed
    assert table.doubtful == tuple(range(len(table.rows)))


def test_a_clear_table_has_no_doubtful_row() -> None:
    [(_, _, table)] = find("\n".join(CACHES))
    assert table.doubtful == ()


KINDS = {
    "a column that never changes": """\
knot | use | kind
bowline | Ties a loop that never slips. | basic
clove hitch | Fixes a line to a post. | basic
sheet bend | Joins two lines of unlike size. | basic
figure eight | Stops a line in its block. | basic""",
    "a sentence before a column that never changes": """\
tool | purpose | origin
plane wood | Planes a plank of a deck. | bought-in
glue wood | Glues two planks of a frame. | bought-in
steam wood | Steams a strip for an hour. | bought-in
tar wood | Tars all sides of a plank. | bought-in""",
    "small plain values": """\
harbor | cargo | crates
east | salt | 412
west | salt | 87
east | timber | 1630
west | timber | 54""",
    "six columns": """\
Plan | Berths | Power | Water | Guard | Pays
Mini | One, for a dinghy | None | None | By day | Yearly
Base | Two, side by side | By meter | None | By day | Monthly
Pro | A whole pier | Included | By meter | Always | Monthly
Max | Any number | Included | Included | Always | Daily""",
    "rows that begin like comments and items": """\
Sign | Meaning
* any | Stands for every berth
# note | Begins a remark to the end of the line
- none | Leaves the berth out""",
    "Chinese": """\
属性 | 含义 | 类型 | 默认值
text | 按钮上的文字 | string | -
width | 按钮的宽度，单位为像素 | number | 120
busy | 是否显示加载状态 | boolean | false
onTap | 点击时触发的函数 | function | -""",
}


@pytest.mark.parametrize("table", KINDS.values(), ids=KINDS)
def test_kinds_of_tables(table: str) -> None:
    flat = table.replace(" | ", "")
    vocabulary = Vocabulary.of(
        f"A harbor in the east takes cargo in crates: timber, and salt from the west.\n\n{flat}\n"
    )
    found = [" | ".join(row) for _, _, each in tables.find(flat.split("\n"), vocabulary) for row in each.rows]
    wanted = table.split("\n")
    first = 0 if table.isascii() else 1  # headings without blanks and capitals are seldom sure
    assert found[first:] == wanted[first:]


@pytest.mark.parametrize(
    "lines",
    [
        ["TidePolicy and NamedTidePolicy", "QuayPolicy and NamedQuayPolicy", "BuoyPolicy and NamedBuoyPolicy"],
        ["Learn how to moor", "Learn how to anchor", "Learn how to leave a berth", "Know whom to call"],
        ["apt-get update", "apt-get install -y quay", "systemctl restart quay"],
    ],
)
def test_lists_and_commands_are_no_tables(lines: list[str]) -> None:
    assert find("\n".join(lines)) == []
