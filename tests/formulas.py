"""Formulas that must be set, and texts by which a document might reach beyond its card."""

from __future__ import annotations

from hypothesis import strategies as st

from exporter.markup.tex_commands import COMMANDS, ENVIRONMENTS
from tests.conftest import ROOT

HONEST = tuple((ROOT / "tests" / "fixtures" / "formulas.txt").read_text(encoding="utf-8").splitlines())

_LINK = r'\mmlToken{mi}[href="javascript:canary(1)"]{S}'
_ADDRESS = "https://canary.invalid/a.png"
# TeX that is refused, and a word of the reason
REFUSED = (
    (_LINK, r"\mmlToken"),
    (rf'\mmlToken{{mtext}}[style="background:url({_ADDRESS})"]{{S}}', r"\mmlToken"),
    (r'\mmlToken {mo} [ href = "javascript:canary(1)" ]{S}', r"\mmlToken"),
    (r'\mmlToken{mtext}[onclick="canary(1)"]{S}', r"\mmlToken"),
    (r'\mmlToken{mi}[class="qa"]{S}', r"\mmlToken"),
    (rf"\text{{${_LINK}$}}", r"\mmlToken"),
    (rf"\ce{{{_LINK}}}", r"\mmlToken"),
    (rf"\begin{{array}}{{c}}{_LINK}\end{{array}}", r"\mmlToken"),
    (rf"\xleftarrow[{_LINK}]{{x}}", r"\mmlToken"),
    (rf"x % {_LINK}", r"\mmlToken"),
    ("\\mml\u0054oken{mi}", r"\mmlToken"),
    (r"\href{javascript:canary(1)}{x}", r"\href"),
    (r"\url{https://canary.invalid}", r"\url"),
    (r"\class{qa}{x}", r"\class"),
    (r"\cssId{qa}{x}", r"\cssId"),
    (rf"\style{{background:url({_ADDRESS})}}{{x}}", r"\style"),
    (r"\htmlClass{qa}{x}", r"\htmlClass"),
    (r"\data{a=b}{x}", r"\data"),
    (r"\require{html}x", r"\require"),
    (r"\includegraphics{a.png}", r"\includegraphics"),
    (r"\input{a}", r"\input"),
    (r"\unicode{x41}", r"\unicode"),
    (rf"\unicode[url({_ADDRESS})]{{x41}}", r"\unicode"),
    (r"\toggle{a}{b}\endtoggle", r"\toggle"),
    (r"\mathtip{a}{b}", r"\mathtip"),
    (r"\texttip{a}{b}", r"\texttip"),
    (r"\ref{a}", r"\ref"),
    (r"\eqref{a}", r"\eqref"),
    (r"\verb|<img src=x onerror=canary(1)>|", r"\verb"),
    (r"\verb\alpha\\href{javascript:canary(1)}{S}", r"\verb"),
    (r"\def\a{\a\a}\a", r"\def"),
    (r"\gdef\a{b}", r"\gdef"),
    (r"\let\a\href", r"\let"),
    (r"\newcommand{\a}{b}", r"\newcommand"),
    (r"\renewcommand{\frac}{b}", r"\renewcommand"),
    (r"\newenvironment{a}{b}{c}", r"\newenvironment"),
    (r"\DeclareMathOperator{\a}{b}", r"\DeclareMathOperator"),
    (rf"\DeclarePairedDelimiter{{\a}}{{{_LINK}}}{{x}}\a{{b}}", r"\DeclarePairedDelimiter"),
    (r"\newtagform{a}{(}{)}", r"\newtagform"),
    (r"\mathtoolsset{a=b}", r"\mathtoolsset"),
    (r"\Newextarrow{\a}{1,1}{8594}", r"\Newextarrow"),
    (r"\definecolor{a}{rgb}{1,0,0}", r"\definecolor"),
    (r"\csname href\endcsname", r"\csname"),
    (r"\char`\\", r"\char"),
    (r"\catcode`\@=0 @href", r"\catcode"),
    (r"^^5chref{x}{y}", "^^"),
    (r"\nonsense{x}", r"\nonsense"),
    (r"\R^n", r"\R"),
    ("\\ſqrt{x}", "\\ſ"),
    (r"\prescript{a}{b}{x}", r"\prescript"),  # MathJax 3 fails at it
    (r"\vdotswithin{=}", r"\vdotswithin"),
    (r"\begin{document}x\end{document}", "document"),
    (r"\begin{empheq}{align}x\end{empheq}", "empheq"),
    (r"\begin{prooftree}\end{prooftree}", "prooftree"),
    (r"\begin\alpha x\end\alpha", r"\begin"),
    (r"\begin{arr%", r"\begin"),
    # options and arguments that are not TeX
    (r'\enclose{x}[href="javascript:canary(1)"]{S}', r"\enclose"),
    (r'\cancel[href="javascript:canary(1)"]{S}', r"\cancel"),
    (r'\cancel [mathbackground="red"]{S}', r"\cancel"),
    (r'\mod{\cancel}[mathbackground="red"]{S}', r"\mod"),
    (rf"\bbox[background:url({_ADDRESS})]{{x}}", r"\bbox"),
    (r"\bbox[border:1px solid red]{x}", r"\bbox"),
    (rf"\color{{url({_ADDRESS})}}{{x}}", r"\color"),
    (rf"\textcolor{{url({_ADDRESS})}}{{x}}", r"\textcolor"),
    (r"\colorbox{red;position:fixed}{x}", r"\colorbox"),
    (rf"\fcolorbox{{red;background:url({_ADDRESS})}}{{blue}}{{x}}", r"\fcolorbox"),
    (rf"\fcolorbox{{red}}{{red;background:url({_ADDRESS})}}{{x}}", r"\fcolorbox"),
    (rf"\cellcolor{{url({_ADDRESS})}}", r"\cellcolor"),
    (r"\framebox[9em;position:fixed]{x}", r"\framebox"),
    (r"\mathmakebox[99999em]{x}", r"\mathmakebox"),
    (r"\genfrac{(}{)}{3em;color:red}{0}{a}{b}", r"\genfrac"),
    (r"\color%" + "\n{red}", r"\color"),
    # commands that MathJax would find within others
    (r"\matrix\\mmlToken{mi}[href=" + '"javascript:canary(1)"]{S}', r"\matrix"),
    (r"\cases\\href{javascript:canary(1)}{S}", r"\cases"),
    (r"\ce{A^\le^t}", r"\le"),
    (r"\ce{A^\to^g^g^l^e}", r"\to"),
    (r"\ce{A\\href{x}{y}}", "\\\\"),
    (r"\ce{A\color{red}B}", r"\color"),
    # what is larger than a card, or never ends
    (r"\rule{99999em}{99999em}", r"\rule"),
    (r"\rule{1e9em}{1em}", r"\rule"),
    (r"\Rule{1em}{999em}{1em}", r"\Rule"),
    (r"\hspace{99999em}", r"\hspace"),
    (r"\hspace{-9999em}", r"\hspace"),
    (r"\kern 9999pt", r"\kern"),
    (r"\raise999em{x}", r"\raise"),
    (r"\skew{999}{x}{y}", r"\skew"),
    (r"a \\[9999em] b", "\\\\"),
    (r"a \above 999em b", r"\above"),
    (r"\begin{alignat}{999999999}x\end{alignat}", "alignat"),
    (r"\begin{multlined}[9999em]x\end{multlined}", "multlined"),
    ("{" * 11 + "x" + "}" * 11, "nested"),
    (r"\sqrt{" * 300 + "x" + "}" * 300, "nested"),
    (r"\left(" * 11 + r"\right)" * 11, "nested"),
    (r"\begin{matrix}" * 11 + r"\end{matrix}" * 11, "nested"),
    (r"\xrightarrow{" * 24 + "}" * 24, "nested"),
    (r"\pmb{\pmb{\pmb{\pmb{x}}}}", r"\pmb"),
    (r"\overbracket{\overbracket{\overbracket{x}}}", r"\overbracket"),
    # what does not end where it seems to
    ("x}", "braces"),
    ("{x", "braces"),
    ("}{", "braces"),
    (r"\{}", "braces"),
    ("x\\", "backslash"),
    ("\\le\x01t", "x01"),
    ("\\to\x0bggle", "x0b"),
    # what a cloze hides, or shows
    (r"x_1=={==y==}==", "braces"),
    (r'\cancel==[href="javascript:canary(1)"]=={S}', r"\cancel"),
    (r"\cancel==x=={S}", r"\cancel"),
    (r'\mml==Token=={mi}[href="x"]{S}', r"\mml"),
    (r"==\href=={x}{y}", r"\href"),
    (r"\hspace{==1em==}", r"\hspace"),
)

# Markdown around formulas: prose that MathJax would read as one
HOSTILE = (
    *(f"Try \\({tex}\\) here." for tex, _ in REFUSED if "==" not in tex and tex != "{x"),
    rf"See $\text{{a}}$ and $a\ $ {_LINK} $\text{{b}}$.",
    rf"See $x_1\{{a\ $ {_LINK} $b\}}$.",
    rf"See $x_1 {{$ and {_LINK} then $}} y_1$.",
    rf"See \(x_1 {{\) {_LINK} \(}} y_1\).",
    rf"See $x_1\\$ {_LINK} \) and $y_1$.",
    rf"A \\<wbr>({_LINK} b \\<wbr>) $x$",
    rf"A \\<!-- x -->({_LINK} b \\<!-- x -->) $x$",
    rf"A \\<wbr><!-- x --><wbr>({_LINK} b \\<wbr>) $x$",
    rf"A ![\\({_LINK}\\)](x.png) $x$",
    rf'A <img alt="\({_LINK}\)" src="x.png"> $x$',
    rf"A &#92;({_LINK}&#92;) and &bsol;&lpar;{_LINK}&bsol;&rpar; $x$",
    rf"A \\({_LINK}\\) and **\\(**{_LINK}\\) and `\({_LINK}\)` $x$",
    rf"A <b>\\(</b>{_LINK}\\) and <kbd>\\({_LINK}\\)</kbd> $x$",
    f"<div>&#92;({_LINK}&#92;) $x$</div>",
    f"<div>\\</p>({_LINK}\\</p>) $x$</div>",
    f"<p>\\<!-- -->({_LINK}\\<!-- -->) $x$</p>",
    f'<span class="math">{_LINK}</span> and <span class="math display">{_LINK}</span> $x$',
    f"<details><summary>\\\\({_LINK}\\\\)</summary>\n\n\\\\[{_LINK}\\\\] $x$\n\n</details>",
    f"| \\\\({_LINK}\\\\) | $x$ |\n|---|---|\n| \\\\[ | {_LINK} \\\\] |",
    f"> [!TIP]\n> \\\\({_LINK}\\\\) $x$",
    f"```\n\\({_LINK}\\)\n```\n\n$x$",
    f"\\begin{{equation}}{_LINK}\\end{{equation}} $x$",
    f"\\begin{{equation}}\n{_LINK}\n\\end{{equation}}\n\n$$\nx {_LINK}\n$$",
    f"[\\\\({_LINK}\\\\)](https://example.org) $x$",
    r"Two labels $\label{a}x$, one $y$, and again $\label{a}z$.",
)
HOSTILE_CLOZES = (
    *(f"==Try== \\({tex}\\) here." for tex, _ in REFUSED if "==" in tex),
    rf"A $x_1=={{==$ {_LINK} $==}}==y_1$.",
    rf"A $x ==y==$ and \({_LINK} ==z==\).",
    rf"A ==\\(== {_LINK} ==\\)== $x$.",
    rf"A \\==({_LINK}\\)== $x$.",
    rf"A ==a\\==({_LINK}==b\\==) $x$.",
    rf"A ==\({_LINK}\)== b.",
    rf"A $\frac==\\=={{x}}$ {_LINK} $y$.",
)
TITLE = r"A \(\href{//c.invalid}{T}\)"  # of a document: every card shows it

# ── at random ────────────────────────────────────────────────────────────────────────────────────────────────────────

ARGUMENTS = (
    "", "{a}{b}{c}", "{2}{a}{b}", "{2pt}x", "2pt 3pt 4pt x", "{red}{x}{y}", "{red}{blue}{x}", "[rgb]{1,0,0}{x}",
    "{(}{)}{0pt}{0}{a}{b}", "(x", r"3\of{x}", "{circle}{x}", "[red,5px]{x}", r"a\over b", "_a^b", r"{$\frac{a}{b}$}x",
)  # fmt: skip
_OPTIONS = ("", "", "{cc}", "{2}", "[t]", "[t]{c}", "[r]")  # of environments
_SIGNS = r"$ $$ \( \) \[ \] { } [ ] {{ }} == :: % & ^ _ ~ # ' | \\ \ \{ \} \$ ^^ `"
_HTML = r"<wbr> <!-- --> <b> </b> &#92; &lpar; <br> \< </p> <div> &#91;"
_WORDS = "x a+b t gle 2pt red if Token x^2 x_1"
_EVIL = r"\mmlToken \href \class \style \cssId \require \def \let \newcommand \unicode \verb \ref \toggle"
_HARMFUL = (
    *_EVIL.split(),
    '[href="javascript:canary(3)"]{S}',
    '[style="background:url(//c.invalid/d)"]',
    'mmlToken{mi}[href="javascript:canary(4)"]{S}',
    "href{javascript:canary(5)}{S}",
    "{red;background:url(//c.invalid/e)}",
    "{999em}",
)
_PIECES = (*_SIGNS.split(), " ", "\n", "\t", "\x01", "\x0b", "\u212a", *_HTML.split(), *_WORDS.split(), *_HARMFUL)


def tex() -> st.SearchStrategy[str]:
    """TeX of the list's own commands, mostly well-formed, with what does not belong there in between."""
    free = sorted(name for name, follows in COMMANDS.items() if name.isalpha() and not follows.pattern)
    bound = sorted(name for name, follows in COMMANDS.items() if follows.pattern)
    leaf = st.one_of(
        st.sampled_from(_WORDS.split()),
        st.sampled_from(free).map(lambda name: f"\\{name} "),
        st.sampled_from(HONEST),
        st.sampled_from(_PIECES),
    )
    return st.recursive(leaf, lambda inner: _built(inner, [*bound, *free]), max_leaves=8)


def _built(inner: st.SearchStrategy[str], commands: list[str]) -> st.SearchStrategy[str]:
    groups = st.lists(st.one_of(inner.map(lambda text: f"{{{text}}}"), inner.map(lambda text: f"[{text}]")), max_size=3)
    command = st.tuples(st.sampled_from(commands), st.sampled_from(ARGUMENTS), groups)
    table = st.tuples(st.sampled_from(sorted(ENVIRONMENTS)), st.sampled_from(_OPTIONS), inner, inner)
    return st.one_of(
        command.map(lambda made: f"\\{made[0]}{made[1]}{''.join(made[2])}"),
        table.map(lambda made: rf"\begin{{{made[0]}}}{made[1]}{made[2]}&{made[3]}\\\end{{{made[0]}}}"),
        st.lists(inner, min_size=2, max_size=4).map("".join),
        inner.map(lambda text: f"=={text}=="),
    )


def documents() -> st.SearchStrategy[str]:
    """Formulas, and prose between them that is like formulas."""
    marks = st.sampled_from([("$", "$"), (r"\(", r"\)"), ("$$", "$$"), (r"\[", r"\]"), ("", ""), ("==", "==")])
    pieces = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)
    closed = st.tuples(marks, st.one_of(tex(), pieces)).map(lambda made: made[0][0] + made[1] + made[0][1])
    return st.lists(st.one_of(closed, pieces), min_size=1, max_size=5).map(" ".join)
