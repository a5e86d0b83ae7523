"""Markdown for a ticket: what AWS said is shown as it was said, and does nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.reports.as_markdown import code, escaped, outline_to_markdown
from fargate_doctor.reports.outline import Bullets, Cell, Commands, Marked, Matrix, Outline, Quote, Section, Words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plain words, 10.0.0.0/16.", "plain words, 10.0.0.0/16."),
        ("*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("[text](https://example.com)", "\\[text\\](https://example.com)"),
        ("![picture](x)", "!\\[picture\\](x)"),
        ("# heading", "\\# heading"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("a | b", "a \\| b"),
        ("@team", "&#64;team"),
        ("one\ntwo", "one␊two"),
        ("~~gone~~", "\\~\\~gone\\~\\~"),
    ],
)
def test_foreign_words_are_escaped(words: str, expected: str) -> None:
    """Nothing that means something in Markdown or HTML is left."""
    assert escaped(words) == expected


@given(st.text())
def test_escaped_words_are_one_inert_line(words: str) -> None:
    """No tag, no mention, no line break."""
    line = escaped(words)

    assert not set("<>@\n\x1b") & set(line)


@given(st.text("`a \n", max_size=30))
def test_code_keeps_its_fence(words: str) -> None:
    """The fence is longer than any run of backticks inside."""
    written = code(words)

    fence = re.match("`+", written)
    assert fence
    assert written.endswith(fence[0])
    assert fence[0] not in written[len(fence[0]) : -len(fence[0])].strip()


def test_commands_cannot_leave_their_block() -> None:
    """A fence inside a command makes the outer one longer."""
    written = outline_to_markdown(Outline("t", (Commands("Run", ("echo '```' # x", "```")),)))

    assert "````sh\n" in written


def test_every_block_has_a_form() -> None:
    """Sections nest, and no deeper than Markdown goes."""
    blocks = (
        Words("w"),
        Quote("said", "who"),
        Bullets("l", ("a", "https://docs.aws.amazon.com/x.html")),
        Marked("fail", "fail", "q?", "because"),
        Matrix(("d", "IPv4"), (("host", (Cell("pass", "pass"),)),)),
    )
    nested = Section("s", blocks, "fail", "id")
    for _ in range(8):
        nested = Section("s", (nested,))

    written = outline_to_markdown(Outline("Title", (nested,)))

    assert written.startswith("# Title\n\n## s\n")
    assert "####### " not in written
    assert "| host | ✓ pass |" in written
    assert "- <https://docs.aws.amazon.com/x.html>" in written
