r"""Allowed TeX: commands, environments, and what may follow them. Everything else is refused.

What is here draws mathematics and does nothing else in MathJax as Anki runs it: no links, styles, attributes or
definitions, and nothing that grows without end. `tests/browser/test_mathjax.py` holds the list against MathJax itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# ── what may follow ──────────────────────────────────────────────────────────────────────────────────────────────────

# Lengths of up to about twenty em: what is larger than a card is no mathematics
_DIGITS = {
    "em|pc": "1?[0-9]",
    "ex": "[1-3]?[0-9]",
    "cm": "[0-9]",
    "mm": "[1-9]?[0-9]",
    "in": "[0-3]",
    "pt|px|mu": "[12]?[0-9]{1,2}",
}
_LENGTHS = (rf"(?:{n}(?:[.,][0-9]{{0,4}})?|[.,][0-9]{{1,4}})\s*(?:{unit})" for unit, n in _DIGITS.items())
_LENGTH = rf"\s*[-+]?(?:{'|'.join(_LENGTHS)})\s*"
_SPACE = rf"(?:\s*\{{{_LENGTH}\}}|{_LENGTH})"
_WORD = r"\s*(?:[A-Za-z]{1,30}|#(?:[0-9A-Fa-f]{3}){1,2})\s*"
_SHADES = r"\s*[0-9.]{1,6}\s*(?:,\s*[0-9.]{1,6}\s*){0,2}"
_COLOR = rf"\s*(?:\[\s*(?:rgb|RGB|gray)\s*\]\s*\{{{_SHADES}\}}|\{{{_WORD}\}})"
_NAMED_COLOR = rf"\s*\{{{_WORD}\}}"
_PADDING = rf"\s*\[(?:{_WORD}|{_LENGTH})(?:,(?:{_WORD}|{_LENGTH}))?\]"
_INTEGER = r"\s*(?:\{\s*-?[0-9]{1,2}\s*\}|[0-9])"
_COUNT = r"\s*\{\s*[0-9]{1,2}\s*\}"
_DELIMITER = r"\s*\{\s*(?:[^{}\\\s]|\\[A-Za-z]+|\\[{}|])?\s*\}"
_NO_OPTION = r"(?=\s*[{\\A-Za-z0-9])"  # in brackets MathJax reads attributes
_GROUP = r"(?=\s*\{)"  # elsewhere MathJax would read the next command from its second letter
# MathJax repeats the argument: nested ones would double at each level
_FLAT = r"(?=\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[^\s{}\\\[]))"
# MathJax puts this before what follows, where a command at its end would find an option
_WHOLE = r"(?=\s*(?:[^\s{}]|\{(?:[^{}\\]|\{[^{}\\]*\}|\\[A-Za-z]+(?=[^A-Za-z\s{}\[]))*\}))"
_ALIGNED = r"(?:\s*\[\s*[tcb]\s*\]|(?!\s*\[))"
_COLUMNS = r"(?:\s*\[[lcr\s]*\]|(?!\s*\[))"
_PREAMBLE = r"\s*\{(?:[^{}]|\{[^{}]*\})*\}"

# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_LETTERS = r"""
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi
    psi omega varepsilon vartheta varpi varrho varsigma varphi varkappa digamma Gamma Delta Theta Lambda Xi Pi Sigma
    Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varXi varPi varSigma varUpsilon varPhi varPsi varOmega
    upalpha upbeta upgamma updelta upepsilon upzeta upeta uptheta upiota upkappa uplambda upmu upnu upxi upomicron uppi
    uprho upsigma uptau upupsilon upphi upchi uppsi upomega upvarepsilon upvartheta upvarpi upvarrho upvarsigma
    upvarphi Upgamma Updelta Uptheta Uplambda Upxi Uppi Upsigma Upupsilon Upphi Uppsi Upomega
    aleph beth gimel daleth hbar hslash imath jmath ell wp Re Im eth Finv Game Bbbk mho
"""
_SYMBOLS = r"""
    partial infty prime backprime emptyset varnothing nabla top bot angle measuredangle sphericalangle triangle
    triangledown blacktriangle blacktriangledown backslash forall exists nexists neg lnot flat natural sharp clubsuit
    diamondsuit heartsuit spadesuit surd square Box blacksquare lozenge Diamond blacklozenge circledS circledR bigstar
    complement diagup diagdown yen checkmark maltese S And ohm degree celsius perthousand micro TeX LaTeX
    sum prod coprod int intop iint iiint iiiint idotsint oint smallint bigvee bigwedge biguplus bigcap bigcup bigotimes
    bigoplus bigodot bigsqcup bigtimes
    triangleleft triangleright bigtriangleup bigtriangledown wedge land vee lor cap cup ddagger dagger sqcap sqcup
    uplus amalg diamond bullet wr div divsymbol odot oslash otimes ominus oplus mp pm circ bigcirc setminus cdot ast
    times star dotplus ltimes smallsetminus rtimes Cap doublecap leftthreetimes Cup doublecup rightthreetimes barwedge
    curlywedge veebar curlyvee doublebarwedge boxminus circleddash boxtimes circledast boxdot circledcirc boxplus
    centerdot divideontimes intercal
    ldots cdots vdots ddots dots dotsc dotsb dotsm dotsi dotso ldotp cdotp colon
"""
_RELATIONS = r"""
    propto sqsubseteq sqsupseteq sqsubset sqsupset parallel mid dashv vdash leq le geq ge lt gt succ prec approx succeq
    preceq supset subset supseteq subseteq in ni notin owns gg ll sim simeq perp equiv asymp smile frown ne neq cong
    doteq bowtie models notChar not leqq geqq leqslant geqslant eqslantless eqslantgtr lesssim gtrsim lessapprox
    gtrapprox approxeq lessdot gtrdot lll llless ggg gggtr lessgtr gtrless lesseqgtr gtreqless lesseqqgtr gtreqqless
    doteqdot Doteq eqcirc risingdotseq circeq fallingdotseq triangleq backsim thicksim backsimeq thickapprox subseteqq
    supseteqq Subset Supset preccurlyeq succcurlyeq curlyeqprec curlyeqsucc precsim succsim precapprox succapprox
    vartriangleleft lhd vartriangleright rhd trianglelefteq unlhd trianglerighteq unrhd vDash Vdash Vvdash smallsmile
    shortmid smallfrown shortparallel bumpeq between Bumpeq pitchfork varpropto backepsilon blacktriangleleft
    blacktriangleright therefore because eqsim vartriangle Join nless ngtr nleq ngeq nleqslant ngeqslant nleqq ngeqq
    lneq gneq lneqq gneqq lvertneqq gvertneqq lnsim gnsim lnapprox gnapprox nprec nsucc npreceq nsucceq precneqq
    succneqq precnsim succnsim precnapprox succnapprox nsim ncong nshortmid nshortparallel nmid nparallel nvdash nvDash
    nVdash nVDash ntriangleleft ntriangleright ntrianglelefteq ntrianglerighteq nsubseteq nsupseteq nsubseteqq
    nsupseteqq subsetneq supsetneq varsubsetneq varsupsetneq subsetneqq supsetneqq varsubsetneqq varsupsetneqq
    coloneqq Coloneqq coloneq Coloneq eqqcolon Eqqcolon eqcolon Eqcolon colonapprox Colonapprox colonsim Colonsim
    dblcolon centercolon ordinarycolon
"""
_ARROWS = r"""
    Leftrightarrow Leftarrow Rightarrow leftrightarrow leftarrow gets rightarrow to mapsto leftharpoonup
    leftharpoondown rightharpoonup rightharpoondown nearrow searrow nwarrow swarrow rightleftharpoons leftrightharpoons
    hookrightarrow hookleftarrow longleftarrow Longleftarrow longrightarrow Longrightarrow Longleftrightarrow
    longleftrightarrow longmapsto uparrow downarrow updownarrow Uparrow Downarrow Updownarrow implies impliedby iff
    leftleftarrows rightrightarrows leftrightarrows rightleftarrows Lleftarrow Rrightarrow twoheadleftarrow
    twoheadrightarrow leftarrowtail rightarrowtail looparrowleft looparrowright curvearrowleft curvearrowright
    circlearrowleft circlearrowright Lsh Rsh upuparrows downdownarrows upharpoonleft upharpoonright downharpoonleft
    downharpoonright restriction multimap leftrightsquigarrow rightsquigarrow leadsto dashrightarrow dashleftarrow
    nleftarrow nrightarrow nLeftarrow nRightarrow nleftrightarrow nLeftrightarrow nuparrow ndownarrow
    longrightleftharpoons longRightleftharpoons longLeftrightharpoons longleftrightarrows tripledash
"""
_DELIMITERS = r"""
    left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm
    lmoustache rmoustache lgroup rgroup arrowvert Arrowvert bracevert Vert vert lvert rvert lVert rVert rangle langle
    rbrace lbrace rceil lceil rfloor lfloor lbrack rbrack lparen rparen ulcorner urcorner llcorner lrcorner
    bra ket braket set Bra Ket Braket Set ketbra Ketbra
"""
_FUNCTIONS = r"""
    arcsin arccos arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min
    Pr sec sin sinh sup tan tanh injlim projlim varliminf varlimsup varinjlim varprojlim operatorname limits nolimits
    bmod pmod pod
"""
_FONTS = r"""
    rm mit oldstyle cal it bf bbFont scr frak sf tt mathrm mathup mathnormal mathbf mathbfup mathit mathbfit mathbb Bbb
    mathfrak mathbffrak mathscr mathbfscr mathsf mathsfup mathbfsf mathbfsfup mathsfit mathbfsfit mathtt mathcal
    mathbfcal symrm symup symnormal symbf symbfup symit symbfit symbb symfrak symbffrak symscr symbfscr symsf symsfup
    symbfsf symbfsfup symsfit symbfsfit symtt symcal symbfcal boldsymbol
    text textrm textup textnormal textit textbf textsf texttt mbox hbox fbox
    tiny Tiny scriptsize small normalsize large Large LARGE huge Huge
    displaystyle textstyle scriptstyle scriptscriptstyle
"""
_BUILDERS = r"""
    frac tfrac dfrac binom tbinom dbinom splitfrac splitdfrac over overwithdelims atop atopwithdelims brace brack
    choose root of buildrel stackrel stackbin overset underset overunderset sideset substack crampedsubstack
    acute grave ddot tilde bar breve check hat vec dot dddot ddddot mathring widetilde widehat overline underline
    overbrace underbrace overparen underparen overrightarrow underrightarrow overleftarrow underleftarrow
    overleftrightarrow underleftrightarrow boxed llap rlap clap textllap textrlap textclap phantom vphantom hphantom
    mathord mathop mathopen mathclose mathbin mathrel mathpunct mathinner vcenter mathchoice mathmbox strut mathstrut
    enspace quad qquad thinspace negthinspace negmedspace negthickspace nobreakspace space nonscript
    cr newline hline hdashline hfill hfil hfilll tag notag nonumber
"""
_TEXT_SYMBOLS = r"""
    asciicircum asciitilde asteriskcentered backslash bar braceleft braceright bullet dagger daggerdbl ellipsis emdash
    endash exclamdown greater less ordfeminine ordmasculine paragraph periodcentered questiondown quotedblleft
    quotedblright quoteleft quoteright section underscore visiblespace cent currency dollar euro florin lira peso
    sterling won yen copyright registered servicemark trademark bardbl bigcircle numero openbullet pertenthousand
    perthousand langle rangle celsius degree div downarrow leftarrow lnot mho minus mu ohm onehalf onequarter
    onesuperior pm rightarrow surd threequarters threesuperior times twosuperior uparrow
"""
_SIGNS = (*r"\,:;!>_#$%&{}|", " ", "\u00a0", "\n")  # commands of one character

# What must follow other commands directly. In brackets after `\sqrt` and arrows is TeX like all other.
_FOLLOWED = {
    "": r"""
        sqrt xrightarrow xleftarrow xleftrightarrow xLeftarrow xRightarrow xLeftrightarrow xhookleftarrow
        xhookrightarrow xmapsto xrightharpoondown xleftharpoondown xrightleftharpoons xrightharpoonup xleftharpoonup
        xleftrightharpoons xtwoheadrightarrow xtwoheadleftarrow xlongequal xtofrom xRightleftharpoons
        xLeftrightharpoons
    """,
    r"(?:\s*\[\s*[lr]?\s*\]|(?!\s*\[))": "cfrac",
    r"(?:\s*\[\s*[tb]?\s*\]|(?!\s*\[))": "smash",
    _SPACE: r"""
        hskip hspace kern mskip mspace mkern raise lower moveleft moveright above minCDarrowwidth minCDarrowheight
    """,
    rf"(?!\s*\[){_SPACE}{_SPACE}": "rule",
    rf"{_SPACE}{_SPACE}{_SPACE}": "Rule Space",
    _COLOR: "color textcolor cellcolor rowcolor columncolor",
    _NAMED_COLOR: "colorbox",
    rf"{_NAMED_COLOR}{_NAMED_COLOR}": "fcolorbox",
    rf"(?:{_PADDING})?{_NO_OPTION}": "bbox",
    rf"\s*\{{[a-z,\s]*\}}{_NO_OPTION}": "enclose",
    _NO_OPTION: r"""
        cancel bcancel xcancel cancelto mathllap mathrlap mathclap cramped crampedllap crampedrlap crampedclap
        framebox mathmakebox shoveleft shoveright
    """,
    rf"{_DELIMITER}{_DELIMITER}\s*\{{(?:{_LENGTH})?\s*\}}\s*\{{\s*[0-3]?\s*\}}": "genfrac",
    _INTEGER: "uproot leftroot skew",
    _GROUP: "matrix array pmatrix cases eqalign displaylines eqalignno leqalignno",
    _FLAT: "pmb centernot overbracket underbracket",
    _WHOLE: "mod",
    r"\s*\{[^{}\\]*\}": "label",
}

# ── environments ─────────────────────────────────────────────────────────────────────────────────────────────────────

_ENVIRONMENTS = {
    "": r"""
        equation equation* eqnarray eqnarray* align align* multline multline* split gather gather* flalign flalign*
        matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix psmallmatrix bsmallmatrix Bsmallmatrix vsmallmatrix
        Vsmallmatrix cases dcases rcases drcases cases* dcases* rcases* drcases* CD
    """,
    _ALIGNED: "aligned gathered lgathered rgathered",
    _COLUMNS: r"""
        matrix* pmatrix* bmatrix* Bmatrix* vmatrix* Vmatrix* smallmatrix* psmallmatrix* bsmallmatrix* Bsmallmatrix*
        vsmallmatrix* Vsmallmatrix*
    """,
    _COUNT: "alignat alignat* xalignat xalignat* xxalignat",
    rf"{_ALIGNED}{_COUNT}": "alignedat",
    rf"{_ALIGNED}{_PREAMBLE}": "array",
    _PREAMBLE: "subarray",
}

# ── chemistry ────────────────────────────────────────────────────────────────────────────────────────────────────────

# mhchem (`\ce`, `\pu`) has a parser of its own, which may join what stands apart: so it gets only commands that are the
# beginning of no other one, and those that a brace follows at once.
_CHEMISTRY = r"""
    alpha beta gamma delta epsilon zeta theta iota kappa lambda mu nu pi rho sigma tau phi chi psi omega Gamma Delta
    Theta Lambda Pi Sigma Phi Psi Omega times cdot circ infty ldots degree
"""
_CHEMISTRY_GROUPS = "ce pu bond text textrm textbf textit mathrm mathbf mathit frac overset underset underbrace"
CHEMISTRY = frozenset((*_CHEMISTRY.split(), *",;: _&%{}"))
CHEMISTRY_GROUPS = frozenset(_CHEMISTRY_GROUPS.split())


def _rules(patterns: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.ASCII) for pattern, names in patterns.items() for name in names.split()}


def _free(*lists: str) -> Iterable[str]:
    return (name for names in lists for name in names.split())


_NAMES = _free(_LETTERS, _SYMBOLS, _RELATIONS, _ARROWS, _DELIMITERS, _FUNCTIONS, _FONTS, _BUILDERS)
_ANYTHING = re.compile("")
COMMANDS: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys((*_NAMES, *_SIGNS), _ANYTHING),
    **{f"text{name}": _ANYTHING for name in _TEXT_SYMBOLS.split()},
    **_rules(_FOLLOWED),
    **dict.fromkeys(("ce", "pu"), re.compile(r"(?=\s*(?:\{|[^\s{}\\]))")),
    "\\": re.compile(rf"\*?(?:\[{_LENGTH}\]|(?!\[))", re.ASCII),  # a new row
}
ENVIRONMENTS: Mapping[str, re.Pattern[str]] = _rules(_ENVIRONMENTS)
