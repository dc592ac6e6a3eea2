from __future__ import annotations

import pytest

from exporter.model import Card, Document, Location, Severity
from exporter.settings import Settings
from tests.checks.test_rules import checked


def told(*answers: str, section: tuple[str, ...] = ()) -> list[tuple[str, int, str]]:
    cards = (Card(f"Why {n}?", answer, Location("a.md", n), section=section) for n, answer in enumerate(answers, 1))
    problems = checked([Document("Bread", "a.md", tuple(cards))], Settings())
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [(problem.code, problem.where.line, problem.message) for problem in problems]


def test_a_formula_that_all_outputs_set_is_no_problem() -> None:
    assert told(r"So $\frac{1}{2}$ and \(x^2\).", "A price of $5 to $6.") == []


def test_a_refused_formula_is_told_once_with_its_place_and_the_command() -> None:
    message = r"\href{a}{b}: \href is not allowed in formulas; it is shown as code. "
    message += "Put the link beside the formula, in Markdown."
    assert told("Yes.", r"So $\href{a}{b}$, and $\href{a}{b}$ again.") == [("formula", 2, message)]


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\newcommand{\a}{b} \a", r"\newcommand is not allowed in formulas; it is shown as code. Write out what it"),
        (
            r"\Reals^n",
            r"\Reals is not allowed in formulas; it is shown as code. Write it with the commands of amsmath.",
        ),
        (r"\eqref{a} + 1", r"\eqref is not allowed in formulas; it is shown as code. Write out what"),
        (r"\bm{x}", r"\bm is not allowed in formulas; it is shown as code. Write \boldsymbol."),
        (r"\color{red;a:b}{x}", r"\color is not allowed before {red;a:b}{x}; it is shown as code. Name a color"),
        (r"\rule{999em}{1em}", "Give a length with its unit, of up to about 20em."),
        (r"a \\[999em] b^2", "Give a length"),
        (r"\cancel[color=red]{x}", "Remove the options in brackets."),
        (r"\begin{foo}x\end{foo}", "the environment foo is not allowed in formulas; it is shown as code. Write it"),
        (r"x_1 {", "its braces do not match; it is shown as code. Close every brace."),
        ("{" * 11 + "x_1" + "}" * 11, "it is nested too deeply; it is shown as code. Split it into several formulas."),
        (r"\enclose{circle}{x}", r"\enclose is not known; print and preview show its source."),
    ],
)
def test_each_has_its_remedy(tex: str, said: str) -> None:
    ((code, line, message),) = told(f"So ${tex}$.")
    assert (code, line) == ("formula", 1)
    assert message.startswith(f"{tex}: ")
    assert said in message


def test_a_long_formula_is_told_by_its_beginning() -> None:
    ((_, _, message),) = told("So $" + "x + " * 30 + r"\Reals$.")
    assert message.startswith("x + " * 15 + "…: ")


def test_a_section_is_told_once() -> None:
    assert [(code, line) for code, line, _ in told("a.", "b.", section=(r"On $\Reals$",))] == [("formula", 1)]
