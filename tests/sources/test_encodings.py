"""Encodings: what is no text, what is sure, what is guessed, and what is told of it."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from exporter import readers
from exporter.errors import InputError
from exporter.sources import encodings, formats
from tests.conftest import ROOT
from tests.test_cli import run

SHARED = ROOT.parent / "shared" / "cases" / "records"
NOISE = random.Random(1).randbytes(5000)


def messages(data: bytes) -> list[str]:
    return [f"{each.where.line}: {each.message}" for each in encodings.decode("a.txt", data).problems]


# ── what must not be read, or be told ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\n\0\0", "a.txt:2: binary data (a NUL byte), expected text."),
        (b"\0\0\0\0", "a.txt:1: binary data (a NUL byte)"),
        (b"a\0b", "a.txt:1: binary data (a NUL byte)"),
        (b"ok\n\0", "a.txt:2: binary data (a NUL byte)"),
        ("Größe 什么\n\0".encode(), "a.txt:2: binary data (a NUL byte)"),
        ("Q: a\0\nA: b\n".encode("utf-16"), "a.txt:1: binary data (a NUL character)"),
        (NOISE, "a.txt:1: binary data (a NUL byte)"),
        (NOISE.replace(b"\0", b""), "a.txt:1: binary data (byte 0x"),
        (b"%PDF\n" + NOISE.replace(b"\0", b""), "a.txt:2: binary data (byte 0x"),
        (gzip.compress(b"Q: a\nA: b\n" * 99, mtime=0), "a.txt:1: binary data (a NUL byte)"),
    ],
)
def test_what_is_not_text_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        encodings.decode("a.txt", data)
    assert error.value.message.startswith(message)


@pytest.mark.parametrize("text", ["", "Q: a\nA: b\n", "Größe “�”\n", "x\x1b[1m\x0c\x07", "问：什么\n", "é" * 5])
def test_utf8_is_read_as_it_is_and_nothing_is_told(text: str) -> None:
    for data in (text.encode(), text.encode("utf-8-sig")):
        assert encodings.decode("a.txt", data) == encodings.Decoded(text)


def test_what_a_text_shows_is_not_what_it_declares() -> None:
    text = "Q: Größe?\nA: `# -*- coding: latin-1 -*-`, <meta charset='cp1251'>\n"
    assert encodings.decode("a.md", text.encode()).text == text


# ── what is sure ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("text", ["Q: Why?\r\nA: So.\r\n", "问：什么是面包？\n答：食物。\n", "a", ""])
def test_a_byte_order_mark_is_believed(text: str, encoding: str) -> None:
    assert encodings.decode("a.txt", text.encode(encoding)) == encodings.Decoded(text)
    big = b"\xfe\xff" if encoding == "utf-16" else b"\0\0\xfe\xff"
    assert encodings.decode("a.txt", big + text.encode(f"{encoding}-be")) == encodings.Decoded(text)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Q: Why?\r\nA: So.\r\n", "问：什么是面包？\n答：一个　食物。\n", "Q: Größe – 1\n", "Что такое хлеб?\n"]
)
def test_utf16_without_a_mark_is_known(text: str, encoding: str) -> None:
    found = encodings.decode("a.txt", text.encode(encoding))
    assert found.text == text
    assert messages(text.encode(encoding)) == [
        "1: not UTF-8: read as UTF-16, as its letters suggest. If some are wrong, save the document as UTF-8."
    ]


def test_text_cut_in_the_middle_of_a_character_is_read_and_told() -> None:
    found = encodings.decode("a.txt", "Q: Why?\nA: So\n".encode("utf-16")[:-1])
    assert found.text == "Q: Why?\nA: So�"
    assert [(each.where.line, each.message[:24]) for each in found.problems] == [(2, "1 character cannot be de")]


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="windows-1251"?>\n<FictionBook>',
        "\\documentclass{article}\n\\usepackage[cp1251]{inputenc}\n",
        "# -*- coding: windows-1251 -*-\n",
        "% vim: set fileencoding=cp1251 :\n",
    ],
)
def test_what_a_document_declares_is_believed(head: str) -> None:
    text = f"{head}О1\n"
    assert encodings.decode("a.txt", text.encode("cp1251")) == encodings.Decoded(text)


@pytest.mark.parametrize("name", ["klingon", "hex", "utf-16", "utf-8", "cp1253"])
def test_what_a_document_declares_wrongly_is_not(name: str) -> None:
    text = f'<meta charset="{name}"><p>“Größe” ist für den Bäcker Ò\n'
    data = text.encode("cp1252")
    assert encodings.decode("a.html", data, is_page=True).text == text


def test_latin_1_means_what_browsers_take_it_for() -> None:
    text = '<meta charset="iso-8859-1">“Pain”'
    assert encodings.decode("a.html", text.encode("cp1252"), is_page=True) == encodings.Decoded(text)


# ── damage ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_bad_byte_in_many_lines_stays_one() -> None:
    lines = ["Frage: Größe des Brots?\n", "Antwort: klein\n"] * 5000
    data = "".join(lines).encode() + b"caf\xe9\n"
    found = encodings.decode("a.txt", data)
    assert found.text == "".join(lines) + "caf�\n"
    assert messages(data) == [
        "10001: 1 character cannot be decoded as UTF-8 and is shown as “�”, in this line. Correct it in the document."
    ]


def test_several_are_counted_from_the_first() -> None:
    data = "ä\nö\nü\n�\n".encode() + b"\xe9\n\xe8\n"
    assert messages(data) == [
        "5: 2 characters cannot be decoded as UTF-8 and are shown as “�”, the first in this line. "
        "Correct it in the document."
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_are_counted_whatever_ends_them(end: bytes) -> None:
    assert messages(end.join([b"a", b"", b"caf\xe9", b""]))[0].startswith("3: not UTF-8: read as Windows-1252")


# ── code pages ───────────────────────────────────────────────────────────────────────────────────────────────────────

TEXTS = {
    "cp1252": (
        "Q: What is a café?\nA: A place.\n",
        "Q: How much?\nA: £2 – for “tea”, I’ve heard…\n",
        "Frage: Was heißt Brot?\nAntwort: „Pain“\n\nFrage: Größe?\nAntwort: klein\n",
        "Q : Où pousse le café ?\nR : En Éthiopie, déjà au 9e siècle, et c’est là qu’on l’a aimé en premier.\n",
        "P: ¿Qué es el pan?\nR: Un alimento básico de harina, agua y sal. ¡Así de fácil, señor!\n",
        "P: O que é o pão?\nR: Um alimento de farinha, água e sal. Não é difícil; é só assar.\n",
        "Fråga: Vad är bröd?\nSvar: Mat av mjöl, vatten och salt. Den gräddas i fyrtio minuter på hög värme.\n",
        "Kysymys: Mitä leipä on?\nVastaus: Ruokaa, jota tehdään jauhoista ja vedestä. Se paistetaan hyvin.\n",
    ),
    "cp1250": (
        "Pytanie: Co to jest chleb?\nOdpowiedź: Żywność z mąki, wody i soli. Piecze się, aż będzie złoty.\n",
        "Otázka: Co je chléb?\nOdpověď: Potravina z mouky, vody a soli. Peče se, dokud není zlatý.\n",
        "Kérdés: Mi a kenyér?\nVálasz: Lisztből, vízből és sóból készült étel, amelyet sütőben sütnek.\n",
    ),
    "iso8859_2": (
        "Pytanie: Co to jest chleb?\nOdpowiedź: Żywność z mąki, wody i soli. Piecze się, aż będzie złoty.\n",
    ),
    "cp1254": (
        "Soru: Ekmek nedir?\nYanıt: Un, su ve tuzdan yapılan bir yiyecek. Kırk dakika pişirilir; içi yumuşak olur.\n",
    ),
    "cp1251": (
        "Вопрос: где хлеб?\nОтвет: в печи\n",
        "Q: Что такое HTTP?\nA: Протокол передачи данных.\n",
        "Питання: Що таке хліб?\nВідповідь: Їжа з борошна, води й солі.\n",
    ),
    "koi8_r": ("Вопрос: Что такое хлеб?\nОтвет: Пищевой продукт из муки, воды и соли.\n",),
    "cp866": ("Вопрос: Что такое хлеб?\nОтвет: Пищевой продукт из муки, воды и соли.\n",),
    "cp1253": ("Ερώτηση: Τι είναι το ψωμί;\nΑπάντηση: Τρόφιμο από αλεύρι, νερό και αλάτι.\n",),
    "cp1255": ("שאלה: מה זה לחם?\nתשובה: מזון העשוי מקמח, מים ומלח.\n",),
    "cp1256": ("السؤال: ما هو الخبز؟\nالجواب: طعام من الدقيق والماء والملح.\n",),
    "cp874": ("ถาม: ขนมปังคืออะไร\nตอบ: อาหารที่ทำจากแป้งและน้ำ\n",),
    "cp932": ("問題：パンとは何ですか？\n", "質問1：日本の首都はどこですか。\n答え：東京\n", "HTTPとは何ですか？\n"),
    "euc_jp": ("問題：パンとは何ですか？\n答え：小麦粉と水で作る食べ物です。\n",),
    "gb18030": (
        "问：什么是面包？\n答：用面粉和水做成的食物。\n",
        "问题1：什么是进程和线程？\n答案：进程是资源分配的最小单位。\n",
    ),
    "big5": ("問：什麼是麵包？\n答：用麵粉和水做成的食物。\n",),
    "cp949": ("질문: 빵이란 무엇입니까?\n답: 밀가루와 물로 만든 음식입니다.\n", "문제 1. HTTP는 무엇인가요?\n"),
    "mac_roman": ("Q : Qu’est-ce que le café ?\nR : Une boisson à base de grains torréfiés, très aimée.\n",),
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in TEXTS.items() for text in texts])
def test_an_old_code_page_is_known_by_words_and_letters(encoding: str, text: str) -> None:
    for data in (text.encode(encoding), (text * 200).encode(encoding)):
        found = encodings.decode("a.txt", data)
        assert found.text == text * (len(data) // len(text.encode(encoding)))
        assert len(found.problems) == 1


def test_a_damaged_byte_decides_nothing() -> None:
    text = "Q : Où pousse le café ?\nR : En Éthiopie, déjà au 9e siècle.\n" * 20
    found = encodings.decode("a.txt", text.encode("cp1252") + b"\x81\n")
    assert found.text == f"{text}�\n"
    assert [each.message.split(":")[0] for each in found.problems] == [
        "not UTF-8",
        "1 character cannot be decoded as Windows-1252 and is shown as “�”, in this line. Correct it in the document.",
    ]


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    ("name", "answers", "told"), [("cp1252.txt", ["„Pain“", "klein"], 1), ("utf16.txt", ["Shaped bread"], 0)]
)
def test_the_shared_cases(name: str, answers: list[str], told: int) -> None:
    found = readers.read(formats.source(name, (SHARED / name).read_bytes()))
    assert [card.answer for card in found.cards][: len(answers)] == answers
    assert [problem.code for problem in found.problems].count("encoding") == told


def test_the_warning_comes_from_what_pandoc_reads_too() -> None:
    text = "* Was ist das Größte für Bäcker?\n\nDie Ähre.\n\n* Wo wächst sie?\n\nIm Feld, wo schöne Blumen stehen.\n"
    found = readers.read(formats.source("a.org", text.encode("cp1252")))
    assert [card.answer for card in found.cards] == ["Die Ähre.", "Im Feld, wo schöne Blumen stehen."]
    assert [(problem.code, problem.where.line) for problem in found.problems] == [("encoding", 1)]


def test_a_build_says_it_once_and_again_from_its_cache(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_bytes("### Q: Wo?\n\nIm Café, für zwei.\n".encode("cp1252"))
    for _ in range(2):
        result = run("build", tmp_path / "tea.md", "--out", tmp_path / "dist", "--only", "csv")
        assert result.exit_code == 0
        assert result.stderr.count("warning [encoding] not UTF-8: read as Windows-1252") == 1
    assert "Im Café, für zwei." in (tmp_path / "dist" / "csv" / "tea.csv").read_text("utf-8-sig")


def test_a_document_that_is_passed_over_in_a_folder_is_told_as_such_alone(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("### Q: Where?\n\nIn a café.\n", "utf-8")
    (tmp_path / "notes.md").write_bytes("Das Café ist schön, und der Bäcker grüßt.\n".encode("cp1252"))
    for command in ("parse", "build"):
        result = run(command, tmp_path, *(["--out", tmp_path / "dist", "--only", "csv"] if command == "build" else []))
        assert result.exit_code == 0
        assert "encoding" not in result.stderr
        assert "no-questions" not in result.stderr
