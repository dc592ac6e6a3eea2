"""Texts nobody has thought of: fragments of every construct that documents are made of, put together at random."""

from __future__ import annotations

from hypothesis import strategies as st

_SIGNS = """
# ## ### #### ###### Q: A: C: **Q:** **A:** **Answer:** \\**Answer:** **What** What Why? is Explain ? 1. 2. 3.
1) - * + > ``` ~~~ ~~~~ <details> </details> <summary> </summary> <br> | |-|-| :: == [a] [x] [ ] (#a) ]: : ---
=== <!-- --> %% A) B) a. `x` #card TBD {{c1:: }} <h3> </h3> <p> </p> _ __ ??? !!! ::: ? 👶 1️⃣ что 什么 Q1: Q7.
Note: $x$ \\( \\) \\[ \\] $$ ** ` <pre> </pre> <script> </script> <?php ?> <![CDATA[ ]]> [x]: <a> &amp; &#35;
\\ \\# ==x== beginner `beginner` Beginner ─ ┌─┐ │
"""
SIGNS = st.sampled_from(_SIGNS.split())
GAPS = st.sampled_from([" ", "\n", "\n\n", "\n    ", "\n  ", "\t", "", "\r\n", "\r", "\n> ", "\n\n\n"])
WORDS = st.sampled_from(["salt", "Why is it so?", "What is yeast?", "It depends.", "Explain dough", "an answer", "Tea"])

# Whole blocks of every kind, hostile ones among them: what is opened is not always closed.
BLOCKS = st.sampled_from(
    [
        "# Bread",
        "# C #",
        "#",
        "##",
        "## Doughs",
        "### What is yeast?",
        "### 3. Why salt?",
        "### Q3: Why salt? `beginner`",
        "## Q: Is `x` y?",
        "### C:",
        "### Note: Ovens",
        "## Answer",
        "#### References ####",
        "####### seven",
        "Setext?\n=======",
        "Why salt?\n---",
        "<!-- canonical -->",
        "<!-- id: salt -->",
        "<!-- tags: a, b -->",
        "<!-- section -->",
        "<!-- structure -->",
        "<!-- depth: 7 -->",
        "<!-- depth: x -->",
        "<!-- level: none -->",
        "<!-- options -->",
        "<!--\ntags: [a]\n-->",
        "<!-- never closed",
        "---\ntitle: Bread\ntags: [a, b]\n---",
        "---\ntitle: [\n---",
        "---\ntags: {a: b}\n---",
        "---\n- a\n---",
        "---",
        "...",
        "***",
        "**Answer:**",
        "\\**Answer:**",
        "**What is a crust?**",
        "**Q: Why?**\nA: So.",
        "Q: Why?\nA: So.\nIt is.",
        "C: Bread needs [salt].",
        "Q1. What is dough? Beginner",
        "01\nWhat is dough? Beginner",
        "1. **Question:** Why?\n   **Answer:** So.",
        "1. What is flour?\n2. What is rye?\n3. What is oat?",
        "- [ ] one\n- [x] two",
        "- A: one\n- B: two",
        "* Explain salt.\n  * Why?\n    So.",
        "-\n\n  text",
        "- # What?\n\n  So.",
        "> [!TIP]\n> text",
        "> # What?\n> So.",
        ">>>>> deep",
        "```python\n# no heading\n```",
        "```\n### Q1: no question\n```",
        "```",
        "~~~~text\n```",
        "    ## code",
        "| Question | Answer |\n|---|---|\n| Why? | So. |\n| How? | |",
        "| a |\n|---|",
        "<details>\n<summary>Why?</summary>\n\nSo.\n\n</details>",
        "<details><summary>Answer</summary>",
        "</details>",
        "<pre>\n\n# text",
        "<div>\n# text\n</div>",
        "<h3>Why?</h3>",
        "<script>alert(1)</script>",
        "[x]: https://example.org 'title'",
        "[x]:",
        "![loaf](loaf.png)",
        "- [What is yeast?](#what-is-yeast)\n- [Why salt?](#why-salt)",
        "[Back to top](#bread)",
        "What::So",
        "Why?\n?\nSo.",
        "==salt== is {{c1::needed}}",
        "%% hidden %%",
        "%%\nhidden",
        "\\(x ==y==\\) and $$z$$",
        "To be completed",
        "text with two spaces  \nand a break\\\nhere",
        "┌──┐ │ a │ └──┘",
        "HopBySees\nAbc",
        "💡 Tip: text",
        "&nbsp;",
        "```python\nx\n      ```",
        "~~~\nx\n\t~~~",
        "      ```",
        "   ```",
        "``` \u000c",
        "\u00a0```",
        "- ```\n  x",
        "> ~~~\n> x",
        "1. <!-- x",
        "<?",
        "<!DOCTYPE html>",
        "<![CDATA[",
        "<textarea>",
        "</script>",
        "<pre",
        "# Rye\n<!--\ntags: [a\nx: : y\n-->",
        "# Oat\n<!--\n\n-->",
        "### C:\n\n==x== <!-- x",
        "### C:\n\n<pre>\n\n<!-- ==x== -->",
        "### C:\n\nFill in.\n\n- [x] one\n\n**Answer:**\n\n==x==",
        "- [ ]\n    <!-- options -->\n- [x]",
        '<!-- tags: "a, b", c -- d, " -->',
        "<!-- depth: 0 -->",
        "## Q12345678901234567890: Why?",
        '---\ntitle: "a\\0b\\nc"\nkey: "\\u0085\\n---"\ntags: [" ", "x\\ud800"]\n---',
        "[^1]: a footnote",
        '[x]: https://example.org "title',
        "# Bread\u000c",
        "\u000c# Bread",
        "\u2028\u0085\u000b\u000c\u001c",
        "\u00a0",
        "\ufeff",
        "\u200b",
    ]
)
PIECES = st.one_of(BLOCKS, SIGNS, WORDS, st.text(max_size=12))
ASKED = st.sampled_from(
    [
        "### {n}. What is salt {n}?",
        "## Why is it {n}?",
        "### Q{n}: Explain {n} `advanced`",
        "**{n}. What is salt {n}?**",
        "{n}. **Question:** What is {n}?\n   **Answer:** So.",
        "{n}. What is salt {n}?",
        "Q{n}. What is salt {n}? Beginner",
        "{n}\nWhat is salt {n}? Advanced",
        "Q: What is salt {n}?\nA: So.",
        "<details><summary>What is {n}?</summary>",
        "- What is salt {n}?",
        "| What is {n}? | so |",
        "What is {n}?::So",
        "C: Salt [number {n}] is white.",
        "Q: What is salt {n}?\n```\nsalt\n      ```\nA: So.",
    ]
)
BODIES = st.lists(st.one_of(BLOCKS, BLOCKS, SIGNS, WORDS), max_size=4)


def _document(asked: str, bodies: list[list[str]], above: list[str], gap: str) -> str:
    """A document of one shape, with anything in its answers."""
    questions = [gap.join([asked.format(n=n), *body]) for n, body in enumerate(bodies, 1)]
    return "\n\n".join([*above, *questions])


TEXTS = st.one_of(
    BODIES.map(lambda blocks: "\n\n".join(["# Bread\n<!-- canonical -->", *blocks])),
    st.builds(_document, ASKED, st.lists(BODIES, min_size=2, max_size=6), BODIES, st.sampled_from(["\n\n", "\n"])),
    st.text(max_size=200),
    st.lists(st.tuples(PIECES, GAPS), max_size=40).map(lambda pairs: "".join(piece + gap for piece, gap in pairs)),
    st.lists(st.one_of(BLOCKS, WORDS), max_size=14).map("\n\n".join),
    st.lists(st.one_of(BLOCKS, WORDS), max_size=14).map("\n".join),
)
"""Text of a document: as it is decoded, but for line ends, which a file has in every form."""
