"""Text for a terminal: a word beside every mark, tables that fit, nothing that a terminal obeys."""

from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.reports.as_text import outline_to_text
from fargate_doctor.reports.outline import (
    Bullets,
    Cell,
    Commands,
    Marked,
    Matrix,
    Outline,
    Pairs,
    Quotation,
    Quote,
    Section,
    Words,
)


def _everything(words: str) -> Outline:
    return Outline(
        words,
        (
            Pairs(((words, words), ("b", "c"))),
            Section(
                words,
                (
                    Words(words),
                    Quote(words, words),
                    Quotation(words, words, words),
                    Bullets(words, (words, words)),
                    Commands(words, (words,)),
                    Marked("unknown", "unknown", words, words),
                    Matrix(("d", "IPv4", "IPv6"), ((words, (Cell("fail", "fail"), Cell(None, ""))),)),
                    Section(words, (Words(words),), "fail", words),
                ),
            ),
        ),
    )


@given(st.text(max_size=60))
def test_whatever_aws_said_is_inert(words: str) -> None:
    """Only line feeds are left of what a terminal obeys."""
    written = outline_to_text(_everything(words))

    assert not [each for each in written if (ord(each) < 32 and each != "\n") or 0x7F <= ord(each) < 0xA0]
    assert not set("\u202e\u2066\u2028") & set(written)


def test_a_table_keeps_its_columns() -> None:
    """A name that leaves no room for its cells gets a line of its own."""
    matrix = Matrix(
        ("destination", "IPv4"),
        (("short:443", (Cell("pass", "pass"),)), ("x" * 78, (Cell("fail", "fail"),))),
    )

    lines = outline_to_text(Outline("t", (matrix,))).splitlines()

    assert "x" * 78 in lines
    assert len({line.index("pass") for line in lines if "pass" in line} | {lines[-1].index("fail")}) == 1


def test_every_mark_has_a_word() -> None:
    """Colour and mark are never all there is."""
    written = outline_to_text(Outline("t", (Marked("unknown", "unknown", "Is it so?", "Nobody knows."),)))

    assert "? unknown: Is it so?" in written


def test_paint_is_put_on_whole_lines() -> None:
    """Styles do not change how lines are broken."""
    outline = _everything("some words that are long enough to be broken once or twice on a narrow terminal")

    plain = outline_to_text(outline, width=40)
    painted = outline_to_text(outline, width=40, paint=lambda line, _: f"<{line}>")
    assert painted.replace("<", "").replace(">", "") == plain.replace("<", "").replace(">", "")
