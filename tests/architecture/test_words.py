"""Every sentence of the package stands in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "fargate_doctor"

BLANK = re.compile(r"\{(\w+)[^}]*\}")
WORD = re.compile(r"[^\W\d_]{4,}")


def _texts() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node


def _literal(node: ast.Call, name: str) -> str | None:
    """Return a sentence that is written out; None where it is put together."""
    value = next((each.value for each in node.keywords if each.arg == name), None)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _written_out() -> Iterator[tuple[str, str, str]]:
    for place, node in _texts():
        en, es = _literal(node, "en"), _literal(node, "es")
        if en is not None and es is not None:
            yield place, en, es


def test_sentences_were_found() -> None:
    """The package is full of them."""
    assert len(list(_written_out())) > 300


def test_a_sentence_stands_in_both_languages() -> None:
    """Neither is left empty."""
    assert [place for place, en, es in _written_out() if not en.strip() or not es.strip()] == []


def test_both_languages_have_the_same_blanks() -> None:
    """What fills one fills the other."""
    assert [place for place, en, es in _written_out() if set(BLANK.findall(en)) != set(BLANK.findall(es))] == []


def test_sentences_are_translated() -> None:
    """A sentence of several words is not the same in both languages."""
    untranslated = [place for place, en, es in _written_out() if en == es and len(WORD.findall(BLANK.sub("", en))) > 2]

    assert untranslated == []
